// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/World.h"

#include "core/changes/Image.h"

#include <algorithm>
#include <array>

namespace shouli::tests::simulation {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::Act;
using core::changes::AuthorId;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::Kind;
using core::changes::LogEntry;
using core::changes::LoggedChange;
using core::changes::Operation;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Stamp;
using core::changes::Value;
using core::changes::Verdict;
using sync::merge::LogLine;
using sync::merge::Member;
using sync::merge::ReplicaCore;
using sync::protocol::SyncRequest;
using sync::protocol::SyncResponse;

namespace {

constexpr Kind thing{1};
constexpr std::size_t mostOffices = 8;
constexpr std::size_t mostCopies = 4;

template <class AnyId>
AnyId idOf(std::uint64_t number)
{
    QByteArray bytes(AnyId::size, '\0');
    for (int i = 0; i < 8; ++i)
        bytes[AnyId::size - 1 - i] = static_cast<char>(number >> (8 * i));
    bytes[0] = '\x01';
    return *AnyId::fromBytes(bytes);
}

Violation broken(const char *invariant, const QString &detail)
{
    return {QLatin1String(invariant), detail};
}

template <class T>
std::optional<Violation> failed(const char *invariant, const Result<T> &result)
{
    if (result)
        return {};
    return broken(invariant,
                  QStringLiteral("error %1 %2").arg(static_cast<int>(result.error().code)).arg(result.error().detail));
}

qint64 markOf(const QByteArray &cbor)
{
    const auto value = Value::fromCbor(cbor);
    return value && value->isNumber() ? value->number() : 0;
}

qint64 markOf(const core::changes::Change &change)
{
    switch (change.operation) {
    case Operation::Create: {
        const auto values = core::changes::fieldValuesFromCbor(change.payload);
        return values ? values->value(Field{1}).number() : 0;
    }
    case Operation::Set:
    case Operation::Event:
        return markOf(change.payload);
    case Operation::Enter:
    case Operation::Leave:
    case Operation::Settle:
        break;
    }
    return 0;
}

#define SHOULI_HOLD(...)                       \
    do {                                       \
        if (auto shouli_found = (__VA_ARGS__)) \
            return shouli_found;               \
    } while (false)

} // namespace

World::World(const core::changes::Schema &schema, const Setting &setting)
    : m_schema(schema)
    , m_setting(setting)
    , m_laws(schema)
{
    for (int i = 0; i < setting.scopes; ++i)
        m_scopes.append(idOf<ScopeId>(m_nextId++));
    for (int i = 0; i < setting.offices; ++i) {
        const auto name = idOf<ReplicaId>(m_nextId++);
        const ScopeId home = m_scopes.at(i % m_scopes.size());
        const Member member{name, 0, core::changes::chainStart(), {home}, {}};
        m_county.admit(member);
        m_tickets.insert(name, member);
        m_offices.push_back({MemoryReplica(schema, name), {home}, {name}, {}, 1'000'000});
    }
}

std::optional<Violation> World::run(const Step &step)
{
    const auto pickOffice = [&]() -> std::size_t { return step.who % m_offices.size(); };
    Office &office = m_offices[pickOffice()];
    switch (step.deed) {
    case Deed::Create:
        return create(office, step);
    case Deed::Edit:
        return edit(office, step);
    case Deed::EditTogether:
        return editTogether(office, step);
    case Deed::Happen:
        return happen(office, step);
    case Deed::Share:
        return share(office, step);
    case Deed::GiveBack:
        return giveBack(office, step);
    case Deed::Move:
        return move(office, step);
    case Deed::Sync:
        return sync(office, step);
    case Deed::CloneDisk:
        if (m_offices.size() < mostOffices) {
            Office copy = office;
            m_offices.push_back(std::move(copy));
        }
        return {};
    case Deed::CopyDisk:
        if (m_diskCopies.size() < mostCopies)
            m_diskCopies.push_back(office);
        return {};
    case Deed::RestoreDisk: {
        if (m_diskCopies.empty())
            return {};
        const Office &copy = m_diskCopies[step.what % m_diskCopies.size()];
        // only onto a PC that once was that one: somebody puts its own old disk back
        if (!std::any_of(copy.names.cbegin(), copy.names.cend(), [&](ReplicaId n) { return office.names.contains(n); }))
            return {};
        const qint64 clock = office.clockMs;
        const QSet<ReplicaId> names = office.names;
        office = copy;
        office.names += names;
        office.clockMs = clock;
        return {};
    }
    case Deed::CopyCounty:
        if (m_countyCopies.size() < mostCopies)
            m_countyCopies.push_back(m_county);
        return {};
    case Deed::RestoreCounty: {
        if (m_countyCopies.empty())
            return {};
        MemoryCounty &copy = m_countyCopies[step.what % m_countyCopies.size()];
        if (copy.head()->seq < m_durable)
            return {}; // a newer copy is known to be safe
        const auto next = m_county.nextEpoch();
        m_county = copy;
        m_county.setNextEpoch(next);
        m_standing.clear();
        m_holders.clear();
        m_judged = 0;
        m_countyRestored = true;
        return {};
    }
    case Deed::Grant:
    case Deed::Withdraw: {
        const ScopeId scope = m_scopes.at(step.what % m_scopes.size());
        const ReplicaId name = office.disk.ownHead()->replica;
        const auto member = *m_county.member(name);
        if (!member)
            return {};
        QSet<ScopeId> scopes = member->scopes;
        if (step.deed == Deed::Grant)
            scopes.insert(scope);
        else if (scopes.size() > 1)
            scopes.remove(scope);
        m_county.setScopes(name, scopes);
        return {};
    }
    case Deed::Clock:
        office.clockMs += (static_cast<qint64>(step.what) - 50'000) * 1'000'000;
        return {};
    case Deed::Secure:
        m_durable = m_county.head()->seq;
        return {};
    }
    return {};
}

Value World::mark(Office &office)
{
    office.made.append(++m_made);
    return Value(std::int64_t(m_made));
}

std::optional<EntityRef> World::pick(const Office &office, std::uint32_t which) const
{
    const auto &things = office.disk.things();
    if (things.isEmpty())
        return std::nullopt;
    QList<EntityRef> refs = things.keys();
    std::sort(refs.begin(), refs.end());
    return refs.at(which % refs.size());
}

template <class Body>
World::Found World::act(Office &office, Body body)
{
    office.clockMs += 1000;
    auto begun = Act::begin(office.disk, AuthorId(), Stamp{{office.clockMs}, office.clockMs, 1});
    if (!begun)
        return failed("act", begun);
    SHOULI_HOLD(body(*begun));
    if (auto found = failed("act", begun->finish()))
        return found;
    return checkLocal(office);
}

World::Found World::create(Office &office, const Step &step)
{
    const QList<ScopeId> scopes = office.scopes.values();
    if (scopes.isEmpty())
        return {};
    QList<ScopeId> sorted = scopes;
    std::sort(sorted.begin(), sorted.end());
    const EntityRef ref{thing, idOf<EntityId>(m_nextId++)};
    return act(office, [&](Act &a) -> Found {
        return failed("act", a.create(ref, sorted.at(step.what % sorted.size()), {{Field{1}, mark(office)}}));
    });
}

World::Found World::set(Act &a, Office &office, EntityRef ref, Field field)
{
    Edit edit{ref, field, {}};
    for (const Field one : m_schema.find(ref.kind)->coupled(field))
        edit.seen.insert(one, office.disk.field(ref, one)->working);
    const Value value = mark(office);
    m_edits.insert(value.number(), edit);
    return failed("act", a.set(ref, field, value));
}

World::Found World::edit(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what);
    if (!ref)
        return {};
    const Field field{static_cast<std::uint16_t>(1 + step.how % 4)};
    return act(office, [&](Act &a) { return set(a, office, *ref, field); });
}

World::Found World::editTogether(Office &office, const Step &step)
{
    const auto first = pick(office, step.what);
    const auto second = pick(office, step.what / 7 + step.how);
    if (!first)
        return {};
    const Field one{static_cast<std::uint16_t>(1 + step.how % 4)};
    const Field other{static_cast<std::uint16_t>(1 + step.how / 4 % 4)};
    return act(office, [&](Act &a) -> Found {
        SHOULI_HOLD(set(a, office, *first, one));
        return set(a, office, *second, other);
    });
}

World::Found World::happen(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what);
    if (!ref)
        return {};
    return act(office, [&](Act &a) {
        return failed("act", a.event(*ref, core::changes::EventKind{1}, mark(office).toCbor()));
    });
}

