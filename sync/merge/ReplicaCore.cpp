// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/ReplicaCore.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"
#include "core/changes/Intake.h"
#include "core/crypto/Hash.h"

#include <algorithm>
#include <limits>

namespace shouli::sync::merge {

using core::base::ErrorCode;
using core::base::failure;
using core::base::mutant;
using core::base::Mutant;
using core::base::Result;
using core::changes::Change;
using core::changes::EntityRef;
using core::changes::FieldState;
using core::changes::Holding;
using core::changes::Intake;
using core::changes::LogEntry;
using core::changes::LoggedChange;
using core::changes::Operation;
using core::changes::OwnHead;
using core::changes::Progress;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Verdict;
using protocol::Arrival;
using protocol::Chain;
using protocol::Checkpoints;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr int allOfIt = std::numeric_limits<int>::max();
constexpr qsizetype mostPushed = 512 * 1024; ///< bytes of values: half of what a county takes at once
constexpr qsizetype aboutEach = 24;          ///< bytes of a change besides its values
constexpr qsizetype fineCheckpoints = 16; ///< the newest; older ones at growing distances

/// Keeps the newest ones, and of the older ones about one for each doubling of the distance.
QMap<std::int64_t, QByteArray> thinned(const QMap<std::int64_t, QByteArray> &all)
{
    QMap<std::int64_t, QByteArray> kept;
    const std::int64_t newest = all.isEmpty() ? 0 : all.lastKey();
    std::int64_t wanted = 0;
    for (auto it = all.constEnd(); it != all.constBegin();) {
        --it;
        const std::int64_t distance = newest - it.key();
        if (kept.size() >= fineCheckpoints && distance < wanted)
            continue;
        kept.insert(it.key(), it.value());
        wanted = std::max<std::int64_t>(2 * distance, 1);
    }
    return kept;
}

/// Only for Mutant::OverlayDroppedAtAck.
[[maybe_unused]] Result<void> dropOverlay(core::changes::ReplicaStore &store, std::int64_t acknowledged)
{
    SHOULI_TRY(const OwnHead own, store.ownHead());
    SHOULI_TRY(const auto waiting, store.waiting(own.replica, allOfIt));
    for (const LoggedChange &line : waiting) {
        SHOULI_TRY(const bool held, store.holds(line.change.entity));
        if (line.change.lseq > acknowledged || line.change.operation != Operation::Set || !held)
            continue;
        SHOULI_TRY(const FieldState before, store.field(line.change.entity, line.change.field));
        FieldState after = before;
        after.working = before.countyValue();
        SHOULI_CHECK(store.setField(line.change.entity, line.change.field, before, after));
    }
    return {};
}

} // namespace

ReplicaCore::ReplicaCore(core::changes::ReplicaStore &store)
    : m_store(store)
{
}

Result<SyncRequest> ReplicaCore::request(int changes, bool snapshots)
{
    if (!snapshots)
        SHOULI_CHECK(startOver());
    SHOULI_TRY(const Progress progress, m_store.progress());
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    SHOULI_TRY(const auto scopes, m_store.scopes());
    SyncRequest request;
    request.snapshots = snapshots;
    if (!progress.epoch.isEmpty())
        request.place = protocol::placeOf(progress.epoch, progress.cursorHash);
    request.cursor = progress.cursor;
    if (progress.ahead > 0) {
        request.ahead = progress.ahead;
        request.aheadPlace = protocol::placeOf(progress.epoch, progress.aheadHash);
    }
    request.schemaVersion = m_store.schema().version();
    SHOULI_TRY(request.echoAfter, m_store.lastOrdered(own.replica));
    if (progress.lostLseq > 0) { // a county that was put back may have more of what was erased since
        SHOULI_TRY(const auto mine, m_store.waiting(own.replica, allOfIt));
        for (const LoggedChange &line : mine) {
            if (line.change.erased)
                request.echoAfter = line.change.lseq;
        }
    }
    for (auto it = scopes.cbegin(); it != scopes.cend(); ++it)
        request.pull.append({it.key(), std::max<std::int64_t>(0, it.value())});
    request.lostLseq = progress.lostLseq;
    request.lostAfter = progress.lostAfter;
    ReplicaId name = own.replica;
    SHOULI_TRY(const auto names, m_store.waitingNames());
    for (const ReplicaId &former : names) {
        if (former == own.replica)
            continue;
        name = request.formerName = former; // what was ordered once and lost; all of it, the oldest first
        request.lostLseq = std::numeric_limits<std::int64_t>::max();
        break;
    }
    SHOULI_TRY(const auto waiting, m_store.waiting(name, changes));
    if (waiting.isEmpty())
        return request;
    qsizetype bytes = 0;
    for (const auto &line : waiting) {
        bytes += line.change.payload.size() + line.change.baseValue.size() + line.change.extension.size() + aboutEach;
        if (bytes > mostPushed && line.change.lseq == line.change.actFirst && !request.push.isEmpty())
            break; // the rest goes with the next one
        request.push.append(line.change);
        request.pushHash = protocol::shortHash(line.hash);
    }
    if (mutant(Mutant::WallClockOrders))
        std::stable_sort(request.push.begin(), request.push.end(),
                         [](const Change &a, const Change &b) { return a.stamp.wall < b.stamp.wall; });
    return request;
}

