// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/filling/FreshFile.h"

#include "core/base/Mutant.h"
#include "core/changes/log/FreshRows.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/FileSwap.h"
#include "core/storage/SchemaCopy.h"
#include "sync/snapshot/Loader.h"
#include "sync/snapshot/StateSum.h"

namespace shouli::sync::filling {

using core::base::ErrorCode;
using core::base::failure;
using core::base::mutant;
using core::base::Mutant;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Holding;
using core::changes::Kind;
using core::changes::log::ChangeLog;
using core::changes::log::FreshRows;
using core::changes::log::FreshTables;
using core::changes::log::StoredReplica;
using core::storage::Database;
using core::storage::FileSwap;
using core::storage::SchemaCopy;
using core::storage::Transaction;
using snapshot::Chunk;
using snapshot::Loader;
using snapshot::Manifest;
using snapshot::StateSum;
using snapshot::Thing;

namespace {

Result<void> damaged(const QString &what)
{
    return failure(ErrorCode::DatabaseDamaged, what);
}

/// Who this PC is: what the laws ask for.
const QStringList &identity()
{
    static const QStringList tables{QStringLiteral("replica"), QStringLiteral("replica_scope")};
    return tables;
}

} // namespace

FreshFile::FreshFile(ChangeLog &log, const Manifest &manifest, QString database, Database fresh)
    : m_log(log)
    , m_quiet(log.quiet())
    , m_manifest(manifest)
    , m_database(std::move(database))
    , m_fresh(std::move(fresh))
{
}

FreshFile::~FreshFile()
{
    m_tables.reset();
    m_tx.reset();
    {
        const std::optional<Database> closed(std::move(m_fresh));
    }
    FileSwap::clear(m_database); // nothing is there once it has taken its place
}

Result<std::shared_ptr<FreshFile>> FreshFile::begin(Database &living, ChangeLog &log, const Manifest &manifest)
{
    FileSwap::clear(living.path()); // of a time that a crash ended
    SHOULI_TRY(Database fresh, living.createLike(FileSwap::freshOf(living.path())));
    const std::shared_ptr<FreshFile> made(new FreshFile(log, manifest, living.path(), std::move(fresh)));
    SHOULI_CHECK(SchemaCopy::tables(living, made->m_fresh));
    {
        SHOULI_TRY(auto tx, Transaction::begin(living));
        SHOULI_TRY(made->m_known, StoredReplica(log, tx).known());
    }
    SHOULI_TRY(auto tx, Transaction::begin(made->m_fresh));
    made->m_tx.emplace(std::move(tx));
    for (const QString &table : identity())
        SHOULI_CHECK(SchemaCopy::rows(living, *made->m_tx, table));
    if (mutant(Mutant::WriteInSwapLost))
        SHOULI_CHECK(made->carryOver(living, *made->m_tx));
    made->m_tables.emplace(log.tables(), *made->m_tx);
    return made;
}

Result<void> FreshFile::take(const Chunk &chunk, const QByteArray &state)
{
    QList<Thing> plain;
    for (const Thing &thing : chunk.things) {
        if (m_known.contains(thing.ref))
            m_later.append(thing);
        else if (FreshRows::isPlain(m_quiet.tables().schema(), thing.ref, thing.image))
            plain.append(thing);
        else
            m_lawful.append(thing);
    }
    // of the others each is compared with its chunk when it is here
    if (plain.size() != chunk.things.size() && snapshot::stateOf(chunk.things, m_manifest.scope) != state)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("state of a chunk"));
    if (plain.isEmpty())
        return {};
    m_expected[chunk.kind].append(
        {plain.size(), plain.size() == chunk.things.size() ? state : snapshot::stateOf(plain, m_manifest.scope)});
    for (const Thing &thing : std::as_const(plain))
        SHOULI_CHECK(insert(thing));
    return {};
}

Result<void> FreshFile::insert(const Thing &thing)
{
    SHOULI_CHECK(m_tables->insert(thing.ref, thing.image));
    for (auto it = thing.holders.cbegin(); it != thing.holders.cend(); ++it) {
        const Holding after = it.key() == m_manifest.scope ? Holding{it->count, it->position, 0}
                                                           : Holding().arrived(it->position, it->count);
        if (after != Holding())
            m_tables->hold(thing.ref, it.key(), after);
    }
    if (!m_log.isFilled(thing.ref.kind))
        m_told.insert(thing.ref);
    return {};
}

Result<void> FreshFile::compare(const std::atomic<bool> &stop)
{
    for (const auto &[kind, expected] : m_expected) {
        auto at = expected.cbegin();
        std::int64_t things = 0;
        std::optional<StateSum> sum(std::in_place);
        const auto look = [&, kind = kind, end = expected.cend()](const FreshTables::Sight &sight) -> Result<void> {
            if (at == end)
                return damaged(QStringLiteral("a row too many"));
            sum->begin({kind, sight.id}, sight.created, sight.count);
            for (const auto &[field, is] : sight.fields)
                sum->field(field, is.version, is.value);
            sum->end();
            if (++things < at->things)
                return {};
            if (stop)
                return failure(ErrorCode::Cancelled);
            if (sum->result() != at->state)
                return damaged(QStringLiteral("rows read back"));
            ++at;
            things = 0;
            sum.emplace();
            return {};
        };
        SHOULI_CHECK(FreshTables::each(m_quiet.tables(), m_fresh, kind, m_manifest.scope, look));
        if (at != expected.cend())
            return damaged(QStringLiteral("rows missing"));
    }
    return {};
}

