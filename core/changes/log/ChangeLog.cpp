// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ChangeLog.h"

#include "core/changes/log/StoredReplica.h"

#include <algorithm>

namespace shouli::core::changes::log {

using base::Result;
using storage::Transaction;

ChangeLog::ChangeLog(const Schema &schema, const base::Clock &clock, base::Random &random)
    : m_clock(clock)
    , m_random(random)
    , m_tables(schema)
{
}

void ChangeLog::addListener(ChangeListener &listener)
{
    m_listeners.append(&listener);
}

Result<void> ChangeLog::setUp(Transaction &tx, ReplicaId replica, ScopeId office, int deviceNumber)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral(
                   "INSERT INTO replica (one, id, scope, device_number, last_hash) VALUES (1, ?, ?, ?, ?)")));
    insert.bindAll(replica, office, deviceNumber, chainStart());
    return insert.run();
}

Result<Act> ChangeLog::begin(Transaction &tx, AuthorId author)
{
    return Act::begin(std::make_unique<StoredReplica>(*this, tx), author, Stamp::of(m_clock), m_random);
}

Result<void> ChangeLog::notify(Transaction &tx, const QSet<EntityRef> &changed, const QSet<EntityRef> &erased)
{
    for (ChangeListener *listener : std::as_const(m_listeners)) {
        const auto ofKind = [listener](const QSet<EntityRef> &refs) {
            QList<EntityId> ids;
            for (const EntityRef &ref : refs) {
                if (ref.kind == listener->kind())
                    ids.append(ref.id);
            }
            std::sort(ids.begin(), ids.end()); // a set has no order; the same input, the same work
            return ids;
        };
        if (const auto ids = ofKind(changed); !ids.isEmpty())
            SHOULI_CHECK(listener->changed(tx, ids));
        if (const auto ids = ofKind(erased); !ids.isEmpty())
            SHOULI_CHECK(listener->erased(tx, ids));
    }
    return {};
}

QStringList ChangeLog::filledTables() const
{
    QStringList tables;
    for (const ChangeListener *listener : m_listeners)
        tables += listener->fills();
    return tables;
}

bool ChangeLog::isFilled(Kind kind) const
{
    return std::all_of(m_listeners.cbegin(), m_listeners.cend(), [kind](const ChangeListener *listener) {
        return listener->kind() != kind || !listener->fills().isEmpty();
    });
}

Result<void> ChangeLog::fill(Transaction &tx) const
{
    for (const ChangeListener *listener : m_listeners) {
        if (!listener->fills().isEmpty())
            SHOULI_CHECK(listener->fill(tx));
    }
    return {};
}

} // namespace shouli::core::changes::log
