// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Connection.h"
#include "sync/protocol/Known.h"

#include <QSet>

namespace shouli::sync::server {

/// What a replica may refer to when it pushes: things created in this county, values of things that its
/// scopes hold, and its own earlier changes. No others: a guess at a value, confirmed by the hash that
/// covers it, must tell nobody anything. Writer thread; lives for one request.
class CountyKnown final : public protocol::Known {
public:
    CountyKnown(const engine::Connection &db, core::changes::ReplicaId replica, QSet<core::changes::ScopeId> scopes)
        : m_db(db)
        , m_replica(replica)
        , m_scopes(std::move(scopes))
    {
    }

    [[nodiscard]] std::optional<core::changes::EntityId> createdAt(std::int64_t position) const override;
    [[nodiscard]] std::optional<QByteArray> valueAt(const core::changes::BaseRef &base,
                                                    const core::changes::EntityRef &ref,
                                                    core::changes::Field field) const override;

private:
    [[nodiscard]] bool mayRead(const core::changes::EntityRef &ref) const;

    const engine::Connection &m_db;
    core::changes::ReplicaId m_replica;
    QSet<core::changes::ScopeId> m_scopes;
};

} // namespace shouli::sync::server
