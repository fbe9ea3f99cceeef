// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/ReplicaStore.h"

#include <QHash>
#include <QMap>

#include <utility>

namespace shouli::tests::simulation {

/// A replica in memory. A value: a copy is a backup of the PC's disk, or a clone of it. Follows the contract
/// of ReplicaStore and shares no code with the stored one.
class MemoryReplica final : public core::changes::ReplicaStore {
    template <class T>
    using Result = core::base::Result<T>;
    using EntityRef = core::changes::EntityRef;
    using ScopeId = core::changes::ScopeId;
    using ReplicaId = core::changes::ReplicaId;
    using Field = core::changes::Field;
    using LoggedChange = core::changes::LoggedChange;

public:
    struct Cell {
        QByteArray working;
        std::optional<QByteArray> shadow;
        std::int64_t version = 0; ///< 0: that of the thing
        bool operator==(const Cell &) const = default;
    };
    struct Thing {
        std::optional<std::int64_t> version;
        QMap<Field, Cell> cells; ///< none where it was erased
        bool erased = false;
        bool operator==(const Thing &) const = default;
    };
    using Key = std::pair<ReplicaId, std::int64_t>;

    MemoryReplica(const core::changes::Schema &schema, ReplicaId name);

    [[nodiscard]] const core::changes::Schema &schema() const override { return *m_schema; }
    Result<core::changes::OwnHead> ownHead() override { return m_head; }
    Result<void> setOwnHead(const core::changes::OwnHead &head) override;
    Result<QMap<std::int64_t, QByteArray>> checkpoints() override { return m_tokens; }
    Result<void> setCheckpoints(const QMap<std::int64_t, QByteArray> &tokens) override;
    Result<core::changes::Progress> progress() override { return m_progress; }
    Result<void> setProgress(const core::changes::Progress &progress) override;
    Result<QMap<ScopeId, std::int64_t>> scopes() override { return m_scopes; }
    Result<void> setScope(ScopeId scope, std::optional<std::int64_t> cursor) override;
    Result<bool> holds(EntityRef ref) override { return m_things.contains(ref); }
    Result<void> insert(EntityRef ref, const core::changes::FieldValues &values,
                        std::optional<std::int64_t> version) override;
    Result<std::int64_t> version(EntityRef ref) override { return m_things.value(ref).version.value_or(0); }
    Result<void> setVersion(EntityRef ref, std::int64_t version) override;
    Result<core::changes::FieldState> field(EntityRef ref, Field field) override;
    Result<void> setField(EntityRef ref, Field field, const core::changes::FieldState &before,
                          const core::changes::FieldState &after) override;
    Result<QByteArray> unset(core::changes::Kind, Field) override { return core::changes::Value().toCbor(); }
    Result<void> erase(EntityRef ref) override;
    Result<void> redact(EntityRef ref) override;
    Result<void> insertErased(EntityRef ref, std::optional<std::int64_t> version) override;
    Result<bool> isErased(EntityRef ref) override { return m_things.value(ref).erased; }
    Result<core::changes::Image> image(EntityRef ref) override;
    Result<core::changes::Holding> holding(EntityRef ref, ScopeId scope) override;
    Result<void> setHolding(EntityRef ref, ScopeId scope, const core::changes::Holding &after) override;
    Result<QList<EntityRef>> heldBy(ScopeId scope) override;
    Result<void> append(const LoggedChange &line) override;
    Result<std::optional<LoggedChange>> find(ReplicaId replica, std::int64_t lseq) override;
    Result<std::optional<LoggedChange>> at(EntityRef ref, std::int64_t seq) override;
    Result<void> judged(ReplicaId replica, std::int64_t lseq, std::int64_t seq,
                        core::changes::Verdict verdict) override;
    Result<void> unorder(ReplicaId replica, std::int64_t lseq) override;
    Result<void> remove(ReplicaId replica, std::int64_t lseq) override;
    Result<QList<LoggedChange>> ordered() override;
    Result<std::int64_t> lastOrdered(ReplicaId replica) override;
    Result<QSet<EntityRef>> rewind(std::int64_t agreed) override;
    Result<void> clear() override;
    Result<void> refill(ReplicaId replica, const core::changes::Change &change) override;
    Result<QList<LoggedChange>> waiting(ReplicaId replica, int limit) override;
    Result<std::int64_t> waitingCount() override { return m_waiting.size(); }
    Result<QList<ReplicaId>> waitingNames() override;
    Result<void> place(ReplicaId replica, std::int64_t lseq, std::optional<std::int64_t> seq) override;
    Result<QList<LoggedChange>> placed() override;
    Result<std::int64_t> pending(EntityRef ref) override;
    Result<QList<Field>> pendingFields(EntityRef ref) override;
    Result<std::optional<LoggedChange>> lastPending(EntityRef ref, Field field) override;
    Result<void> notify(const QSet<EntityRef> &changed, const QSet<EntityRef> &erased) override;

    // For the checks.
    [[nodiscard]] const QHash<EntityRef, Thing> &things() const { return m_things; }
    [[nodiscard]] const QMap<Key, LoggedChange> &lines() const { return m_lines; }
    [[nodiscard]] const QMap<ScopeId, QHash<EntityRef, core::changes::Holding>> &holdings() const { return m_holdings; }

private:
    void forgetDurable();

    const core::changes::Schema *m_schema;
    core::changes::OwnHead m_head;
    QList<ReplicaId> m_names; ///< all it ever had, the oldest first
    core::changes::Progress m_progress;
    QMap<ScopeId, std::int64_t> m_scopes;
    QMap<std::int64_t, QByteArray> m_tokens;
    QHash<EntityRef, Thing> m_things;
    QMap<ScopeId, QHash<EntityRef, core::changes::Holding>> m_holdings;
    QMap<Key, LoggedChange> m_lines;
    QHash<EntityRef, QList<Key>> m_linesOf;
    QMap<Key, EntityRef> m_waiting;
    QSet<Key> m_left; ///< own lines whose contents go once they are durable
};

} // namespace shouli::tests::simulation
