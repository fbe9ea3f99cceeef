// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/merge/CountyStore.h"
#include "sync/protocol/columns/Known.h"

#include <QSet>

namespace shouli::sync::server {

/// What a replica may refer to when it pushes: things created in this county, values of things that its
/// scopes hold, and its own earlier changes. No others: a guess at a value, confirmed by the hash that
/// covers it, must tell nobody anything. Lives for one request, in its
/// transaction, and no longer than `store`.
class CountyKnown final : public protocol::columns::Known {
public:
    CountyKnown(merge::CountyStore &store, core::changes::ReplicaId replica, QSet<core::changes::ScopeId> scopes)
        : m_store(store)
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

    merge::CountyStore &m_store;
    core::changes::ReplicaId m_replica;
    QSet<core::changes::ScopeId> m_scopes;
};

} // namespace shouli::sync::server
