// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/MemoryCounty.h"

#include "core/changes/Image.h"

#include <algorithm>

namespace shouli::tests::simulation {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::LogEntry;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using sync::merge::HeldField;
using sync::merge::HeldThing;
using sync::merge::Holders;
using sync::merge::LogLine;
using sync::merge::Member;

namespace {

QList<std::int64_t> after(const QList<std::int64_t> &ascending, std::int64_t cursor, int limit)
{
    const auto first = std::upper_bound(ascending.cbegin(), ascending.cend(), cursor);
    return ascending.mid(first - ascending.cbegin(), limit);
}

} // namespace

MemoryCounty::MemoryCounty()
    : m_head{QByteArrayLiteral("epoch 0"), 0, core::changes::chainStart()}
{
}

Result<void> MemoryCounty::openEpoch()
{
    m_head.epoch = "epoch " + QByteArray::number(qulonglong(m_nextEpoch++));
    return {};
}

Result<std::int64_t> MemoryCounty::append(LogEntry entry, std::int64_t actEnd, const QByteArray &chainHash,
                                          const QSet<ScopeId> &receivers)
{
    entry.seq = ++m_head.seq;
    m_head.hash = core::changes::logNext(m_head.hash, entry);
    auto &own = m_byReplica[entry.replica];
    if (entry.change.lseq != own.size() + 1)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("L3/L4: lseq %1").arg(entry.change.lseq));
    own.append(entry.seq);
    for (const ScopeId &scope : receivers)
        m_byScope[scope].append(entry.seq);
    m_receivers.append(receivers);
    m_log.append({entry, actEnd, chainHash, m_head.hash});
    return entry.seq;
}

Result<LogLine> MemoryCounty::at(std::int64_t seq)
{
    return m_log.at(seq - 1);
}

Result<std::optional<LogLine>> MemoryCounty::find(ReplicaId replica, std::int64_t lseq)
{
    const auto own = m_byReplica.constFind(replica);
    if (own == m_byReplica.cend() || lseq < 1 || lseq > own->size())
        return std::optional<LogLine>();
    return std::optional<LogLine>(m_log.at(own->at(lseq - 1) - 1));
}

Result<std::optional<QByteArray>> MemoryCounty::hashAt(std::int64_t seq)
{
    if (seq == 0)
        return std::optional<QByteArray>(core::changes::chainStart());
    return seq <= m_log.size() ? std::optional<QByteArray>(m_log.at(seq - 1).logHash) : std::nullopt;
}

Result<QList<std::int64_t>> MemoryCounty::ofScope(ScopeId scope, std::int64_t cursor, int limit)
{
    return after(m_byScope.value(scope), cursor, limit);
}

Result<QList<std::int64_t>> MemoryCounty::ofReplica(ReplicaId replica, std::int64_t cursor, int limit)
{
    return after(m_byReplica.value(replica), cursor, limit);
}

Result<std::optional<HeldThing>> MemoryCounty::held(EntityRef ref)
{
    const auto it = m_things.constFind(ref);
    return it == m_things.cend() ? std::optional<HeldThing>() : std::optional<HeldThing>(it->head);
}

Result<QMap<Field, HeldField>> MemoryCounty::fields(EntityRef ref, const QList<Field> &only)
{
    QMap<Field, HeldField> all = m_things.value(ref).fields;
    if (only.isEmpty())
        return all;
    QMap<Field, HeldField> some;
    for (const Field field : only) {
        if (const auto it = all.constFind(field); it != all.cend())
            some.insert(field, *it);
    }
    return some;
}

Result<void> MemoryCounty::create(EntityRef ref, const HeldThing &thing)
{
    m_things.insert(ref, {thing, {}, {}, {}});
    return {};
}

Result<void> MemoryCounty::setField(EntityRef ref, const HeldField &field)
{
    m_things[ref].fields.insert(field.field, field);
    return {};
}

Result<void> MemoryCounty::addEvent(EntityRef ref, std::int64_t seq)
{
    m_things[ref].events.append(seq);
    return {};
}

Result<QList<std::int64_t>> MemoryCounty::events(EntityRef ref)
{
    return m_things.value(ref).events;
}

Result<void> MemoryCounty::addLine(EntityRef ref, std::int64_t seq)
{
    m_others[ref].append(seq);
    return {};
}

Result<QList<std::int64_t>> MemoryCounty::lines(EntityRef ref)
{
    const Thing thing = m_things.value(ref);
    QList<std::int64_t> all = thing.events + m_others.value(ref);
    all.append(thing.head.created);
    std::sort(all.begin(), all.end());
    return all;
}

Result<void> MemoryCounty::rewrite(std::int64_t seq, const core::changes::Change &change, const QByteArray &image)
{
    m_log[seq - 1].entry.change = change;
    m_log[seq - 1].entry.image = image;
    return {};
}

Result<void> MemoryCounty::markErased(EntityRef ref, std::int64_t seq)
{
    Thing &thing = m_things[ref];
    thing.fields.clear();
    if (thing.head.erased == 0)
        thing.head.erased = seq;
    return {};
}

Result<Holders> MemoryCounty::holders(EntityRef ref)
{
    return m_things.value(ref).holders;
}

Result<void> MemoryCounty::setHolder(EntityRef ref, ScopeId scope, std::int64_t count)
{
    m_things[ref].holders.insert(scope, count);
    return {};
}

Result<std::optional<Member>> MemoryCounty::member(ReplicaId replica)
{
    const auto it = m_members.constFind(replica);
    return it == m_members.cend() ? std::optional<Member>() : std::optional<Member>(*it);
}

Result<void> MemoryCounty::admit(ReplicaId name, ReplicaId former, std::int64_t last)
{
    if (m_members.contains(name))
        return {};
    Member member = m_members.value(former);
    member.replica = name;
    member.acknowledged = 0;
    member.acknowledgedHash = core::changes::chainStart();
    member.formers.insert(former, last);
    m_members.insert(name, member);
    return {};
}

Result<void> MemoryCounty::acknowledge(ReplicaId replica, std::int64_t lseq, const QByteArray &hash)
{
    m_members[replica].acknowledged = lseq;
    m_members[replica].acknowledgedHash = hash;
    return {};
}

} // namespace shouli::tests::simulation
