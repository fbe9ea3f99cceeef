// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"
#include "core/storage/Migrations.h"
#include "sync/server/County.h"
#include "sync/server/StoredCounty.h"
#include "sync/server/sqlite/SqliteConnection.h"
#include "tests/simulation/MemoryCounty.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestPostgres.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>

namespace shouli::tests {

/// An empty county on one of the engines; each its own.
class Ground {
    template <class T>
    using Result = core::base::Result<T>;
    using Connection = sync::server::engine::Connection;
    using Transaction = sync::server::engine::Transaction;

public:
    enum class Engine {
        Memory,
        Sqlite,
        Postgres,
    };

    /// `postgres` is needed for that engine only.
    Ground(Engine engine, const TestPostgres *postgres)
        : m_engine(engine)
        , m_postgres(postgres)
        , county(core::changes::EntityId::create(clock, random))
        , m_key(core::crypto::SecretBytes::random(32))
    {
        if (engine == Engine::Memory) {
            m_memory = std::make_unique<simulation::MemoryCounty>();
            return;
        }
        if (engine == Engine::Sqlite) {
            auto db = core::storage::Database::create(path(), m_key).value();
            expect(core::storage::Migrations::load(qEnvironmentVariable("SHOULI_SOURCE")
                                                   + QStringLiteral("/resources/schema/server"))
                       ->apply(db));
        }
        connection = open();
        expect(fill(*connection));
        begin();
    }
    ~Ground()
    {
        m_store.reset();
        m_tx.reset();
    }
    Ground(const Ground &) = delete;
    Ground &operator=(const Ground &) = delete;

    /// One more connection to the same county.
    [[nodiscard]] std::unique_ptr<Connection> open() const
    {
        if (m_engine == Engine::Postgres)
            return m_postgres->connection(county.toBytes(), m_key);
        return sync::server::sqlite::SqliteConnection::over(
            core::storage::Database::open(path(), m_key, core::storage::Database::Access::Writer).value());
    }

    [[nodiscard]] sync::merge::CountyStore &store()
    {
        return m_memory ? static_cast<sync::merge::CountyStore &>(*m_memory) : *m_store;
    }
    [[nodiscard]] Transaction &tx() { return *m_tx; }
    /// Commits, and goes on in another transaction that remembers nothing.
    void turn()
    {
        commit();
        begin();
    }
    void commit()
    {
        if (m_memory)
            return;
        expect(m_store->finish());
        m_store.reset();
        expect(m_tx->commit());
        m_tx.reset();
    }
    void giveUp()
    {
        m_store.reset();
        m_tx.reset();
    }
    void begin()
    {
        if (m_memory)
            return;
        m_tx = std::make_unique<Transaction>(Transaction::begin(*connection).value());
        m_store = std::make_unique<sync::server::StoredCounty>(*m_tx, random);
    }
    void enrol(const sync::merge::Member &member, core::changes::ScopeId office)
    {
        if (m_memory) {
            m_memory->admit(member);
            return;
        }
        sync::server::devices::EnrolledDevice device;
        device.replica = member.replica;
        device.number = sync::server::devices::Devices::nextNumber(*m_tx).value();
        device.office = office;
        device.ordinal = sync::server::devices::Devices::nextOrdinal(*connection, office).value();
        device.publicKey = random.bytes(32);
        device.machine = QStringLiteral("窗口一");
        device.ackedLseq = member.acknowledged;
        device.ackedHash = member.acknowledgedHash;
        expect(sync::server::devices::Devices::add(*m_tx, device, member.scopes));
    }

    static void expect(const Result<void> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("county.db")); }
    Result<void> fill(Connection &db)
    {
        const auto schema = core::changes::Schema::parse(R"({"schema":1,"kinds":[]})").value();
        sync::server::County made(schema, clock, random);
        const sync::server::County::Description description{county, QStringLiteral("子长市"),
                                                            QStringLiteral("S.EXAMPLE"), random.bytes(32)};
        return Transaction::run(
            db, [&](Transaction &tx) { return made.create(tx, description); },
            sync::server::engine::Again::IfNothingKept, Transaction::Purpose::Fill);
    }

    static inline std::uint64_t s_grounds = 0;
    Engine m_engine;
    const TestPostgres *m_postgres;
    QTemporaryDir m_dir;

public:
    TestClock clock;
    TestRandom random{++s_grounds}; ///< several counties share one PostgreSQL
    core::changes::EntityId county;

private:
    core::crypto::SecretBytes m_key;
    std::unique_ptr<simulation::MemoryCounty> m_memory;

public:
    std::unique_ptr<Connection> connection;

private:
    std::unique_ptr<Transaction> m_tx;
    std::unique_ptr<sync::server::StoredCounty> m_store;
};

} // namespace shouli::tests

Q_DECLARE_METATYPE(shouli::tests::Ground::Engine)
