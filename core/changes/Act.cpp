// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Act.h"

#include "core/changes/ChangeLog.h"
#include "core/changes/ChangeTable.h"
#include "core/changes/DisputeTable.h"

namespace shouli::core::changes {

using base::ErrorCode;
using base::Result;
using storage::Transaction;

Act::Act(ChangeLog &log, Transaction &tx, AuthorId author, Stamp stamp, ReplicaId replica, std::int64_t lastLseq,
         QByteArray lastHash)
    : m_log(&log)
    , m_tx(&tx)
    , m_author(author)
    , m_stamp(stamp)
    , m_replica(replica)
    , m_lastLseq(lastLseq)
    , m_lastHash(std::move(lastHash))
{
}

Change &Act::append(Operation operation, EntityRef ref)
{
    Change change;
    change.lseq = m_lastLseq + m_changes.size() + 1;
    change.actFirst = m_lastLseq + 1;
    change.operation = operation;
    change.entity = ref;
    change.author = m_author;
    change.stamp = m_stamp;
    m_changes.append(change);
    m_touched.insert(ref);
    return m_changes.last();
}

Result<void> Act::create(EntityRef ref, ScopeId home, const FieldValues &values)
{
    SHOULI_CHECK(m_log->tables().insert(*m_tx, ref, values, std::nullopt));
    SHOULI_CHECK(m_log->tables().count(*m_tx, ref, home, 1));
    Change &change = append(Operation::Create, ref);
    change.scope = home;
    change.payload = toCbor(values);
    return {};
}

Result<BaseRef> Act::baseOf(EntityRef ref, Field field, std::int64_t version) const
{
    // my own last edit that the county has not ordered: first of this act, then of earlier ones
    for (auto it = m_changes.crbegin(); it != m_changes.crend(); ++it) {
        if (it->entity == ref
            && (it->operation == Operation::Create || (it->operation == Operation::Set && it->field == field)))
            return BaseRef{0, it->lseq};
    }
    SHOULI_TRY(auto query,
               m_tx->prepare(QStringLiteral("SELECT max(lseq) FROM change WHERE entity = ? AND kind = ? AND seq IS "
                                            "NULL AND (operation = 1 OR (operation = 2 AND field = ?))")));
    query.bindAll(ref.id, ref.kind.value, field.value);
    SHOULI_CHECK(query.step());
    if (!query.isNull(0))
        return BaseRef{0, query.integer(0)};
    return BaseRef{version, 0};
}

Result<void> Act::set(EntityRef ref, Field field, const Value &value)
{
    const WorkingTables &tables = m_log->tables();
    SHOULI_TRY(FieldState before, tables.state(*m_tx, ref, field));
    before.pending += m_setHere.value({ref, field});
    const QByteArray cbor = value.toCbor();
    if (cbor == before.working)
        return {};
    SHOULI_TRY(const BaseRef base, baseOf(ref, field, before.version));
    SHOULI_CHECK(tables.store(*m_tx, ref, field, before, before.editedHere(cbor)));
    ++m_setHere[{ref, field}];
    Change &change = append(Operation::Set, ref);
    change.field = field;
    change.payload = cbor;
    change.base = base;
    change.baseValue = before.working;
    return {};
}

Result<void> Act::event(EntityRef ref, EventKind kind, const QByteArray &payload)
{
    SHOULI_TRY(const bool held, m_log->tables().holds(*m_tx, ref));
    if (!held)
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("event for a thing that is not here: ") + ref.id.toString());
    Change &change = append(Operation::Event, ref);
    change.event = kind;
    change.payload = payload;
    return {};
}

Result<void> Act::settle(EntityRef ref, const QList<std::int64_t> &positions)
{
    SHOULI_TRY(const bool held, m_log->tables().holds(*m_tx, ref));
    if (!held || positions.isEmpty())
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("nothing to settle here: ") + ref.id.toString());
    append(Operation::Settle, ref).payload = DisputeTable::toPayload(positions);
    return {};
}

Result<void> Act::enter(EntityRef ref, ScopeId scope)
{
    SHOULI_CHECK(m_log->tables().count(*m_tx, ref, scope, 1));
    append(Operation::Enter, ref).scope = scope;
    return {};
}

Result<void> Act::leave(EntityRef ref, ScopeId scope)
{
    SHOULI_CHECK(m_log->tables().count(*m_tx, ref, scope, -1));
    append(Operation::Leave, ref).scope = scope;
    return {};
}

Result<void> Act::finish()
{
    if (m_changes.isEmpty())
        return {};
    if (m_changes.size() > maxActSize)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("an act of %1 changes").arg(m_changes.size()));
    QByteArray hash = m_lastHash;
    for (Change &change : m_changes) {
        change.actSize = static_cast<std::int32_t>(m_changes.size());
        hash = chainNext(hash, change.toCbor());
        SHOULI_CHECK(write(change, hash));
    }
    {
        SHOULI_TRY(auto update, m_tx->prepare(QStringLiteral("UPDATE replica SET last_lseq = ?, last_hash = ?")));
        update.bindAll(m_changes.last().lseq, hash);
        SHOULI_CHECK(update.run());
    }
    for (const Change &change : std::as_const(m_changes)) {
        if (change.operation == Operation::Settle)
            SHOULI_CHECK(DisputeTable::refresh(*m_tx, m_log->tables().schema(), change.entity.id));
    }
    return m_log->notify(*m_tx, m_touched, {});
}

Result<void> Act::write(const Change &change, const QByteArray &hash)
{
    return ChangeTable::append(*m_tx, {std::nullopt, m_replica, change, std::nullopt, hash});
}

} // namespace shouli::core::changes