World::Found World::share(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what);
    if (!ref)
        return {};
    const ScopeId scope = m_scopes.at(step.how % m_scopes.size());
    return act(office, [&](Act &a) { return failed("act", a.enter(*ref, scope)); });
}

World::Found World::giveBack(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what);
    if (!ref)
        return {};
    const ScopeId scope = m_scopes.at(step.how % m_scopes.size());
    return act(office, [&](Act &a) { return failed("act", a.leave(*ref, scope)); });
}

World::Found World::move(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what);
    if (!ref || office.scopes.isEmpty())
        return {};
    QList<ScopeId> own = office.scopes.values();
    std::sort(own.begin(), own.end());
    const ScopeId to = m_scopes.at(step.how % m_scopes.size());
    return act(office, [&](Act &a) -> Found {
        if (auto found = failed("act", a.enter(*ref, to)))
            return found;
        return failed("act", a.leave(*ref, own.at(step.what % own.size())));
    });
}

World::Found World::sync(Office &office, const Step &step)
{
    bool more = true;
    for (int trips = 0; more && trips < 40; ++trips) {
        SHOULI_HOLD(trip(office, step, more));
        if (step.how % 8 < 3)
            break; // what went wrong does not mend itself
    }
    return {};
}

World::Found World::trip(Office &office, const Step &step, bool &more)
{
    static constexpr std::array<int, 3> pushes{2, 10, 2000};
    static constexpr std::array<int, 3> slices{1, 5, 200};
    static constexpr std::array<int, 3> budgets{200, 2000, 256 * 1024};
    static constexpr std::array<int, 2> limits{8, 4000};
    const std::uint32_t fault = step.how % 8;
    const std::uint32_t sizes = step.how / 8;
    ReplicaCore replica(office.disk);
    auto request = replica.request(pushes[sizes % 3]);
    if (!request)
        return failed("request", request);
    request->budgetBytes = budgets[sizes / 3 % 3];
    const int limit = limits[sizes / 9 % 2];
    more = false;
    if (fault == 0)
        return {}; // lost on the way
    const ReplicaId name = office.disk.ownHead()->replica;
    const std::int64_t headBefore = m_county.head()->seq;
    auto response = m_laws.answer(m_county, name, *request, limit);
    if (fault == 4 && response)
        response = m_laws.answer(m_county, name, *request, limit); // sent twice
    if (!response) {
        if (m_county.head()->seq != headBefore)
            return broken("L5", QStringLiteral("a refused push left something behind"));
        more = true;
        switch (response.error().code) {
        case ErrorCode::ForkDetected:
            return part(office);
        case ErrorCode::EpochChanged:
            return restart(office);
        case ErrorCode::DeviceRevoked:
            readmit(office);
            return {};
        default:
            return failed("answer", response);
        }
    }
    response->durable = std::min(m_durable, m_county.head()->seq);
    SHOULI_HOLD(checkVerdicts(m_county.member(name)->value().scopes, headBefore));
    for (const auto &change : request->push) {
        if (change.lseq <= response->acknowledged)
            m_acknowledged.insert(markOf(change));
    }
    SHOULI_HOLD(checkAnswer(office, *response));
    if (fault == 1)
        return {}; // the answer is lost
    const auto same = replica.check(*response);
    if (!same && same.error().code == ErrorCode::ForkDetected) {
        more = true;
        return part(office);
    }
    if (!same && same.error().code == ErrorCode::EpochChanged) {
        more = true;
        return restart(office);
    }
    SHOULI_HOLD(failed("check", same));
    const std::int64_t cursorBefore = office.disk.progress()->cursor;
    const int rounds = fault == 3 ? 2 : 1;
    for (int round = 0; round < rounds; ++round) {
        ReplicaCore::Taken at;
        while (!at.done(*response)) {
            const auto taken = replica.take(*response, at, slices[sizes / 18 % 3]);
            if (!taken && taken.error().code == ErrorCode::EpochChanged) {
                more = true;
                return restart(office);
            }
            if (!taken)
                return failed("take", taken);
            at = *taken;
            office.ahead = std::max(office.ahead, at.position);
            SHOULI_HOLD(checkLocal(office));
            if (fault == 2)
                return {}; // the power fails after the first slice
        }
        SHOULI_HOLD(failed("finish", replica.finish(*response)));
    }
    office.scopes = QSet<ScopeId>(response->scopes.cbegin(), response->scopes.cend());
    if (office.disk.progress()->cursor < cursorBefore)
        return broken("C7", QStringLiteral("the cursor went back"));
    more = response->more || (*office.disk.waitingCount() > 0 && response->acknowledged < office.disk.ownHead()->lseq);
    SHOULI_HOLD(checkLocal(office));
    return checkBase(office);
}

