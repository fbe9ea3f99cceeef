// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentStore.h"
#include "core/residents/search/SearchIndex.h"
#include "core/storage/Transaction.h"
#include "sync/client/Enrol.h"
#include "sync/client/Exchange.h"
#include "sync/client/ScopeLoad.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/server/gateway/CountyRoutes.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/HttpsClient.h"
#include "tests/bench/office/RegisterOffice.h"
#include "tests/bench/support/BenchReport.h"
#include "tests/bench/sync/WireTap.h"
#include "tests/support/TestCounty.h"
#include "tests/support/TestPostgres.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace shouli::core;
using namespace shouli::sync;
using base::Result;
using shouli::tests::TestCounty;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::millisecondsOf;
using shouli::tests::bench::RegisterOffice;
using shouli::tests::bench::Statistic;
using shouli::tests::bench::WireTap;

namespace {

constexpr int spareCodes = 5;

/// A county behind TLS on loopback and one office enrolled with it, on the disk, both encrypted.
class World {
public:
    static Result<std::unique_ptr<World>> make(std::int64_t people, std::uint64_t seed, TestCounty::Way way = {})
    {
        SHOULI_TRY(auto schema, changes::Schema::load());
        std::unique_ptr<World> world(new World(std::move(schema), std::move(way)));
        SHOULI_CHECK(world->enrol(people, seed));
        return world;
    }
    ~World() { m_https->stop(); }

    /// One round trip, from asking the office's database to having the answer in it. True: there is more to do.
    Result<bool> trip()
    {
        SHOULI_TRY(const auto request, m_exchange->request(m_office->writer));
        SHOULI_TRY(const auto packed, m_exchange->pack(m_office->writer, request, m_enrolled->key));
        const auto answer = m_client->exchange({transport::Method::Post, "/sync", packed.body, {}});
        SHOULI_CHECK(answer.body);
        SHOULI_TRY(const auto response, client::Exchange::unpack(*answer.body));
        SHOULI_TRY(const auto outcome, m_exchange->take(m_office->writer, response));
        return outcome.more || outcome.waiting > 0;
    }
    Result<void> rest()
    {
        for (;;) {
            SHOULI_TRY(const bool more, trip());
            if (!more)
                return {};
        }
    }
    /// So many people get another telephone, each an act of its own.
    Result<void> edit(int count)
    {
        SHOULI_TRY(auto tx, storage::Transaction::begin(m_office->writer));
        for (int i = 0; i < count; ++i) {
            const residents::ResidentId id = m_people.at(m_next++ % m_people.size());
            SHOULI_TRY(auto act, m_office->log.begin(tx, m_office->author));
            SHOULI_TRY(const auto now, residents::ResidentStore::find(tx.database(), id));
            auto wanted = now;
            wanted.phone = u"139%1"_s.arg(m_next, 8, 10, QChar(u'0'));
            SHOULI_CHECK(residents::ResidentStore::update(act, now, wanted));
            SHOULI_CHECK(act.finish());
        }
        return tx.commit();
    }
    /// Another PC of the office, from its first answer to having everything.
    struct Joined {
        double seconds = 0;
        std::int64_t rows = 0;
        std::int64_t bytes = 0;
    };
    Result<Joined> join(std::uint64_t seed)
    {
        shouli::tests::TestRandom random(seed);
        SHOULI_TRY(const auto enrolled,
                   client::enrol(u"127.0.0.1"_s, m_tap->port(), m_codes.takeFirst(), u"新"_s, random));
        const auto &me = enrolled.answer;
        SHOULI_TRY(auto office,
                   RegisterOffice::make(0, seed, RegisterOffice::Identity{me.replica, me.office, me.deviceNumber}));
        SHOULI_TRY(const auto pinyin, residents::search::Pinyin::load());
        residents::search::SearchIndex index(pinyin, u"610681001003"_s);
        office->log.addListener(index);
        client::Exchange exchange(office->log, office->clock);
        const auto ask = [&](const snapshot::Question &question) -> Result<QByteArray> {
            return m_client
                ->exchange({transport::Method::Post,
                            question.name.isEmpty() ? "/manifest" : "/chunk",
                            protocol::Envelope::seal(me.replica, question.toCbor(), enrolled.key).toCbor(),
                            {}})
                .body;
        };
        Joined joined;
        const auto before = wireBytes();
        Result<void> done;
        joined.seconds =
            millisecondsOf([&] {
                done = [&]() -> Result<void> {
                    SHOULI_TRY(auto request, exchange.request(office->writer));
                    request.snapshots = true;
                    SHOULI_TRY(const auto packed, exchange.pack(office->writer, request, enrolled.key));
                    const auto answer = m_client->exchange({transport::Method::Post, "/sync", packed.body, {}});
                    SHOULI_CHECK(answer.body);
                    SHOULI_TRY(const auto response, client::Exchange::unpack(*answer.body));
                    SHOULI_TRY(const auto outcome, exchange.take(office->writer, response));
                    storage::WriterThread writer(std::move(office->writer));
                    for (const auto &scope : outcome.bySnapshot) {
                        SHOULI_TRY(const auto loaded,
                                   client::ScopeLoad(office->log, writer, m_county.pin, ask).load(scope));
                        joined.rows += loaded.rows;
                    }
                    return {};
                }();
            })
            / 1000;
        SHOULI_CHECK(done);
        joined.bytes = wireBytes() - before;
        return joined;
    }
    /// As the county does every night.
    Result<server::Snapshots::Summary> makeSnapshots() { return m_county.server->snapshots().makeAll(); }
    [[nodiscard]] std::int64_t wireBytes() const { return m_tap->bytes(); }

private:
    World(changes::Schema schema, TestCounty::Way way)
        : m_county(std::move(schema), std::move(way))
    {
    }

