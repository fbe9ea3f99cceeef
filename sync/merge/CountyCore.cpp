// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/CountyCore.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"
#include "core/crypto/Hash.h"
#include "sync/merge/Appender.h"
#include "sync/merge/PositionToken.h"

#include <algorithm>
#include <limits>

namespace shouli::sync::merge {

using core::base::ErrorCode;
using core::base::failure;
using core::base::mutant;
using core::base::Mutant;
using core::base::Result;
using core::changes::Change;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Verdict;
using protocol::Agreement;
using protocol::Arrival;
using protocol::Chain;
using protocol::Checkpoints;
using protocol::Parting;
using protocol::Placed;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr std::int64_t endOfLog = std::numeric_limits<std::int64_t>::max();

constexpr int aboutEach = 24; ///< bytes of a change besides its values, before compression

/// Consecutive numbers, whole acts.
Result<void> checkPush(const QList<Change> &changes)
{
    std::int64_t expected = changes.first().lseq;
    std::int64_t actEnd = expected - 1;
    for (const Change &change : changes) {
        const bool startsAct = expected > actEnd;
        if (change.lseq != expected
            || (startsAct ? change.actFirst != expected : change.actFirst + change.actSize - 1 != actEnd))
            return failure(ErrorCode::MessageMalformed, QStringLiteral("push order"));
        if (change.actSize > core::changes::maxActSize)
            return failure(ErrorCode::MessageTooLarge, QStringLiteral("act of %1").arg(change.actSize));
        actEnd = change.actFirst + change.actSize - 1;
        ++expected;
    }
    if (expected != actEnd + 1)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("half an act"));
    return {};
}

/// A replica's chain before its change `first`, as the county has it.
Result<QByteArray> chainBefore(CountyStore &store, const Member &author, std::int64_t first)
{
    if (first == author.acknowledged + 1)
        return author.acknowledgedHash;
    if (first == 1)
        return core::changes::chainStart();
    SHOULI_TRY(const auto known, store.find(author.replica, first - 1));
    if (!known)
        return failure(ErrorCode::ForkDetected);
    return known->chainHash;
}

} // namespace

CountyCore::CountyCore(const core::changes::Schema &schema)
    : m_schema(schema)
{
}

Result<void> CountyCore::checkPosition(CountyStore &store, const LogHead &head, const SyncRequest &request) const
{
    if (request.place.isEmpty())
        return request.cursor == 0 ? Result<void>() : failure(ErrorCode::EpochChanged); // knows no county yet
    SHOULI_TRY(const auto hash, store.hashAt(request.cursor));
    if (!hash)
        return failure(ErrorCode::EpochChanged);
    SHOULI_TRY(const QByteArray key, store.positionKey());
    // at the beginning nothing was told yet
    const QByteArray token = request.cursor > 0 ? positionToken(key, head.epoch, request.cursor, *hash) : QByteArray();
    if (request.place != protocol::placeOf(head.epoch, token))
        return failure(ErrorCode::EpochChanged);
    if (request.ahead == 0)
        return {};
    SHOULI_TRY(const auto there, store.hashAt(request.ahead));
    const bool agrees = there
        && request.aheadPlace == protocol::placeOf(head.epoch, positionToken(key, head.epoch, request.ahead, *there));
    return agrees ? Result<void>() : failure(ErrorCode::EpochChanged);
}

Result<SyncResponse> CountyCore::answer(CountyStore &store, ReplicaId replica, const SyncRequest &request,
                                        int limit) const
{
    SHOULI_TRY(const LogHead before, store.head());
    SHOULI_TRY(auto member, store.member(replica));
    if (!member)
        return failure(ErrorCode::DeviceRevoked);
    SHOULI_CHECK(checkPosition(store, before, request));
    SyncResponse response;
    if (request.place.isEmpty())
        response.epoch = before.epoch;
    Member author = *member;
    if (!request.formerName.isNull()) {
        if (!member->formers.contains(request.formerName))
            return failure(ErrorCode::MessageMalformed, QStringLiteral("former name"));
        SHOULI_TRY(const auto former, store.member(request.formerName));
        if (!former)
            return failure(ErrorCode::MessageMalformed, QStringLiteral("former name"));
        author = *former;
        author.scopes = member->scopes;
        author.mayErase = member->mayErase;
    }
    // what was made under a former name was made before
    for (auto it = member->formers.cbegin(); it != member->formers.cend() && request.formerName.isNull(); ++it) {
        SHOULI_TRY(const auto former, store.member(it.key()));
        if (!former || former->acknowledged < it.value())
            response.missing = it.key();
    }
    if (response.missing.isNull())
        SHOULI_CHECK(push(store, author, request, response));
    response.formerName = request.formerName;
    response.acknowledged = author.acknowledged;
    if (author.acknowledged > 0)
        response.acknowledgedHash = protocol::chainMark(author.acknowledgedHash);
    if (response.spellOut) {
        response.head = before.seq;
        response.to = request.cursor;
        response.more = true;
        return response;
    }
    SHOULI_CHECK(pull(store, *member, request, limit, response));
    return response;
}