World::Found World::part(Office &office)
{
    ReplicaCore replica(office.disk);
    const auto chain = replica.chain(3);
    if (!chain)
        return failed("Y1", chain);
    const auto parting = m_laws.part(m_county, office.disk.ownHead()->replica, *chain);
    if (!parting && parting.error().code == ErrorCode::ChainBroken)
        return restart(office); // parted from before what it took for certain: the county lost that
    if (!parting)
        return failed("Y1", parting);
    SHOULI_HOLD(failed("Y1", replica.rename(*parting)));
    if (parting->name.isNull())
        return part(office);
    office.names.insert(parting->name);
    Member ticket = **m_county.member(parting->name);
    ticket.acknowledged = 0;
    ticket.acknowledgedHash = core::changes::chainStart();
    m_tickets.insert(parting->name, ticket);
    return checkLocal(office);
}

World::Found World::restart(Office &office)
{
    ReplicaCore replica(office.disk);
    const auto checkpoints = replica.checkpoints();
    if (!checkpoints)
        return failed("Y3", checkpoints);
    const auto agreement = m_laws.agreement(m_county, *checkpoints);
    if (!agreement)
        return failed("Y3", agreement);
    SHOULI_HOLD(failed("Y3", replica.restart(agreement->agreed)));
    office.ahead = 0;
    return checkLocal(office);
}

