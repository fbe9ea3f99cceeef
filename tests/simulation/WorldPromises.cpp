// SPDX-License-Identifier: GPL-3.0-or-later
// What World promises after each step, by the names of the research on sync.
#include "tests/simulation/Marks.h"
#include "tests/simulation/World.h"

#include <algorithm>

namespace shouli::tests::simulation {

using core::changes::EntityRef;
using core::changes::Field;
using core::changes::LogEntry;
using core::changes::LoggedChange;
using core::changes::Operation;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Verdict;
using sync::merge::LogLine;
using sync::merge::ReplicaCore;
using sync::protocol::SyncResponse;

World::Found World::checkAnswer(const Office &office, const SyncResponse &response) const
{
    const QSet<ScopeId> scopes(response.scopes.cbegin(), response.scopes.cend());
    for (const auto &arrival : response.arrivals) {
        if (!arrival.entry)
            continue;
        if (!office.names.contains(arrival.entry->replica) && !m_county.receivers(arrival.seq).intersects(scopes))
            return broken("S1",
                          QStringLiteral("position %1 of %2 went to office %3, which may not have it")
                              .arg(arrival.seq)
                              .arg(arrival.entry->replica.toString().right(4))
                              .arg(&office - m_offices.data()));
    }
    if (response.to == 0 || response.to < const_cast<MemoryReplica &>(office.disk).progress()->cursor)
        return {}; // nothing, or a scope that was granted and comes from its beginning
    const LogLine &last = m_county.log().at(response.to - 1);
    const std::int64_t begin = last.actEnd - last.entry.change.actSize + 1;
    // what comes, or came, as a snapshot is as of the snapshot's position
    const auto cursors = *const_cast<MemoryReplica &>(office.disk).scopes();
    const auto receives = [&](std::int64_t seq) {
        return std::any_of(scopes.cbegin(), scopes.cend(), [&](const ScopeId &scope) {
            return !response.bySnapshot.contains(scope) && cursors.value(scope) < seq
                && m_county.receivers(seq).contains(scope);
        });
    };
    bool before = false;
    bool after = false;
    for (std::int64_t seq = begin; seq <= last.actEnd; ++seq) {
        before = before || (seq <= response.to && receives(seq));
        after = after || (seq > response.to && receives(seq));
    }
    if (before && after)
        return broken("L5", QStringLiteral("position %1 is in the middle of an act").arg(response.to));
    return {};
}

World::Found World::checkVerdicts(const QSet<ScopeId> &scopes, std::int64_t from)
{
    const auto inPast = [this](const Edit &edit, Field field, const QByteArray &value) {
        QByteArray seen = edit.seen.value(field);
        for (int depth = 0; depth < 10'000; ++depth) {
            if (seen == value)
                return true;
            const auto before = m_edits.constFind(markOf(seen));
            if (before == m_edits.cend() || !before->seen.contains(field))
                return false;
            seen = before->seen.value(field);
        }
        return false;
    };
    for (; m_judged < m_county.log().size(); ++m_judged) {
        const LogEntry &entry = m_county.log().at(m_judged).entry;
        const auto &change = entry.change;
        if (change.erased && entry.verdict != Verdict::Refused && change.operation != Operation::Create
            && !m_erased.contains(change.entity))
            return broken("C6", QStringLiteral("position %1 is erased, and nobody did").arg(entry.seq));
        auto &standing = m_standing[change.entity];
        auto &holders = m_holders[change.entity];
        if (entry.verdict == Verdict::Applied
            && (change.operation == Operation::Create || change.operation == Operation::Enter
                || change.operation == Operation::Leave))
            holders.insert(change.scope, entry.stands);
        const auto holds = [&holders](const ScopeId &scope) { return holders.value(scope) > 0; };
        if (entry.seq > from && entry.verdict == Verdict::Applied
            && (change.operation == Operation::Set || change.operation == Operation::Event)
            && std::none_of(scopes.cbegin(), scopes.cend(), holds))
            return broken("S4", QStringLiteral("position %1 changed what its author does not hold").arg(entry.seq));
        if (change.operation == Operation::Create && entry.verdict == Verdict::Applied) {
            const auto values = core::changes::fieldValuesFromCbor(change.payload);
            for (const auto &field : values ? m_schema.find(thing)->fields : decltype(m_schema.find(thing)->fields)())
                standing.insert(field.field, {values->value(field.field).toCbor(), entry.replica});
        }
        if (change.operation != Operation::Set || change.erased)
            continue;
        const auto edit = m_edits.constFind(markOf(change));
        if (edit == m_edits.cend())
            return broken("L1", QStringLiteral("nobody made position %1").arg(entry.seq));
        if (change.baseValue != edit->seen.value(change.field))
            return broken("K3", QStringLiteral("position %1 does not say what its author saw").arg(entry.seq));
        bool sawAll = true;
        bool missed = false;
        for (auto it = edit->seen.cbegin(); it != edit->seen.cend(); ++it) {
            const auto [stands, writer] = standing.value(it.key());
            const bool known = writer == entry.replica || inPast(*edit, it.key(), stands); // or wrote it itself
            sawAll = sawAll && stands == it.value();
            missed = missed || !known;
        }
        const bool parks = m_schema.find(thing)->fields[change.field].policy == core::changes::Policy::Park;
        if (entry.verdict == Verdict::Applied && missed && parks)
            return broken("K1",
                          QStringLiteral("position %1 silently replaced what its author never saw").arg(entry.seq));
        if (entry.verdict == Verdict::Parked && (!parks || (sawAll && !m_countyRestored)))
            return broken("K2", QStringLiteral("position %1 was parked without reason").arg(entry.seq));
        if (entry.verdict == Verdict::Applied)
            standing.insert(change.field, {change.payload, entry.replica});
    }
    return {};
}

World::Found World::checkLocal(const Office &office) const
{
    // C3: what people see is their own last word, or the county's
    QHash<EntityRef, QMap<Field, QByteArray>> last;
    QSet<qint64> marks;
    for (const LoggedChange &line : office.disk.lines()) {
        if (line.hash.isEmpty())
            continue;
        if (!line.forgotten)
            marks.insert(markOf(line.change));
        if (line.seq || line.change.operation != Operation::Set || line.change.erased)
            continue;
        QByteArray &latest = last[line.change.entity][line.change.field];
        if (latest.isEmpty() || markOf(latest) < markOf(line.change.payload))
            latest = line.change.payload;
    }
    for (auto it = office.disk.things().cbegin(); it != office.disk.things().cend(); ++it) {
        const auto mine = last.value(it.key());
        for (auto cell = it->cells.cbegin(); cell != it->cells.cend(); ++cell) {
            const auto own = mine.constFind(cell.key());
            if (own != mine.cend() && cell->working != *own)
                return broken("C3", QStringLiteral("an own edit is not what is shown"));
            if (own == mine.cend() && cell->shadow)
                return broken("C3", QStringLiteral("a shadow without an edit"));
        }
    }
    return {};
}

World::Found World::checkBase(const Office &office) const
{
    auto &disk = const_cast<MemoryReplica &>(office.disk);
    const auto progress = *disk.progress();
    const auto cursors = *disk.scopes();
    auto &county = const_cast<MemoryCounty &>(m_county);
    const auto member = *county.member(disk.ownHead()->replica);
    if (!member || progress.epoch != county.head()->epoch)
        return {};
    const QList<ScopeId> have = cursors.keys();
    if (QSet<ScopeId>(have.cbegin(), have.cend()) != member->scopes)
        return {};
    for (const std::int64_t cursor : cursors) {
        if (cursor != progress.cursor)
            return {}; // still receiving a scope that it was granted
    }
    if (office.ahead > progress.cursor)
        return {}; // the power failed between two slices
    for (const LoggedChange &line : disk.lines()) {
        if (line.seq && *line.seq > progress.cursor)
            return {}; // likewise
    }
    struct Expected {
        QMap<Field, std::pair<std::int64_t, QByteArray>> fields;
        QMap<ScopeId, std::int64_t> counts;
        QList<std::int64_t> events;
        bool exists = false;
        bool erased = false;
    };
    QHash<EntityRef, Expected> all;
    for (std::int64_t i = 0; i < progress.cursor; ++i) {
        const LogEntry &entry = m_county.log().at(i).entry;
        if (entry.verdict != Verdict::Applied)
            continue;
        Expected &one = all[entry.change.entity];
        switch (entry.change.operation) {
        case Operation::Create: {
            one.exists = true;
            one.counts[entry.change.scope] = 1;
            const auto values = core::changes::fieldValuesFromCbor(entry.change.payload);
            if (!values)
                break; // erased
            for (const auto &field : m_schema.find(thing)->fields)
                one.fields.insert(field.field, {entry.seq, values->value(field.field).toCbor()});
            break;
        }
        case Operation::Set:
            one.fields.insert(entry.change.field, {entry.seq, entry.change.payload});
            break;
        case Operation::Event:
            one.events.append(i);
            break;
        case Operation::Enter:
            ++one.counts[entry.change.scope];
            break;
        case Operation::Leave:
            one.counts[entry.change.scope] = std::max<std::int64_t>(0, one.counts[entry.change.scope] - 1);
            break;
        case Operation::Settle:
            break;
        case Operation::Redact:
            one.events.append(i);
            one.erased = true;
            break;
        }
    }
    const auto held = [&](const Expected &one) {
        return std::any_of(have.cbegin(), have.cend(), [&](const ScopeId &s) { return one.counts.value(s) > 0; });
    };
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const auto here = disk.things().constFind(it.key());
        if (!held(*it)) {
            if (here != disk.things().cend() && here->version && *disk.pending(it.key()) == 0)
                return broken("S3", QStringLiteral("a thing that left is still here"));
            continue;
        }
        if (here == disk.things().cend())
            return broken("S2", QStringLiteral("a thing of this office is not here"));
        const bool gone = m_county.things().value(it.key()).head.erased > 0;
        if (it->erased && (!here->erased || !here->cells.isEmpty()))
            return broken("C6", QStringLiteral("office %1 still has what was erased").arg(&office - m_offices.data()));
        if (!gone && here->erased)
            return broken("C6", QStringLiteral("office %1 lacks what nobody erased").arg(&office - m_offices.data()));
        // of what was erased after this office was told, it still has some
        for (auto field = it->fields.cbegin(); !gone && field != it->fields.cend(); ++field) {
            const auto state = *disk.field(it.key(), field.key());
            // an own change may stand in the log beyond the cursor, and is then not the county's yet
            if (state.countyValue() != field->second)
                return broken("C2",
                              QStringLiteral("office %1, field %2 at %3: change %4 in place of change %5")
                                  .arg(&office - m_offices.data())
                                  .arg(field.key().value)
                                  .arg(progress.cursor)
                                  .arg(markOf(state.countyValue()))
                                  .arg(markOf(field->second)));
            if (state.version != field->first)
                return broken("C2",
                              QStringLiteral("field %1: version %2, not %3")
                                  .arg(field.key().value)
                                  .arg(state.version)
                                  .arg(field->first));
        }
        for (const ScopeId &scope : have) {
            if (disk.holding(it.key(), scope)->count != it->counts.value(scope))
                return broken("S7",
                              QStringLiteral("a thing is counted %1 times, not %2")
                                  .arg(disk.holding(it.key(), scope)->count)
                                  .arg(it->counts.value(scope)));
        }
        for (const std::int64_t at : it->events) {
            const LogEntry &event = m_county.log().at(at).entry;
            const auto line = *disk.find(event.replica, event.change.lseq);
            if (!line || line->forgotten || line->seq != event.seq || !line->change.agreesWith(event.change))
                return broken("S5", QStringLiteral("the event at %1 is missing").arg(event.seq));
        }
    }
    return {};
}