Result<void> CountyCore::push(CountyStore &store, Member &member, const SyncRequest &request,
                              SyncResponse &response) const
{
    if (request.push.isEmpty() || request.push.first().lseq > member.acknowledged + 1)
        return {}; // nothing, or a gap: `acknowledged` says from where to send
    SHOULI_CHECK(checkPush(request.push));
    SHOULI_TRY(QByteArray hash, chainBefore(store, member, request.push.first().lseq));
    QList<QByteArray> hashes;
    for (const Change &change : request.push)
        hashes.append(hash = core::changes::chainNext(hash, change));
    if (protocol::shortHash(hash) != request.pushHash && !mutant(Mutant::DuplicateByNumber)) {
        if (!request.referred)
            return failure(ErrorCode::ForkDetected);
        response.spellOut = true; // either that, or a name that means something else here
        return {};
    }
    const Appender appender(m_schema);
    const std::int64_t before = member.acknowledged;
    for (qsizetype i = 0; i < request.push.size(); ++i) {
        const Change &change = request.push.at(i);
        Placed placed{change.lseq, 0, true};
        if (change.lseq <= member.acknowledged && !mutant(Mutant::TakenTwice)) { // sent again: the answer was lost
            SHOULI_TRY(const auto known, store.find(member.replica, change.lseq));
            if (!known || (known->chainHash != hashes.at(i) && !mutant(Mutant::DuplicateByNumber)))
                return failure(ErrorCode::ForkDetected);
            placed = {change.lseq, known->entry.seq, known->entry.verdict == Verdict::Applied};
        } else {
            const std::int64_t seen = change.lseq <= request.lostLseq ? request.lostAfter : endOfLog;
            SHOULI_TRY(const auto appended, appender.append(store, member, change, hashes.at(i), seen));
            placed = {change.lseq, appended.seq, appended.verdict == Verdict::Applied};
            member.acknowledged = change.lseq;
            member.acknowledgedHash = hashes.at(i);
        }
        if (!request.formerName.isNull())
            response.placed.append(placed);
    }
    if (member.acknowledged == before)
        return {};
    return store.acknowledge(member.replica, member.acknowledged, member.acknowledgedHash);
}

