// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Intake.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"

namespace shouli::core::changes {

using base::ErrorCode;
using base::mutant;
using base::Mutant;
using base::Result;

Result<void> correct(ReplicaStore &store, EntityRef ref, const Image &image, std::int64_t position)
{
    for (const auto &field : store.schema().find(ref.kind)->fields) {
        SHOULI_TRY(const FieldState before, store.field(ref, field.field));
        const auto is = image.fields.constFind(field.field);
        FieldState after = before;
        if (is != image.fields.cend()) {
            after = before.corrected(is->version, is->value.toCbor(), position);
        } else { // nobody ever set it
            SHOULI_TRY(const QByteArray unset, store.unset(ref.kind, field.field));
            after = before.correctedToUnset(image.created, unset, position);
        }
        SHOULI_CHECK(store.setField(ref, field.field, before, after));
    }
    return {};
}

Intake::Intake(ReplicaStore &store, QSet<ScopeId> scopes)
    : m_store(store)
    , m_scopes(std::move(scopes))
{
}

Result<void> Intake::take(const QList<LogEntry> &entries)
{
    SHOULI_TRY(const OwnHead head, m_store.ownHead());
    m_me = head.replica;
    SHOULI_TRY(m_cursors, m_store.scopes());
    for (const LogEntry &entry : entries)
        SHOULI_CHECK(takeEntry(entry));
    return finish();
}

Result<void> Intake::withdraw(ScopeId scope)
{
    m_scopes.remove(scope);
    SHOULI_TRY(const QList<EntityRef> held, m_store.heldBy(scope));
    m_left = QSet<EntityRef>(held.cbegin(), held.cend());
    return finish();
}

Result<void> Intake::review(const QList<EntityRef> &refs)
{
    m_left = QSet<EntityRef>(refs.cbegin(), refs.cend());
    return finish();
}

Result<void> Intake::finish()
{
    const QSet<EntityRef> left = std::exchange(m_left, {});
    for (const EntityRef &ref : left)
        SHOULI_CHECK(eraseIfGone(ref));
    QSet<EntityRef> erased = std::exchange(m_erased, {});
    const QSet<EntityRef> changed = std::exchange(m_changed, {});
    for (const EntityRef &ref : changed) { // of a stub nothing is derived either
        SHOULI_TRY(const bool stub, m_store.isErased(ref));
        if (stub)
            erased.insert(ref);
    }
    return m_store.notify(changed - erased, erased);
}

Result<void> Intake::takeEntry(const LogEntry &entry)
{
    SHOULI_TRY(const auto known, m_store.find(entry.replica, entry.change.lseq));
    if (!known) {
        if (entry.replica == m_me)
            return base::failure(ErrorCode::ChainBroken, QStringLiteral("own change %1").arg(entry.change.lseq));
        SHOULI_CHECK(m_store.append({entry.seq, entry.replica, entry.change, entry.verdict, {}, false}));
        return apply(entry);
    }
    if (known->seq && *known->seq != entry.seq) // the county was restored, and has it at another place now
        return base::failure(ErrorCode::EpochChanged, QStringLiteral("position %1").arg(entry.seq));
    if (known->forgotten) { // mine; the thing went and comes again
        if (entry.change.erased && !known->change.erased) // or its bare lines: what proves them is kept as elsewhere
            SHOULI_CHECK(m_store.redact(entry.change.entity));
        SHOULI_CHECK(m_store.refill(entry.replica, entry.change));
        m_left.insert(entry.change.entity); // unless it only came back as part of my own history
        return apply(entry);
    }
    if (known->seq) { // received before, with another scope or an image
        if (known->change.erased && !entry.change.erased)
            SHOULI_CHECK(m_store.refill(entry.replica, entry.change));
        return restore(entry);
    }
    if (!known->change.agreesWith(entry.change))
        return base::failure(ErrorCode::ChainBroken, QStringLiteral("own change %1").arg(entry.change.lseq));
    if (known->change.erased && !entry.change.erased)
        SHOULI_CHECK(takeBack(entry));
    if (entry.change.erased && !known->change.erased) // the line that says so comes later
        SHOULI_CHECK(m_store.redact(entry.change.entity));
    return takeEcho(entry);
}

Result<void> Intake::takeBack(const LogEntry &entry)
{
    SHOULI_CHECK(m_store.refill(entry.replica, entry.change));
    const EntityRef ref = entry.change.entity;
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    if (!stub || entry.change.operation != Operation::Create || m_store.schema().find(ref.kind) == nullptr)
        return {};
    SHOULI_TRY(const FieldValues values, fieldValuesFromCbor(entry.change.payload));
    return m_store.insert(ref, values, std::nullopt);
}

Result<void> Intake::apply(const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    m_changed.insert(ref);
    switch (entry.change.operation) {
    case Operation::Create:
        return entry.verdict == Verdict::Applied ? applyCreate(entry) : Result<void>();
    case Operation::Set:
        return applySet(entry, false);
    case Operation::Event:
    case Operation::Settle:
        return {};
    case Operation::Redact:
        return entry.verdict == Verdict::Applied ? m_store.redact(ref) : Result<void>();
    case Operation::Enter:
        if (entry.verdict != Verdict::Applied)
            return {};
        SHOULI_CHECK(hold(entry));
        m_left.insert(ref); // unless it is held now
        return m_scopes.contains(entry.change.scope) ? applyImage(entry) : Result<void>();
    case Operation::Leave:
        m_left.insert(ref);
        return entry.verdict == Verdict::Applied ? hold(entry) : Result<void>();
    }
    return {};
}

Intake::Standing Intake::standing(const Holding &before, const LogEntry &entry) const
{
    // of a scope of mine I have all up to its cursor: what says otherwise is of a time before the thing left
    const std::int64_t cursor = m_cursors.value(entry.change.scope, 0);
    if (before.count == 0 && before.version == 0 && m_scopes.contains(entry.change.scope) && entry.seq <= cursor)
        return {cursor, 0};
    return {entry.seq, entry.stands};
}

Result<void> Intake::hold(const LogEntry &entry)
{
    SHOULI_TRY(const Holding before, m_store.holding(entry.change.entity, entry.change.scope));
    const Standing known = standing(before, entry);
    return m_store.setHolding(entry.change.entity, entry.change.scope, before.arrived(known.seq, known.count));
}

Result<void> Intake::applyCreate(const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    SHOULI_CHECK(hold(entry));
    SHOULI_TRY(const Holding holding, m_store.holding(ref, entry.change.scope));
    if (!m_scopes.contains(entry.change.scope) || holding.now() == 0)
        m_left.insert(ref);
    if (m_store.schema().find(ref.kind) == nullptr)
        return {};
    if (entry.change.erased)
        return m_store.insertErased(ref, entry.seq);
    SHOULI_TRY(const bool held, m_store.holds(ref));
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    if (held && !stub)
        return renew(entry);
    SHOULI_TRY(const FieldValues values, fieldValuesFromCbor(entry.change.payload));
    SHOULI_CHECK(m_store.insert(ref, values, entry.seq));
    return overlay(ref);
}

Result<void> Intake::restore(const LogEntry &entry)
{
    if (entry.change.operation == Operation::Set)
        return applySet(entry, false);
    const EntityRef ref = entry.change.entity;
    if (entry.change.operation != Operation::Create || entry.change.erased || entry.verdict != Verdict::Applied
        || m_store.schema().find(ref.kind) == nullptr)
        return {};
    SHOULI_TRY(const bool held, m_store.holds(ref));
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    return held && !stub ? renew(entry) : Result<void>();
}

Result<void> Intake::renew(const LogEntry &creation)
{
    SHOULI_TRY(const FieldValues values, fieldValuesFromCbor(creation.change.payload));
    Image image;
    image.created = creation.seq;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        image.fields.insert(it.key(), {creation.seq, it.value()});
    return renew(creation.change.entity, image);
}

Result<void> Intake::renew(EntityRef ref, const Image &image)
{
    const std::int64_t lost = -1; // only what came from the log that the county lost
    SHOULI_CHECK(correct(m_store, ref, image, lost));
    SHOULI_TRY(const std::int64_t version, m_store.version(ref));
    return version < 0 ? m_store.setVersion(ref, image.created) : Result<void>();
}

Result<void> Intake::overlay(EntityRef ref)
{
    SHOULI_TRY(const QList<Field> waiting, m_store.pendingFields(ref));
    for (const Field field : waiting) {
        SHOULI_TRY(const auto line, m_store.lastPending(ref, field));
        if (!line || line->change.operation != Operation::Set)
            continue;
        SHOULI_TRY(const FieldState before, m_store.field(ref, field));
        FieldState after = before;
        after.shadow = before.working;
        after.working = line->change.payload;
        SHOULI_CHECK(m_store.setField(ref, field, before, after));
    }
    return {};
}

Result<void> Intake::applySet(const LogEntry &entry, bool mine)
{
    const EntityRef ref = entry.change.entity;
    const Field field = entry.change.field;
    const KindSchema *kind = m_store.schema().find(ref.kind);
    SHOULI_TRY(const bool held, m_store.holds(ref));
    if (!held || kind == nullptr || !kind->fields.contains(field))
        return {};
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    if (stub || entry.change.erased) // its erasure is here, or not far
        return {};
    SHOULI_TRY(const FieldState before, m_store.field(ref, field));
    const FieldState after = mine ? before.echoed(entry.seq, entry.change.payload, entry.verdict)
                                  : before.arrived(entry.seq, entry.change.payload, entry.verdict);
    return m_store.setField(ref, field, before, after);
}

Result<void> Intake::applyImage(const LogEntry &entry)
{
    if (entry.image.isEmpty())
        return {};
    const EntityRef ref = entry.change.entity;
    SHOULI_TRY(const Image image, Image::fromCbor(entry.image));
    const KindSchema *kind = m_store.schema().find(ref.kind);
    if (kind != nullptr && image.erased) {
        SHOULI_CHECK(m_store.redact(ref));
        SHOULI_CHECK(m_store.insertErased(ref, image.created));
    } else if (kind != nullptr) {
        SHOULI_TRY(const bool held, m_store.holds(ref));
        SHOULI_TRY(const bool stub, m_store.isErased(ref));
        if (!held || stub) {
            FieldValues values;
            for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it)
                values.insert(it.key(), it->value);
            SHOULI_CHECK(m_store.insert(ref, values, image.created));
            SHOULI_CHECK(overlay(ref));
        } else {
            SHOULI_TRY(const std::int64_t waiting, m_store.pending(ref));
            if (waiting > 0) // else nothing is here that a snapshot did not put right
                SHOULI_CHECK(renew(ref, image));
        }
        for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it) {
            if (it->version <= image.created || !kind->fields.contains(it.key()))
                continue;
            SHOULI_TRY(const FieldState before, m_store.field(ref, it.key()));
            SHOULI_CHECK(m_store.setField(ref, it.key(), before,
                                          before.arrived(it->version, it->value.toCbor(), Verdict::Applied)));
        }
    }
    for (const LogEntry &event : image.events)
        SHOULI_CHECK(takeEntry(event));
    return {};
}

