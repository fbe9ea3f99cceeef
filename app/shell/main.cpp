// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/office/Reference.h"
#include "app/shell/Application.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

using namespace shouli;

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("shouli"));
    QApplication::setApplicationDisplayName(QStringLiteral("受理"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("受理: the counter of a community office"));
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("data"), QStringLiteral("folder of this office's data"), QStringLiteral("folder")});
    parser.addOption(
        {QStringLiteral("papers"), QStringLiteral("folder for printed papers as PDF"), QStringLiteral("folder")});
    parser.addOption(
        {QStringLiteral("lang"), QStringLiteral("zh_CN or en"), QStringLiteral("language"), QStringLiteral("zh_CN")});
    parser.process(qt);

    app::look::Theme::apply(qt, app::look::Theme::Contrast::Calm);
    app::look::Languages languages;
    languages.use(app::look::Languages::parse(parser.value(QStringLiteral("lang"))));
    const auto reference = app::office::Reference::load();
    if (!reference) {
        std::fprintf(stderr, "shouli: %s\n", qPrintable(reference.error().detail));
        return 1;
    }
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    app::shell::Application::Options options;
    options.folder = parser.isSet(QStringLiteral("data"))
        ? parser.value(QStringLiteral("data"))
        : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    options.papersFolder = parser.isSet(QStringLiteral("papers"))
        ? parser.value(QStringLiteral("papers"))
        : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/受理");
    app::shell::Application application(*reference, clock, random, languages, options);
    application.start();
    application.window().resize(1366, 768);
    application.window().show();
    return QApplication::exec();
}
