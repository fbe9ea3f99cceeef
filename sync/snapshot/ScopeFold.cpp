// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/ScopeFold.h"

#include "core/changes/Value.h"

#include <algorithm>

namespace shouli::sync::snapshot {

using core::base::Result;
using core::changes::EntityRef;
using core::changes::Image;
using core::changes::LogEntry;
using core::changes::Operation;
using core::changes::Value;
using core::changes::Verdict;

void ScopeFold::put(const Thing &thing)
{
    Kept kept;
    kept.created = thing.image.created;
    kept.image.fields = thing.image.fields;
    kept.image.erased = thing.image.erased;
    kept.lines = thing.image.events;
    kept.holders = thing.holders;
    m_things.insert(thing.ref, kept);
}

Result<void> ScopeFold::enter(Kept &kept, const LogEntry &entry)
{
    if (entry.change.operation == Operation::Create) {
        kept.created = entry.seq;
        kept.first = entry.change.payload;
        kept.image.erased = entry.change.erased;
        return {};
    }
    if (entry.image.isEmpty()) // for another office
        return {};
    SHOULI_TRY(kept.image, Image::fromCbor(entry.image));
    kept.created = kept.image.created;
    kept.lines = std::exchange(kept.image.events, {});
    return {};
}

Result<void> ScopeFold::take(const LogEntry &entry)
{
    const auto &change = entry.change;
    const bool applied = entry.verdict == Verdict::Applied;
    const bool moves = applied
        && (change.operation == Operation::Create || change.operation == Operation::Enter
            || change.operation == Operation::Leave);
    auto at = m_things.find(change.entity);
    if (moves) {
        const bool here = change.scope == m_scope;
        if (here && entry.stands == 0) {
            m_things.remove(change.entity);
            return {};
        }
        if (at == m_things.end()) {
            if (!here || change.operation == Operation::Leave)
                return {};
            Kept kept;
            SHOULI_CHECK(enter(kept, entry));
            at = m_things.insert(change.entity, kept);
        }
        at->holders.insert(change.scope, {entry.stands, entry.seq});
        return {};
    }
    if (at == m_things.end())
        return {};
    if (applied && change.operation == Operation::Redact)
        erase(*at);
    if (applied && change.operation == Operation::Set) {
        if (at->image.erased || change.erased)
            return {};
        SHOULI_TRY(const Value value, Value::fromCbor(change.payload));
        at->later.insert(change.field, {entry.seq, value});
        return {};
    }
    LogEntry line = entry;
    line.image.clear();
    line.change = line.change.forOthers();
    at->lines.append(line);
    return {};
}

void ScopeFold::erase(Kept &kept)
{
    Image image = std::exchange(kept.image, {});
    image.events = std::exchange(kept.lines, {});
    kept.image = image.withoutContents();
    kept.lines = std::exchange(kept.image.events, {});
    kept.first.clear();
    kept.later.clear();
}

QList<EntityRef> ScopeFold::refs(core::changes::Kind kind) const
{
    QList<EntityRef> refs;
    for (auto it = m_things.cbegin(); it != m_things.cend(); ++it) {
        if (it.key().kind == kind)
            refs.append(it.key());
    }
    std::sort(refs.begin(), refs.end());
    return refs;
}

qsizetype ScopeFold::rows(EntityRef ref) const
{
    const auto at = m_things.constFind(ref);
    return at != m_things.cend() ? 1 + at->lines.size() : 0;
}

Result<Thing> ScopeFold::thing(EntityRef ref) const
{
    const Kept kept = m_things.value(ref);
    Thing thing{ref, kept.image, kept.holders};
    thing.image.created = kept.created;
    if (!kept.first.isEmpty()) {
        SHOULI_TRY(const auto values, core::changes::fieldValuesFromCbor(kept.first));
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            thing.image.fields.insert(it.key(), {kept.created, *it});
    }
    for (auto it = kept.later.cbegin(); it != kept.later.cend(); ++it)
        thing.image.fields.insert(it.key(), *it);
    thing.image.events = kept.lines;
    return thing;
}

} // namespace shouli::sync::snapshot