Result<QSet<ScopeId>> ReplicaCore::scopesOf(const SyncResponse &response)
{
    if (!response.scopes.isEmpty())
        return QSet<ScopeId>(response.scopes.cbegin(), response.scopes.cend());
    SHOULI_TRY(const auto known, m_store.scopes());
    const QList<ScopeId> scopes = known.keys();
    return QSet<ScopeId>(scopes.cbegin(), scopes.cend());
}

Result<void> ReplicaCore::check(const SyncResponse &response)
{
    if (!response.missing.isNull())
        return failure(ErrorCode::EpochChanged, QStringLiteral("changes of a former name"));
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    if (response.formerName.isNull()) {
        SHOULI_TRY(const std::int64_t ordered, m_store.lastOrdered(own.replica));
        if (response.acknowledged < ordered) // it had them once
            return failure(ErrorCode::EpochChanged, QStringLiteral("own change %1").arg(ordered));
    }
    if (response.acknowledged == 0)
        return {};
    const ReplicaId name = response.formerName.isNull() ? own.replica : response.formerName;
    SHOULI_TRY(const auto line, m_store.find(name, response.acknowledged));
    if (!line && !response.formerName.isNull())
        return {}; // whoever has that name now went on under it
    const QByteArray here = line ? protocol::chainMark(line->hash) : QByteArray();
    if (here != response.acknowledgedHash && !mutant(Mutant::DuplicateByNumber))
        return failure(ErrorCode::ForkDetected, QStringLiteral("own change %1").arg(response.acknowledged));
    return {};
}

Result<LogEntry> ReplicaCore::entryOf(const Arrival &arrival, ReplicaId me)
{
    if (arrival.entry)
        return *arrival.entry;
    SHOULI_TRY(const auto own, m_store.find(me, arrival.echo.lseq));
    if (!own)
        return failure(ErrorCode::ForkDetected, QStringLiteral("own change %1").arg(arrival.echo.lseq));
    return LogEntry{arrival.seq, me, own->change, arrival.echo.verdict, {}, arrival.echo.stands};
}

Result<ReplicaCore::Taken> ReplicaCore::take(const SyncResponse &response, Taken at, int entries)
{
    if (at.done(response))
        return at;
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    SHOULI_TRY(Progress progress, m_store.progress());
    if (progress.epoch.isEmpty()) // from the first slice on this is what the tables hold
        progress.epoch = response.epoch;
    if (at.next == 0) {
        progress.goesAhead(response.to, response.toHash);
        SHOULI_CHECK(m_store.setProgress(progress));
    }
    if (mutant(Mutant::CursorBeforeRows)) {
        SHOULI_CHECK(finish(response));
    }
    SHOULI_TRY(const auto received, scopesOf(response));
    SHOULI_CHECK(adopt(received));
    Intake intake(m_store, received);
    QList<LogEntry> slice;
    while (!at.done(response)) {
        SHOULI_TRY(LogEntry entry, entryOf(response.arrivals.at(at.next), own.replica));
        if (entry.seq <= at.position || entry.seq > response.to)
            return failure(ErrorCode::MessageMalformed, QStringLiteral("order of positions"));
        const bool startsAct = slice.isEmpty() || entry.replica != slice.last().replica
            || entry.change.actFirst != slice.last().change.actFirst;
        const bool erased = std::any_of(slice.cbegin(), slice.cend(), [](const LogEntry &taken) {
            return taken.change.operation == Operation::Redact; // echoes after it are looked up when it was done
        });
        if (startsAct && (slice.size() >= entries || erased))
            break;
        const bool isEcho = !response.arrivals.at(at.next).entry;
        at.position = entry.seq;
        ++at.next;
        if (isEcho) { // one that was taken before the power failed may have been given up since
            SHOULI_TRY(const auto line, m_store.find(entry.replica, entry.change.lseq));
            if (line && line->seq == entry.seq)
                continue;
        }
        slice.append(std::move(entry));
    }
    SHOULI_CHECK(intake.take(slice));
    return at;
}

