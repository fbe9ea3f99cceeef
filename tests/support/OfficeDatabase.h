// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeLog.h"
#include "core/changes/Intake.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/Database.h"
#include "core/storage/DatabaseCopy.h"
#include "core/storage/Migrations.h"
#include "core/storage/Transaction.h"
#include "core/storage/WriterThread.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QFile>
#include <QTemporaryDir>

namespace shouli::tests {

/// An office PC's database with the whole real schema, encrypted, in a temporary folder, and what
/// writes to it. Link shouli_resources.
class OfficeDatabase {
public:
    explicit OfficeDatabase(quint64 seed = 1)
        : OfficeDatabase(seed, core::changes::Schema::load().value(), QStringLiteral(":/schema/office"))
    {
    }

    /// Runs `body(act)` as one act of this office's author.
    template <class Body>
    void act(Body body)
    {
        auto tx = core::storage::Transaction::begin(db).value();
        auto one = log.begin(tx, author).value();
        body(one);
        expect(one.finish());
        expect(tx.commit());
    }
    /// What the county sent.
    void take(const QList<core::changes::LogEntry> &entries)
    {
        auto tx = core::storage::Transaction::begin(db).value();
        core::changes::log::StoredReplica store(log, tx);
        core::changes::Intake intake(store, {scope, core::changes::commonScope()});
        expect(intake.take(entries));
        expect(tx.commit());
    }
    /// This PC's disk becomes a copy of the other's.
    void copyFrom(const OfficeDatabase &other)
    {
        {
            const auto closed = std::move(db);
        }
        for (const char *file : {"", "-wal", "-shm"})
            QFile::remove(path() + QLatin1String(file));
        db = core::storage::Database::create(path(), m_key).value();
        expect(core::storage::DatabaseCopy::copy(other.db, db));
        replica = other.replica;
        scope = other.scope;
        author = other.author;
    }
    /// Runs `job(WriterThread &)` with the database on a writer thread of its own.
    template <class Job>
    auto onWriterThread(Job job)
    {
        auto writer = std::make_unique<core::storage::WriterThread>(std::move(db));
        auto result = job(*writer);
        writer.reset();
        db = core::storage::Database::open(path(), m_key, core::storage::Database::Access::Writer).value();
        return result;
    }
    [[nodiscard]] core::storage::Database reader() const
    {
        return core::storage::Database::open(path(), m_key, core::storage::Database::Access::Reader).value();
    }
    /// Without a connection until openAgain(), so that another process can have the file.
    void close() { const auto closed = std::move(db); }
    void openAgain()
    {
        db = core::storage::Database::open(path(), m_key, core::storage::Database::Access::Writer).value();
    }
    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("office.db")); }

    template <class T>
    static void expect(const core::base::Result<T> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random;
    core::changes::ReplicaId replica;
    core::changes::ScopeId scope;
    core::changes::AuthorId author;
    core::changes::Schema schema;
    core::changes::log::ChangeLog log;

protected:
    /// With kinds of the test's own beside the real tables.
    OfficeDatabase(quint64 seed, core::changes::Schema kinds, const QString &tables)
        : random(seed)
        , replica(core::changes::ReplicaId::create(clock, random))
        , scope(core::changes::ScopeId::create(clock, random))
        , author(core::changes::AuthorId::create(clock, random))
        , schema(std::move(kinds))
        , log(schema, clock, random)
        , m_key(core::crypto::SecretBytes::random(32))
        , db(core::storage::Database::create(path(), m_key).value())
    {
        expect(core::storage::Migrations::load(tables).value().apply(db));
        auto tx = core::storage::Transaction::begin(db).value();
        expect(core::changes::log::ChangeLog::setUp(tx, replica, scope, 1));
        expect(tx.commit());
    }

private:
    QTemporaryDir m_dir;
    core::crypto::SecretBytes m_key;

public:
    core::storage::Database db;
};

} // namespace shouli::tests
