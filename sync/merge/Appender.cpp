// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/Appender.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"
#include "sync/merge/Erasure.h"

#include <algorithm>

namespace shouli::sync::merge {

using core::base::mutant;
using core::base::Mutant;
using core::base::Result;
using core::changes::Change;
using core::changes::EntityRef;
using core::changes::Image;
using core::changes::LogEntry;
using core::changes::Operation;
using core::changes::ScopeId;
using core::changes::Value;
using core::changes::Verdict;

namespace {

/// Whether whoever receives it can read it. What cannot be read is logged and refused: it must not keep
/// waiting what comes after it.
bool isReadable(const Change &change)
{
    if (change.erased)
        return true;
    switch (change.operation) {
    case Operation::Redact:
        return Value::fromCbor(change.payload).has_value();
    case Operation::Create:
        return core::changes::fieldValuesFromCbor(change.payload).has_value();
    case Operation::Set:
        return Value::fromCbor(change.payload).has_value();
    case Operation::Event:
    case Operation::Enter:
    case Operation::Leave:
    case Operation::Settle:
        break;
    }
    return true;
}

/// How often the scope holds the thing after an applied change.
std::int64_t standsAfter(const Change &change, const Holders &holders)
{
    const std::int64_t before = holders.value(change.scope, 0);
    switch (change.operation) {
    case Operation::Create:
    case Operation::Enter:
        return mutant(Mutant::CountOffByOne) ? 1 : before + 1;
    case Operation::Leave:
        return std::max<std::int64_t>(0, before - 1);
    case Operation::Set:
    case Operation::Event:
    case Operation::Settle:
    case Operation::Redact:
        break;
    }
    return 0;
}

} // namespace

Result<Situation> Appender::situation(CountyStore &store, const Member &author, const Change &change,
                                      const Known &known, std::int64_t seen) const
{
    Situation s;
    s.author = author.replica;
    s.scopeIsOwn = author.scopes.contains(change.scope);
    const auto &held = known.held;
    s.exists = held.has_value();
    s.erased = held && held->erased > 0;
    s.mayErase = author.mayErase && !known.holders.contains(core::changes::commonScope());
    for (auto it = known.holders.cbegin(); it != known.holders.cend(); ++it) {
        if (author.scopes.contains(it.key())) {
            s.heldOnce = true;
            s.holds = s.holds || it.value() > 0;
        }
    }
    if (change.operation != Operation::Set || !held || s.erased || change.erased)
        return s;
    s.base = std::min(change.base.seq, seen);
    if (change.base.lseq > 0 && !mutant(Mutant::OwnBaseIgnored)) {
        SHOULI_TRY(const auto own, store.find(author.replica, change.base.lseq));
        s.base = own ? own->entry.seq : 0;
        s.baseWasApplied = own && own->entry.verdict == Verdict::Applied;
    }
    const auto *kind = m_schema.find(change.entity.kind);
    const auto group = kind != nullptr ? kind->coupled(change.field) : QList<core::changes::Field>{change.field};
    SHOULI_TRY(const auto later, store.fields(change.entity, group));
    for (const auto &field : later)
        s.group.append(field);
    // what was not set since the creation matters only to those who did not know of it
    if (held->created > s.base && held->creator != author.replica && later.size() < group.size()) {
        SHOULI_TRY(const auto first, firstValues(store, *held));
        for (const auto field : group) {
            if (const auto value = first.constFind(field); value != first.cend() && !later.contains(field))
                s.group.append({field, held->created, held->creator, value->toCbor()});
        }
    }
    return s;
}

Result<core::changes::FieldValues> Appender::firstValues(CountyStore &store, const HeldThing &thing)
{
    SHOULI_TRY(const LogLine line, store.at(thing.created));
    return core::changes::fieldValuesFromCbor(line.entry.change.payload);
}

Result<QByteArray> Appender::image(CountyStore &store, EntityRef ref, const HeldThing &thing)
{
    Image image;
    image.created = thing.created;
    image.erased = thing.erased > 0;
    if (!image.erased) {
        SHOULI_TRY(const auto first, firstValues(store, thing));
        for (auto it = first.cbegin(); it != first.cend(); ++it)
            image.fields.insert(it.key(), {thing.created, *it});
    }
    SHOULI_TRY(const auto later, store.fields(ref));
    for (const HeldField &field : later) {
        SHOULI_TRY(const Value value, Value::fromCbor(field.value));
        image.fields.insert(field.field, {field.seq, value});
    }
    SHOULI_TRY(const auto events, store.events(ref));
    for (const std::int64_t seq : events) {
        SHOULI_TRY(LogLine line, store.at(seq));
        line.entry.change = line.entry.change.forOthers();
        image.events.append(line.entry);
    }
    return image.toCbor();
}

Result<Appender::Appended> Appender::append(CountyStore &store, const Member &author, const Change &change,
                                            const QByteArray &chainHash, std::int64_t seen) const
{
    Known known;
    SHOULI_TRY(known.held, store.held(change.entity));
    SHOULI_TRY(known.holders, store.holders(change.entity));
    SHOULI_TRY(const Situation s, situation(store, author, change, known, seen));
    Appended appended;
    appended.verdict = isReadable(change) ? judge(m_schema, change, s) : Verdict::Refused;
    const bool applied = appended.verdict == Verdict::Applied;

    LogEntry entry{0, author.replica, change, appended.verdict, {}, 0};
    if (s.erased && change.hasContents()) // never to be kept, not even refused
        entry.change = change.withoutContents();
    QSet<ScopeId> receivers;
    for (auto it = known.holders.cbegin(); it != known.holders.cend(); ++it) {
        if (it.value() > 0)
            receivers.insert(it.key());
    }
    if (applied) {
        entry.stands = appended.stands = standsAfter(change, known.holders);
        if (change.operation == Operation::Create || change.operation == Operation::Enter)
            receivers.insert(change.scope);
        if (change.operation == Operation::Redact) { // whoever had it may have something left of it
            for (auto it = known.holders.cbegin(); it != known.holders.cend(); ++it)
                receivers.insert(it.key());
        }
        if (mutant(Mutant::FilterOnCurrentRow) && change.operation == Operation::Leave && entry.stands == 0)
            receivers.remove(change.scope);
        if (change.operation == Operation::Enter && !mutant(Mutant::EnterAsDelta)) {
            SHOULI_TRY(entry.image, image(store, change.entity, *known.held));
        }
    }
    if (appended.verdict == Verdict::Refused)
        receivers.clear(); // nobody else's business; the author gets the echo
    SHOULI_TRY(const LogHead head, store.head());
    const std::int64_t remaining = change.actFirst + change.actSize - 1 - change.lseq;
    SHOULI_TRY(appended.seq, store.append(entry, head.seq + 1 + remaining, chainHash, receivers));
    if (applied)
        SHOULI_CHECK(apply(store, author, change, entry, appended.seq));
    else if (appended.verdict != Verdict::Refused && known.held
             && (change.operation == Operation::Set || change.operation == Operation::Event))
        SHOULI_CHECK(store.addEvent(change.entity, appended.seq)); // who enters later decides it too
    else
        SHOULI_CHECK(store.addLine(change.entity, appended.seq));
    return appended;
}

Result<void> Appender::apply(CountyStore &store, const Member &author, const Change &change, const LogEntry &entry,
                             std::int64_t seq)
{
    switch (change.operation) {
    case Operation::Create: {
        SHOULI_CHECK(store.create(change.entity, {seq, author.replica}));
        if (change.erased)
            SHOULI_CHECK(Erasure(store).erase(change.entity, seq));
        return store.setHolder(change.entity, change.scope, entry.stands);
    }
    case Operation::Set:
        SHOULI_CHECK(store.addLine(change.entity, seq));
        return store.setField(change.entity, {change.field, seq, author.replica, change.payload});
    case Operation::Event:
    case Operation::Settle:
        return store.addEvent(change.entity, seq);
    case Operation::Enter:
        SHOULI_CHECK(store.addLine(change.entity, seq)); // its image has contents
        return store.setHolder(change.entity, change.scope, entry.stands);
    case Operation::Leave:
        return store.setHolder(change.entity, change.scope, entry.stands);
    case Operation::Redact:
        SHOULI_CHECK(store.addEvent(change.entity, seq));
        return Erasure(store).erase(change.entity, seq);
    }
    return store.addEvent(change.entity, seq); // a newer version's: whoever receives the thing gets it too
}

} // namespace shouli::sync::merge
