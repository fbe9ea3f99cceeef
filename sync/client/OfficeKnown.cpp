// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/OfficeKnown.h"

#include "core/changes/log/ChangeTable.h"

namespace shouli::sync::client {

using core::changes::BaseRef;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Kind;
using core::changes::log::ChangeTable;

std::optional<std::int64_t> OfficeKnown::version(Kind kind, EntityId id) const
{
    auto query = m_db.prepare(QStringLiteral("SELECT version FROM entity WHERE kind = ? AND entity = ?"));
    if (!query)
        return {};
    query->bindAll(kind.value, id);
    const auto row = query->step();
    return row && *row && !query->isNull(0) ? std::optional(query->integer(0)) : std::nullopt;
}

std::optional<std::int64_t> OfficeKnown::positionOf(const EntityRef &ref) const
{
    if (ref.kind.value > 0)
        return version(ref.kind, ref.id);
    for (const QString &name : {QStringLiteral("office"), QStringLiteral("staff")}) { // scopes and authors
        const auto *kind = m_schema.find(name);
        if (const auto at = kind != nullptr ? version(kind->kind, ref.id) : std::nullopt)
            return at;
    }
    return {};
}

std::optional<QByteArray> OfficeKnown::valueAt(const BaseRef &base, const EntityRef &ref,
                                               core::changes::Field field) const
{
    if (base.lseq > 0) {
        const auto own = ChangeTable::find(m_db, m_replica, base.lseq);
        return own && *own ? protocol::columns::writtenBy((*own)->change, ref, field) : std::nullopt;
    }
    const auto at = ChangeTable::findAt(m_db, ref, base.seq);
    return at && *at ? protocol::columns::writtenBy((*at)->change, ref, field) : std::nullopt;
}

} // namespace shouli::sync::client