Result<void> ReplicaCore::finish(const SyncResponse &response)
{
    if (mutant(Mutant::OverlayDroppedAtAck))
        SHOULI_CHECK(dropOverlay(m_store, response.acknowledged));
    for (const auto &placed : response.placed)
        SHOULI_CHECK(place(response.formerName, placed));
    SHOULI_TRY(const auto placed, m_store.placed());
    for (const LoggedChange &line : placed) {
        if (std::abs(*line.placed) <= response.to && !response.more) // the county lost it: it did not come
            SHOULI_CHECK(m_store.place(line.replica, line.change.lseq, std::nullopt));
    }
    SHOULI_TRY(Progress progress, m_store.progress());
    if (!response.epoch.isEmpty())
        progress.epoch = response.epoch;
    progress.durable = response.durable;
    if (response.to > 0 && response.to >= progress.cursor && !response.toHash.isEmpty()) {
        progress.cursor = response.to;
        progress.cursorHash = response.toHash;
        SHOULI_TRY(auto tokens, m_store.checkpoints());
        tokens.insert(response.to, response.toHash);
        SHOULI_CHECK(m_store.setCheckpoints(thinned(tokens)));
        progress.goesAhead(0, {});
    }
    SHOULI_CHECK(m_store.setProgress(progress));
    SHOULI_TRY(const auto received, scopesOf(response));
    SHOULI_CHECK(adopt(received));
    SHOULI_TRY(const auto cursors, m_store.scopes());
    for (const ScopeId &scope : received) {
        const std::int64_t cursor = cursors.value(scope, 0);
        if (cursor >= 0 && !response.bySnapshot.contains(scope))
            SHOULI_CHECK(m_store.setScope(scope, std::max(cursor, response.to)));
    }
    return {};
}

Result<void> ReplicaCore::adopt(const QSet<ScopeId> &received)
{
    SHOULI_TRY(const auto known, m_store.scopes());
    for (const ScopeId &scope : received) {
        if (!known.contains(scope))
            SHOULI_CHECK(m_store.setScope(scope, 0));
    }
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (received.contains(it.key()))
            continue;
        SHOULI_CHECK(m_store.setScope(it.key(), std::nullopt));
        Intake intake(m_store, received);
        SHOULI_CHECK(intake.withdraw(it.key()));
    }
    return {};
}

Result<Chain> ReplicaCore::chain(int limit)
{
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    SHOULI_TRY(const auto waiting, m_store.waiting(own.replica, limit));
    Chain chain;
    chain.first = own.lseq + 1;
    chain.before = own.hash;
    if (waiting.isEmpty())
        return chain;
    chain.first = waiting.first().change.lseq;
    chain.before = core::changes::chainStart();
    if (chain.first > 1) {
        SHOULI_TRY(const auto before, m_store.find(own.replica, chain.first - 1));
        chain.before = before ? before->hash : QByteArray();
    }
    for (const auto &line : waiting) {
        if (chain.hashes.size() < protocol::Chain::mostHashes)
            chain.hashes.append(line.hash);
    }
    chain.more = chain.first + chain.hashes.size() <= own.lseq;
    return chain;
}