Result<void> Intake::takeEcho(const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    const Operation operation = entry.change.operation;
    const bool applied = entry.verdict == Verdict::Applied;
    const bool known = m_store.schema().find(ref.kind) != nullptr;
    if (known && operation == Operation::Set)
        SHOULI_CHECK(applySet(entry, true));
    SHOULI_CHECK(m_store.judged(entry.replica, entry.change.lseq, entry.seq, entry.verdict));
    if (operation == Operation::Create || operation == Operation::Enter || operation == Operation::Leave) {
        const int by = operation == Operation::Leave ? -1 : 1;
        SHOULI_TRY(const Holding before, m_store.holding(ref, entry.change.scope));
        const Standing told = standing(before, entry);
        SHOULI_CHECK(
            m_store.setHolding(ref, entry.change.scope, before.echoed(told.seq, told.count, by, entry.verdict)));
    }
    if (operation == Operation::Enter && applied && m_scopes.contains(entry.change.scope))
        SHOULI_CHECK(applyImage(entry)); // since it left another scope others may have changed it
    if (operation == Operation::Redact && applied)
        SHOULI_CHECK(m_store.redact(ref));
    if (known && operation == Operation::Create && applied)
        SHOULI_CHECK(m_store.setVersion(ref, entry.seq)); // the row stays as it is: nobody needs to read it anew
    else
        m_changed.insert(ref);
    SHOULI_TRY(const std::int64_t version, m_store.version(ref));
    if (version != 0)       // what the county refused to create is only here: it stays until a person settles it
        m_left.insert(ref); // an own edit may have been all that kept a left thing here
    return {};
}

Result<void> Intake::eraseIfGone(EntityRef ref)
{
    for (const ScopeId &scope : std::as_const(m_scopes)) {
        SHOULI_TRY(const Holding holding, m_store.holding(ref, scope));
        if (holding.now() > 0)
            return {};
    }
    SHOULI_TRY(const std::int64_t waiting, m_store.pending(ref));
    if (waiting > 0 && !mutant(Mutant::LeaveRemovesPending))
        return {};
    if (mutant(Mutant::LeaveRemovesPending)) {
        SHOULI_TRY(const auto lines, m_store.waiting(m_me, maxActSize));
        for (const LoggedChange &line : lines) {
            if (line.change.entity == ref)
                SHOULI_CHECK(m_store.remove(line.replica, line.change.lseq));
        }
    }
    SHOULI_CHECK(m_store.erase(ref));
    m_erased.insert(ref);
    return {};
}

} // namespace shouli::core::changes
