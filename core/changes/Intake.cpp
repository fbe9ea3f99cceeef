// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Intake.h"

#include "core/changes/ChangeTable.h"
#include "core/changes/DisputeTable.h"
#include "core/changes/Image.h"

namespace shouli::core::changes {

using base::ErrorCode;
using base::Result;
using storage::Transaction;

Intake::Intake(ChangeLog &log, ReplicaId me, QSet<ScopeId> scopes)
    : m_log(log)
    , m_me(me)
    , m_scopes(std::move(scopes))
{
}

Result<void> Intake::take(Transaction &tx, const QList<LogEntry> &entries)
{
    m_changed.clear();
    m_left.clear();
    m_erased.clear();
    m_disputed.clear();
    for (const LogEntry &entry : entries)
        SHOULI_CHECK(entry.replica == m_me ? takeEcho(tx, entry) : takeForeign(tx, entry));
    const QSet<EntityRef> left = m_left;
    for (const EntityRef &ref : left)
        SHOULI_CHECK(eraseIfGone(tx, ref));
    for (const EntityId &id : std::as_const(m_disputed))
        SHOULI_CHECK(DisputeTable::refresh(tx, m_log.tables().schema(), id));
    return m_log.notify(tx, m_changed - m_erased, m_erased);
}

Result<void> Intake::takeForeign(Transaction &tx, const LogEntry &entry)
{
    SHOULI_TRY(const auto known, ChangeTable::find(tx.database(), entry.replica, entry.change.lseq));
    noteDispute(entry);
    if (known)
        return restore(tx, entry); // received before, with another scope or an image
    SHOULI_CHECK(ChangeTable::append(tx, {entry.seq, entry.replica, entry.change, entry.verdict, {}}));
    return applyForeign(tx, entry);
}

void Intake::noteDispute(const LogEntry &entry)
{
    if (entry.verdict != Verdict::Applied || entry.change.operation == Operation::Settle)
        m_disputed.insert(entry.change.entity.id);
}

Result<void> Intake::restore(Transaction &tx, const LogEntry &entry)
{
    SHOULI_TRY(auto update,
               tx.prepare(QStringLiteral("UPDATE change SET payload = ?, base_value = ? WHERE replica = ? AND "
                                         "lseq = ? AND payload = x''")));
    update.bindAll(entry.change.payload, entry.change.baseValue, entry.replica, entry.change.lseq);
    SHOULI_CHECK(update.run());
    m_changed.insert(entry.change.entity);
    return {};
}

Result<void> Intake::applyForeign(Transaction &tx, const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    if (m_log.tables().schema().find(ref.kind) == nullptr)
        return {};
    m_changed.insert(ref);
    switch (entry.change.operation) {
    case Operation::Create:
        return entry.verdict == Verdict::Applied ? applyCreate(tx, entry) : Result<void>();
    case Operation::Set:
        return applySet(tx, entry, false);
    case Operation::Event:
    case Operation::Settle:
        return {};
    case Operation::Enter:
        SHOULI_CHECK(m_log.tables().count(tx, ref, entry.change.scope, 1));
        return m_scopes.contains(entry.change.scope) ? applyImage(tx, entry) : Result<void>();
    case Operation::Leave:
        SHOULI_CHECK(m_log.tables().count(tx, ref, entry.change.scope, -1));
        m_left.insert(ref);
        return {};
    }
    return {};
}

Result<void> Intake::applyCreate(Transaction &tx, const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    SHOULI_CHECK(m_log.tables().count(tx, ref, entry.change.scope, 1));
    SHOULI_TRY(const bool held, m_log.tables().holds(tx, ref));
    if (held)
        return {};
    SHOULI_TRY(const FieldValues values, fieldValuesFromCbor(entry.change.payload));
    return m_log.tables().insert(tx, ref, values, entry.seq);
}

Result<void> Intake::applySet(Transaction &tx, const LogEntry &entry, bool mine)
{
    const EntityRef ref = entry.change.entity;
    const Field field = entry.change.field;
    const KindSchema *kind = m_log.tables().schema().find(ref.kind);
    SHOULI_TRY(const bool held, m_log.tables().holds(tx, ref));
    if (!held || kind == nullptr || !kind->fields.contains(field))
        return {};
    SHOULI_TRY(const FieldState before, m_log.tables().state(tx, ref, field));
    const FieldState after = mine ? before.echoed(entry.seq, entry.change.payload, entry.verdict)
                                  : before.arrived(entry.seq, entry.change.payload, entry.verdict);
    return m_log.tables().store(tx, ref, field, before, after);
}

Result<void> Intake::applyImage(Transaction &tx, const LogEntry &entry)
{
    if (entry.image.isEmpty())
        return {};
    const EntityRef ref = entry.change.entity;
    SHOULI_TRY(const Image image, Image::fromCbor(entry.image));
    SHOULI_TRY(const bool held, m_log.tables().holds(tx, ref));
    if (!held) {
        FieldValues values;
        for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it)
            values.insert(it.key(), it->value);
        SHOULI_CHECK(m_log.tables().insert(tx, ref, values, image.created));
    }
    const KindSchema *kind = m_log.tables().schema().find(ref.kind);
    for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it) {
        if (it->version <= image.created || !kind->fields.contains(it.key()))
            continue;
        SHOULI_TRY(const FieldState before, m_log.tables().state(tx, ref, it.key()));
        SHOULI_CHECK(m_log.tables().store(tx, ref, it.key(), before,
                                          before.arrived(it->version, it->value.toCbor(), Verdict::Applied)));
    }
    for (const LogEntry &event : image.events)
        SHOULI_CHECK(event.replica == m_me ? takeEcho(tx, event) : takeForeign(tx, event));
    return {};
}

