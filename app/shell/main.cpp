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

#include <algorithm>
#include <cstdio>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace shouli;

namespace {

/// No core dump, and no other program of the same user may look into this one's memory.
void closeMemory()
{
#ifdef Q_OS_LINUX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace

int main(int argc, char **argv)
{
    closeMemory();
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
    parser.addOption({QStringLiteral("lock-minutes"),
                      QStringLiteral("locks after so many minutes without a key, 1 to 30"), QStringLiteral("minutes"),
                      QStringLiteral("5")});
    parser.addOption({QStringLiteral("shift-hours"), QStringLiteral("how long a PIN is good, 1 to 24"),
                      QStringLiteral("hours"), QStringLiteral("12")});
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
    options.lockAfterMinutes = std::clamp(parser.value(QStringLiteral("lock-minutes")).toInt(), 1, 30);
    options.shiftHours = std::clamp(parser.value(QStringLiteral("shift-hours")).toInt(), 1, 24);
    app::shell::Application application(*reference, clock, random, languages, options);
    application.start();
    application.window().resize(1366, 768);
    application.window().show();
    return QApplication::exec();
}