    Result<void> enrol(std::int64_t people, std::uint64_t seed)
    {
        SHOULI_TRY(auto made,
                   transport::CountyCertificate::create({u"localhost"_s},
                                                        transport::CountyCertificate::tenYears(m_county.clock)));
        m_certificate = std::make_unique<transport::CountyCertificate>(std::move(made));
        m_county.pin = m_certificate->pin();
        SHOULI_TRY(const auto office, m_county.administer([](server::County &county, server::engine::Transaction &tx) {
            return county.addOffice(tx, {u"社区"_s, {}, u"610681001003"_s, {u"community"_s}, {}, {}});
        }));
        SHOULI_TRY(const auto code, m_county.administer([&](server::County &county, server::engine::Transaction &tx) {
            return county.issueCode(tx, office);
        }));
        for (int i = 0; i < spareCodes; ++i) {
            SHOULI_TRY(const auto spare,
                       m_county.administer([&](server::County &county, server::engine::Transaction &tx) {
                           return county.issueCode(tx, office);
                       }));
            m_codes.append(spare);
        }
        m_https = std::make_unique<transport::serving::HttpsServer>(m_county.clock);
        server::gateway::addRoutes(*m_https, *m_county.server, *m_certificate);
        SHOULI_TRY(const quint16 port, m_https->start(*m_certificate, u"127.0.0.1"_s, 0));
        m_tap = std::make_unique<WireTap>(port);
        shouli::tests::TestRandom random(seed);
        SHOULI_TRY(auto enrolled, client::enrol(u"127.0.0.1"_s, m_tap->port(), code, u"窗口"_s, random));
        m_enrolled = std::make_unique<client::Enrolled>(std::move(enrolled));
        SHOULI_TRY(m_office,
                   RegisterOffice::make(people, seed,
                                        RegisterOffice::Identity{m_enrolled->answer.replica, m_enrolled->answer.office,
                                                                 m_enrolled->answer.deviceNumber}));
        m_exchange = std::make_unique<client::Exchange>(m_office->log, m_office->clock);
        m_client = std::make_unique<transport::HttpsClient>(
            transport::ServerIdentity{u"127.0.0.1"_s, m_tap->port(), m_county.pin});
        return residents::ResidentStore::each(m_office->writer, [this](const residents::Resident &resident) {
            if (!resident.isDeceased())
                m_people.append(resident.id);
            return true;
        });
    }

