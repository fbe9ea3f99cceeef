// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Schema.h"
#include "core/storage/Database.h"
#include "sync/protocol/columns/Known.h"

namespace shouli::sync::client {

/// What this office may leave to the county to look up: what it has from the county itself, checked line
/// by line against its own change log. Any connection; lives for one request.
class OfficeKnown final : public protocol::columns::Known {
public:
    OfficeKnown(const core::storage::Database &db, const core::changes::Schema &schema,
                core::changes::ReplicaId replica)
        : m_db(db)
        , m_schema(schema)
        , m_replica(replica)
    {
    }

    [[nodiscard]] std::optional<std::int64_t> positionOf(const core::changes::EntityRef &ref) const override;
    [[nodiscard]] std::optional<QByteArray> valueAt(const core::changes::BaseRef &base,
                                                    const core::changes::EntityRef &ref,
                                                    core::changes::Field field) const override;

private:
    [[nodiscard]] std::optional<std::int64_t> version(core::changes::Kind kind, core::changes::EntityId id) const;

    const core::storage::Database &m_db;
    const core::changes::Schema &m_schema;
    core::changes::ReplicaId m_replica;
};

} // namespace shouli::sync::client
