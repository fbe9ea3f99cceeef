// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/ChangeLog.h"
#include "core/changes/ChangeTable.h"
#include "core/changes/Intake.h"
#include "core/changes/ReplicaState.h"
#include "core/storage/Database.h"
#include "core/storage/Transaction.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace shouli::tests {

/// One office PC with a real encrypted database in a temporary folder and a schema of the test's
/// own making: kind 1 `thing` with the fields 1 `name` (park) and 2 `note` (last), made of events too.
class TestOffice {
public:
    explicit TestOffice(quint64 seed)
        : random(seed)
        , replica(core::changes::ReplicaId::create(clock, random))
        , scope(core::changes::ScopeId::create(clock, random))
        , author(core::changes::AuthorId::create(clock, random))
        , schema(core::changes::Schema::parse(R"({"schema":1,"kinds":[{"kind":1,"name":"thing","table":"thing","fields":[
              {"field":1,"column":"name","policy":"park"},{"field":2,"column":"note","policy":"last"}]}]})").value())
        , log(schema, clock)
        , m_key(core::crypto::SecretBytes::random(32))
        , db(core::storage::Database::create(m_dir.filePath(QStringLiteral("office.db")), m_key).value())
    {
        QFile sql(QStringLiteral("%1/resources/schema/office/0001_changes.sql").arg(qEnvironmentVariable("SHOULI_SOURCE")));
        if (!sql.open(QIODevice::ReadOnly))
            qFatal("SHOULI_SOURCE does not name the source folder");
        auto tx = core::storage::Transaction::begin(db).value();
        expect(db.execute(QString::fromUtf8(sql.readAll())));
        expect(db.execute(QStringLiteral("CREATE TABLE thing (id BLOB PRIMARY KEY, name TEXT, note TEXT)")));
        expect(core::changes::ChangeLog::setUp(tx, replica, scope, 1));
        expect(tx.commit());
    }

    static constexpr core::changes::Kind thing{1};
    static constexpr core::changes::Field name{1};
    static constexpr core::changes::Field note{2};

    core::changes::EntityRef newRef() { return {thing, core::changes::EntityId::create(clock, random)}; }

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
    void take(const QList<core::changes::LogEntry> &entries)
    {
        auto tx = core::storage::Transaction::begin(db).value();
        core::changes::Intake intake(log, replica, {scope, core::changes::commonScope()});
        expect(intake.take(tx, entries));
        expect(tx.commit());
    }
    [[nodiscard]] QString column(core::changes::EntityRef ref, const char *column)
    {
        auto query = db.prepare(QStringLiteral("SELECT %1 FROM thing WHERE id = ?").arg(QLatin1String(column))).value();
        query.bind(ref.id);
        return query.step().value() ? query.text(0) : QStringLiteral("(gone)");
    }
    [[nodiscard]] QList<core::changes::LoggedChange> pending() { return core::changes::ChangeTable::pending(db, 0, 1'000'000).value(); }
    [[nodiscard]] std::int64_t rows(const char *table)
    {
        auto query = db.prepare(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).value();
        return query.step().value() ? query.integer(0) : -1;
    }

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
    core::changes::ChangeLog log;

private:
    QTemporaryDir m_dir;
    core::crypto::SecretBytes m_key;

public:
    core::storage::Database db;
};

} // namespace shouli::tests
