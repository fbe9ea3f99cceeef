// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stick/StickRequest.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"
#include "core/crypto/SecretBox.h"

#include <algorithm>

namespace shouli::sync::stick {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;

QList<QByteArray> StickRequest::toParts() const
{
    QList<QByteArray> parts{answerKey};
    for (const Question &question : questions) {
        CborWriter out;
        out.array(3);
        out.blob(question.path);
        out.blob(question.body);
        out.blob(question.stand);
        parts.append(out.bytes());
    }
    return parts;
}

Result<StickRequest> StickRequest::fromParts(const QList<QByteArray> &parts)
{
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("request of a stick")); };
    if (parts.size() < 2 || parts.size() > 1 + mostQuestions
        || parts.first().size() != core::crypto::SecretBox::keySize)
        return malformed();
    StickRequest request;
    request.answerKey = parts.first();
    for (qsizetype i = 1; i < parts.size(); ++i) {
        CborReader in(parts.at(i));
        in.arrayOf(3);
        Question question;
        question.path = in.blob();
        question.body = in.blob();
        question.stand = in.blob();
        if (!in.atEnd())
            return malformed();
        request.questions.append(std::move(question));
    }
    return request;
}

QByteArray standOf(const protocol::SyncRequest &request)
{
    auto pull = request.pull;
    std::sort(pull.begin(), pull.end(), [](const auto &a, const auto &b) { return a.scope < b.scope; });
    CborWriter out;
    out.array(2 + 2 * pull.size());
    out.blob(request.place);
    out.number(request.cursor);
    for (const protocol::ScopeCursor &one : std::as_const(pull)) {
        out.id(one.scope);
        out.number(one.cursor);
    }
    return core::crypto::sha256("shouli-stand" + out.bytes()).left(16);
}

} // namespace shouli::sync::stick
