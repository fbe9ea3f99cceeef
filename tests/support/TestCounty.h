// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Migrations.h"
#include "sync/protocol/Envelope.h"
#include "sync/server/CountyServer.h"
#include "sync/server/sqlite/SqliteConnection.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QFile>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace shouli::tests {

/// A county server's insides on a real encrypted database, without sockets: bytes in, bytes out.
class TestCounty {
public:
    using Transaction = sync::server::engine::Transaction;

    /// Opens a connection to the county of that id, which may yet have to be filled.
    using Way = std::function<std::unique_ptr<sync::server::engine::Connection>(const QByteArray &county)>;

    /// In a file of its own, or where `way` leads.
    explicit TestCounty(core::changes::Schema schema, Way way = {}, quint64 seed = 99)
        : random(seed)
        , m_schema(std::move(schema))
        , m_path(m_dir.filePath(QStringLiteral("county.db")))
        , m_way(std::move(way))
        , m_id(core::changes::EntityId::create(clock, random))
    {
        if (!m_way)
            makeFile();
        auto connection = open(core::storage::Database::Access::Writer);
        auto tx = Transaction::begin(*connection, Transaction::Purpose::Fill).value();
        sync::server::County county(m_schema, clock, random);
        expect(county.create(tx, {m_id, QStringLiteral("子长市"), QStringLiteral("S.EXAMPLE"), random.bytes(32)}));
        expect(tx.commit());
        start(std::move(connection));
    }

    /// Runs `job(County &, Transaction &)` on the county's own database while no server runs.
    template <class Job>
    auto administer(Job job)
    {
        server.reset();
        auto connection = open(core::storage::Database::Access::Writer);
        auto tx = Transaction::begin(*connection).value();
        sync::server::County county(m_schema, clock, random);
        auto result = job(county, tx);
        expect(tx.commit());
        start(std::move(connection));
        return result;
    }
    /// The server's disk as it is now, and that one put back: what has come since is lost.
    void copyAside()
    {
        server.reset();
        open(core::storage::Database::Access::Writer)->settle(); // nothing is left in the WAL
        QFile::remove(m_path + QStringLiteral(".copy"));
        if (!QFile::copy(m_path, m_path + QStringLiteral(".copy")))
            qFatal("no copy of the county");
        start(open(core::storage::Database::Access::Writer));
    }
    void putBack()
    {
        server.reset();
        for (const char *file : {"", "-wal", "-shm"})
            QFile::remove(m_path + QLatin1String(file));
        if (!QFile::copy(m_path + QStringLiteral(".copy"), m_path))
            qFatal("no copy of the county");
        start(open(core::storage::Database::Access::Writer));
    }
    [[nodiscard]] std::unique_ptr<sync::server::engine::Connection> reader() const
    {
        return open(core::storage::Database::Access::Reader);
    }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] const core::crypto::SecretBytes &key() const { return m_key; }

    static void expect(const core::base::Result<void> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random;
    QByteArray pin = QByteArray(32, 'p');

private:
    void makeFile() const
    {
        auto db = core::storage::Database::create(m_path, m_key).value();
        const auto migrations = core::storage::Migrations::load(qEnvironmentVariable("SHOULI_SOURCE")
                                                                + QStringLiteral("/resources/schema/server"))
                                    .value();
        expect(migrations.apply(db));
    }
    [[nodiscard]] std::unique_ptr<sync::server::engine::Connection> open(core::storage::Database::Access access) const
    {
        if (m_way)
            return m_way(m_id.toBytes());
        return sync::server::sqlite::SqliteConnection::over(
            core::storage::Database::open(m_path, m_key, access).value());
    }
    void start(std::unique_ptr<sync::server::engine::Connection> connection)
    {
        server = std::make_unique<sync::server::CountyServer>(std::move(connection), m_schema, clock, random, pin);
    }

    QTemporaryDir m_dir;
    core::changes::Schema m_schema;
    QString m_path;
    Way m_way;
    core::changes::EntityId m_id;
    core::crypto::SecretBytes m_key = core::crypto::SecretBytes::random(32);

public:
    std::unique_ptr<sync::server::CountyServer> server;
};

} // namespace shouli::tests
