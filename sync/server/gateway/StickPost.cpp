// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/StickPost.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Paths.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/gateway/CountyRoutes.h"
#include "sync/stick/StickFile.h"
#include "sync/transport/Refusal.h"

#include <algorithm>

namespace shouli::sync::server::gateway {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::crypto::SecretBytes;
using devices::DeviceHistory;
using devices::Devices;
using engine::Transaction;
using stick::StickAnswer;
using stick::StickFile;
using stick::StickFolder;
using stick::StickRequest;

namespace paths = protocol::paths;

namespace {

/// What makes sense days later; the rest of accessTable needs a line.
const QList<QByteArray> answered{paths::sync, paths::part, paths::agree, paths::goHome};
constexpr int snapshotTries = 3; ///< one may be made anew meanwhile

StickAnswer::Answer refused(const StickRequest::Question &question, const transport::Response &response)
{
    return {question.path, response.status, {{question.stand, response.body}}};
}

} // namespace

StickPost::StickPost(CountyServer &county, const transport::CountyCertificate &certificate,
                     const core::base::Clock &clock)
    : m_county(county)
    , m_certificate(certificate)
    , m_clock(clock)
    , m_handlers(handlers(county, certificate))
{
}

Result<QList<StickPost::Line>> StickPost::run(const QString &medium)
{
    const StickFolder folder(medium);
    const auto replicas = folder.requests();
    if (replicas.isEmpty())
        return failure(ErrorCode::FileMissing, folder.path());
    QList<Line> lines;
    for (const ReplicaId &replica : replicas) {
        SHOULI_TRY(Line line, serve(folder, replica));
        lines.append(std::move(line));
    }
    return lines;
}

Result<std::optional<devices::EnrolledDevice>> StickPost::device(ReplicaId replica)
{
    return m_county.administer(
        [replica](County &, Transaction &tx) { return Devices::find(tx.connection(), replica); });
}

Result<StickPost::Line> StickPost::serve(const StickFolder &folder, ReplicaId replica)
{
    Line line{replica};
    SHOULI_TRY(const auto before, device(replica));
    if (before) {
        line.number = before->number;
        line.office = before->office;
        line.machine = before->machine;
    }
    const auto notRead = [&line](const core::base::Error &error) {
        line.trouble = error;
        return line;
    };
    const auto file = StickFolder::read(folder.request(replica));
    if (!file)
        return notRead(file.error());
    const auto header = StickFile::headerOf(*file);
    if (!header)
        return notRead(header.error());
    if (header->replica != replica)
        return notRead({ErrorCode::MessageMalformed, QStringLiteral("the name of the file")});
    if (header->county != StickFile::countyMark(m_certificate.pin()))
        return notRead({ErrorCode::DatabaseForeign, QStringLiteral("another county's office")});
    QByteArray secret;
    SHOULI_CHECK(m_county.administer([&secret](County &, Transaction &tx) -> Result<void> {
        SHOULI_TRY(const auto keys, County::stickKeys(tx.connection()));
        secret = {reinterpret_cast<const char *>(keys.secretKey.data()), keys.secretKey.size()};
        return {};
    }));
    const auto parts = StickFile::openRequest(SecretBytes::takeFrom(secret), *file);
    if (!parts)
        return notRead(parts.error());
    auto request = StickRequest::fromParts(*parts);
    if (!request)
        return notRead(request.error());

    const StickAnswer answered = answer(*request, line);
    StickFile::Header head = *header;
    head.kind = StickFile::Kind::Answer;
    SHOULI_TRY(const QByteArray sealed,
               StickFile::sealAnswer(head, SecretBytes::takeFrom(request->answerKey), answered.toParts()));
    SHOULI_CHECK(folder.write(folder.answer(replica), sealed));
    line.bytes = sealed.size();
    SHOULI_TRY(const auto after, device(replica));
    if (before && after)
        line.changes = after->ackedLseq - before->ackedLseq;
    if (after && !after->revoked)
        SHOULI_CHECK(m_county.administer([&](County &, Transaction &tx) -> Result<void> {
            SHOULI_TRY(const auto visits, DeviceHistory::visits(tx.connection()));
            const std::int64_t position = visits.value(replica).position; // a stick may never arrive
            return DeviceHistory::noteVisits(tx, {{replica, {m_clock.now(), position, line.taken}}});
        }));
    return line;
}

StickAnswer::Answer StickPost::post(const StickRequest::Question &question)
{
    if (!answered.contains(question.path))
        return refused(question, transport::refusal(404));
    transport::Request request;
    request.method = transport::Method::Post;
    request.path = question.path;
    request.body = question.body;
    const transport::Response response = m_handlers.value(question.path)(request);
    return {question.path, response.status, {{question.stand, response.body}}};
}

StickAnswer StickPost::answer(const StickRequest &request, Line &line)
{
    StickAnswer all;
    const auto isSync = [](const StickRequest::Question &question) { return question.path == paths::sync; };
    const auto last = std::find_if(request.questions.crbegin(), request.questions.crend(), isSync);
    for (auto it = request.questions.cbegin(); it != request.questions.cend(); ++it) {
        if (last != request.questions.crend() && it == std::prev(last.base())) {
            const auto rounds = m_county.rounds(it->body);
            if (!rounds) {
                all.answers.append(refused(*it, transport::refusal(rounds.error().code)));
                line.trouble = rounds.error();
                break;
            }
            line.taken = rounds->first().request.cursor;
            StickAnswer::Answer answer{it->path, 200, {}};
            for (const CountyServer::Round &round : *rounds) {
                answer.rounds.append({stick::standOf(round.request), protocol::compress(round.response.toCbor())});
                line.entries += round.response.arrivals.size();
            }
            all.answers.append(answer);
            for (const ScopeId &scope : rounds->last().response.bySnapshot) {
                if (addSnapshot(all, scope, rounds->last().response.to)) // else it is asked for again
                    ++line.snapshots;
            }
            continue;
        }
        StickAnswer::Answer answer = post(*it);
        const bool no = answer.status != 200;
        if (no)
            line.trouble = core::base::Error{transport::errorFor(answer.status, answer.rounds.first().body),
                                             QString::fromLatin1(it->path)};
        // of what was pushed before the last question only a refusal matters
        if (no || !isSync(*it))
            all.answers.append(std::move(answer));
        if (no)
            break;
    }
    return all;
}

Result<void> StickPost::addSnapshot(StickAnswer &answer, ScopeId scope, std::int64_t atLeast)
{
    for (int attempt = 1;; ++attempt) {
        SHOULI_TRY(const auto manifest, m_county.snapshots().manifest(scope, atLeast));
        Result<void> whole;
        QMap<QByteArray, QByteArray> chunks;
        for (const auto &entry : manifest.chunks) {
            auto chunk = m_county.snapshots().chunk(scope, entry.name);
            if (!chunk) {
                whole = failure(chunk);
                break;
            }
            chunks.insert(entry.name, *std::move(chunk));
        }
        if (!whole && attempt < snapshotTries)
            continue;
        SHOULI_CHECK(whole);
        SHOULI_TRY(const QByteArray is, signedManifest(m_certificate, manifest.toCbor()));
        answer.manifests.insert(scope, is);
        answer.chunks.insert(chunks);
        return {};
    }
}

} // namespace shouli::sync::server::gateway
