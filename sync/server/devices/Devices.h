// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Names.h"
#include "sync/server/engine/Transaction.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

namespace shouli::sync::server::devices {

/// An enrolled PC, as the server keeps it.
struct EnrolledDevice {
    core::changes::ReplicaId replica;
    int number = 0;
    core::changes::ScopeId office;
    int ordinal = 0;
    QByteArray publicKey;
    QString machine;
    bool revoked = false;
    std::int64_t ackedLseq = 0;
    QByteArray ackedHash;
    core::base::Timestamp enrolledAt;
    bool mayErase = false; ///< only read: its office may erase what it holds, see setMayErase()

    bool operator==(const EnrolledDevice &) const = default;
};

/// The SQL of devices and their scopes.
class Devices {
public:
    [[nodiscard]] static core::base::Result<std::optional<EnrolledDevice>> find(const engine::Connection &db,
                                                                                core::changes::ReplicaId replica);
    [[nodiscard]] static core::base::Result<std::optional<EnrolledDevice>> findByKey(const engine::Connection &db,
                                                                                     const QByteArray &publicKey);
    [[nodiscard]] static core::base::Result<QList<EnrolledDevice>> all(const engine::Connection &db);

    [[nodiscard]] static core::base::Result<void> add(engine::Transaction &tx, const EnrolledDevice &device,
                                                      const QSet<core::changes::ScopeId> &scopes);
    [[nodiscard]] static core::base::Result<void> revoke(engine::Transaction &tx, core::changes::ReplicaId replica);
    /// How much of its own history is in the log.
    [[nodiscard]] static core::base::Result<void> acknowledge(engine::Transaction &tx, core::changes::ReplicaId replica,
                                                              std::int64_t lseq, const QByteArray &hash);

    /// A further name for a device, whose change `last` was its last as `former`: same key and number, its own
    /// place within the office, the same scopes, no change yet. Nothing if the name is known.
    [[nodiscard]] static core::base::Result<void> rename(engine::Transaction &tx, core::changes::ReplicaId name,
                                                         core::changes::ReplicaId former, std::int64_t last);
    [[nodiscard]] static core::base::Result<void> addFormers(
        engine::Transaction &tx, core::changes::ReplicaId replica,
        const QMap<core::changes::ReplicaId, std::int64_t> &formers);
    /// Names it had before, each with its last change under it.
    [[nodiscard]] static core::base::Result<QMap<core::changes::ReplicaId, std::int64_t>> formers(
        const engine::Connection &db, core::changes::ReplicaId replica);

    [[nodiscard]] static core::base::Result<QSet<core::changes::ScopeId>> scopes(const engine::Connection &db,
                                                                                 core::changes::ReplicaId replica);

    /// Whether PCs of an office may lawfully erase things that it holds, for everybody.
    [[nodiscard]] static core::base::Result<void> setMayErase(engine::Transaction &tx, core::changes::ScopeId office,
                                                              bool may);

    /// Offices that may.
    [[nodiscard]] static core::base::Result<QSet<core::changes::ScopeId>> mayErase(const engine::Connection &db);

    /// The next free key id, and the next place within an office.
    [[nodiscard]] static core::base::Result<int> nextNumber(engine::Transaction &tx);
    /// A key id that is in use: none up to it is given out any more.
    [[nodiscard]] static core::base::Result<void> keepNumber(engine::Transaction &tx, int number);
    [[nodiscard]] static core::base::Result<int> nextOrdinal(const engine::Connection &db,
                                                             core::changes::ScopeId office);
};

} // namespace shouli::sync::server::devices
