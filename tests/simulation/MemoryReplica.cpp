// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/MemoryReplica.h"

#include <algorithm>

namespace shouli::tests::simulation {

using core::base::Result;
using core::changes::Change;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::FieldState;
using core::changes::FieldValues;
using core::changes::Holding;
using core::changes::LoggedChange;
using core::changes::Operation;
using core::changes::OwnHead;
using core::changes::Progress;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Value;
using core::changes::Verdict;

MemoryReplica::MemoryReplica(const core::changes::Schema &schema, ReplicaId name)
    : m_schema(&schema)
    , m_head{name, 0, core::changes::chainStart()}
    , m_names{name}
{
}

Result<void> MemoryReplica::setOwnHead(const OwnHead &head)
{
    m_head = head;
    if (!m_names.contains(head.replica))
        m_names.append(head.replica);
    return {};
}

Result<void> MemoryReplica::setCheckpoints(const QMap<std::int64_t, QByteArray> &tokens)
{
    m_tokens = tokens;
    return {};
}

Result<void> MemoryReplica::setProgress(const Progress &progress)
{
    m_progress = progress;
    forgetDurable();
    return {};
}

Result<void> MemoryReplica::setScope(ScopeId scope, std::optional<std::int64_t> cursor)
{
    if (cursor)
        m_scopes.insert(scope, *cursor);
    else
        m_scopes.remove(scope);
    return {};
}

Result<void> MemoryReplica::insert(EntityRef ref, const FieldValues &values, std::optional<std::int64_t> version)
{
    Thing thing{version, {}, false};
    for (const auto &field : m_schema->find(ref.kind)->fields)
        thing.cells.insert(field.field, {values.value(field.field).toCbor(), std::nullopt, 0});
    m_things.insert(ref, thing);
    return {};
}

Result<void> MemoryReplica::setVersion(EntityRef ref, std::int64_t version)
{
    if (const auto it = m_things.find(ref); it != m_things.end())
        it->version = version;
    return {};
}

Result<FieldState> MemoryReplica::field(EntityRef ref, Field field)
{
    FieldState state;
    const auto thing = m_things.constFind(ref);
    if (thing == m_things.cend() || thing->erased)
        return core::base::failure(core::base::ErrorCode::InvalidArgument, ref.id.toString());
    const Cell cell = thing->cells.value(field);
    state.working = cell.working;
    state.shadow = cell.shadow;
    state.version = cell.version != 0 ? cell.version : thing->version.value_or(0);
    for (const Key &key : m_linesOf.value(ref)) {
        const auto line = m_lines.constFind(key);
        if (!line->seq && line->change.operation == Operation::Set && line->change.field == field && !line->change.erased)
            ++state.pending;
    }
    return state;
}

Result<void> MemoryReplica::setField(EntityRef ref, Field field, const FieldState &before, const FieldState &after)
{
    Cell &cell = m_things[ref].cells[field];
    cell.working = after.working;
    cell.shadow = after.shadow;
    if (after.version != before.version)
        cell.version = after.version;
    return {};
}

Result<void> MemoryReplica::erase(EntityRef ref)
{
    m_things.remove(ref);
    for (auto &of : m_holdings)
        of.remove(ref);
    QList<Key> own;
    for (const Key &key : m_linesOf.take(ref)) {
        if (m_lines.value(key).hash.isEmpty()) {
            m_lines.remove(key);
            continue;
        }
        own.append(key);
        if (!m_lines[key].seq)
            continue;
        m_lines[key].forgotten = true;
        m_left.insert(key);
    }
    if (!own.isEmpty())
        m_linesOf.insert(ref, own);
    forgetDurable();
    return {};
}

void MemoryReplica::forgetDurable()
{
    const QSet<Key> left = m_left;
    for (const Key &key : left) {
        LoggedChange &line = m_lines[key];
        if (!line.seq || *line.seq > m_progress.durable)
            continue;
        line.change.payload.clear();
        line.change.baseValue.clear();
        line.change.extension.clear();
        line.change.salt.clear();
        m_left.remove(key);
    }
}

Result<void> MemoryReplica::redact(EntityRef ref)
{
    if (const auto it = m_things.find(ref); it != m_things.end())
        *it = {it->version, {}, true};
    for (const Key &key : m_linesOf.value(ref)) {
        LoggedChange &line = m_lines[key];
        Change &change = line.change;
        if (change.erased || !change.hasContents())
            continue;
        if (line.hash.isEmpty() || (line.forgotten && !m_left.contains(key))) {
            const QByteArray known = change.commitment;
            change = change.withoutContents().forOthers();
            change.commitment = known;
            continue;
        }
        SHOULI_CHECK(core::changes::partSalts(
            change,
            [&](std::int64_t lseq) -> Result<std::optional<Change>> {
                const auto it = m_lines.constFind({key.first, lseq});
                return it == m_lines.cend() ? std::optional<Change>() : std::optional<Change>(it->change);
            },
            [&](const Change &next) -> Result<void> {
                m_lines[{key.first, next.lseq}].change = next;
                return {};
            }));
        change = change.withoutContents();
    }
    return {};
}

Result<void> MemoryReplica::insertErased(EntityRef ref, std::optional<std::int64_t> version)
{
    m_things.insert(ref, {version, {}, true});
    return {};
}

Result<core::changes::Image> MemoryReplica::image(EntityRef ref)
{
    core::changes::Image image;
    const Thing thing = m_things.value(ref);
    image.created = thing.version.value_or(0);
    image.erased = thing.erased;
    for (auto it = thing.cells.cbegin(); it != thing.cells.cend() && image.created > 0; ++it) {
        SHOULI_TRY(const Value value, Value::fromCbor(it->shadow.value_or(it->working)));
        image.fields.insert(it.key(), {it->version != 0 ? it->version : image.created, value});
    }
    for (const Key &key : m_linesOf.value(ref)) {
        const LoggedChange line = m_lines.value(key);
        const Verdict verdict = line.verdict.value_or(Verdict::Applied);
        const Operation operation = line.change.operation;
        const bool remarkable = verdict != Verdict::Applied
            || (operation != Operation::Create && operation != Operation::Set && operation != Operation::Enter
                && operation != Operation::Leave);
        if (line.seq && remarkable)
            image.events.append({*line.seq, line.replica, line.change.forOthers(), verdict, {}, 0});
    }
    std::sort(image.events.begin(), image.events.end(), [](const auto &a, const auto &b) { return a.seq < b.seq; });
    return image;
}

Result<Holding> MemoryReplica::holding(EntityRef ref, ScopeId scope)
{
    return m_holdings.value(scope).value(ref);
}

Result<void> MemoryReplica::setHolding(EntityRef ref, ScopeId scope, const Holding &after)
{
    m_holdings[scope].insert(ref, after);
    return {};
}

Result<QList<EntityRef>> MemoryReplica::heldBy(ScopeId scope)
{
    QList<EntityRef> held;
    const auto of = m_holdings.value(scope);
    for (auto it = of.cbegin(); it != of.cend(); ++it) {
        if (it->now() > 0 || it->count > 0)
            held.append(it.key());
    }
    std::sort(held.begin(), held.end());
    return held;
}

Result<void> MemoryReplica::append(const LoggedChange &line)
{
    const Key key{line.replica, line.change.lseq};
    m_lines.insert(key, line);
    m_linesOf[line.change.entity].append(key);
    if (!line.seq)
        m_waiting.insert(key, line.change.entity);
    return {};
}

Result<std::optional<LoggedChange>> MemoryReplica::find(ReplicaId replica, std::int64_t lseq)
{
    const auto it = m_lines.constFind({replica, lseq});
    return it == m_lines.cend() ? std::optional<LoggedChange>() : std::optional<LoggedChange>(*it);
}

Result<std::optional<LoggedChange>> MemoryReplica::at(EntityRef ref, std::int64_t seq)
{
    for (const Key &key : m_linesOf.value(ref)) {
        if (const auto line = m_lines.constFind(key); line->seq == seq)
            return std::optional<LoggedChange>(*line);
    }
    return std::optional<LoggedChange>();
}

Result<void> MemoryReplica::judged(ReplicaId replica, std::int64_t lseq, std::int64_t seq, Verdict verdict)
{
    LoggedChange &line = m_lines[{replica, lseq}];
    line.seq = seq;
    line.verdict = verdict;
    m_waiting.remove({replica, lseq});
    return {};
}

Result<void> MemoryReplica::unorder(ReplicaId replica, std::int64_t lseq)
{
    LoggedChange &line = m_lines[{replica, lseq}];
    line.seq.reset();
    line.verdict.reset();
    line.placed.reset();
    line.forgotten = false;
    m_left.remove({replica, lseq});
    m_waiting.insert({replica, lseq}, line.change.entity);
    return {};
}

Result<void> MemoryReplica::remove(ReplicaId replica, std::int64_t lseq)
{
    const Key key{replica, lseq};
    m_linesOf[m_lines.value(key).change.entity].removeOne(key);
    m_lines.remove(key);
    m_waiting.remove(key);
    return {};
}

Result<QList<LoggedChange>> MemoryReplica::ordered()
{
    QList<LoggedChange> own;
    for (const LoggedChange &line : m_lines) {
        if (line.seq && !line.hash.isEmpty())
            own.append(line);
    }
    std::sort(own.begin(), own.end(), [](const auto &a, const auto &b) { return *a.seq < *b.seq; });
    return own;
}

Result<std::int64_t> MemoryReplica::lastOrdered(ReplicaId replica)
{
    const auto first = m_waiting.lowerBound({replica, 0});
    if (first != m_waiting.cend() && first.key().first == replica)
        return first.key().second - 1;
    auto it = m_lines.upperBound({replica, std::numeric_limits<std::int64_t>::max()});
    if (it == m_lines.begin())
        return 0;
    --it;
    return it.key().first == replica ? it.key().second : 0;
}

Result<QSet<EntityRef>> MemoryReplica::rewind(std::int64_t agreed)
{
    QSet<EntityRef> touched;
    for (auto it = m_lines.begin(); it != m_lines.end();) {
        if (!it->hash.isEmpty() || it->seq.value_or(0) <= agreed) {
            ++it;
            continue;
        }
        touched.insert(it->change.entity);
        m_linesOf[it->change.entity].removeOne(it.key());
        it = m_lines.erase(it);
    }
    for (auto thing = m_things.begin(); thing != m_things.end(); ++thing) {
        if (thing->version.value_or(0) > agreed) {
            touched.insert(thing.key());
            thing->version = -1;
        }
        for (Cell &cell : thing->cells) {
            if (cell.version > agreed) {
                touched.insert(thing.key());
                cell.version = -1;
            }
        }
    }
    for (auto scope = m_holdings.begin(); scope != m_holdings.end(); ++scope) {
        for (auto holding = scope->begin(); holding != scope->end(); ++holding) {
            if (holding->version > agreed) {
                touched.insert(holding.key());
                holding->version = -1;
            }
        }
    }
    return touched;
}

Result<void> MemoryReplica::clear()
{
    m_things.clear();
    m_holdings.clear();
    for (auto it = m_lines.begin(); it != m_lines.end();) {
        if (it->hash.isEmpty()) {
            m_linesOf[it->change.entity].removeOne(it.key());
            it = m_lines.erase(it);
            continue;
        }
        if (it->seq && !it->forgotten && it->verdict != Verdict::Refused) {
            it->forgotten = true;
            m_left.insert(it.key());
        }
        ++it;
    }
    return {};
}

Result<void> MemoryReplica::refill(ReplicaId replica, const Change &change)
{
    LoggedChange &line = m_lines[{replica, change.lseq}];
    const Change before = std::exchange(line.change, change);
    line.change.salt = before.salt; // which does not travel
    line.change.commitment = before.commitment;
    line.forgotten = false;
    m_left.remove({replica, change.lseq});
    return {};
}

Result<QList<LoggedChange>> MemoryReplica::waiting(ReplicaId replica, int limit)
{
    QList<LoggedChange> lines;
    for (auto it = m_waiting.lowerBound({replica, 0}); it != m_waiting.cend() && it.key().first == replica; ++it) {
        const LoggedChange line = m_lines.value(it.key());
        if (line.placed)
            continue;
        if (line.change.lseq == line.change.actFirst && lines.size() >= limit)
            break;
        lines.append(line);
    }
    return lines;
}

Result<QList<ReplicaId>> MemoryReplica::waitingNames()
{
    QSet<ReplicaId> waiting;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        if (!m_lines.value(it.key()).placed)
            waiting.insert(it.key().first);
    }
    QList<ReplicaId> names;
    for (const ReplicaId &name : std::as_const(m_names)) {
        if (waiting.contains(name))
            names.append(name);
    }
    return names;
}

