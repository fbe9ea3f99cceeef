// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyLog.h"
#include "sync/server/gateway/CountyRoutes.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/HttpsClient.h"
#include "tests/support/ChaosProxy.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <QElapsedTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

using namespace shouli::core::changes;
using namespace shouli::sync;
using namespace shouli::tests;
using shouli::core::base::ErrorCode;
using shouli::core::base::failure;
using shouli::core::base::Result;

namespace {

constexpr int offices = 5;

/// A county behind TLS and five offices, each over a line of its own. Times are a fiftieth of the real ones and less.
class Lines {
public:
    struct Office {
        explicit Office(TestCounty &county, quint64 seed)
            : member(county, seed)
        {
        }
        TestMember member;
        std::unique_ptr<ChaosProxy> line;
        std::unique_ptr<transport::HttpsClient> http;
        QStringList made;
        int failures = 0;
    };

    Lines()
        : county(worldSchema())
        , certificate(transport::CountyCertificate::create({QStringLiteral("localhost")},
                                                           transport::CountyCertificate::tenYears(county.clock))
                          .value())
        , https(county.clock)
    {
        county.pin = certificate.pin();
        for (quint64 i = 0; i < offices; ++i)
            all.push_back(std::make_unique<Office>(county, i + 1));
        server::gateway::addRoutes(https, *county.server, certificate);
        const quint16 port = https.start(certificate, QStringLiteral("127.0.0.1"), 0).value();
        transport::ClientLimits limits;
        limits.connect = std::chrono::milliseconds(200);
        limits.whole = std::chrono::milliseconds(400);
        for (auto &office : all) {
            office->line = std::make_unique<ChaosProxy>(port, ChaosProxy::Line());
            office->http = std::make_unique<transport::HttpsClient>(
                transport::ServerIdentity{QStringLiteral("127.0.0.1"), office->line->port(), certificate.pin()},
                limits);
        }
    }
    ~Lines()
    {
        for (auto &office : all)
            office->http.reset();
        https.stop();
    }

    /// A thing that everybody receives, or an edit of one that is here.
    void write(Office &office, TestRandom &random, int number)
    {
        const QString mark = QStringLiteral("%1-%2").arg(office.member.office.scope.toString().right(6)).arg(number);
        office.made.append(mark);
        const auto things = rows(office);
        office.member.office.act([&](Act &act) {
            if (things.isEmpty() || random.below(3) == 0) {
                const EntityRef ref = office.member.office.newRef();
                TestOffice::expect(act.create(ref, office.member.office.scope, {{TestOffice::name, Value(mark)}}));
                for (auto &other : all) {
                    if (other.get() != &office)
                        TestOffice::expect(act.enter(ref, other->member.office.scope));
                }
                return;
            }
            const auto id = EntityId::fromBytes(things.at(random.below(static_cast<std::uint32_t>(things.size()))));
            TestOffice::expect(act.set({TestOffice::thing, *id},
                                       random.below(2) == 0 ? TestOffice::name : TestOffice::note, Value(mark)));
        });
    }
    static QList<QByteArray> rows(Office &office)
    {
        auto query = office.member.office.db.prepare(QStringLiteral("SELECT id FROM thing ORDER BY id")).value();
        QList<QByteArray> ids;
        while (query.step().value())
            ids.append(query.blob(0));
        return ids;
    }
    static QString told(Office &office)
    {
        auto query = office.member.office.db
                         .prepare(QStringLiteral("SELECT hex(id) || '=' || coalesce(name, '-') || '/' || "
                                                 "coalesce(note, '-') FROM thing ORDER BY id"))
                         .value();
        QString all;
        while (query.step().value())
            all += query.text(0) + u'\n';
        return all;
    }
    /// True: nothing more to say or to hear.
    static Result<bool> trip(Office &office, int changes, std::int64_t budget)
    {
        TestMember &me = office.member;
        SHOULI_TRY(auto request, me.exchange.request(me.office.db, changes));
        request.budgetBytes = budget;
        SHOULI_TRY(const auto packed, me.exchange.pack(me.office.db, request, me.key));
        const auto result = office.http->exchange(
            {transport::Method::Post, QByteArrayLiteral("/sync"), packed.body, {}});
        if (!result.body) {
            me.exchange.forget(); // as the courier does
            return failure(result.body);
        }
        SHOULI_TRY(const auto response, client::Exchange::unpack(*result.body));
        SHOULI_TRY(const auto outcome, me.exchange.take(me.office.db, response));
        return !outcome.more && outcome.waiting == 0;
    }

    TestCounty county;
    transport::CountyCertificate certificate;
    transport::serving::HttpsServer https;
    std::vector<std::unique_ptr<Office>> all;
};

bool isOfTheLine(const shouli::core::base::Error &error)
{
    return error.code == ErrorCode::ServerUnreachable || error.code == ErrorCode::ServerBusy;
}

} // namespace

/// Five offices write and sync over lines that are slow, late, cut, dead one way or swallow everything. CI runs some
/// schedules, SHOULI_LONG two thousand (SHOULI_SCHEDULES). SHOULI_SEED is the first of them.
class TestBadLine : public QObject {
    Q_OBJECT

