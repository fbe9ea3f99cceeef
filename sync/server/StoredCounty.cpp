// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/StoredCounty.h"

#include "core/base/Mutant.h"
#include "sync/server/CountyLog.h"
#include "sync/server/devices/Devices.h"
#include "sync/server/SnapshotTable.h"

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::LogEntry;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using devices::Devices;
using merge::HeldField;
using merge::HeldThing;
using merge::Holders;
using merge::LogHead;
using merge::LogLine;
using merge::Member;

StoredCounty::StoredCounty(engine::Transaction &tx, core::base::Random &random)
    : m_tx(tx)
    , m_random(random)
{
}

Result<void> StoredCounty::finish()
{
    return m_moved ? CountyLog::moveHead(m_tx, *m_head) : Result<void>();
}

Result<LogHead> StoredCounty::head()
{
    if (!m_head) {
        SHOULI_TRY(m_head, CountyLog::head(m_tx.connection()));
    }
    return *m_head;
}

Result<QByteArray> StoredCounty::positionKey()
{
    return CountyLog::positionKey(m_tx.connection());
}

Result<void> StoredCounty::openEpoch()
{
    SHOULI_CHECK(head());
    m_head->epoch = m_random.bytes(static_cast<int>(m_head->epoch.size()));
    m_moved = true;
    return {};
}

Result<std::int64_t> StoredCounty::append(LogEntry entry, std::int64_t actEnd, const QByteArray &chainHash,
                                          const QSet<ScopeId> &receivers)
{
    SHOULI_CHECK(head());
    SHOULI_TRY(const std::int64_t by, writer(entry.replica));
    SHOULI_CHECK(CountyLog::append(m_tx, *m_head, entry, by, actEnd, chainHash, receivers));
    m_moved = true;
    entry.seq = m_head->seq;
    m_places.insert({entry.replica, entry.change.lseq}, entry.seq);
    m_lines.insert(entry.seq, {std::move(entry), actEnd, chainHash, m_head->hash});
    return m_head->seq;
}

Result<LogLine> StoredCounty::at(std::int64_t seq)
{
    if (const auto it = m_lines.constFind(seq); it != m_lines.cend())
        return *it;
    SHOULI_TRY(LogLine line, CountyLog::at(m_tx.connection(), seq));
    m_lines.insert(seq, line);
    return line;
}

Result<std::optional<LogLine>> StoredCounty::find(ReplicaId replica, std::int64_t lseq)
{
    if (const auto it = m_places.constFind({replica, lseq}); it != m_places.cend())
        return std::optional<LogLine>(m_lines.value(*it));
    return CountyLog::find(m_tx.connection(), replica, lseq);
}

Result<std::optional<QByteArray>> StoredCounty::hashAt(std::int64_t seq)
{
    if (const auto it = m_lines.constFind(seq); it != m_lines.cend())
        return std::optional<QByteArray>(it->logHash);
    return CountyLog::hashAt(m_tx.connection(), seq);
}

Result<QList<std::int64_t>> StoredCounty::ofScope(ScopeId scope, std::int64_t cursor, int limit)
{
    return CountyLog::ofScope(m_tx.connection(), scope, cursor, limit);
}

Result<QList<std::int64_t>> StoredCounty::ofReplica(ReplicaId replica, std::int64_t cursor, int limit)
{
    return CountyLog::ofReplica(m_tx.connection(), replica, cursor, limit);
}

Result<std::optional<HeldThing>> StoredCounty::held(EntityRef ref)
{
    if (const auto it = m_things.constFind(ref); it != m_things.cend())
        return std::optional<HeldThing>(*it);
    SHOULI_TRY(const auto known, HeldStore::find(m_tx.connection(), ref));
    if (known)
        m_things.insert(ref, *known);
    return known;
}

Result<std::int64_t> StoredCounty::numberOf(EntityRef ref)
{
    SHOULI_TRY(const auto known, held(ref));
    if (!known)
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("thing ") + ref.id.toString());
    return known->created;
}

Result<std::int64_t> StoredCounty::writer(ReplicaId replica)
{
    if (const auto it = m_writers.constFind(replica); it != m_writers.cend())
        return *it;
    SHOULI_TRY(const std::int64_t id, CountyLog::writer(m_tx, replica));
    m_writers.insert(replica, id);
    return id;
}

