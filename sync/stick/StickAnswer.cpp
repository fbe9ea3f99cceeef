// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stick/StickAnswer.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

namespace shouli::sync::stick {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;

namespace {

constexpr char isAnswer = 'A';
constexpr char isManifest = 'M';
constexpr char isChunk = 'C';

} // namespace

QList<QByteArray> StickAnswer::toParts() const
{
    QList<QByteArray> parts;
    for (const Answer &answer : answers) {
        CborWriter out;
        out.array(2 + 2 * answer.rounds.size());
        out.blob(answer.path);
        out.number(answer.status);
        for (const Round &round : answer.rounds) {
            out.blob(round.stand);
            out.blob(round.body);
        }
        parts.append(isAnswer + out.bytes());
    }
    for (auto it = manifests.cbegin(); it != manifests.cend(); ++it)
        parts.append(isManifest + it.key().toBytes() + it.value());
    for (const QByteArray &chunk : chunks)
        parts.append(isChunk + chunk);
    return parts;
}

Result<StickAnswer> StickAnswer::fromParts(const QList<QByteArray> &parts)
{
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("answer of a stick")); };
    StickAnswer all;
    for (const QByteArray &part : parts) {
        if (part.isEmpty())
            return malformed();
        const QByteArray rest = part.sliced(1);
        switch (part.front()) {
        case isAnswer: {
            CborReader in(rest);
            const qint64 items = in.array();
            Answer answer;
            answer.path = in.blob();
            answer.status = static_cast<int>(in.numberIn(100, 999));
            for (qint64 i = 2; i + 1 < items && in.ok(); i += 2) {
                Round round;
                round.stand = in.blob();
                round.body = in.blob();
                answer.rounds.append(std::move(round));
            }
            if (!in.atEnd() || answer.rounds.isEmpty())
                return malformed();
            all.answers.append(std::move(answer));
            break;
        }
        case isManifest: {
            if (rest.size() <= ScopeId::size)
                return malformed();
            SHOULI_TRY(const ScopeId scope, ScopeId::fromBytes(rest.first(ScopeId::size)));
            all.manifests.insert(scope, rest.sliced(ScopeId::size));
            break;
        }
        case isChunk:
            all.chunks.insert(core::crypto::sha256(rest), rest);
            break;
        default:
            return malformed();
        }
    }
    return all;
}

} // namespace shouli::sync::stick
