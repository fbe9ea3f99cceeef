// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/World.h"

#include "sync/merge/PositionToken.h"
#include "sync/snapshot/Builder.h"
#include "sync/snapshot/Loader.h"
#include "tests/simulation/Marks.h"

#include <algorithm>
#include <array>

namespace shouli::tests::simulation {

using core::base::ErrorCode;
using core::changes::Act;
using core::changes::AuthorId;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Stamp;
using core::changes::Value;
using sync::merge::LogLine;
using sync::merge::Member;
using sync::merge::ReplicaCore;
using sync::snapshot::Builder;
using sync::snapshot::Chunk;
using sync::snapshot::Loader;
using sync::snapshot::Manifest;

namespace {

constexpr std::size_t mostOffices = 8;
constexpr std::size_t mostCopies = 4;

} // namespace

World::World(const core::changes::Schema &schema, const Setting &setting)
    : m_schema(schema)
    , m_laws(schema)
{
    for (int i = 0; i < setting.scopes; ++i)
        m_scopes.append(idOf<ScopeId>(m_nextId++));
    for (int i = 0; i < setting.offices; ++i) {
        const auto name = idOf<ReplicaId>(m_nextId++);
        const ScopeId home = m_scopes.at(i % m_scopes.size());
        const Member member{name, 0, core::changes::chainStart(), {home}, {}, true};
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
        if (m_durable > 0 && copy.hashAt(m_durable)->value_or(QByteArray()) != m_durableHash)
            return {}; // older than the one that is known to be safe, or of before another was put back
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
        m_durableHash = m_county.head()->hash;
        return {};
    case Deed::Redact:
        return redact(office, step);
    }
    return {};
}

Value World::mark(Office &office)
{
    office.made.append(++m_made);
    return Value(std::int64_t(m_made));
}

std::optional<EntityRef> World::pick(const Office &office, std::uint32_t which, bool whole) const
{
    const auto &things = office.disk.things();
    QList<EntityRef> refs = things.keys();
    refs.removeIf([&](const EntityRef &ref) { return whole && things.value(ref).erased; });
    if (refs.isEmpty())
        return std::nullopt;
    std::sort(refs.begin(), refs.end());
    return refs.at(which % refs.size());
}

template <class Body>
World::Found World::act(Office &office, Body body)
{
    office.clockMs += 1000;
    auto begun = Act::begin(office.disk, AuthorId(), Stamp{{office.clockMs}, office.clockMs, 1}, m_random);
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
    m_about.insert(m_made + 1, ref);
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
    m_about.insert(value.number(), ref);
    return failed("act", a.set(ref, field, value));
}

World::Found World::edit(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what, true);
    if (!ref)
        return {};
    const Field field{static_cast<std::uint16_t>(1 + step.how % 4)};
    return act(office, [&](Act &a) { return set(a, office, *ref, field); });
}

World::Found World::editTogether(Office &office, const Step &step)
{
    const auto first = pick(office, step.what, true);
    const auto second = pick(office, step.what / 7 + step.how, true);
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
    const auto ref = pick(office, step.what, true);
    if (!ref)
        return {};
    return act(office, [&](Act &a) {
        m_about.insert(m_made + 1, *ref);
        return failed("act", a.event(*ref, core::changes::EventKind{1}, mark(office).toCbor()));
    });
}

World::Found World::redact(Office &office, const Step &step)
{
    const auto ref = pick(office, step.what, true);
    if (!ref)
        return {};
    return act(office, [&](Act &a) { return failed("act", a.redact(*ref, QStringLiteral("PIPL 47"))); });
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
    const bool snapshots = sizes / 54 % 4 > 0;
    auto request = replica.request(pushes[sizes % 3], snapshots);
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
    SHOULI_HOLD(checkErased());
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
    for (const ScopeId &scope : std::as_const(response->bySnapshot)) {
        const int starts = office.starts;
        SHOULI_HOLD(fetch(office, step, scope));
        more = office.starts > starts;
        if (more || fault == 2)
            return {};
    }
    more = response->more || !response->bySnapshot.isEmpty()
        || (*office.disk.waitingCount() > 0 && response->acknowledged < office.disk.ownHead()->lseq);
    SHOULI_HOLD(checkLocal(office));
    return checkBase(office);
}

World::Found World::fetch(Office &office, const Step &step, ScopeId scope)
{
    const std::uint32_t fault = step.how % 8;
    const auto progress = *office.disk.progress();
    const std::int64_t atLeast = std::max(progress.cursor, std::abs(office.disk.scopes()->value(scope)));
    const auto head = *m_county.head();
    if (head.seq < atLeast || head.epoch != progress.epoch)
        return restart(office);
    // as old as may be, or of now, or between
    const std::int64_t wanted = atLeast + (head.seq - atLeast) * (step.what % 3) / 2;
    Manifest manifest;
    manifest.scope = scope;
    manifest.epoch = head.epoch;
    Builder builder(manifest, [](const QByteArray &) -> core::base::Result<QByteArray> {
        return core::base::failure(ErrorCode::FileMissing);
    });
    const std::int64_t position = wanted == 0 ? head.seq : m_county.at(wanted)->actEnd;
    for (std::int64_t seq = 1; seq <= position; ++seq) {
        if (m_county.receivers(seq).contains(scope))
            SHOULI_HOLD(failed("snapshot", builder.take(m_county.at(seq)->entry)));
    }
    const auto built = builder.build(position);
    if (!built)
        return failed("snapshot", built);
    manifest = built->manifest;
    manifest.token = sync::merge::positionToken(*m_county.positionKey(), head.epoch, position,
                                                m_county.hashAt(position)->value());
    QSet<EntityRef> wantedRefs;
    for (const auto &entry : std::as_const(manifest.chunks)) {
        const auto chunk = Chunk::decode(built->made.value(entry.name));
        if (!chunk)
            return failed("snapshot", chunk);
        for (const auto &one : chunk->things) {
            wantedRefs.insert(one.ref);
            auto loader = Loader::begin(office.disk, manifest);
            if (!loader)
                return failed("snapshot", loader);
            SHOULI_HOLD(failed("snapshot", loader->take({one})));
            const auto agrees = loader->agrees(one);
            if (!agrees || !*agrees)
                return broken("S8", QStringLiteral("what was taken from a snapshot is not what it says"));
            SHOULI_HOLD(checkLocal(office));
            if (fault == 2)
                return {}; // the power fails
        }
    }
    auto loader = Loader::begin(office.disk, manifest);
    if (!loader)
        return failed("snapshot", loader);
    auto rest = *office.disk.heldBy(scope);
    rest.removeIf([&wantedRefs](const EntityRef &ref) { return wantedRefs.contains(ref); });
    SHOULI_HOLD(failed("snapshot", loader->leave(rest)));
    SHOULI_HOLD(failed("snapshot", loader->finish()));
    return checkLocal(office);
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
    SHOULI_HOLD(failed("Y3", replica.restart(*agreement)));
    office.ahead = 0;
    ++office.starts;
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
    constexpr std::uint32_t wholeOfIt = 2 + 3 * 2 + 9 + 18 * 2;
    for (int round = 0; round < 8; ++round) {
        for (std::size_t i = 0; i < m_offices.size(); ++i) {
            const auto which = static_cast<std::uint32_t>(i); // every other one by snapshots
            const Step clean{Deed::Sync, 0, which, 7 + 8 * (wholeOfIt + 54 * (which % 2))};
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
    SHOULI_HOLD(checkChain());
    SHOULI_HOLD(checkErased());
    return checkEverythingArrived();
}

} // namespace shouli::tests::simulation