Result<QMap<Field, HeldField>> StoredCounty::fields(EntityRef ref, const QList<Field> &only)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    return HeldStore::fields(m_tx.connection(), thing, only);
}

Result<void> StoredCounty::create(EntityRef ref, const HeldThing &thing)
{
    SHOULI_TRY(const std::int64_t by, writer(thing.creator));
    SHOULI_CHECK(HeldStore::create(m_tx, ref, thing.created, by));
    m_things.insert(ref, thing);
    m_holders.insert(ref, {});
    return {};
}

Result<void> StoredCounty::setField(EntityRef ref, const HeldField &field)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    SHOULI_TRY(const std::int64_t by, writer(field.writer));
    return HeldStore::setField(m_tx, thing, field, by);
}

Result<void> StoredCounty::addEvent(EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    return HeldStore::addLine(m_tx, thing, seq, true);
}

Result<void> StoredCounty::addLine(EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(const auto known, held(ref));
    return known ? HeldStore::addLine(m_tx, known->created, seq, false) : HeldStore::addStray(m_tx, ref, seq);
}

Result<QList<std::int64_t>> StoredCounty::lines(EntityRef ref)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    SHOULI_TRY(auto all, HeldStore::strays(m_tx.connection(), ref));
    SHOULI_TRY(const auto known, HeldStore::lines(m_tx.connection(), thing));
    all += known;
    return all;
}

Result<void> StoredCounty::rewrite(std::int64_t seq, const core::changes::Change &change, const QByteArray &image)
{
    SHOULI_CHECK(CountyLog::rewrite(m_tx, seq, change, image));
    if (const auto it = m_lines.find(seq); it != m_lines.end()) {
        it->entry.change = change;
        it->entry.image = image;
    }
    return {};
}

Result<void> StoredCounty::markErased(EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    SHOULI_CHECK(HeldStore::markErased(m_tx, thing, seq));
    m_things.remove(ref);
    SHOULI_TRY(const Holders had, holders(ref));
    for (auto it = had.cbegin(); it != had.cend(); ++it)
        SHOULI_CHECK(SnapshotTable::drop(m_tx, it.key())); // made anew where they are asked for
    return {};
}

Result<QList<std::int64_t>> StoredCounty::events(EntityRef ref)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    return HeldStore::events(m_tx.connection(), thing);
}

Result<Holders> StoredCounty::holders(EntityRef ref)
{
    if (const auto it = m_holders.constFind(ref); it != m_holders.cend())
        return *it;
    SHOULI_TRY(const auto known, held(ref));
    if (!known)
        return Holders();
    SHOULI_TRY(Holders all, HeldStore::holders(m_tx.connection(), known->created));
    m_holders.insert(ref, all);
    return all;
}

Result<void> StoredCounty::setHolder(EntityRef ref, ScopeId scope, std::int64_t count)
{
    SHOULI_TRY(const std::int64_t thing, numberOf(ref));
    SHOULI_CHECK(HeldStore::setHolder(m_tx, thing, scope, count));
    if (const auto it = m_holders.find(ref); it != m_holders.end())
        it->insert(scope, count);
    return {};
}

Result<std::optional<Member>> StoredCounty::member(ReplicaId replica)
{
    SHOULI_TRY(const auto device, Devices::find(m_tx.connection(), replica));
    if (!device || (device->revoked && !core::base::mutant(core::base::Mutant::RevokedIsServed)))
        return std::optional<Member>();
    SHOULI_TRY(const auto scopes, Devices::scopes(m_tx.connection(), replica));
    SHOULI_TRY(const auto formers, Devices::formers(m_tx.connection(), replica));
    return std::optional<Member>(
        {replica, device->ackedLseq, device->ackedHash, scopes, formers, device->mayErase});
}

Result<void> StoredCounty::admit(ReplicaId name, ReplicaId former, std::int64_t last)
{
    return Devices::rename(m_tx, name, former, last);
}

Result<void> StoredCounty::acknowledge(ReplicaId replica, std::int64_t lseq, const QByteArray &hash)
{
    return Devices::acknowledge(m_tx, replica, lseq, hash);
}

} // namespace shouli::sync::server
