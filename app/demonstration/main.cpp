// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/DemonstrationCounty.h"
#include "app/demonstration/Story.h"
#include "app/demonstration/StoryClock.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/shell/Application.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace shouli;
using app::demonstration::DemonstrationCounty;

namespace {

int complain(const core::base::Error &error)
{
    std::fprintf(stderr, "shouli-demonstration: error %d: %s\n", static_cast<int>(error.code),
                 qPrintable(error.detail));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("受理 · 演示"));
    const QString command = qt.arguments().value(1);
    const QString folder = qt.arguments().value(2);
    if ((command != QLatin1String("open") && command != QLatin1String("headless")) || folder.isEmpty()) {
        std::fputs(
            "shouli-demonstration open DIR [community|street|bureau|neighbour]: a county to try, its server and an "
            "office's window\n"
            "shouli-demonstration headless DIR: a case's whole way without a display; leaves transcript.txt, "
            "papers and pictures\n",
            stderr);
        return 2;
    }
    app::look::Theme::apply(qt, app::look::Theme::Contrast::Calm);
    app::look::Languages languages;
    languages.use(app::look::Languages::Language::Chinese);
    const auto reference = app::office::Reference::load();
    if (!reference)
        return complain(reference.error());
    app::demonstration::StoryClock clock(core::base::SystemClock().now());
    core::crypto::SystemRandom random;
    DemonstrationCounty county(QDir(folder).filePath(QStringLiteral("county-to-try")), *reference, clock, random);
    if (command == QLatin1String("headless")) {
        app::demonstration::Story story(county, *reference, clock, random, languages, folder);
        const auto played = story.play();
        return played ? 0 : complain(played.error());
    }
    if (const auto started = county.start(); !started)
        return complain(started.error());
    if (const auto &settled = county.settled(); settled.people > 0)
        std::printf("%lld residents moved in, in %lld ms.\n", static_cast<long long>(settled.people),
                    static_cast<long long>(settled.milliseconds));
    const auto seat = DemonstrationCounty::seatNamed(qt.arguments().value(3, QStringLiteral("community")));
    if (!seat)
        return complain({core::base::ErrorCode::InvalidArgument, qt.arguments().value(3)});
    std::printf("Sign in with the passphrase: %s\n", qPrintable(DemonstrationCounty::passphrase()));
    if (*seat == DemonstrationCounty::Seat::Community)
        std::puts("The other offices, each in a terminal of its own while this window is open:\n"
                  "    packaging/run street     the street office, which reviews\n"
                  "    packaging/run bureau     the county bureau, which decides\n"
                  "    packaging/run neighbour  the community next door, where people move to");
    std::fflush(stdout);
    app::shell::Application::Options options;
    options.folder = county.folderOf(*seat).path();
    options.papersFolder = folder + QStringLiteral("/papers");
    app::shell::Application application(*reference, clock, random, languages, options);
    application.start();
    application.window().resize(1366, 768);
    application.window().show();
    return QApplication::exec();
}
