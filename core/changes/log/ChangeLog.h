// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/Act.h"
#include "core/changes/log/ChangeListener.h"
#include "core/changes/Schema.h"
#include "core/changes/log/WorkingTables.h"
#include "core/storage/Transaction.h"

#include <QList>
#include <QSet>

#include <functional>
#include <utility>

namespace shouli::core::changes::log {

/// The local change log: the one way in which replicated rows change, by people here (begin) and
/// by what arrives from the county (Intake). Long-lived, one per office process, used on the
/// writer thread only. Does not own schema, clock, random or listeners, which must outlive it.
class ChangeLog {
public:
    ChangeLog(const Schema &schema, const base::Clock &clock, base::Random &random);

    /// Before the first act. One listener per kind.
    void addListener(ChangeListener &listener);

    /// Called where a thing is lawfully erased, of whatever kind, held here or not, in the same transaction: what else is
    /// kept of it on this PC goes too. Before the first act.
    using Erasing = std::function<base::Result<void>(storage::Transaction &, EntityRef)>;
    void atErasure(Erasing erasing) { m_erasing = std::move(erasing); }
    [[nodiscard]] base::Result<void> tellErasure(storage::Transaction &tx, EntityRef ref) const
    {
        return m_erasing ? m_erasing(tx, ref) : base::Result<void>();
    }

    /// Writes who this PC is into a fresh database.
    [[nodiscard]] static base::Result<void> setUp(storage::Transaction &tx, ReplicaId replica, ScopeId office,
                                                  int deviceNumber);

    /// Starts one act of `author`: everything it changes is applied together everywhere.
    [[nodiscard]] base::Result<Act> begin(storage::Transaction &tx, AuthorId author);

    /// Tells the listeners; each id once.
    [[nodiscard]] base::Result<void> notify(storage::Transaction &tx, const QSet<EntityRef> &changed,
                                            const QSet<EntityRef> &erased);

    /// The same kinds without listeners: for a database that is being made.
    [[nodiscard]] ChangeLog quiet() const { return {m_tables.schema(), m_clock, m_random}; }
    /// Tables that fill() makes.
    [[nodiscard]] QStringList filledTables() const;
    /// Whether fill() makes all that is derived of `kind`; else notify() has to tell of each thing.
    [[nodiscard]] bool isFilled(Kind kind) const;
    /// What is derived, in a new database. On any thread; see ChangeListener::fill.
    [[nodiscard]] base::Result<void> fill(storage::Transaction &tx) const;

    [[nodiscard]] const WorkingTables &tables() const { return m_tables; }

private:
    const base::Clock &m_clock;
    base::Random &m_random;
    WorkingTables m_tables;
    QList<ChangeListener *> m_listeners;
    Erasing m_erasing;
};

} // namespace shouli::core::changes::log