    std::unique_ptr<Lines> m_lines;
    QSet<QString> m_seen; ///< marks in the county's log
    std::int64_t m_read = 0;
    int m_made = 0;

    /// What is wrong in what came since the last time.
    QString readLog()
    {
        const auto db = m_lines->county.reader();
        const std::int64_t head = server::CountyLog::head(*db).value().seq;
        for (; m_read < head; ++m_read) {
            const auto line = server::CountyLog::at(*db, m_read + 1).value();
            const Change &change = line.entry.change;
            QString mark;
            if (change.entity.kind != TestOffice::thing)
                continue;
            if (change.operation == Operation::Create)
                mark = fieldValuesFromCbor(change.payload).value().value(TestOffice::name).text();
            else if (change.operation == Operation::Set)
                mark = Value::fromCbor(change.payload).value().text();
            else
                continue;
            if (m_seen.contains(mark))
                return mark + QStringLiteral(" is in the log twice");
            m_seen.insert(mark);
        }
        for (const auto &office : m_lines->all) {
            for (const QString &mark : std::as_const(office->made)) {
                if (!m_seen.contains(mark))
                    return mark + QStringLiteral(" is lost");
            }
            office->made.clear();
        }
        return {};
    }
    QString run(quint64 seed)
    {
        std::mutex mutex;
        QString wrong;
        std::vector<std::thread> threads;
        for (int i = 0; i < offices; ++i) {
            const int first = m_made;
            m_made += 6;
            threads.emplace_back([&, i, first] {
                Lines::Office &office = *m_lines->all[static_cast<std::size_t>(i)];
                TestRandom random(seed * 16 + static_cast<quint64>(i));
                office.line->rage(seed * 16 + static_cast<quint64>(i) + 8);
                int number = first;
                for (int step = 0; step < 5; ++step) {
                    if (random.below(2) == 0 && number < first + 6)
                        m_lines->write(office, random, number++);
                    const auto done = Lines::trip(office, 1 + static_cast<int>(random.below(6)),
                                                  random.below(3) == 0 ? 300 : 100'000);
                    office.failures += done ? 0 : 1;
                    if (!done && !isOfTheLine(done.error())) {
                        const std::lock_guard lock(mutex);
                        wrong = QStringLiteral("office %1: error %2 %3")
                                    .arg(i)
                                    .arg(static_cast<int>(done.error().code))
                                    .arg(done.error().detail);
                    }
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        return wrong.isEmpty() ? mend() : wrong;
    }
    QString mend()
    {
        for (auto &office : m_lines->all)
            office->line->calm();
        for (int round = 0; round < 2; ++round) {
            for (auto &office : m_lines->all) {
                int failures = 0;
                for (int trips = 0;; ++trips) {
                    const auto done = Lines::trip(*office, 2000, 256 * 1024);
                    if (done && *done)
                        break;
                    failures += done ? 0 : 1; // a connection that was cut may still be found out
                    if (trips > 300 || failures > 200 || (!done && !isOfTheLine(done.error())))
                        return QStringLiteral("does not come to rest: %1").arg(done ? QString() : done.error().detail);
                }
            }
        }
        for (const auto &office : m_lines->all) {
            if (Lines::told(*office) != Lines::told(*m_lines->all.front()))
                return QStringLiteral("two offices do not hold the same");
        }
        return readLog();
    }

private Q_SLOTS:
    void everyChangeArrivesOnceAndAllComeToTheSame()
    {
        const bool many = qEnvironmentVariableIsSet("SHOULI_LONG");
        const quint64 first = qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong();
        const int schedules =
            qEnvironmentVariable("SHOULI_SCHEDULES", many ? QStringLiteral("2000") : QStringLiteral("25")).toInt();
        QElapsedTimer timer;
        timer.start();
        ChaosProxy::Counts counts;
        std::int64_t failures = 0;
        qsizetype changes = 0;
        for (int i = 0; i < schedules; ++i) {
            if (i % 50 == 0) {
                m_lines = std::make_unique<Lines>();
                m_seen.clear();
                m_read = 0;
            }
            const QString wrong = run(first + static_cast<quint64>(i));
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QStringLiteral("seed %1: %2").arg(first + static_cast<quint64>(i)).arg(wrong)));
            if (i % 50 == 49 || i + 1 == schedules) {
                QVERIFY(server::CountyLog::verify(*m_lines->county.reader()));
                changes += m_seen.size();
                for (const auto &office : m_lines->all) {
                    counts.connections += office->line->counts().connections;
                    counts.spoilt += office->line->counts().spoilt;
                    counts.bytes += office->line->counts().bytes;
                    failures += office->failures;
                }
            }
        }
        qInfo("seed %llu: %d schedules of %d offices, %lld changes, %lld connections of which %lld were spoilt, %lld "
              "trips "
              "failed, %lld bytes, %lld ms",
              first, schedules, offices, static_cast<long long>(changes), static_cast<long long>(counts.connections),
              static_cast<long long>(counts.spoilt), static_cast<long long>(failures),
              static_cast<long long>(counts.bytes), static_cast<long long>(timer.elapsed()));
        QVERIFY(failures > schedules / 4); // else the line was too good
        m_lines.reset();
    }
};

SHOULI_TEST(TestBadLine)
#include "TestBadLine.moc"
