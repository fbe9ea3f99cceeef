// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/StickTrip.h"

#include "core/changes/log/ReplicaState.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/Transaction.h"
#include "sync/protocol/Paths.h"
#include "sync/stick/StickFile.h"
#include "sync/transport/Refusal.h"

#include <QDir>
#include <QFile>

#include <limits>

namespace shouli::sync::client {

using core::base::Error;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::LoggedChange;
using core::changes::ScopeId;
using core::changes::log::ReplicaState;
using core::changes::log::StoredReplica;
using core::storage::Database;
using core::storage::Transaction;
using protocol::SyncRequest;
using stick::StickAnswer;
using stick::StickFile;
using stick::StickFolder;
using stick::StickRequest;

namespace paths = protocol::paths;

namespace {

constexpr qsizetype bytesAtOnce = 512 << 10; ///< what unpacks to less than 1 MiB is never refused as too large

} // namespace

StickTrip::StickTrip(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                     const core::base::Clock &clock, core::base::Random &random, const Installation &installation,
                     std::shared_ptr<const core::crypto::SigningKey> key)
    : m_log(log)
    , m_writer(writer)
    , m_random(random)
    , m_installation(installation)
    , m_key(std::move(key))
    , m_exchange(log, clock)
{
}

void StickTrip::stop()
{
    m_stop = true;
    const std::lock_guard lock(m_mutex);
    if (m_loading != nullptr)
        m_loading->stop();
}

Result<StickTrip::Outcome> StickTrip::run(const QString &medium)
{
    if (!QDir(medium).exists())
        return failure(ErrorCode::FileMissing, medium);
    const StickFolder folder(medium);
    Outcome outcome;
    SHOULI_TRY(const ReplicaState me, onWriter([](Database &db) { return ReplicaState::load(db); }));
    m_me = me.id;
    const QString answered = folder.answer(m_me);
    const QString asked = folder.request(m_me);
    SHOULI_TRY(const StickAnswer answer, open(folder, outcome));
    if (outcome.found == Found::Taken)
        SHOULI_CHECK(take(answer, outcome));
    SHOULI_CHECK(write(folder, outcome));
    if (outcome.renamed && asked != folder.request(m_me))
        QFile::remove(asked);
    if (outcome.found == Found::Taken || outcome.found == Found::Old)
        QFile::remove(answered); // of no use any more; where it stays, it changes nothing
    return outcome;
}

Result<StickAnswer> StickTrip::open(const StickFolder &folder, Outcome &outcome)
{
    const auto notThis = [&outcome](Found found, const Error &error) {
        outcome.found = found;
        outcome.trouble = error;
        return StickAnswer();
    };
    const auto file = StickFolder::read(folder.answer(m_me));
    if (!file && file.error().code == ErrorCode::FileMissing)
        return StickAnswer();
    if (!file)
        return notThis(Found::Damaged, file.error());
    const auto header = StickFile::headerOf(*file);
    if (!header)
        return notThis(header.error().code == ErrorCode::Unsupported ? Found::Newer : Found::Damaged, header.error());
    if (header->county != StickFile::countyMark(m_installation.serverPin))
        return notThis(Found::Foreign, {ErrorCode::DatabaseForeign, folder.answer(m_me)});
    if (header->replica != m_me)
        return notThis(Found::Damaged, {ErrorCode::MessageMalformed, folder.answer(m_me)});
    const auto parts = StickFile::openAnswer(StickFile::answerKey(m_key->seed(), header->nonce), *file);
    if (!parts)
        return notThis(Found::Damaged, parts.error());
    auto answer = StickAnswer::fromParts(*parts);
    if (!answer)
        return notThis(Found::Damaged, answer.error());
    outcome.found = Found::Taken;
    return *std::move(answer);
}

Result<void> StickTrip::take(const StickAnswer &answer, Outcome &outcome)
{
    bool any = false;
    for (const StickAnswer::Answer &one : answer.answers) {
        if (one.status != 200) {
            SHOULI_TRY(const QByteArray now, stand());
            if (one.rounds.first().stand != now)
                continue; // was said to somebody who stood elsewhere
            const Error error{transport::errorFor(one.status, one.rounds.first().body), QString::fromLatin1(one.path)};
            outcome.onceMore = mends(error, one.path);
            if (!outcome.onceMore || error.code == ErrorCode::DeviceRevoked) {
                outcome.found = Found::Refused;
                outcome.trouble = error;
            }
            return {};
        }
        const auto taken = takeOne(one, outcome);
        if (!taken && taken.error().code == ErrorCode::Cancelled)
            return failure(taken);
        if (!taken) {
            outcome.onceMore = mends(taken.error(), one.path);
            if (!outcome.onceMore)
                outcome.trouble = taken.error();
            return {};
        }
        any = any || *taken;
    }
    const auto loaded = takeSnapshots(answer, outcome);
    if (!loaded && loaded.error().code == ErrorCode::Cancelled)
        return failure(loaded);
    if (!loaded)
        outcome.trouble = loaded.error(); // asked for again
    if (!any && loaded && !*loaded)
        outcome.found = Found::Old;
    return {};
}

bool StickTrip::mends(const Error &error, const QByteArray &path)
{
    if (error.code == ErrorCode::ForkDetected)
        m_next = Next::Part;
    else if (error.code == ErrorCode::EpochChanged || (error.code == ErrorCode::ChainBroken && path == paths::part))
        m_next = Next::Agree;
    else if (error.code == ErrorCode::DeviceRevoked && path != paths::goHome)
        m_next = Next::Return; // or the county lost it; a PC that was shut out is refused that too
    return m_next != Next::Sync;
}

Result<QByteArray> StickTrip::stand()
{
    return onWriter([this](Database &db) -> Result<QByteArray> {
        m_exchange.forget(); // spelled out
        SHOULI_TRY(const SyncRequest request, m_exchange.request(db, 1));
        return stick::standOf(request);
    });
}

Result<bool> StickTrip::takeOne(const StickAnswer::Answer &answer, Outcome &outcome)
{
    bool any = false;
    for (const StickAnswer::Round &round : answer.rounds) {
        SHOULI_TRY(const QByteArray now, stand());
        if (round.stand != now)
            continue; // taken already, or got further meanwhile by another way
        any = true;
        if (answer.path == paths::sync) {
            SHOULI_TRY(outcome.onceMore, takeRound(round.body, outcome));
            continue;
        }
        const auto taken = onWriter([&](Database &db) -> Result<void> {
            if (answer.path == paths::part) {
                SHOULI_TRY(outcome.renamed, m_exchange.part(db, round.body));
                m_next = outcome.renamed ? Next::Sync : Next::Part;
            } else if (answer.path == paths::agree) {
                SHOULI_CHECK(m_exchange.agree(db, round.body));
                outcome.startedAnew = true;
            } else if (answer.path == paths::goHome) {
                SHOULI_CHECK(m_exchange.comeHome(db, round.body));
                outcome.renamed = true;
            }
            return {};
        });
        SHOULI_CHECK(taken);
        outcome.onceMore = true;
    }
    return any;
}

Result<bool> StickTrip::takeRound(const QByteArray &body, Outcome &outcome)
{
    SHOULI_TRY(const auto response, Exchange::unpack(body));
    Exchange::Taken at;
    do {
        if (m_stop)
            return failure(ErrorCode::Cancelled);
        SHOULI_TRY(at, onWriter([&](Database &db) { return m_exchange.takeSlice(db, response, at); }));
    } while (!at.done(response));
    SHOULI_TRY(const auto taken, onWriter([&](Database &db) { return m_exchange.finish(db, response); }));
    outcome.arrived += taken.arrived;
    return response.more;
}

Result<bool> StickTrip::takeSnapshots(const StickAnswer &answer, Outcome &outcome)
{
    bool any = false;
    SHOULI_TRY(const auto scopes, onWriter([this](Database &db) -> Result<QMap<ScopeId, std::int64_t>> {
                   SHOULI_TRY(auto tx, Transaction::begin(db));
                   return StoredReplica(m_log, tx).scopes();
               }));
    for (auto it = answer.manifests.cbegin(); it != answer.manifests.cend(); ++it) {
        if (scopes.value(it.key(), -1) != 0)
            continue;
        ScopeLoad load(m_log, m_writer, m_installation.serverPin,
                       [&answer](const snapshot::Question &question) -> Result<QByteArray> {
                           if (question.name.isEmpty())
                               return answer.manifests.value(question.scope);
                           const auto chunk = answer.chunks.constFind(question.name);
                           if (chunk == answer.chunks.cend())
                               return failure(ErrorCode::FileMissing, QStringLiteral("chunk"));
                           return *chunk;
                       });
        if (m_tell)
            load.onProgress(m_tell);
        {
            const std::lock_guard lock(m_mutex);
            m_loading = &load;
        }
        const auto loaded = m_stop ? Result<ScopeLoad::Outcome>(failure(ErrorCode::Cancelled)) : load.load(it.key());
        {
            const std::lock_guard lock(m_mutex);
            m_loading = nullptr;
        }
        if (!loaded && loaded.error().code == ErrorCode::EpochChanged)
            continue; // what is here is newer
        SHOULI_CHECK(loaded);
        outcome.rows += loaded->rows;
        any = true;
    }
    return any;
}

Result<QList<StickRequest::Question>> StickTrip::questions(Outcome &outcome)
{
    using Questions = QList<StickRequest::Question>;
    SHOULI_TRY(const QByteArray here, stand());
    return onWriter([&](Database &db) -> Result<Questions> {
        if (m_next == Next::Return) {
            const auto home = m_exchange.homecoming(db, *m_key);
            if (home)
                return Questions{{paths::goHome, *home, here}};
            m_next = Next::Sync; // has no ticket: as before, it may have been an error
        }
        if (m_next == Next::Part) {
            SHOULI_TRY(const QByteArray chain, m_exchange.chain(db, *m_key));
            return Questions{{paths::part, chain, here}};
        }
        if (m_next == Next::Agree) {
            SHOULI_TRY(const QByteArray shown, m_exchange.checkpoints(db, *m_key));
            return Questions{{paths::agree, shown, here}};
        }
        m_exchange.forget(); // signed, and everything spelled out: an answer "spell out" would cost a trip
        SHOULI_TRY(SyncRequest request, m_exchange.request(db, Exchange::changesAtOnce, true));
        request.wantsPollKey = false;
        request.dictionary = 0;
        QList<LoggedChange> waiting;
        if (request.formerName.isNull()) {
            SHOULI_TRY(auto tx, Transaction::begin(db));
            SHOULI_TRY(waiting, StoredReplica(m_log, tx).waiting(m_me, std::numeric_limits<int>::max()));
        }
        Questions questions;
        const auto ask = [&]() -> Result<void> {
            SHOULI_TRY(const auto packed, m_exchange.pack(db, request, *m_key));
            questions.append({paths::sync, packed.body, here});
            return {};
        };
        outcome.written = static_cast<int>(waiting.isEmpty() ? request.push.size() : waiting.size());
        if (waiting.isEmpty()) {
            SHOULI_CHECK(ask());
            return questions;
        }
        request.push.clear();
        qsizetype bytes = 0;
        for (qsizetype i = 0; i < waiting.size(); ++i) {
            const auto &change = waiting.at(i).change;
            request.push.append(change);
            bytes += change.payload.size() + change.baseValue.size() + change.extension.size();
            const bool endsAct = change.lseq == change.actFirst + change.actSize - 1;
            const bool last = i + 1 == waiting.size();
            const bool full = request.push.size() >= Exchange::changesAtOnce || bytes >= bytesAtOnce;
            if (!last && (!endsAct || !full))
                continue;
            bytes = 0;
            request.pushHash = protocol::shortHash(waiting.at(i).hash);
            SHOULI_CHECK(ask());
            request.push.clear();
        }
        return questions;
    });
}

Result<void> StickTrip::write(const StickFolder &folder, Outcome &outcome)
{
    SHOULI_TRY(const ReplicaState me, onWriter([](Database &db) { return ReplicaState::load(db); }));
    m_me = me.id; // another one where it was renamed
    const StickFile::Header header{StickFile::Kind::Request, StickFile::countyMark(m_installation.serverPin), m_me,
                                   m_random.bytes(StickFile::nonceSize)};
    const auto key = StickFile::answerKey(m_key->seed(), header.nonce);
    StickRequest request;
    request.answerKey = {reinterpret_cast<const char *>(key.data()), key.size()};
    SHOULI_TRY(request.questions, questions(outcome));
    SHOULI_TRY(const QByteArray sealed, StickFile::sealRequest(header, m_installation.stickKey, request.toParts()));
    return folder.write(folder.request(m_me), sealed);
}

} // namespace shouli::sync::client