Result<std::int64_t> MemoryReplica::pending(EntityRef ref)
{
    std::int64_t count = 0;
    for (const Key &key : m_linesOf.value(ref))
        count += m_waiting.contains(key) ? 1 : 0;
    return count;
}

Result<QList<Field>> MemoryReplica::pendingFields(EntityRef ref)
{
    QList<Field> fields;
    for (const Key &key : m_linesOf.value(ref)) {
        const auto line = m_lines.constFind(key);
        if (!line->seq && line->change.operation == Operation::Set && !line->change.erased
            && !fields.contains(line->change.field))
            fields.append(line->change.field);
    }
    return fields;
}

Result<std::optional<LoggedChange>> MemoryReplica::lastPending(EntityRef ref, Field field)
{
    std::optional<LoggedChange> last;
    for (const Key &key : m_linesOf.value(ref)) {
        const auto line = m_lines.constFind(key);
        const bool counts = line->change.operation == Operation::Create
            || (line->change.operation == Operation::Set && line->change.field == field);
        if (!line->seq && counts && !line->change.erased)
            last = *line;
    }
    return last;
}

Result<void> MemoryReplica::place(ReplicaId replica, std::int64_t lseq, std::optional<std::int64_t> seq)
{
    m_lines[{replica, lseq}].placed = seq;
    return {};
}

Result<QList<LoggedChange>> MemoryReplica::placed()
{
    QList<LoggedChange> lines;
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        if (const LoggedChange line = m_lines.value(it.key()); line.placed)
            lines.append(line);
    }
    return lines;
}

Result<void> MemoryReplica::notify(const QSet<EntityRef> &, const QSet<EntityRef> &)
{
    return {}; // nothing is derived here
}

} // namespace shouli::tests::simulation