Result<void> CountyCore::pull(CountyStore &store, const Member &member, const SyncRequest &request, int limit,
                              SyncResponse &response) const
{
    SHOULI_TRY(const LogHead head, store.head());
    response.head = response.to = head.seq;
    if (request.scopesName.isEmpty()) {
        response.scopes = member.scopes.values();
        std::sort(response.scopes.begin(), response.scopes.end());
    }

    // where the replica stands in each scope it has; a scope it does not name it has nothing of
    QList<std::int64_t> wanted;
    bool cut = false;
    const auto add = [&](const Result<QList<std::int64_t>> &positions) -> Result<void> {
        if (!positions)
            return core::base::failure(positions);
        if (positions->size() == limit) {
            cut = true;
            response.to = std::min(response.to, positions->last());
        }
        wanted += *positions;
        return {};
    };
    for (const ScopeId &scope : member.scopes) {
        const auto named = std::find_if(request.pull.cbegin(), request.pull.cend(),
                                        [&scope](const auto &at) { return at.scope == scope; });
        const std::int64_t cursor = !request.scopesName.isEmpty() ? request.cursor
            : named != request.pull.cend()                        ? named->cursor
                                                                  : 0;
        SHOULI_TRY(const auto positions, store.ofScope(scope, cursor, limit));
        if (request.snapshots && cursor == 0 && head.seq > 0)
            response.bySnapshot.append(scope); // a replay would bring what has left since, and compare nothing
        else
            SHOULI_CHECK(add(positions));
    }
    std::sort(response.bySnapshot.begin(), response.bySnapshot.end());
    SHOULI_CHECK(add(store.ofReplica(member.replica, request.cursor, limit)));
    for (auto former = member.formers.cbegin(); former != member.formers.cend(); ++former) {
        SHOULI_TRY(const auto last, store.find(former.key(), former.value()));
        if (last && last->entry.seq <= request.cursor)
            continue; // by far the most
        SHOULI_TRY(const auto positions, store.ofReplica(former.key(), request.cursor, limit));
        QList<std::int64_t> mine; // what comes after `last` is somebody else's, also where that was lost
        for (const std::int64_t seq : positions) {
            SHOULI_TRY(const LogLine line, store.at(seq));
            if (line.entry.change.lseq > former.value())
                break;
            mine.append(seq);
        }
        SHOULI_CHECK(add(mine));
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    std::int64_t bytes = 0;
    std::int64_t lastActEnd = 0;
    for (const std::int64_t seq : std::as_const(wanted)) {
        if (seq > response.to)
            break;
        SHOULI_TRY(LogLine line, store.at(seq));
        if (bytes > request.budgetBytes && (seq > lastActEnd || mutant(Mutant::ActCutInTwo))) { // between acts only
            cut = true;
            response.to = seq - 1;
            break;
        }
        Arrival arrival{seq, {}, {}};
        line.entry.change = line.entry.change.forOthers();
        const auto &change = line.entry.change;
        const bool brings = member.scopes.contains(change.scope) && !line.entry.image.isEmpty(); // even to who sent it:
        // it may have received nothing of the thing between its leaving another scope and this
        if (line.entry.replica == member.replica && change.lseq > request.echoAfter && !brings) {
            arrival.echo = {change.lseq, line.entry.verdict, line.entry.stands};
            bytes += 2;
        } else {
            if (!brings)
                line.entry.image.clear(); // for another office; who receives the line without it has the thing
            bytes += change.payload.size() + change.baseValue.size() + change.extension.size() + line.entry.image.size()
                + aboutEach;
            arrival.entry = line.entry;
        }
        lastActEnd = line.actEnd;
        response.arrivals.append(std::move(arrival));
    }
    if (cut && lastActEnd > response.to
        && !mutant(Mutant::ActCutInTwo)) { // the limit of lines fell into an act: leave that act for the next answer
        while (!response.arrivals.isEmpty()) {
            SHOULI_TRY(const LogLine line, store.at(response.arrivals.last().seq));
            if (line.actEnd <= response.to)
                break;
            response.to = response.arrivals.takeLast().seq - 1;
        }
    }
    response.more = cut;
    if (mutant(Mutant::CursorToHead))
        response.to = head.seq;
    SHOULI_TRY(const auto hash, store.hashAt(response.to));
    SHOULI_TRY(const QByteArray key, store.positionKey());
    if (response.to != request.cursor || request.place.isEmpty())
        response.toHash = positionToken(key, head.epoch, response.to, hash.value_or(QByteArray()));
    return {};
}

Result<Parting> CountyCore::part(CountyStore &store, ReplicaId replica, const Chain &chain) const
{
    SHOULI_TRY(const auto member, store.member(replica));
    if (!member)
        return failure(ErrorCode::DeviceRevoked);
    if (chain.first < 1)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("parting"));
    QByteArray here = core::changes::chainStart();
    if (chain.first > 1) {
        SHOULI_TRY(const auto line, store.find(replica, chain.first - 1));
        here = line ? line->chainHash : QByteArray();
    }
    if (here != chain.before)
        return failure(ErrorCode::ChainBroken, QStringLiteral("own change %1").arg(chain.first - 1));
    Parting parting;
    parting.common = chain.first - 1;
    bool parted = false;
    QByteArray branch = "after" + chain.before;
    for (const QByteArray &hash : chain.hashes) {
        SHOULI_TRY(const auto line, store.find(replica, parting.common + 1));
        if (!line || line->chainHash != hash) {
            branch = "with" + hash;
            parted = true;
            break;
        }
        branch = "after" + hash;
        ++parting.common;
        parting.placed.append({parting.common, line->entry.seq, line->entry.verdict == Verdict::Applied});
    }
    if (chain.more && !parted)
        return parting;
    SHOULI_TRY(
        parting.name,
        ReplicaId::fromBytes(core::crypto::sha256("shouli-name" + replica.toBytes() + branch).left(ReplicaId::size)));
    SHOULI_CHECK(store.admit(parting.name, replica, parting.common));
    return parting;
}

Result<Agreement> CountyCore::agreement(CountyStore &store, const Checkpoints &shown) const
{
    SHOULI_TRY(const LogHead head, store.head());
    SHOULI_TRY(const QByteArray key, store.positionKey());
    Agreement agreement;
    bool older = false;
    for (const Checkpoints::Position &position : shown.positions) {
        SHOULI_TRY(const auto hash, store.hashAt(position.seq));
        if (hash && tokenAgrees(position.token, *hash))
            agreement.agreed = std::max(agreement.agreed, position.seq);
        else // told by this county, and yet not in its log: the log is an older copy
            older = older || isGenuineToken(key, head.epoch, position.seq, position.token);
    }
    if (older && shown.epoch == head.epoch)
        SHOULI_CHECK(store.openEpoch());
    SHOULI_TRY(const LogHead now, store.head());
    agreement.epoch = now.epoch;
    return agreement;
}

} // namespace shouli::sync::merge
