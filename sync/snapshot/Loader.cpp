// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Loader.h"

#include "core/base/Mutant.h"
#include "core/changes/Intake.h"

#include <algorithm>

namespace shouli::sync::snapshot {

namespace {

/// Mine, and the county's word on it has not come: it comes in its turn, since what waits is sent without gaps.
bool isUnderWay(const core::changes::LoggedChange &line)
{
    return !line.hash.isEmpty() && !line.seq;
}

} // namespace

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::FieldState;
using core::changes::FieldValues;
using core::changes::Holding;
using core::changes::Image;
using core::changes::Intake;
using core::changes::LogEntry;
using core::changes::Operation;
using core::changes::ReplicaStore;
using core::changes::ScopeId;
using core::changes::Verdict;

Loader::Loader(ReplicaStore &store, const Manifest &manifest, QSet<ScopeId> scopes)
    : m_store(store)
    , m_scope(manifest.scope)
    , m_position(manifest.position)
    , m_token(manifest.token)
    , m_scopes(std::move(scopes))
{
}

Result<Loader> Loader::begin(ReplicaStore &store, const Manifest &manifest)
{
    SHOULI_TRY(auto progress, store.progress());
    if (progress.epoch != manifest.epoch)
        return failure(ErrorCode::EpochChanged, QStringLiteral("snapshot"));
    SHOULI_TRY(const auto known, store.scopes());
    if (std::abs(known.value(manifest.scope, 0)) > manifest.position)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("snapshot at %1").arg(manifest.position));
    const auto before = progress;
    progress.goesAhead(manifest.position, manifest.token);
    if (progress != before)
        SHOULI_CHECK(store.setProgress(progress));
    const QList<ScopeId> names = known.keys();
    QSet<ScopeId> scopes(names.cbegin(), names.cend());
    scopes.insert(manifest.scope);
    return Loader(store, manifest, std::move(scopes));
}

Result<void> Loader::take(const QList<Thing> &things)
{
    QList<LogEntry> lines;
    for (const Thing &thing : things) {
        SHOULI_CHECK(put(thing));
        SHOULI_CHECK(hold(thing));
        for (const LogEntry &line : thing.image.events) {
            SHOULI_TRY(const auto known, m_store.find(line.replica, line.change.lseq));
            if (known && isUnderWay(*known))
                continue;
            const bool wrong = known && known->hash.isEmpty()
                && (known->seq != line.seq || known->change.forOthers() != line.change || known->verdict != line.verdict);
            if (wrong) // somebody else's; an own one the chain vouches for
                SHOULI_CHECK(m_store.remove(line.replica, line.change.lseq));
            lines.append(line);
        }
    }
    QSet<EntityRef> changed;
    for (const Thing &thing : things)
        changed.insert(thing.ref);
    Intake intake(m_store, m_scopes);
    SHOULI_CHECK(intake.take(lines));
    return m_store.notify(changed, {});
}

Result<void> Loader::put(const Thing &thing)
{
    if (m_store.schema().find(thing.ref.kind) == nullptr)
        return {}; // of a newer version: its lines are kept
    SHOULI_TRY(const bool held, m_store.holds(thing.ref));
    SHOULI_TRY(const bool stub, m_store.isErased(thing.ref));
    if (thing.image.erased) {
        SHOULI_CHECK(m_store.redact(thing.ref));
        return m_store.insertErased(thing.ref, thing.image.created);
    }
    SHOULI_TRY(const bool later, erasedLater(thing.ref));
    if (later)
        return {};
    if (!held || stub) {
        SHOULI_CHECK(insert(thing));
        return setLater(thing);
    }
    SHOULI_TRY(const std::int64_t version, m_store.version(thing.ref));
    const bool mine = version == 0; // made here; the county's answer to that is on its way, but not what came upon it
    return mine ? setLater(thing) : correct(thing);
}

Result<bool> Loader::erasedLater(EntityRef ref)
{
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    if (!stub)
        return false;
    SHOULI_TRY(const Image image, m_store.image(ref));
    return std::any_of(image.events.cbegin(), image.events.cend(), [this](const LogEntry &line) {
        return line.change.operation == Operation::Redact && line.verdict == Verdict::Applied && line.seq > m_position;
    });
}

Result<void> Loader::insert(const Thing &thing)
{
    FieldValues values;
    for (auto it = thing.image.fields.cbegin(); it != thing.image.fields.cend(); ++it)
        values.insert(it.key(), it->value);
    SHOULI_CHECK(m_store.insert(thing.ref, values, thing.image.created));
    SHOULI_TRY(const auto waiting, m_store.pendingFields(thing.ref));
    for (const Field field : waiting) { // own edits that wait stand over what came
        SHOULI_TRY(const auto line, m_store.lastPending(thing.ref, field));
        if (!line || line->change.operation != Operation::Set)
            continue;
        SHOULI_TRY(const FieldState before, m_store.field(thing.ref, field));
        FieldState after = before;
        after.shadow = before.working;
        after.working = line->change.payload;
        SHOULI_CHECK(m_store.setField(thing.ref, field, before, after));
    }
    return {};
}