    TestCounty m_county;
    std::unique_ptr<transport::CountyCertificate> m_certificate;
    std::unique_ptr<transport::serving::HttpsServer> m_https;
    std::unique_ptr<WireTap> m_tap;
    std::unique_ptr<client::Enrolled> m_enrolled;
    std::unique_ptr<RegisterOffice> m_office;
    std::unique_ptr<client::Exchange> m_exchange;
    std::unique_ptr<transport::HttpsClient> m_client;
    QList<protocol::EnrolmentCode> m_codes; ///< for PCs that join later
    QList<residents::ResidentId> m_people;
    qsizetype m_next = 0;
};

/// Everything that a community wrote before it had a link: households, residents and groups of 8,000 people.
Result<void> firstSync(BenchReport &report)
{
    SHOULI_TRY(const auto world, World::make(report.count(8'000, 200), report.seed()));
    Result<void> done;
    const double ms = millisecondsOf([&] { done = world->rest(); });
    SHOULI_CHECK(done);
    report.add(u"push.first.8k.s"_s, u"s"_s, {ms / 1000});
    report.add(u"push.first.8k.mb"_s, u"MB"_s, {static_cast<double>(world->wireBytes()) / 1e6});
    return {};
}

/// Durable at both ends: in the office's log before, ordered by the county and echoed into the office's log after.
Result<void> pushesTo(World &world, const QString &prefix, BenchReport &report)
{
    const int changes = report.count(1000, 20);
    QList<double> rates;
    for (int i = 0; i < report.count(9, 1); ++i) {
        SHOULI_CHECK(world.edit(changes));
        Result<void> done;
        const double ms = millisecondsOf([&] { done = world.rest(); });
        SHOULI_CHECK(done);
        rates.append(changes * 1000 / ms);
    }
    report.add(prefix + u"changes_per_s"_s, u"1/s"_s, rates);

    QList<double> acks;
    for (int i = 0; i < report.count(200, 3); ++i) {
        SHOULI_CHECK(world.edit(1));
        Result<bool> done;
        acks.append(millisecondsOf([&] { done = world.trip(); }));
        SHOULI_CHECK(done);
    }
    report.add(prefix + u"ack_p99_ms"_s, u"ms"_s, acks, Statistic::P99);
    return {};
}

/// The same with the county in a PostgreSQL server of this machine, over its unix socket, fsync on, its files in /tmp.
Result<void> pushesToPostgres(BenchReport &report)
{
    const shouli::tests::TestPostgres postgres;
    const auto key = crypto::SecretBytes::random(32);
    SHOULI_TRY(const auto world, World::make(report.count(2'000, 100), report.seed(), [&](const QByteArray &county) {
                   return postgres.connection(county, key);
               }));
    SHOULI_CHECK(world->rest());
    return pushesTo(*world, u"push.postgres."_s, report);
}

/// wire.*: all that TCP carries on a connection that stays, both ways, TLS records and HTTP heads included.
/// Kinder than life: people are edited in turn, telephones count upwards, and the clock stands still.
Result<void> pushes(BenchReport &report)
{
    SHOULI_TRY(const auto world, World::make(report.count(2'000, 100), report.seed()));
    SHOULI_CHECK(world->rest());
    SHOULI_CHECK(pushesTo(*world, u"push."_s, report));

    for (const int batch : {1, 5, 50}) {
        QList<double> perChange;
        for (int i = 0; i < report.count(20, 2); ++i) {
            SHOULI_CHECK(world->edit(batch));
            const auto before = world->wireBytes();
            SHOULI_CHECK(world->rest());
            perChange.append(static_cast<double>(world->wireBytes() - before) / batch);
        }
        report.add(u"wire.bytes_per_change.%1"_s.arg(batch), u"B"_s, perChange);
    }

    QList<double> idle;
    for (int i = 0; i < report.count(20, 2); ++i) {
        const auto before = world->wireBytes();
        SHOULI_CHECK(world->trip());
        idle.append(static_cast<double>(world->wireBytes() - before));
    }
    report.add(u"wire.idle_bytes"_s, u"B"_s, idle);
    return {};
}

/// Another PC of an office of so many: fetched, put in, read back, all of it encrypted and to be found by name.
Result<void> bootstrap(BenchReport &report, const QString &name, int people)
{
    SHOULI_TRY(const auto world, World::make(people, report.seed()));
    SHOULI_CHECK(world->rest());
    Result<server::Snapshots::Summary> made;
    const double building = millisecondsOf([&] { made = world->makeSnapshots(); });
    SHOULI_CHECK(made);
    report.add(u"snapshot.%1.s"_s.arg(name), u"s"_s, {building / 1000});
    QList<double> seconds;
    QList<double> megabytes;
    QList<double> rates;
    for (int i = 0; i < report.count(people > 100'000 ? 1 : spareCodes, 1); ++i) {
        SHOULI_TRY(const auto joined, world->join(report.seed() + 100 + static_cast<std::uint64_t>(i)));
        seconds.append(joined.seconds);
        megabytes.append(static_cast<double>(joined.bytes) / 1e6);
        rates.append(static_cast<double>(joined.rows) / joined.seconds);
    }
    report.add(u"bootstrap.%1.s"_s.arg(name), u"s"_s, seconds);
    report.add(u"bootstrap.%1.mb"_s.arg(name), u"MB"_s, megabytes);
    report.add(u"bootstrap.%1.rows_per_s"_s.arg(name), u"1/s"_s, rates);
    return {};
}

QStringList bootstrapKeys(const QString &name)
{
    return {u"snapshot.%1.s"_s.arg(name), u"bootstrap.%1.s"_s.arg(name), u"bootstrap.%1.mb"_s.arg(name),
            u"bootstrap.%1.rows_per_s"_s.arg(name)};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    qputenv("TMPDIR", QCoreApplication::applicationDirPath().toUtf8()); // the county too on the program's disk
    return shouli::tests::bench::runBenches(
        argc, argv,
        {
            {{u"push.first.8k.s"_s, u"push.first.8k.mb"_s}, firstSync},
            {{u"push.changes_per_s"_s, u"push.ack_p99_ms"_s, u"wire.bytes_per_change.1"_s, u"wire.bytes_per_change.5"_s,
              u"wire.bytes_per_change.50"_s, u"wire.idle_bytes"_s},
             pushes},
            {{u"push.postgres.changes_per_s"_s, u"push.postgres.ack_p99_ms"_s}, pushesToPostgres},
            {bootstrapKeys(u"office"_s),
             [](BenchReport &report) { return bootstrap(report, u"office"_s, report.count(1500, 100)); }},
            {bootstrapKeys(u"20k"_s),
             [](BenchReport &report) { return bootstrap(report, u"20k"_s, report.count(20'000, 100)); }},
            {bootstrapKeys(u"300k"_s),
             [](BenchReport &report) { return bootstrap(report, u"300k"_s, report.count(300'000, 100)); }},
        });
}
