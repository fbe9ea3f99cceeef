// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyKnown.h"

namespace shouli::sync::server {

using core::changes::BaseRef;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Operation;
using core::changes::Verdict;

std::optional<EntityId> CountyKnown::createdAt(std::int64_t position) const
{
    const auto line = m_store.at(position);
    if (!line || line->entry.change.operation != Operation::Create || line->entry.verdict != Verdict::Applied)
        return {};
    return line->entry.change.entity.id;
}

bool CountyKnown::mayRead(const EntityRef &ref) const
{
    const auto holders = m_store.holders(ref);
    if (!holders)
        return false;
    for (auto it = holders->cbegin(); it != holders->cend(); ++it) {
        if (it.value() > 0 && m_scopes.contains(it.key()))
            return true;
    }
    return false;
}

std::optional<QByteArray> CountyKnown::valueAt(const BaseRef &base, const EntityRef &ref,
                                               core::changes::Field field) const
{
    if (base.lseq > 0) {
        const auto own = m_store.find(m_replica, base.lseq);
        return own && *own ? protocol::columns::writtenBy((*own)->entry.change, ref, field) : std::nullopt;
    }
    if (!mayRead(ref))
        return {};
    const auto line = m_store.at(base.seq);
    return line ? protocol::columns::writtenBy(line->entry.change, ref, field) : std::nullopt;
}

} // namespace shouli::sync::server
