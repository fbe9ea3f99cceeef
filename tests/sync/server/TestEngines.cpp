// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/Durability.h"
#include "sync/server/Erasures.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/Ground.h"

using namespace shouli::core::changes;
using namespace shouli::sync::server;
using devices::DeviceHistory;
using devices::Devices;
using engine::Place;
using engine::Sql;
using engine::Statement;
using engine::Transaction;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::tests::Ground;
using shouli::tests::TestPostgres;

namespace {

const Sql put(
    "INSERT INTO device_revocation ({county,} replica, revoked_at_ms, reason, erase) VALUES ({value,} ?, ?, ?, "
    "?) ON CONFLICT ({county,} replica) DO UPDATE SET reason = excluded.reason");
const Sql get("SELECT revoked_at_ms, reason FROM device_revocation WHERE {county} AND replica = ?");
const Sql count("SELECT count(*) FROM device_revocation WHERE {county}");
const Sql putCode("INSERT INTO enrolment_code ({county,} name, code, office, expires_at_ms, tries, used_by) VALUES "
                  "({value,} ?, ?, ?, ?, ?, ?)");
const Sql getCode("SELECT used_by, name FROM enrolment_code WHERE {county} AND tries = ?");

} // namespace

/// What the server's own code may rely on in each engine that keeps a county: values, transactions, and what else than
/// the log it keeps there.
class TestEngines : public QObject {
    Q_OBJECT

    const shouli::tests::TestPostgres *m_postgres = nullptr;
    std::unique_ptr<Ground> m_ground;

    Result<void> write(engine::Connection &db, const QByteArray &key, const QByteArray &reason)
    {
        return Transaction::run(db, [&](Transaction &tx) -> Result<void> {
            SHOULI_TRY(Statement insert, tx.prepare(put));
            insert.bindAll(key, -5).bindSealed(reason, {"device_revocation.reason", 0, 0, key}).bind(1);
            return insert.run();
        });
    }
    std::int64_t rows(const engine::Connection &db)
    {
        Statement query = db.prepare(count).value();
        [[maybe_unused]] const bool row = query.step().value();
        return query.integer(0);
    }

private Q_SLOTS:
    void init()
    {
        QFETCH_GLOBAL(Ground::Engine, engine);
        if (engine == Ground::Engine::Postgres)
            m_postgres = &TestPostgres::shared();
        m_ground = std::make_unique<Ground>(engine, m_postgres);
    }
    void cleanup() { m_ground.reset(); }
    void initTestCase_data()
    {
        QTest::addColumn<Ground::Engine>("engine");
        QTest::newRow("SQLCipher") << Ground::Engine::Sqlite;
        QTest::newRow("PostgreSQL") << Ground::Engine::Postgres;
    }

    void valuesComeBackAsTheyWere()
    {
        m_ground->giveUp();
        const QByteArray key("\0\1\xff key", 7);
        const QByteArray words = QStringLiteral("被盗，𠮷").toUtf8();
        Ground::expect(write(*m_ground->connection, key, words));
        Ground::expect(write(*m_ground->connection, QByteArrayLiteral("empty"), {}));
        Statement query = m_ground->connection->prepare(get).value();
        query.bind(key);
        QVERIFY(query.step().value());
        QCOMPARE(query.integer(0), -5);
        QCOMPARE(query.sealed(1, {"device_revocation.reason", 0, 0, key}).value(), words);
        QVERIFY(!query.step().value());
        Statement empty = m_ground->connection->prepare(get).value();
        empty.bind(QByteArrayLiteral("empty"));
        QVERIFY(empty.step().value());
        QCOMPARE(empty.sealed(1, {"device_revocation.reason", 0, 0, "empty"}).value(), QByteArray());
        Statement nothing = m_ground->connection->prepare(get).value();
        nothing.bind(QByteArrayLiteral("nothing"));
        QVERIFY(!nothing.step().value());
    }

    void nothingIsToldFromEmpty()
    {
        m_ground->giveUp();
        Ground::expect(Transaction::run(*m_ground->connection, [&](Transaction &tx) -> Result<void> {
            for (int i = 0; i < 2; ++i) {
                SHOULI_TRY(Statement insert, tx.prepare(putCode));
                const QByteArray name = QByteArray::number(i);
                insert.bind(name).bindSealed(QByteArray(10, 'c'), {"enrolment_code.code", 0, 0, name});
                insert.bindAll(QByteArray(16, 'o'), 99, i);
                i == 0 ? insert.bind(std::nullopt) : insert.bind(QByteArray());
                SHOULI_CHECK(insert.run());
            }
            return {};
        }));
        for (int i = 0; i < 2; ++i) {
            Statement query = m_ground->connection->prepare(getCode).value();
            query.bind(i);
            QVERIFY(query.step().value());
            QCOMPARE(query.isNull(0), i == 0);
            QCOMPARE(query.blob(0), QByteArray());
            QCOMPARE(query.blob(1), QByteArray::number(i));
        }
    }