World::Found World::checkFresh(const Office &office) const
{
    auto &disk = const_cast<MemoryReplica &>(office.disk);
    auto &county = const_cast<MemoryCounty &>(m_county);
    MemoryReplica fresh(m_schema, idOf<ReplicaId>(0xffff'ffff));
    const auto member = *county.member(disk.ownHead()->replica);
    county.admit({fresh.ownHead()->replica, 0, core::changes::chainStart(), member->scopes, {}});
    ReplicaCore replica(fresh);
    for (bool more = true; more;) {
        const auto request = *replica.request();
        const auto response = m_laws.answer(county, fresh.ownHead()->replica, request);
        if (!response)
            return failed("S8", response);
        ReplicaCore::Taken at;
        while (!at.done(*response)) {
            const auto taken = replica.take(*response, at, 200);
            if (!taken)
                return failed("S8", taken);
            at = *taken;
        }
        SHOULI_HOLD(failed("S8", replica.finish(*response)));
        more = response->more;
    }
    // what the county refused to create is only here, until a person settles it
    const auto here = std::count_if(disk.things().cbegin(), disk.things().cend(),
                                    [](const auto &t) { return t.version; });
    if (fresh.things().size() != here)
        return broken("S8", QStringLiteral("%1 things, a new PC has %2").arg(here).arg(fresh.things().size()));
    for (auto it = fresh.things().cbegin(); it != fresh.things().cend(); ++it) {
        if (!disk.things().contains(it.key()))
            return broken("S8", QStringLiteral("a new PC has a thing more"));
        if (disk.things().value(it.key()).erased != it->erased)
            return broken("C6", QStringLiteral("an erased thing is erased on one PC only"));
        for (auto cell = it->cells.cbegin(); cell != it->cells.cend(); ++cell) {
            if (disk.field(it.key(), cell.key())->working != cell->working)
                return broken("S8", QStringLiteral("a new PC has another value"));
        }
    }
    return {};
}

World::Found World::checkEverythingArrived() const
{
    QHash<qint64, int> times;
    for (const LogLine &line : m_county.log()) {
        if (const qint64 one = markOf(line.entry.change))
            ++times[one];
    }
    for (auto it = times.cbegin(); it != times.cend(); ++it) {
        if (*it > 1)
            return broken("L3", QStringLiteral("change %1 is in the log %2 times").arg(it.key()).arg(*it));
    }
    for (const Office &office : m_offices) {
        for (const qint64 one : office.made) {
            if (m_erased.contains(m_about.value(one)))
                continue; // and with it which change it was
            if (times.value(one) == 0)
                return broken(m_acknowledged.contains(one) ? "L6" : "C1", QStringLiteral("change %1 is lost").arg(one));
        }
    }
    return {};
}

World::Found World::checkChain() const
{
    QByteArray hash = core::changes::chainStart();
    QHash<ReplicaId, QByteArray> chains;
    for (const LogLine &line : m_county.log()) {
        hash = core::changes::logNext(hash, line.entry);
        QByteArray &own = chains[line.entry.replica];
        own = core::changes::chainNext(own.isEmpty() ? core::changes::chainStart() : own, line.entry.change);
        if (hash != line.logHash || own != line.chainHash)
            return broken("C6", QStringLiteral("the chain breaks at position %1").arg(line.entry.seq));
    }
    return {};
}

World::Found World::checkErased()
{
    bool more = false;
    for (auto it = m_county.things().cbegin(); it != m_county.things().cend(); ++it) {
        if (it->head.erased == 0 || m_erased.contains(it.key()))
            continue;
        m_erased.insert(it.key());
        more = true;
    }
    if (!more)
        return {};
    for (const LogLine &line : m_county.log()) {
        const auto &change = line.entry.change;
        if (m_county.things().value(change.entity).head.erased == 0)
            continue;
        if (change.hasContents() && !change.erased)
            return broken("C6", QStringLiteral("position %1 still has contents").arg(line.entry.seq));
        const auto image = core::changes::Image::fromCbor(line.entry.image);
        if (image && !image->erased)
            return broken("C6", QStringLiteral("the image at position %1 still has contents").arg(line.entry.seq));
    }
    return checkChain();
}

} // namespace shouli::tests::simulation
