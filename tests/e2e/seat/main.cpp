// SPDX-License-Identifier: GPL-3.0-or-later
// One office's program as a process of its own, driven by whoever started it: a line of JSON in, an array
// such as ["press","F12"], and a line out, {"ok":true}. Does nothing that a person could not do by keys,
// but for the clock, which is the test's: ["clock","2026-11-23T09:00"].
//   shouli-seat FOLDER PAPERS START
//   shouli-seat FOLDER --fill PASSPHRASE PEOPLE.json    people into the register of an office that is set up
//   shouli-seat FOLDER --where PASSPHRASE TEXT…         the columns of its database in which a text stands
#include "app/demonstration/Seat.h"
#include "app/demonstration/StoryClock.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "core/crypto/SystemRandom.h"
#include "tests/e2e/seat/Register.h"

#include <QApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

using namespace shouli;
using app::demonstration::Seat;
using app::demonstration::StoryClock;

namespace {

core::base::Timestamp timeOf(const QString &text)
{
    const auto at = QDateTime::fromString(text, QStringLiteral("yyyy-MM-ddTHH:mm"));
    return core::base::Timestamp::fromChina(at.date(), at.time());
}

QJsonObject obey(Seat &seat, StoryClock &clock, const QJsonArray &order)
{
    const QString what = order.at(0).toString();
    const QString with = order.at(1).toString();
    auto &hands = seat.hands();
    bool ok = true;
    if (what == QLatin1String("press"))
        hands.press(QKeySequence(with));
    else if (what == QLatin1String("type"))
        hands.type(with);
    else if (what == QLatin1String("scan"))
        hands.scan(with);
    else if (what == QLatin1String("signIn"))
        ok = seat.signIn(with);
    else if (what == QLatin1String("see"))
        ok = seat.waitToSee(with);
    else if (what == QLatin1String("miss"))
        ok = seat.waitToMiss(with);
    else if (what == QLatin1String("choose"))
        ok = seat.choose(with);
    else if (what == QLatin1String("reach"))
        ok = seat.reach(with);
    else if (what == QLatin1String("tickAll"))
        ok = seat.tickAll();
    else if (what == QLatin1String("sync")) {
        clock.letSettle();
        ok = seat.sync();
    } else if (what == QLatin1String("written"))
        ok = seat.waitWritten();
    else if (what == QLatin1String("clock"))
        clock.set(timeOf(with));
    else if (what == QLatin1String("size")) // "1920x1080"
        seat.application().window().resize(with.section(u'x', 0, 0).toInt(), with.section(u'x', 1).toInt());
    else if (what == QLatin1String("shoot"))
        ok = seat.eyes().shoot(with);
    else if (what == QLatin1String("texts"))
        return {{QStringLiteral("ok"), true},
                {QStringLiteral("texts"), QJsonArray::fromStringList(seat.eyes().texts())}};
    else if (what == QLatin1String("keys"))
        return {{QStringLiteral("ok"), true}, {QStringLiteral("keys"), hands.keys()}};
    else
        ok = false;
    return {{QStringLiteral("ok"), ok}};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    const QStringList arguments = qt.arguments();
    if (arguments.size() < 4)
        return 2;
    app::look::Theme::apply(qt, app::look::Theme::Contrast::Calm);
    app::look::Languages languages;
    languages.use(app::look::Languages::Language::Chinese);
    const auto reference = app::office::Reference::load();
    if (!reference)
        return 3;
    core::crypto::SystemRandom random;
    if (arguments.at(2) == QLatin1String("--fill")) {
        const auto filled = tests::e2e::fillRegister(*reference, arguments.at(1), arguments.at(3), arguments.at(4));
        if (!filled)
            std::fprintf(stderr, "error %d: %s\n", static_cast<int>(filled.error().code),
                         qPrintable(filled.error().detail));
        return filled ? 0 : 4;
    }
    if (arguments.at(2) == QLatin1String("--where")) {
        const auto where = tests::e2e::whereStands(*reference, arguments.at(1), arguments.at(3), arguments.mid(4));
        if (where)
            std::printf("%s\n", qUtf8Printable(where->join(u'\n')));
        return where ? 0 : 4;
    }
    StoryClock clock(timeOf(arguments.at(3)));
    app::shell::Application::Options options;
    options.folder = arguments.at(1);
    options.papersFolder = arguments.at(2);
    Seat seat(*reference, clock, random, languages, options);
    if (!seat.open())
        return 5;
    // orders are read raw: a buffered stream would hide those that came together from the notifier
    QByteArray read;
    QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &qt, [&] {
        char bytes[4096];
        const ssize_t n = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (n <= 0) {
            orders.setEnabled(false);
            return QApplication::quit();
        }
        read.append(bytes, n);
        orders.setEnabled(false); // a wait runs the event loop; the next order waits for this one
        for (qsizetype end = read.indexOf('\n'); end >= 0; end = read.indexOf('\n')) {
            const QJsonArray order = QJsonDocument::fromJson(read.left(end)).array();
            read.remove(0, end + 1);
            const QByteArray answer = QJsonDocument(obey(seat, clock, order)).toJson(QJsonDocument::Compact) + '\n';
            std::fwrite(answer.constData(), 1, static_cast<size_t>(answer.size()), stdout);
            std::fflush(stdout);
        }
        orders.setEnabled(true);
    });
    return QApplication::exec();
}
