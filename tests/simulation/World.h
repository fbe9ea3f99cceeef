// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Act.h"
#include "sync/merge/CountyCore.h"
#include "sync/merge/ReplicaCore.h"
#include "tests/simulation/MemoryCounty.h"
#include "tests/simulation/MemoryReplica.h"
#include "tests/simulation/Script.h"
#include "tests/support/TestRandom.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace shouli::tests::simulation {

/// A broken promise: which one, and how it shows.
struct Violation {
    QString invariant; ///< by its name in the research on sync: L3, C2, K1, S1, V1, …
    QString detail;
};

/// A county and its offices in memory, and what really happened to them: every change has a value of its
/// own, so that none can be mistaken for another. Runs one step after the other and checks the promises of
/// sync; the laws under test are the real ones (Act, Intake, ReplicaCore, CountyCore).
class World {
public:
    World(const core::changes::Schema &schema, const Setting &setting);

    /// The promise it broke, if any.
    [[nodiscard]] std::optional<Violation> run(const Step &step);
    /// All lines mended, everybody syncs until nothing is left to do; then everything is checked.
    [[nodiscard]] std::optional<Violation> heal();

    /// The county's log and where everybody stands, for whoever looks into a failure.
    [[nodiscard]] QString told() const;

    [[nodiscard]] std::int64_t changesMade() const { return m_made; }

private:
    using EntityRef = core::changes::EntityRef;
    using Field = core::changes::Field;
    using ReplicaId = core::changes::ReplicaId;
    using ScopeId = core::changes::ScopeId;
    using Found = std::optional<Violation>;

    /// One PC: its disk, and what people did at it, which is not on the disk.
    struct Office {
        MemoryReplica disk;
        QSet<ScopeId> scopes;
        QSet<ReplicaId> names; ///< all it ever had
        QList<qint64> made;    ///< marks of changes that are on this disk, in order
        qint64 clockMs = 0;
        int starts = 0;         ///< how often it started anew in another epoch
        std::int64_t ahead = 0; ///< newest position that is on this disk, be it beyond the cursor
    };
    /// What the author of an edit saw of the fields that conflict with it as a unit.
    struct Edit {
        EntityRef ref;
        Field field;
        QMap<Field, QByteArray> seen;
    };

    // Steps at a PC.
    Found create(Office &office, const Step &step);
    Found edit(Office &office, const Step &step);
    Found editTogether(Office &office, const Step &step);
    Found happen(Office &office, const Step &step);
    Found share(Office &office, const Step &step);
    Found giveBack(Office &office, const Step &step);
    Found move(Office &office, const Step &step);
    Found redact(Office &office, const Step &step);
    // Steps between.
    Found sync(Office &office, const Step &step);
    Found trip(Office &office, const Step &step, bool &more);
    /// A scope as a snapshot.
    Found fetch(Office &office, const Step &step, ScopeId scope);
    Found part(Office &office);
    Found restart(Office &office);
    void readmit(Office &office);

    template <class Body>
    Found act(Office &office, Body body);
    Found set(core::changes::Act &act, Office &office, EntityRef ref, Field field);
    core::changes::Value mark(Office &office);
    /// `whole`: not one that was erased.
    [[nodiscard]] std::optional<EntityRef> pick(const Office &office, std::uint32_t which, bool whole = false) const;

    // Promises.
    Found checkAnswer(const Office &office, const sync::protocol::SyncResponse &response) const;
    /// `scopes`: of whoever pushed what stands after `from`.
    Found checkVerdicts(const QSet<ScopeId> &scopes, std::int64_t from);
    Found checkLocal(const Office &office) const;
    Found checkBase(const Office &office) const;
    Found checkEverythingArrived() const;
    Found checkFresh(const Office &office) const;
    Found checkChain() const;
    /// Of what was erased nothing is left, where it is known.
    Found checkErased();

    const core::changes::Schema &m_schema;
    sync::merge::CountyCore m_laws;
    MemoryCounty m_county;
    std::vector<Office> m_offices;
    std::vector<MemoryCounty> m_countyCopies;
    std::vector<Office> m_diskCopies;
    QList<ScopeId> m_scopes;
    QHash<ReplicaId, sync::merge::Member> m_tickets; ///< as each name was given out
    QHash<qint64, Edit> m_edits;                     ///< by the mark of their value
    QHash<qint64, EntityRef> m_about;                ///< what each change is about
    QSet<EntityRef> m_erased;                        ///< ever, in any epoch
    QSet<qint64> m_acknowledged;                     ///< marks that the county said it has
    std::uint64_t m_nextId = 1;
    TestRandom m_random; ///< of the salts
    qint64 m_made = 0;
    bool m_countyRestored = false;
    std::int64_t m_durable = 0;
    QByteArray m_durableHash; ///< of the log at that position
    QHash<EntityRef, QMap<Field, std::pair<QByteArray, ReplicaId>>>
        m_standing;                                          ///< in the county, as of line `m_judged`
    QHash<EntityRef, QMap<ScopeId, std::int64_t>> m_holders; ///< likewise
    qsizetype m_judged = 0;
};

} // namespace shouli::tests::simulation
