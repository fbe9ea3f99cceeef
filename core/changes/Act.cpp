// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Act.h"

#include "core/base/Mutant.h"
#include "core/changes/Settlement.h"

#include <algorithm>

namespace shouli::core::changes {

using base::ErrorCode;
using base::mutant;
using base::Mutant;
using base::Result;

Act::Act(ReplicaStore &store, AuthorId author, Stamp stamp, base::Random &random, OwnHead head)
    : m_store(&store)
    , m_author(author)
    , m_stamp(stamp)
    , m_random(&random)
    , m_head(std::move(head))
{
}

Result<Act> Act::begin(ReplicaStore &store, AuthorId author, const Stamp &stamp, base::Random &random)
{
    SHOULI_TRY(OwnHead head, store.ownHead());
    return Act(store, author, stamp, random, std::move(head));
}

Result<Act> Act::begin(std::unique_ptr<ReplicaStore> store, AuthorId author, const Stamp &stamp, base::Random &random)
{
    SHOULI_TRY(Act act, begin(*store, author, stamp, random));
    act.m_owned = std::move(store);
    return act;
}

Change &Act::append(Operation operation, EntityRef ref)
{
    Change change;
    change.lseq = m_head.lseq + m_changes.size() + 1;
    change.actFirst = m_head.lseq + 1;
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
    SHOULI_CHECK(m_store->insert(ref, values, std::nullopt));
    SHOULI_CHECK(hold(ref, home, 1));
    Change &change = append(Operation::Create, ref);
    change.scope = home;
    change.payload = toCbor(values);
    return {};
}

Result<void> Act::hold(EntityRef ref, ScopeId scope, int by)
{
    SHOULI_TRY(const Holding before, m_store->holding(ref, scope));
    return m_store->setHolding(ref, scope, before.changedHere(by));
}

Result<BaseRef> Act::baseOf(EntityRef ref, Field field) const
{
    // what conflicts as a unit was seen as a unit
    const KindSchema *kind = m_store->schema().find(ref.kind);
    const QList<Field> unit = kind != nullptr ? kind->coupled(field) : QList<Field>{field};
    // my own last edit that the county has not ordered: first of this act, then of earlier ones
    for (auto it = m_changes.crbegin(); it != m_changes.crend(); ++it) {
        if (it->entity == ref
            && (it->operation == Operation::Create || (it->operation == Operation::Set && unit.contains(it->field))))
            return BaseRef{0, it->lseq};
    }
    BaseRef base;
    for (const Field one : unit) {
        SHOULI_TRY(const auto own, m_store->lastPending(ref, one));
        if (own && own->replica == m_head.replica)
            base.lseq = std::max(base.lseq, own->change.lseq);
        SHOULI_TRY(const FieldState state, m_store->field(ref, one));
        base.seq = std::max(
            {base.seq, state.version, own ? own->placed.value_or(0) : 0}); // placed < 0: came to nothing
    }
    return base.lseq > 0 ? BaseRef{0, base.lseq} : base;
}

Result<void> Act::expectWhole(EntityRef ref)
{
    SHOULI_TRY(const bool held, m_store->holds(ref));
    if (!held)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("not here: ") + ref.id.toString());
    SHOULI_TRY(const bool erased, m_store->isErased(ref));
    return erased || m_redacted.contains(ref) ? base::failure(ErrorCode::LawfullyErased, ref.id.toString()) : Result<void>();
}

Result<void> Act::set(EntityRef ref, Field field, const Value &value)
{
    const auto known = m_store->field(ref, field);
    if (!known || m_redacted.contains(ref)) {
        SHOULI_CHECK(expectWhole(ref));
        return base::failure(known);
    }
    FieldState before = *known;
    before.pending += m_setHere.value({ref, field});
    const QByteArray cbor = value.toCbor();
    if (cbor == before.working)
        return {};
    SHOULI_TRY(const BaseRef base, baseOf(ref, field));
    SHOULI_CHECK(m_store->setField(ref, field, before, before.editedHere(cbor)));
    ++m_setHere[{ref, field}];
    Change &change = append(Operation::Set, ref);
    change.field = field;
    change.payload = cbor;
    change.base = base;
    if (!mutant(Mutant::BaseValueDropped))
        change.baseValue = before.working;
    return {};
}

Result<void> Act::event(EntityRef ref, EventKind kind, const QByteArray &payload)
{
    SHOULI_CHECK(expectWhole(ref));
    Change &change = append(Operation::Event, ref);
    change.event = kind;
    change.payload = payload;
    return {};
}

Result<void> Act::settle(EntityRef ref, const QList<std::int64_t> &positions)
{
    SHOULI_TRY(const bool held, m_store->holds(ref));
    QList<Origin> origins;
    for (const std::int64_t position : positions) {
        SHOULI_TRY(const auto line, m_store->at(ref, position));
        if (line)
            origins.append({line->replica, line->change.lseq});
    }
    if (!held || origins.isEmpty() || origins.size() != positions.size())
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("nothing to settle here: ") + ref.id.toString());
    append(Operation::Settle, ref).payload = settlementToCbor(origins);
    return {};
}

Result<void> Act::redact(EntityRef ref, const QString &grounds)
{
    SHOULI_CHECK(expectWhole(ref));
    if (grounds.trimmed().isEmpty())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("no grounds"));
    append(Operation::Redact, ref).payload = Value(grounds).toCbor();
    m_redacted.insert(ref);
    return {};
}

Result<void> Act::enter(EntityRef ref, ScopeId scope)
{
    SHOULI_CHECK(hold(ref, scope, 1));
    append(Operation::Enter, ref).scope = scope;
    return {};
}

Result<void> Act::leave(EntityRef ref, ScopeId scope)
{
    SHOULI_CHECK(hold(ref, scope, -1));
    append(Operation::Leave, ref).scope = scope;
    return {};
}

Result<QByteArray> Act::saltBefore()
{
    // what is sent together shares one, so that it costs next to nothing
    const std::int64_t last = m_head.lseq;
    if (last == 0 || last / Change::saltRun != (last + 1) / Change::saltRun)
        return QByteArray();
    SHOULI_TRY(const auto line, m_store->find(m_head.replica, last));
    const bool waits = line && !line->seq && line->change.salt.size() == Change::sharedSaltSize;
    return waits ? line->change.salt : QByteArray();
}

Result<void> Act::finish()
{
    if (m_changes.isEmpty())
        return {};
    if (m_changes.size() > maxActSize)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("an act of %1 changes").arg(m_changes.size()));
    QByteArray hash = m_head.hash;
    SHOULI_TRY(QByteArray salt, saltBefore());
    for (Change &change : m_changes) {
        change.actSize = static_cast<std::int32_t>(m_changes.size());
        if (salt.isEmpty() || change.lseq % Change::saltRun == 0)
            salt = m_random->bytes(Change::sharedSaltSize);
        change.salt = salt;
        hash = chainNext(hash, change);
        SHOULI_CHECK(m_store->append({std::nullopt, m_head.replica, change, std::nullopt, hash, false}));
    }
    SHOULI_CHECK(m_store->setOwnHead({m_head.replica, m_changes.last().lseq, hash}));
    return m_store->notify(m_touched, {});
}

} // namespace shouli::core::changes
