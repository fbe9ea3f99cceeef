// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/AccessLog.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace shouli::sync;
using server::gateway::AccessLog;
using server::gateway::LogLevel;

class TestAccessLog : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;

    static transport::AccessRecord record(int status)
    {
        transport::AccessRecord record;
        record.method = transport::Method::Post;
        record.route = "/sync";
        record.status = status;
        record.bodyIn = 1204;
        record.bodyOut = 311;
        record.took = std::chrono::microseconds(4249);
        record.network = QStringLiteral("10.1.2.0/24");
        return record;
    }
    QByteArrayList linesAt(LogLevel level, const QList<int> &statuses, bool withTime = false)
    {
        QByteArrayList lines;
        const AccessLog log(
            m_clock, level, [&lines](const QByteArray &line) { lines.append(line); }, withTime);
        for (const int status : statuses)
            log(record(status));
        return lines;
    }

private Q_SLOTS:
    void aLineSaysWhatWasAskedAndHowItWent()
    {
        QCOMPARE(linesAt(LogLevel::Info, {200}, true),
                 QByteArrayList{"2026-11-23 09:00:00 POST /sync 200 in=1204 out=311 took=4.2ms from=10.1.2.0/24\n"});
        QCOMPARE(linesAt(LogLevel::Info, {200}),
                 QByteArrayList{"POST /sync 200 in=1204 out=311 took=4.2ms from=10.1.2.0/24\n"});
    }
    void programsGetOneObjectALine()
    {
        QByteArray line;
        const AccessLog log(
            m_clock, LogLevel::Info, [&line](const QByteArray &l) { line = l; }, true, server::gateway::LogStyle::Json);
        log(record(200));
        const auto json = QJsonDocument::fromJson(line).object();
        QVERIFY(line.endsWith("}\n") && line.count('\n') == 1);
        QCOMPARE(json.value(u"at").toString(), QStringLiteral("2026-11-23 09:00:00"));
        QCOMPARE(json.value(u"route").toString(), QStringLiteral("/sync"));
        QCOMPARE(json.value(u"status").toInt(), 200);
        QCOMPARE(json.value(u"ms").toDouble(), 4.2);
        QCOMPARE(json.value(u"from").toString(), QStringLiteral("10.1.2.0/24"));
    }
    void aLevelKeepsOutWhatIsLesser()
    {
        const QList<int> all{200, 204, 302, 400, 404, 429, 500, 503, 0};
        QCOMPARE(linesAt(LogLevel::Info, all).size(), 9);
        QCOMPARE(linesAt(LogLevel::Warning, all).size(), 6);
        QCOMPARE(linesAt(LogLevel::Error, all).size(), 2);
    }
    void aClientThatLeftAndAPathThatIsNone()
    {
        QByteArray line;
        const AccessLog log(
            m_clock, LogLevel::Info, [&line](const QByteArray &l) { line = l; }, false);
        auto gone = record(0);
        gone.route.clear();
        log(gone);
        QVERIFY(line.startsWith("POST - gone in="));
    }
};

SHOULI_TEST(TestAccessLog)
#include "TestAccessLog.moc"
