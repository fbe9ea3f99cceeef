// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Appender.h"

#include "sync/server/CountyLog.h"
#include "sync/server/HeldStore.h"

namespace shouli::sync::server {

using core::base::Result;
using core::changes::Change;
using core::changes::FieldSchema;
using core::changes::LogEntry;
using core::changes::Operation;
using core::changes::ScopeId;
using core::changes::Verdict;
using core::storage::Database;
using core::storage::Transaction;
using merge::HeldField;
using merge::Situation;

namespace {

/// The field itself and those that are declared to conflict with it.
QList<core::changes::Field> coupled(const core::changes::Schema &schema, const Change &change)
{
    QList<core::changes::Field> fields{change.field};
    const auto *kind = schema.find(change.entity.kind);
    if (kind == nullptr)
        return fields;
    const QString group = kind->fields.value(change.field).group;
    for (const FieldSchema &field : kind->fields) {
        if (!group.isEmpty() && field.group == group && field.field != change.field)
            fields.append(field.field);
    }
    return fields;
}

} // namespace

Result<Situation> Appender::situation(const Database &db, const Author &author, const Change &change,
                                      const Known &known) const
{
    Situation s;
    s.author = author.replica;
    s.scopeIsOwn = author.scopes.contains(change.scope);
    const auto &held = known.held;
    s.exists = held.has_value();
    for (auto it = known.scopes.cbegin(); it != known.scopes.cend(); ++it) {
        if (author.scopes.contains(it.key())) {
            s.heldOnce = true;
            s.holds = s.holds || it.value() > 0;
        }
    }
    if (change.operation != Operation::Set || !held)
        return s;
    for (const auto field : coupled(m_schema, change)) {
        if (const auto it = held->fields.constFind(field); it != held->fields.cend())
            s.group.append(*it);
    }
    s.base = change.base.seq;
    if (change.base.lseq > 0) {
        SHOULI_TRY(const auto own, CountyLog::find(db, author.replica, change.base.lseq));
        s.base = own ? own->entry.seq : 0;
        s.baseWasApplied = own && own->entry.verdict == Verdict::Applied;
    }
    return s;
}

Result<Appender::Appended> Appender::append(Transaction &tx, const Author &author, const Change &change,
                                            const QByteArray &chainHash)
{
    Known known; // read once: a resident's fields take longer to read than all else about a change
    SHOULI_TRY(known.held, HeldStore::find(tx.database(), change.entity));
    SHOULI_TRY(known.scopes, HeldStore::scopes(tx.database(), change.entity));
    SHOULI_TRY(const Situation s, situation(tx.database(), author, change, known));
    Appended appended;
    appended.verdict = merge::judge(m_schema, change, s);
    const bool applied = appended.verdict == Verdict::Applied;

    LogEntry entry{0, author.replica, change, appended.verdict, {}};
    QSet<ScopeId> receivers;
    for (auto it = known.scopes.cbegin(); it != known.scopes.cend(); ++it) {
        if (it.value() > 0)
            receivers.insert(it.key());
    }
    if (applied && (change.operation == Operation::Create || change.operation == Operation::Enter))
        receivers.insert(change.scope);
    if (applied && change.operation == Operation::Enter) {
        SHOULI_TRY(const auto image, HeldStore::image(tx.database(), change.entity));
        entry.image = image.toCbor();
    }
    if (appended.verdict == Verdict::Refused)
        receivers.clear(); // nobody else's business; the author gets the echo
    const std::int64_t remaining = change.actFirst + change.actSize - 1 - change.lseq;
    SHOULI_TRY(const LogHead head, CountyLog::head(tx.database()));
    SHOULI_TRY(appended.seq, CountyLog::append(tx, entry, head.seq + 1 + remaining, chainHash, receivers));
    if (applied)
        SHOULI_CHECK(apply(tx, author, change, std::move(known.held), appended.seq));
    else if (appended.verdict != Verdict::Refused && known.held
             && (change.operation == Operation::Set || change.operation == Operation::Event))
        SHOULI_CHECK(HeldStore::addEvent(tx, change.entity, appended.seq)); // who enters later decides it too
    return appended;
}

Result<void> Appender::apply(Transaction &tx, const Author &author, const Change &change,
                             std::optional<HeldStore::Held> held, std::int64_t seq)
{
    switch (change.operation) {
    case Operation::Create: {
        SHOULI_TRY(const auto values, core::changes::fieldValuesFromCbor(change.payload));
        HeldStore::Held created{seq, {}};
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            created.fields.insert(it.key(), {it.key(), seq, author.replica, it->toCbor()});
        SHOULI_CHECK(HeldStore::put(tx, change.entity, created));
        SHOULI_CHECK(HeldStore::count(tx, change.entity, change.scope, 1));
        return {};
    }
    case Operation::Set: {
        held->fields.insert(change.field, {change.field, seq, author.replica, change.payload});
        return HeldStore::put(tx, change.entity, *held);
    }
    case Operation::Event:
    case Operation::Settle:
        return HeldStore::addEvent(tx, change.entity, seq);
    case Operation::Enter:
        SHOULI_CHECK(HeldStore::count(tx, change.entity, change.scope, 1));
        return {};
    case Operation::Leave:
        SHOULI_CHECK(HeldStore::count(tx, change.entity, change.scope, -1));
        return {};
    }
    return HeldStore::addEvent(tx, change.entity, seq); // a newer version's: whoever receives the thing gets it too
}

} // namespace shouli::sync::server