Result<void> Intake::applyOwnCreate(Transaction &tx, const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    SHOULI_CHECK(m_log.tables().setVersion(tx, ref, entry.seq));
    SHOULI_TRY(const QList<Field> edited, ChangeTable::pendingFields(tx.database(), ref));
    if (edited.isEmpty())
        return {}; // by far the most: nobody corrected it in the meantime
    SHOULI_TRY(const FieldValues values, fieldValuesFromCbor(entry.change.payload));
    for (const Field field : edited) {
        const auto value = values.constFind(field);
        if (value == values.cend())
            continue;
        SHOULI_TRY(const FieldState before, m_log.tables().state(tx, ref, field));
        if (before.pending == 0 || before.shadow)
            continue;
        FieldState after = before; // now the county has a first value under my later edits
        after.shadow = value->toCbor();
        SHOULI_CHECK(m_log.tables().store(tx, ref, field, before, after));
    }
    return {};
}

Result<void> Intake::takeEcho(Transaction &tx, const LogEntry &entry)
{
    SHOULI_TRY(const auto mine, ChangeTable::find(tx.database(), m_me, entry.change.lseq));
    noteDispute(entry);
    if (mine && mine->seq && mine->change.payload.isEmpty())
        return restore(tx, entry); // taken out when the thing left; now it comes back
    if (!mine || mine->change.toCbor() != entry.change.toCbor())
        return base::failure(ErrorCode::ChainBroken, QStringLiteral("own change %1").arg(entry.change.lseq));
    if (mine->seq)
        return {};
    const EntityRef ref = entry.change.entity;
    const bool known = m_log.tables().schema().find(ref.kind) != nullptr;
    if (known && entry.change.operation == Operation::Set)
        SHOULI_CHECK(applySet(tx, entry, true));
    {
        SHOULI_TRY(auto update,
                   tx.prepare(QStringLiteral("UPDATE change SET seq = ?, verdict = ? WHERE replica = ? AND lseq = ?")));
        update.bindAll(entry.seq, static_cast<int>(entry.verdict), m_me, entry.change.lseq);
        SHOULI_CHECK(update.run());
    }
    if (!known)
        return {};
    if (entry.change.operation == Operation::Create && entry.verdict == Verdict::Applied)
        SHOULI_CHECK(applyOwnCreate(tx, entry)); // the row stays as it is: nobody needs to read it anew
    else
        m_changed.insert(ref);
    m_left.insert(ref); // an own edit may have been all that kept a left thing here
    return {};
}

Result<void> Intake::eraseIfGone(Transaction &tx, EntityRef ref)
{
    SHOULI_TRY(const bool held, m_log.tables().holds(tx, ref));
    if (!held)
        return {};
    for (const ScopeId &scope : std::as_const(m_scopes)) {
        SHOULI_TRY(const std::int64_t times, m_log.tables().count(tx, ref, scope, 0));
        if (times > 0)
            return {};
    }
    {
        SHOULI_TRY(
            auto pending,
            tx.prepare(QStringLiteral("SELECT count(*) FROM change WHERE entity = ? AND kind = ? AND seq IS NULL")));
        pending.bindAll(ref.id, ref.kind.value);
        SHOULI_CHECK(pending.step());
        if (pending.integer(0) > 0)
            return {};
    }
    SHOULI_CHECK(m_log.tables().erase(tx, ref));
    SHOULI_TRY(
        auto redact,
        tx.prepare(QStringLiteral(
            "UPDATE change SET payload = x'', base_value = x'', extension = NULL WHERE entity = ? AND kind = ?")));
    redact.bindAll(ref.id, ref.kind.value);
    m_erased.insert(ref);
    return redact.run();
}

} // namespace shouli::core::changes