void World::readmit(Office &office)
{
    // what the county gave with each name is enough to take it in again, and those it went by before
    const Member mine = m_tickets.value(office.disk.ownHead()->replica);
    QList<ReplicaId> names = mine.formers.keys();
    names.append(mine.replica);
    for (const ReplicaId &name : std::as_const(names)) {
        Member member = m_tickets.value(name);
        member.scopes = office.scopes;
        if (!*m_county.member(name))
            m_county.admit(member);
    }
}

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
    const auto receives = [&](std::int64_t seq) { return m_county.receivers(seq).intersects(scopes); };
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
            for (const auto &field : m_schema.find(thing)->fields)
                standing.insert(field.field, {values->value(field.field).toCbor(), entry.replica});
        }
        if (change.operation != Operation::Set)
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
        if (line.seq || line.change.operation != Operation::Set)
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
            const auto values = core::changes::fieldValuesFromCbor(entry.change.payload);
            for (const auto &field : m_schema.find(thing)->fields)
                one.fields.insert(field.field, {entry.seq, values->value(field.field).toCbor()});
            one.counts[entry.change.scope] = 1;
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
        for (auto field = it->fields.cbegin(); field != it->fields.cend(); ++field) {
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
            if (!line || line->forgotten || line->seq != event.seq || line->change != event.change)
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
            if (times.value(one) == 0)
                return broken(m_acknowledged.contains(one) ? "L6" : "C1", QStringLiteral("change %1 is lost").arg(one));
        }
    }
    return {};
}

QString World::told() const
{
    QString text;
    for (const LogLine &line : m_county.log()) {
        const auto &change = line.entry.change;
        text += QStringLiteral("%1: %2/%3 verdict %4, op %5, thing %6 field %7, change %8, base %9/%10\n")
                    .arg(line.entry.seq)
                    .arg(line.entry.replica.toString().right(4))
                    .arg(change.lseq)
                    .arg(static_cast<int>(line.entry.verdict))
                    .arg(static_cast<int>(change.operation))
                    .arg(change.entity.id.toString().right(4))
                    .arg(change.field.value)
                    .arg(markOf(change))
                    .arg(change.base.seq)
                    .arg(change.base.lseq);
    }
    for (const Office &office : m_offices) {
        auto &disk = const_cast<MemoryReplica &>(office.disk);
        text += QStringLiteral("office %1: name %2, cursor %3, waiting %4, lost %5/%6\n")
                    .arg(&office - m_offices.data())
                    .arg(disk.ownHead()->replica.toString().right(4))
                    .arg(disk.progress()->cursor)
                    .arg(*disk.waitingCount())
                    .arg(disk.progress()->lostLseq)
                    .arg(disk.progress()->lostAfter);
    }
    return text;
}

std::optional<Violation> World::heal()
{
    const Step clean{Deed::Sync, 0, 0, 7 + 8 * (2 + 3 * 2 + 9 + 18 * 2)};
    for (int round = 0; round < 8; ++round) {
        for (std::size_t i = 0; i < m_offices.size(); ++i) {
            bool more = true;
            for (int trips = 0; more && trips < 200; ++trips)
                SHOULI_HOLD(trip(m_offices[i], clean, more));
            if (more)
                return broken("V4", QStringLiteral("an office never comes to an end"));
        }
        bool quiet = true;
        for (Office &office : m_offices)
            quiet = quiet && *office.disk.waitingCount() == 0 && office.disk.progress()->cursor == m_county.head()->seq;
        if (quiet && round > 0)
            break;
    }
    for (Office &office : m_offices) {
        if (*office.disk.waitingCount() > 0)
            return broken("V1", QStringLiteral("%1 changes wait for ever").arg(*office.disk.waitingCount()));
        SHOULI_HOLD(checkBase(office));
        SHOULI_HOLD(checkFresh(office));
    }
    return checkEverythingArrived();
}

#undef SHOULI_HOLD

} // namespace shouli::tests::simulation