Result<void> FreshFile::putByLaw(ChangeLog &log, Transaction &tx, const QList<Thing> &things)
{
    StoredReplica store(log, tx);
    SHOULI_TRY(Loader loader, Loader::begin(store, m_manifest));
    SHOULI_CHECK(loader.take(things));
    for (const Thing &thing : things) {
        SHOULI_TRY(const bool agrees, loader.agrees(thing));
        if (!agrees)
            return damaged(QStringLiteral("thing ") + thing.ref.id.toString());
    }
    return {};
}

Result<void> FreshFile::complete(const std::atomic<bool> &stop)
{
    const auto goOn = [&stop]() -> Result<void> { return stop ? failure(ErrorCode::Cancelled) : Result<void>(); };
    SHOULI_CHECK(m_tables->finish());
    m_tables.reset();
    SHOULI_CHECK(goOn());
    SHOULI_CHECK(compare(stop));
    SHOULI_TRY(const Database living, m_fresh.openLike(m_database, Database::Access::Reader));
    SHOULI_CHECK(SchemaCopy::rest(living, m_fresh));
    SHOULI_CHECK(goOn());
    SHOULI_CHECK(m_log.fill(*m_tx));
    SHOULI_CHECK(goOn());
    SHOULI_CHECK(putByLaw(m_quiet, *m_tx, m_lawful));
    for (const Thing &thing : std::as_const(m_lawful))
        m_told.insert(thing.ref);
    m_lawful.clear();
    SHOULI_CHECK(m_tx->commit());
    m_tx.reset();
    const QString path = m_fresh.path();
    {
        const std::optional<Database> closed(std::move(m_fresh)); // it let nobody else in
    }
    SHOULI_TRY(m_fresh, living.openLike(path, Database::Access::Writer));
    return {};
}

Result<void> FreshFile::carryOver(const Database &living, Transaction &to) const
{
    for (const QString &table : identity())
        SHOULI_CHECK(to.database().execute(QStringLiteral("DELETE FROM ") + table));
    const QStringList derived = m_log.filledTables();
    SHOULI_TRY(const QStringList names, SchemaCopy::names(living));
    for (const QString &table : names) {
        if (!derived.contains(table))
            SHOULI_CHECK(SchemaCopy::rows(living, to, table));
    }
    return {};
}

Result<void> FreshFile::settle(Database &living, Transaction &tx, const Find &find)
{
    QSet<EntityRef> now;
    QList<EntityRef> extra;
    {
        SHOULI_TRY(auto reading, Transaction::begin(living));
        StoredReplica old(m_log, reading);
        SHOULI_TRY(now, old.known());
        SHOULI_TRY(extra, old.heldBy(m_manifest.scope));
    }
    QList<Thing> things = m_later;
    StoredReplica made(m_log, tx);
    QSet<EntityRef> out;
    for (const EntityRef &ref : std::as_const(now)) { // what came another way while the file was filled
        SHOULI_TRY(const Holding holding, made.holding(ref, m_manifest.scope));
        if (m_known.contains(ref) || holding == Holding())
            continue;
        SHOULI_TRY(const Thing thing, find(ref));
        SHOULI_CHECK(made.erase(ref));
        out.insert(ref);
        things.append(thing);
    }
    SHOULI_CHECK(made.notify({}, out));
    if (!mutant(Mutant::WriteInSwapLost))
        SHOULI_CHECK(carryOver(living, tx));
    m_told.subtract(out);
    for (const EntityRef &ref : std::as_const(now)) {
        if (m_log.isFilled(ref.kind)) // of the others, what is derived was carried over
            m_told.insert(ref);
    }
    SHOULI_CHECK(made.notify(m_told, {}));
    SHOULI_CHECK(putByLaw(m_log, tx, things));
    QSet<EntityRef> wanted;
    for (const Thing &thing : std::as_const(things))
        wanted.insert(thing.ref);
    extra.removeIf([&wanted](const EntityRef &ref) { return wanted.contains(ref); });
    SHOULI_TRY(Loader loader, Loader::begin(made, m_manifest));
    if (!mutant(Mutant::StaleChunkKept))
        SHOULI_CHECK(loader.leave(extra));
    return loader.finish();
}

Result<void> FreshFile::takePlace(Database &living, const Find &find)
{
    {
        SHOULI_TRY(auto tx, Transaction::begin(m_fresh));
        SHOULI_CHECK(settle(living, tx, find));
        SHOULI_CHECK(tx.commit());
    }
    return FileSwap(living, std::move(m_fresh)).run();
}

} // namespace shouli::sync::filling
