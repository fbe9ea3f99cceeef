// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/changes/ReplicaStore.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <memory>
#include <utility>

namespace shouli::core::changes {

/// What one person does at once: accept a case, correct a phone number. Rows change as the calls
/// are made; the log lines are written by finish(), with consecutive numbers and one chain. Without
/// finish() the transaction must not be committed. Not thread-safe; lives within its transaction.
///
///     SHOULI_TRY(auto act, log.begin(tx, author));
///     SHOULI_CHECK(act.set(ref, phoneField, Value(phone)));
///     SHOULI_CHECK(act.finish());
class Act {
public:
    /// In a store that must outlive the act; ChangeLog::begin() for the office database.
    /// `random`, which must outlive it: of the salts.
    [[nodiscard]] static base::Result<Act> begin(ReplicaStore &store, AuthorId author, const Stamp &stamp,
                                                 base::Random &random);
    [[nodiscard]] static base::Result<Act> begin(std::unique_ptr<ReplicaStore> store, AuthorId author,
                                                 const Stamp &stamp, base::Random &random);

    /// A new thing, first held by `home`. Its table row is made with `values`; columns of fields
    /// not given get the table's default.
    [[nodiscard]] base::Result<void> create(EntityRef ref, ScopeId home, const FieldValues &values);

    /// One field. Writing the value that is there already does nothing and logs nothing. LawfullyErased where the
    /// thing was; so do event() and redact().
    [[nodiscard]] base::Result<void> set(EntityRef ref, Field field, const Value &value);

    /// An immutable event; `payload` is CBOR of the kind's own making.
    [[nodiscard]] base::Result<void> event(EntityRef ref, EventKind kind, const QByteArray &payload);

    /// A person decided what is to become of the changes at these county positions, all about `ref`
    /// and none applied, or events without effect: they leave everybody's list (see DisputeTable).
    /// Whoever chose a value sets it in the same act; settling alone keeps what stands.
    [[nodiscard]] base::Result<void> settle(EntityRef ref, const QList<std::int64_t> &positions);

    /// Lawful erasure: once the county has applied it, every PC and the county itself lose all contents of the thing,
    /// what is sent of it later too; it stays as a stub. Not to be undone. `grounds` stay in the log for ever and must
    /// not say anything about a person. InvalidArgument where the thing is not here, or without grounds.
    [[nodiscard]] base::Result<void> redact(EntityRef ref, const QString &grounds);

    /// From here on `scope` receives the thing too; counted, so each enter needs its leave.
    [[nodiscard]] base::Result<void> enter(EntityRef ref, ScopeId scope);
    [[nodiscard]] base::Result<void> leave(EntityRef ref, ScopeId scope);

    /// Writes the log lines, tells the listeners. Nothing may be called after it. InvalidArgument
    /// above maxActSize changes: split a bulk load into acts.
    [[nodiscard]] base::Result<void> finish();

    [[nodiscard]] bool isEmpty() const { return m_changes.isEmpty(); }

private:
    Act(ReplicaStore &store, AuthorId author, Stamp stamp, base::Random &random, OwnHead head);
    [[nodiscard]] base::Result<QByteArray> saltBefore();
    [[nodiscard]] base::Result<void> expectWhole(EntityRef ref);
    Change &append(Operation operation, EntityRef ref);
    [[nodiscard]] base::Result<void> hold(EntityRef ref, ScopeId scope, int by);
    [[nodiscard]] base::Result<BaseRef> baseOf(EntityRef ref, Field field) const;

    ReplicaStore *m_store;
    std::unique_ptr<ReplicaStore> m_owned; ///< may be empty: somebody else's
    AuthorId m_author;
    Stamp m_stamp;
    base::Random *m_random;
    OwnHead m_head; ///< before this act
    QList<Change> m_changes;
    QHash<std::pair<EntityRef, Field>, int> m_setHere; ///< times a field was set in this act
    QSet<EntityRef> m_touched;
    QSet<EntityRef> m_redacted; ///< in this act
};

} // namespace shouli::core::changes