Result<void> ReplicaCore::rename(const protocol::Parting &parting)
{
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    SHOULI_TRY(const auto waiting, m_store.waiting(own.replica, allOfIt));
    SHOULI_TRY(Progress progress, m_store.progress());
    for (const auto &placed : parting.placed)
        SHOULI_CHECK(place(own.replica, placed));
    if (parting.name.isNull())
        return {};

    const ReplicaId name = parting.name;
    OwnHead head{name, 0, core::changes::chainStart()};
    QSet<EntityRef> moved;
    for (const LoggedChange &line : waiting) {
        if (line.change.lseq <= parting.common)
            continue;
        Change change = line.change;
        change.lseq -= parting.common;
        change.actFirst -= parting.common;
        if (line.change.lseq <= progress.lostLseq)
            change.base.seq = std::min(change.base.seq, progress.lostAfter);
        if (change.base.lseq > parting.common) {
            change.base.lseq -= parting.common;
        } else if (change.base.lseq > 0) {
            // on what came to nothing: a proposal too
            SHOULI_TRY(const auto base, m_store.find(own.replica, change.base.lseq));
            const bool applied = base && base->seq && base->verdict == Verdict::Applied;
            change.base = {applied ? *base->seq : base ? std::max<std::int64_t>(0, base->placed.value_or(0)) : 0, 0};
        }
        if (change.salt.size() == Change::sharedSaltSize) // no two changes may have one, and copies the same
            change.salt = core::crypto::sha256("shouli-salt-of" + name.toBytes() + change.salt)
                              .left(Change::sharedSaltSize);
        head.lseq = change.lseq;
        head.hash = core::changes::chainNext(head.hash, change);
        SHOULI_CHECK(m_store.remove(own.replica, line.change.lseq));
        SHOULI_CHECK(m_store.append({std::nullopt, name, change, std::nullopt, head.hash, false}));
        moved.insert(change.entity);
    }
    SHOULI_CHECK(m_store.setOwnHead(head));
    progress.lostLseq = 0;
    SHOULI_CHECK(m_store.setProgress(progress));
    return m_store.notify(moved, {});
}

Result<void> ReplicaCore::place(ReplicaId name, const protocol::Placed &placed)
{
    SHOULI_TRY(const auto line, m_store.find(name, placed.lseq));
    if (!line || line->seq)
        return {};
    return m_store.place(name, placed.lseq, placed.applied ? placed.seq : -placed.seq);
}

Result<Checkpoints> ReplicaCore::checkpoints()
{
    SHOULI_TRY(const Progress progress, m_store.progress());
    SHOULI_TRY(const auto tokens, m_store.checkpoints());
    Checkpoints shown;
    shown.epoch = progress.epoch;
    for (auto it = tokens.cbegin(); it != tokens.cend(); ++it)
        shown.positions.append({it.key(), it.value()});
    if (progress.ahead > 0)
        shown.positions.append({progress.ahead, progress.aheadHash});
    return shown;
}

Result<void> ReplicaCore::restart(const protocol::Agreement &agreement)
{
    SHOULI_TRY(const Progress before, m_store.progress());
    const std::int64_t agreed = std::max(agreement.agreed, before.durable); // of which every copy that is put back has all
    SHOULI_TRY(const auto ordered, m_store.ordered());
    QSet<std::pair<ReplicaId, std::int64_t>> again;
    QSet<EntityRef> uncreated;
    for (const LoggedChange &line : ordered) {
        if (*line.seq <= agreed)
            continue;
        const Operation operation = line.change.operation;
        const bool told = operation == Operation::Create || operation == Operation::Set
            || operation == Operation::Event;
        const bool erased = line.change.erased && !line.change.commitment.isEmpty();
        if (told && line.change.payload.isEmpty() && !erased) // given up because the county had it in a safe place
            return failure(ErrorCode::ChainBroken, QStringLiteral("own change %1 is gone").arg(line.change.lseq));
        SHOULI_CHECK(m_store.unorder(line.replica, line.change.lseq));
        again.insert({line.replica, line.change.lseq});
        if (operation == Operation::Create && line.verdict == Verdict::Applied)
            uncreated.insert(line.change.entity);
    }
    SHOULI_TRY(const auto placed, m_store.placed());
    for (const LoggedChange &line : placed)
        SHOULI_CHECK(m_store.place(line.replica, line.change.lseq, std::nullopt));
    SHOULI_TRY(auto touched, m_store.rewind(agreed));
    for (const EntityRef &ref : std::as_const(uncreated))
        SHOULI_CHECK(m_store.erase(ref)); // and is made anew below, as it was made
    SHOULI_TRY(auto tokens, m_store.checkpoints());
    while (!tokens.isEmpty() && tokens.lastKey() > agreed)
        tokens.erase(std::prev(tokens.end()));
    SHOULI_CHECK(m_store.setCheckpoints(tokens));
    SHOULI_TRY(const auto scopes, m_store.scopes());
    for (auto it = scopes.cbegin(); it != scopes.cend(); ++it)
        SHOULI_CHECK(m_store.setScope(it.key(), -std::max<std::int64_t>(1, agreed)));
    Progress progress;
    progress.epoch = agreement.epoch; // put back once more the county refuses, and another agreement is made
    progress.durable = std::min(before.durable, agreed);
    progress.syncedAt = before.syncedAt;
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    progress.lostLseq = own.lseq;
    progress.lostAfter = before.lostLseq > 0 ? std::min(before.lostAfter, agreed) : agreed;
    SHOULI_CHECK(m_store.setProgress(progress));
    const auto isNew = [&](const LoggedChange &line) {
        return uncreated.contains(line.change.entity) || again.contains({line.replica, line.change.lseq});
    };
    return redoAll(isNew, touched + uncreated);
}

