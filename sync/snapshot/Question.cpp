// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Question.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

#include <limits>

namespace shouli::sync::snapshot {

using core::base::Result;

QByteArray Question::toCbor() const
{
    core::changes::CborWriter out;
    out.array(3);
    out.id(scope);
    out.number(atLeast);
    out.blob(name);
    return out.bytes();
}

Result<Question> Question::fromCbor(const QByteArray &bytes)
{
    core::changes::CborReader in(bytes);
    Question question;
    in.arrayOf(3);
    question.scope = in.id<core::changes::ScopeId>();
    question.atLeast = in.numberIn(0, std::numeric_limits<std::int64_t>::max());
    question.name = in.blob();
    if (!in.atEnd() || question.scope.isNull()
        || (!question.name.isEmpty() && question.name.size() != core::crypto::hashSize))
        return core::base::failure(core::base::ErrorCode::MessageMalformed, QStringLiteral("snapshot"));
    return question;
}

} // namespace shouli::sync::snapshot
