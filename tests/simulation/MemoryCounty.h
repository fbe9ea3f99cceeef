// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/merge/CountyStore.h"

#include <QHash>

namespace shouli::tests::simulation {

/// A county in memory. A value: a copy is a backup of the server. Follows the contract of CountyStore and
/// shares no code with the stored ones.
class MemoryCounty final : public sync::merge::CountyStore {
    template <class T>
    using Result = core::base::Result<T>;
    using EntityRef = core::changes::EntityRef;
    using ScopeId = core::changes::ScopeId;
    using ReplicaId = core::changes::ReplicaId;
    using Field = core::changes::Field;
    using LogLine = sync::merge::LogLine;
    using Member = sync::merge::Member;

public:
    struct Thing {
        sync::merge::HeldThing head;
        QMap<Field, sync::merge::HeldField> fields;
        QList<std::int64_t> events;
        sync::merge::Holders holders;
    };

    MemoryCounty();

    void admit(const Member &member) { m_members.insert(member.replica, member); }
    void setScopes(ReplicaId replica, const QSet<ScopeId> &scopes) { m_members[replica].scopes = scopes; }
    /// Epochs are never used twice, whatever copy the county was restored from.
    void setNextEpoch(std::uint64_t next) { m_nextEpoch = next; }
    [[nodiscard]] std::uint64_t nextEpoch() const { return m_nextEpoch; }

    Result<sync::merge::LogHead> head() override { return m_head; }
    Result<QByteArray> positionKey() override { return QByteArrayLiteral("the county's own secret, 32 byt"); }
    Result<void> openEpoch() override;
    Result<std::int64_t> append(core::changes::LogEntry entry, std::int64_t actEnd, const QByteArray &chainHash,
                                const QSet<ScopeId> &receivers) override;
    Result<LogLine> at(std::int64_t seq) override;
    Result<std::optional<LogLine>> find(ReplicaId replica, std::int64_t lseq) override;
    Result<std::optional<QByteArray>> hashAt(std::int64_t seq) override;
    Result<QList<std::int64_t>> ofScope(ScopeId scope, std::int64_t cursor, int limit) override;
    Result<QList<std::int64_t>> ofReplica(ReplicaId replica, std::int64_t cursor, int limit) override;
    Result<std::optional<sync::merge::HeldThing>> held(EntityRef ref) override;
    Result<QMap<Field, sync::merge::HeldField>> fields(EntityRef ref, const QList<Field> &only) override;
    Result<void> create(EntityRef ref, const sync::merge::HeldThing &thing) override;
    Result<void> setField(EntityRef ref, const sync::merge::HeldField &field) override;
    Result<void> addEvent(EntityRef ref, std::int64_t seq) override;
    Result<QList<std::int64_t>> events(EntityRef ref) override;
    Result<void> addLine(EntityRef ref, std::int64_t seq) override;
    Result<QList<std::int64_t>> lines(EntityRef ref) override;
    Result<void> rewrite(std::int64_t seq, const core::changes::Change &change, const QByteArray &image) override;
    Result<void> markErased(EntityRef ref, std::int64_t seq) override;
    Result<sync::merge::Holders> holders(EntityRef ref) override;
    Result<void> setHolder(EntityRef ref, ScopeId scope, std::int64_t count) override;
    Result<std::optional<Member>> member(ReplicaId replica) override;
    Result<void> admit(ReplicaId name, ReplicaId former, std::int64_t last) override;
    Result<void> acknowledge(ReplicaId replica, std::int64_t lseq, const QByteArray &hash) override;

    // For the checks.
    [[nodiscard]] const QList<LogLine> &log() const { return m_log; }
    [[nodiscard]] const QSet<ScopeId> &receivers(std::int64_t seq) const { return m_receivers.at(seq - 1); }
    [[nodiscard]] const QHash<EntityRef, Thing> &things() const { return m_things; }

private:
    sync::merge::LogHead m_head;
    std::uint64_t m_nextEpoch = 1;
    QList<LogLine> m_log;
    QList<QSet<ScopeId>> m_receivers;
    QHash<ReplicaId, QList<std::int64_t>> m_byReplica; ///< index: lseq - 1
    QHash<ScopeId, QList<std::int64_t>> m_byScope;
    QHash<EntityRef, Thing> m_things;
    QHash<EntityRef, QList<std::int64_t>> m_others; ///< lines that are no events
    QHash<ReplicaId, Member> m_members;
};

} // namespace shouli::tests::simulation
