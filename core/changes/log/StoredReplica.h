// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/ReplicaStore.h"
#include "core/storage/Transaction.h"

namespace shouli::core::changes::log {

class ChangeLog;

/// A replica in the office database, within one transaction. `log` and `tx` must outlive it.
class StoredReplica : public ReplicaStore {
public:
    StoredReplica(ChangeLog &log, storage::Transaction &tx)
        : m_log(log)
        , m_tx(tx)
    {
    }

    [[nodiscard]] const Schema &schema() const override;
    [[nodiscard]] base::Result<OwnHead> ownHead() override;
    [[nodiscard]] base::Result<void> setOwnHead(const OwnHead &head) override;
    [[nodiscard]] base::Result<QMap<std::int64_t, QByteArray>> checkpoints() override;
    [[nodiscard]] base::Result<void> setCheckpoints(const QMap<std::int64_t, QByteArray> &tokens) override;
    [[nodiscard]] base::Result<Progress> progress() override;
    [[nodiscard]] base::Result<void> setProgress(const Progress &progress) override;
    [[nodiscard]] base::Result<QMap<ScopeId, std::int64_t>> scopes() override;
    [[nodiscard]] base::Result<void> setScope(ScopeId scope, std::optional<std::int64_t> cursor) override;
    [[nodiscard]] base::Result<bool> holds(EntityRef ref) override;
    [[nodiscard]] base::Result<void> insert(EntityRef ref, const FieldValues &values,
                                            std::optional<std::int64_t> version) override;
    [[nodiscard]] base::Result<std::int64_t> version(EntityRef ref) override;
    [[nodiscard]] base::Result<void> setVersion(EntityRef ref, std::int64_t version) override;
    [[nodiscard]] base::Result<FieldState> field(EntityRef ref, Field field) override;
    [[nodiscard]] base::Result<void> setField(EntityRef ref, Field field, const FieldState &before,
                                              const FieldState &after) override;
    [[nodiscard]] base::Result<QByteArray> unset(Kind kind, Field field) override;
    [[nodiscard]] base::Result<void> erase(EntityRef ref) override;
    [[nodiscard]] base::Result<void> redact(EntityRef ref) override;
    [[nodiscard]] base::Result<void> insertErased(EntityRef ref, std::optional<std::int64_t> version) override;
    [[nodiscard]] base::Result<bool> isErased(EntityRef ref) override;
    [[nodiscard]] base::Result<Image> image(EntityRef ref) override;
    [[nodiscard]] base::Result<Holding> holding(EntityRef ref, ScopeId scope) override;
    [[nodiscard]] base::Result<void> setHolding(EntityRef ref, ScopeId scope, const Holding &after) override;
    [[nodiscard]] base::Result<QList<EntityRef>> heldBy(ScopeId scope) override;
    [[nodiscard]] base::Result<void> append(const LoggedChange &line) override;
    [[nodiscard]] base::Result<std::optional<LoggedChange>> find(ReplicaId replica, std::int64_t lseq) override;
    [[nodiscard]] base::Result<std::optional<LoggedChange>> at(EntityRef ref, std::int64_t seq) override;
    [[nodiscard]] base::Result<void> judged(ReplicaId replica, std::int64_t lseq, std::int64_t seq,
                                            Verdict verdict) override;
    [[nodiscard]] base::Result<void> unorder(ReplicaId replica, std::int64_t lseq) override;
    [[nodiscard]] base::Result<void> remove(ReplicaId replica, std::int64_t lseq) override;
    [[nodiscard]] base::Result<QList<LoggedChange>> ordered() override;
    [[nodiscard]] base::Result<std::int64_t> lastOrdered(ReplicaId replica) override;
    [[nodiscard]] base::Result<QSet<EntityRef>> rewind(std::int64_t agreed) override;
    [[nodiscard]] base::Result<void> clear() override;
    [[nodiscard]] base::Result<void> refill(ReplicaId replica, const Change &change) override;
    [[nodiscard]] base::Result<QList<LoggedChange>> waiting(ReplicaId replica, int limit) override;
    [[nodiscard]] base::Result<std::int64_t> waitingCount() override;
    [[nodiscard]] base::Result<QList<ReplicaId>> waitingNames() override;
    [[nodiscard]] base::Result<void> place(ReplicaId replica, std::int64_t lseq,
                                           std::optional<std::int64_t> seq) override;
    [[nodiscard]] base::Result<QList<LoggedChange>> placed() override;
    [[nodiscard]] base::Result<std::int64_t> pending(EntityRef ref) override;
    [[nodiscard]] base::Result<QList<Field>> pendingFields(EntityRef ref) override;
    [[nodiscard]] base::Result<std::optional<LoggedChange>> lastPending(EntityRef ref, Field field) override;
    [[nodiscard]] base::Result<void> notify(const QSet<EntityRef> &changed, const QSet<EntityRef> &erased) override;

    /// Everything of which something is here: a row, somebody's holding of it, a line of the log.
    [[nodiscard]] base::Result<QSet<EntityRef>> known();

private:
    void noteDispute(const Change &change, Verdict verdict);

    ChangeLog &m_log;
    storage::Transaction &m_tx;
    QSet<EntityId> m_disputed; ///< something of theirs was not applied, or settled
};

} // namespace shouli::core::changes::log
