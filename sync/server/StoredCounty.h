// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "sync/server/engine/Transaction.h"
#include "sync/merge/CountyStore.h"
#include "sync/server/HeldStore.h"

#include <QHash>

#include <optional>

namespace shouli::sync::server {

/// A county in the server's database, whichever engine keeps it, within one transaction. What it has looked up it
/// keeps: nobody else writes meanwhile. `tx` and `random` must outlive it; finish() before the commit.
class StoredCounty : public merge::CountyStore {
public:
    StoredCounty(engine::Transaction &tx, core::base::Random &random);

    /// Writes where the head stands.
    [[nodiscard]] core::base::Result<void> finish();

    [[nodiscard]] core::base::Result<merge::LogHead> head() override;
    [[nodiscard]] core::base::Result<QByteArray> positionKey() override;
    [[nodiscard]] core::base::Result<void> openEpoch() override;
    [[nodiscard]] core::base::Result<std::int64_t> append(core::changes::LogEntry entry, std::int64_t actEnd,
                                                          const QByteArray &chainHash,
                                                          const QSet<core::changes::ScopeId> &receivers) override;
    [[nodiscard]] core::base::Result<merge::LogLine> at(std::int64_t seq) override;
    [[nodiscard]] core::base::Result<std::optional<merge::LogLine>> find(core::changes::ReplicaId replica,
                                                                         std::int64_t lseq) override;
    [[nodiscard]] core::base::Result<std::optional<QByteArray>> hashAt(std::int64_t seq) override;
    [[nodiscard]] core::base::Result<QList<std::int64_t>> ofScope(core::changes::ScopeId scope, std::int64_t cursor,
                                                                  int limit) override;
    [[nodiscard]] core::base::Result<QList<std::int64_t>> ofReplica(core::changes::ReplicaId replica,
                                                                    std::int64_t cursor, int limit) override;
    [[nodiscard]] core::base::Result<std::optional<merge::HeldThing>> held(core::changes::EntityRef ref) override;
    [[nodiscard]] core::base::Result<QMap<core::changes::Field, merge::HeldField>> fields(
        core::changes::EntityRef ref, const QList<core::changes::Field> &only) override;
    [[nodiscard]] core::base::Result<void> create(core::changes::EntityRef ref, const merge::HeldThing &thing) override;
    [[nodiscard]] core::base::Result<void> setField(core::changes::EntityRef ref,
                                                    const merge::HeldField &field) override;
    [[nodiscard]] core::base::Result<void> addEvent(core::changes::EntityRef ref, std::int64_t seq) override;
    [[nodiscard]] core::base::Result<QList<std::int64_t>> events(core::changes::EntityRef ref) override;
    [[nodiscard]] core::base::Result<void> addLine(core::changes::EntityRef ref, std::int64_t seq) override;
    [[nodiscard]] core::base::Result<QList<std::int64_t>> lines(core::changes::EntityRef ref) override;
    [[nodiscard]] core::base::Result<void> rewrite(std::int64_t seq, const core::changes::Change &change,
                                                   const QByteArray &image) override;
    [[nodiscard]] core::base::Result<void> markErased(core::changes::EntityRef ref, std::int64_t seq) override;
    [[nodiscard]] core::base::Result<merge::Holders> holders(core::changes::EntityRef ref) override;
    [[nodiscard]] core::base::Result<void> setHolder(core::changes::EntityRef ref, core::changes::ScopeId scope,
                                                     std::int64_t count) override;
    [[nodiscard]] core::base::Result<std::optional<merge::Member>> member(core::changes::ReplicaId replica) override;
    [[nodiscard]] core::base::Result<void> admit(core::changes::ReplicaId name, core::changes::ReplicaId former,
                                                 std::int64_t last) override;
    [[nodiscard]] core::base::Result<void> acknowledge(core::changes::ReplicaId replica, std::int64_t lseq,
                                                       const QByteArray &hash) override;

private:
    [[nodiscard]] core::base::Result<std::int64_t> numberOf(core::changes::EntityRef ref);
    [[nodiscard]] core::base::Result<std::int64_t> writer(core::changes::ReplicaId replica);

    engine::Transaction &m_tx;
    core::base::Random &m_random;
    std::optional<merge::LogHead> m_head;
    bool m_moved = false;
    QHash<core::changes::ReplicaId, std::int64_t> m_writers;
    QHash<core::changes::EntityRef, merge::HeldThing> m_things;
    QHash<core::changes::EntityRef, merge::Holders> m_holders;
    QHash<std::int64_t, merge::LogLine> m_lines; ///< but for rewrite() no line ever changes
    QHash<std::pair<core::changes::ReplicaId, std::int64_t>, std::int64_t> m_places; ///< of the appended ones
};

} // namespace shouli::sync::server