Result<void> Loader::setLater(const Thing &thing)
{
    const auto *kind = m_store.schema().find(thing.ref.kind);
    for (auto it = thing.image.fields.cbegin(); it != thing.image.fields.cend(); ++it) {
        if (it->version == thing.image.created || !kind->fields.contains(it.key()))
            continue;
        SHOULI_TRY(const FieldState before, m_store.field(thing.ref, it.key()));
        SHOULI_CHECK(m_store.setField(thing.ref, it.key(), before,
                                      before.corrected(it->version, it->value.toCbor(), m_position)));
    }
    return {};
}

Result<void> Loader::correct(const Thing &thing)
{
    SHOULI_TRY(const std::int64_t version, m_store.version(thing.ref));
    if (version != thing.image.created)
        SHOULI_CHECK(m_store.setVersion(thing.ref, thing.image.created));
    return core::changes::correct(m_store, thing.ref, thing.image, m_position);
}

Result<void> Loader::hold(const Thing &thing)
{
    for (auto it = thing.holders.cbegin(); it != thing.holders.cend(); ++it) {
        SHOULI_TRY(const Holding before, m_store.holding(thing.ref, it.key()));
        const bool mine = it.key() == m_scope && before.version <= m_position;
        const Holding after = mine ? Holding{it->count, it->position, before.waiting}
                                   : before.arrived(it->position, it->count);
        if (after != before)
            SHOULI_CHECK(m_store.setHolding(thing.ref, it.key(), after));
    }
    return {};
}

Result<void> Loader::leave(const QList<EntityRef> &refs)
{
    for (const EntityRef &ref : refs) {
        SHOULI_TRY(const Holding before, m_store.holding(ref, m_scope));
        if (before.version <= m_position && before.count > 0)
            SHOULI_CHECK(m_store.setHolding(ref, m_scope, {0, m_position, before.waiting}));
    }
    Intake intake(m_store, m_scopes);
    return intake.review(refs);
}

Result<void> Loader::finish()
{
    SHOULI_TRY(const auto scopes, m_store.scopes());
    const bool ahead = core::base::mutant(core::base::Mutant::SnapshotCursorToHead);
    SHOULI_CHECK(m_store.setScope(m_scope, std::max(scopes.value(m_scope, 0), m_position + (ahead ? 1000 : 0))));
    if (m_position == 0)
        return {};
    SHOULI_TRY(auto tokens, m_store.checkpoints());
    tokens.insert(m_position, m_token);
    return m_store.setCheckpoints(tokens);
}

Result<Thing> Loader::here(EntityRef ref)
{
    Thing thing{ref, {}, {}};
    SHOULI_TRY(const Holding holding, m_store.holding(ref, m_scope));
    thing.holders.insert(m_scope, {holding.count, holding.version});
    SHOULI_TRY(thing.image, m_store.image(ref));
    return thing;
}

Result<bool> Loader::agrees(const Thing &thing)
{
    const auto *kind = m_store.schema().find(thing.ref.kind);
    SHOULI_TRY(const std::int64_t version, m_store.version(thing.ref));
    SHOULI_TRY(const bool later, erasedLater(thing.ref));
    if (kind == nullptr || version == 0 || later)
        return true;
    SHOULI_TRY(Thing mine, here(thing.ref));
    Thing theirs = thing;
    for (auto it = mine.image.fields.begin(); it != mine.image.fields.end();) {
        if (it->version > m_position) {
            theirs.image.fields.remove(it.key());
            it = mine.image.fields.erase(it);
        } else {
            ++it;
        }
    }
    for (const Field field : theirs.image.fields.keys()) {
        if (!kind->fields.contains(field))
            theirs.image.fields.remove(field);
    }
    QList<LogEntry> events;
    for (const LogEntry &line : std::as_const(theirs.image.events)) {
        SHOULI_TRY(const auto known, m_store.find(line.replica, line.change.lseq));
        if (!known || !isUnderWay(*known))
            events.append(line);
    }
    theirs.image.events = events;
    mine.image.events.removeIf([this](const LogEntry &line) { return line.seq > m_position; });
    if (mine.holders.value(m_scope).position > m_position)
        mine.holders = theirs.holders;
    return stateOf({mine}, m_scope) == stateOf({theirs}, m_scope);
}

} // namespace shouli::sync::snapshot