    void aTransactionThatIsNotCommittedLeavesNothing()
    {
        m_ground->giveUp();
        const auto failed = Transaction::run(*m_ground->connection, [&](Transaction &tx) -> Result<void> {
            SHOULI_TRY(Statement insert, tx.prepare(put));
            insert.bindAll(QByteArrayLiteral("k"), 1).bindSealed({}, {}).bind(1);
            SHOULI_CHECK(insert.run());
            return shouli::core::base::failure(ErrorCode::PermissionDenied);
        });
        QCOMPARE(failed.error().code, ErrorCode::PermissionDenied);
        QCOMPARE(rows(*m_ground->connection), 0);
        Ground::expect(write(*m_ground->connection, "k", "after it all is well"));
        QCOMPARE(rows(*m_ground->connection), 1);
    }

    void anErrorIsToldAtTheCommitAtTheLatest()
    {
        m_ground->giveUp();
        const auto failed = Transaction::run(*m_ground->connection, [&](Transaction &tx) -> Result<void> {
            for (int i = 0; i < 2; ++i) { // the second takes a key that is taken
                SHOULI_TRY(Statement insert, tx.prepare(putCode));
                insert.bind(QByteArrayLiteral("name"))
                    .bindSealed(QByteArray(10, 'c'), {"enrolment_code.code", 0, 0, {}});
                insert.bindAll(QByteArray(16, 'o'), 99, i, std::nullopt);
                SHOULI_CHECK(insert.run());
            }
            return {};
        });
        QCOMPARE(failed.error().code, ErrorCode::StorageFailure);
        QCOMPARE(m_ground->connection->aftermath(), engine::Connection::Aftermath::Final);
        QCOMPARE(rows(*m_ground->connection), 0);
        Ground::expect(write(*m_ground->connection, "k", "after it all is well"));
    }

    void aReaderSeesOneMomentAndWaitsForNobody()
    {
        m_ground->giveUp();
        const auto other = m_ground->open();
        Ground::expect(write(*m_ground->connection, "a", "1"));
        const Transaction reading = Transaction::begin(*other, Transaction::Purpose::Read).value();
        QCOMPARE(rows(*other), 1);
        Ground::expect(write(*m_ground->connection, "b", "2"));
        QCOMPARE(rows(*other), 1);
        const Transaction writing = Transaction::begin(*m_ground->connection).value();
        QCOMPARE(rows(*other), 1); // nor for who writes
    }

    void whoReadsCannotWrite()
    {
        QFETCH_GLOBAL(Ground::Engine, engine);
        if (engine == Ground::Engine::Sqlite)
            return; // one process, one writer: it may
        m_ground->giveUp();
        Transaction reading = Transaction::begin(*m_ground->connection, Transaction::Purpose::Read).value();
        Statement insert = reading.prepare(put).value();
        insert.bindAll(QByteArrayLiteral("k"), 1).bindSealed({}, {}).bind(1);
        QVERIFY(!insert.run() || !reading.commit());
    }

    void aCountyIsNotFilledTwice()
    {
        QFETCH_GLOBAL(Ground::Engine, engine);
        m_ground->giveUp();
        const auto schema = Schema::parse(R"({"schema":1,"kinds":[]})").value();
        County county(schema, m_ground->clock, m_ground->random);
        const auto again = Transaction::run(
            *m_ground->connection,
            [&](Transaction &tx) {
                return county.create(tx, {m_ground->county, QStringLiteral("又一个"), QStringLiteral("H"), "key"});
            },
            engine::Again::IfNothingKept, Transaction::Purpose::Fill);
        QCOMPARE(again.error().code,
                 engine == Ground::Engine::Postgres ? ErrorCode::InvalidArgument : ErrorCode::StorageFailure);
        QCOMPARE(County::describe(*m_ground->connection)->name, QStringLiteral("子长市"));
    }

    void copiesAndRestorationsAreRemembered()
    {
        QCOMPARE(Durability::position(*m_ground->connection).value(), 0);
        QVERIFY(!Durability::newest(*m_ground->connection).value());
        QVERIFY(!Durability::restored(*m_ground->connection).value());
        const Durability::Copy far{{1000}, 50, QStringLiteral("shouli-1"), true};
        const Durability::Copy near{{2000}, 90, QStringLiteral("shouli-2"), false};
        Ground::expect(Durability::note(m_ground->tx(), far));
        Ground::expect(Durability::note(m_ground->tx(), near));
        const Durability::Restoration first{{3000}, 50, QByteArray(32, 'h'), {1000}};
        const Durability::Restoration second{{4000}, 60, QByteArray(32, 'i'), {2000}};
        Ground::expect(Durability::markRestored(m_ground->tx(), first));
        Ground::expect(Durability::markRestored(m_ground->tx(), second));
        m_ground->turn();
        QCOMPARE(Durability::position(*m_ground->connection).value(), 50); // the other covers nothing
        QCOMPARE(Durability::newest(*m_ground->connection).value(), std::optional(near));
        QCOMPARE(Durability::restored(*m_ground->connection).value(), std::optional(second));
    }