Result<void> ReplicaCore::startOver()
{
    SHOULI_TRY(const auto scopes, m_store.scopes());
    if (std::none_of(scopes.cbegin(), scopes.cend(), [](std::int64_t cursor) { return cursor < 0; }))
        return {};
    SHOULI_CHECK(m_store.clear());
    for (auto it = scopes.cbegin(); it != scopes.cend(); ++it)
        SHOULI_CHECK(m_store.setScope(it.key(), 0));
    SHOULI_TRY(Progress progress, m_store.progress());
    progress.cursor = 0; // all of it line by line
    progress.cursorHash.clear();
    progress.goesAhead(0, {});
    SHOULI_CHECK(m_store.setProgress(progress));
    return redoAll([](const LoggedChange &) { return true; }, {});
}

Result<void> ReplicaCore::redoAll(const IsNew &isNew, QSet<EntityRef> touched)
{
    SHOULI_TRY(const OwnHead own, m_store.ownHead());
    SHOULI_TRY(auto names, m_store.waitingNames());
    names.removeAll(own.replica);
    names.append(own.replica); // what was made under a former name was made before
    for (const ReplicaId &name : std::as_const(names)) {
        SHOULI_TRY(const auto waiting, m_store.waiting(name, allOfIt));
        for (const LoggedChange &line : waiting) {
            if (!mutant(Mutant::WriteInRebuildLost))
                SHOULI_CHECK(redo(line.change, isNew(line)));
            touched.insert(line.change.entity);
        }
    }
    return m_store.notify(touched, {});
}

Result<void> ReplicaCore::redo(const Change &change, bool isNew)
{
    const EntityRef ref = change.entity;
    SHOULI_TRY(const bool held, m_store.holds(ref));
    SHOULI_TRY(const bool stub, m_store.isErased(ref));
    const auto *kind = m_store.schema().find(ref.kind);
    switch (change.operation) {
    case Operation::Create:
        if (kind != nullptr && isNew && change.erased) {
            SHOULI_CHECK(m_store.insertErased(ref, std::nullopt));
        } else if (kind != nullptr && !held && isNew) {
            SHOULI_TRY(const auto values, core::changes::fieldValuesFromCbor(change.payload));
            SHOULI_CHECK(m_store.insert(ref, values, std::nullopt));
        }
        break;
    case Operation::Set:
        if (held && !stub && !change.erased && kind != nullptr && kind->fields.contains(change.field)) {
            SHOULI_TRY(FieldState before, m_store.field(ref, change.field));
            // the store counts all that wait; of them this and the later ones are not done yet
            before.pending = before.shadow ? 1 : 0;
            SHOULI_CHECK(m_store.setField(ref, change.field, before, before.editedHere(change.payload)));
        }
        return {};
    case Operation::Event:
    case Operation::Settle:
    case Operation::Redact:
        return {};
    case Operation::Enter:
    case Operation::Leave:
        break;
    }
    if (!isNew)
        return {};
    SHOULI_TRY(const Holding holding, m_store.holding(ref, change.scope));
    return m_store.setHolding(ref, change.scope, holding.changedHere(change.operation == Operation::Leave ? -1 : 1));
}

} // namespace shouli::sync::merge