    void visitsAndRevocationsAreRemembered()
    {
        const auto replica = ReplicaId::create(m_ground->clock, m_ground->random);
        const auto other = ReplicaId::create(m_ground->clock, m_ground->random);
        QVERIFY(!DeviceHistory::revocation(*m_ground->connection, replica).value());
        Ground::expect(DeviceHistory::noteRevocation(m_ground->tx(), replica, {{5}, QStringLiteral("被盗"), true}));
        Ground::expect(DeviceHistory::noteRevocation(m_ground->tx(), replica, {{6}, QStringLiteral("更换"), false}));
        Ground::expect(DeviceHistory::noteVisits(m_ground->tx(), {{replica, {{10}, 1}}, {other, {{11}, 2}}}));
        Ground::expect(DeviceHistory::noteVisits(m_ground->tx(), {{replica, {{12}, 3, 2}}}));
        m_ground->turn();
        QCOMPARE(DeviceHistory::revocation(*m_ground->connection, replica).value(),
                 std::optional(DeviceHistory::Revocation{{6}, QStringLiteral("更换"), false}));
        QCOMPARE(DeviceHistory::revocations(*m_ground->connection).value(),
                 (DeviceHistory::Revocations{{replica, {{6}, QStringLiteral("更换"), false}}}));
        QCOMPARE(DeviceHistory::visits(*m_ground->connection).value(),
                 (DeviceHistory::Visits{{replica, {{12}, 3, 2}}, {other, {{11}, 2, 0}}}));
    }

    void whoMayEraseIsRememberedByOffice()
    {
        const auto office = ScopeId::create(m_ground->clock, m_ground->random);
        const auto other = ScopeId::create(m_ground->clock, m_ground->random);
        const auto replica = ReplicaId::create(m_ground->clock, m_ground->random);
        m_ground->enrol({replica, 0, QByteArray(32, 'h'), {office}, {}}, office);
        const auto set = [&](ScopeId of, bool may) { Ground::expect(Devices::setMayErase(m_ground->tx(), of, may)); };
        const auto may = [&] {
            m_ground->turn();
            return Devices::find(*m_ground->connection, replica).value()->mayErase;
        };
        QVERIFY(!may());
        set(other, true);
        QVERIFY(!may());
        set(office, true);
        set(office, true); // again
        QVERIFY(may());
        QCOMPARE(Devices::mayErase(*m_ground->connection).value(), (QSet<ScopeId>{office, other}));
        QVERIFY(m_ground->store().member(replica).value()->mayErase);
        set(office, false);
        set(office, false);
        QVERIFY(!may());
        QCOMPARE(Devices::mayErase(*m_ground->connection).value(), QSet<ScopeId>{other});
        QVERIFY(!m_ground->store().member(replica).value()->mayErase);
    }

    void howFarTheFileWasWrittenAnewIsRemembered()
    {
        QCOMPARE(Erasures::rewrittenUpTo(*m_ground->connection).value(), 0);
        Ground::expect(Erasures::noteRewriting(m_ground->tx(), {100}, 7));
        Ground::expect(Erasures::noteRewriting(m_ground->tx(), {200}, 9));
        m_ground->turn();
        QCOMPARE(Erasures::rewrittenUpTo(*m_ground->connection).value(), 9);
        QVERIFY(Erasures::all(*m_ground->connection)->isEmpty());
    }

    void itCanBeWrittenAnewAtAnyTimeAndLosesNothing()
    {
        m_ground->giveUp();
        Ground::expect(write(*m_ground->connection, "k", "kept"));
        Ground::expect(m_ground->connection->scrub());
        QCOMPARE(rows(*m_ground->connection), 1);
        Ground::expect(write(*m_ground->connection, "l", "as before"));
        QCOMPARE(rows(*m_ground->connection), 2);
    }

    void devicesAreNumberedAndFoundByTheirKey()
    {
        const auto office = ScopeId::create(m_ground->clock, m_ground->random);
        QList<ReplicaId> names;
        for (int i = 0; i < 3; ++i) {
            names.append(ReplicaId::create(m_ground->clock, m_ground->random));
            m_ground->enrol({names.last(), i, QByteArray(32, 'h'), {office}, {}}, office);
        }
        Ground::expect(Devices::revoke(m_ground->tx(), names.at(1)));
        m_ground->turn();
        const auto all = Devices::all(*m_ground->connection).value();
        QCOMPARE(all.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(all.at(i).replica, names.at(i));
            QCOMPARE(all.at(i).number, i + 1);
            QCOMPARE(all.at(i).ordinal, i + 1);
            QCOMPARE(all.at(i).revoked, i == 1);
            QCOMPARE(all.at(i).machine, QStringLiteral("窗口一"));
            QCOMPARE(Devices::findByKey(*m_ground->connection, all.at(i).publicKey).value(), std::optional(all.at(i)));
        }
        QVERIFY(!Devices::findByKey(*m_ground->connection, "another").value());
        QVERIFY(!m_ground->store().member(names.at(1)).value());
        QVERIFY(m_ground->store().member(names.at(0)).value());
    }
};

SHOULI_TEST(TestEngines)
#include "TestEngines.moc"
