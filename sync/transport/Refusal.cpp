// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/Refusal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace shouli::sync::transport {

using core::base::ErrorCode;

namespace {

struct Word {
    ErrorCode code;
    int status;
    std::string_view word;
};

// A word, once released, keeps its meaning: old clients know it.
constexpr std::array words{
    Word{ErrorCode::MessageMalformed, 400, "message-malformed"},
    Word{ErrorCode::ChangeMalformed, 400, "change-malformed"},
    Word{ErrorCode::Unsupported, 400, "unsupported"},
    Word{ErrorCode::DeviceRevoked, 401, "device-revoked"},
    Word{ErrorCode::SignatureWrong, 403, "signature-wrong"},
    Word{ErrorCode::PermissionDenied, 403, "permission-denied"},
    Word{ErrorCode::EnrolmentCodeWrong, 403, "enrolment-code-wrong"},
    Word{ErrorCode::EnrolmentCodeUsed, 403, "enrolment-code-used"},
    Word{ErrorCode::EnrolmentCodeExpired, 403, "enrolment-code-expired"},
    Word{ErrorCode::ChainBroken, 409, "chain-broken"},
    Word{ErrorCode::ForkDetected, 409, "fork-detected"},
    Word{ErrorCode::EpochChanged, 409, "epoch-changed"},
    Word{ErrorCode::MessageTooLarge, 413, "message-too-large"},
    Word{ErrorCode::ProtocolTooOld, 426, "protocol-too-old"},
    Word{ErrorCode::TooManyAttempts, 429, "too-many-attempts"},
    Word{ErrorCode::ServerBusy, 503, "server-busy"},
    Word{ErrorCode::ServerFailure, 500, "server-failure"},
};

QByteArray bytes(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

Response plain(int status, QByteArray body, std::chrono::seconds retryAfter)
{
    Response response;
    response.status = status;
    response.contentType = QByteArrayLiteral("text/plain");
    response.body = std::move(body);
    response.retryAfter = retryAfter;
    return response;
}

} // namespace

Response refusal(int status, std::chrono::seconds retryAfter)
{
    const auto it = std::ranges::find(words, status, &Word::status);
    const bool common = status == 400 || status == 413 || status == 500 || status == 503;
    return plain(status,
                 common && it != words.end() ? bytes(it->word) : reasonPhrase(status).toLower().replace(' ', '-'),
                 retryAfter);
}

Response refusal(ErrorCode code, std::chrono::seconds retryAfter)
{
    const auto it = std::ranges::find(words, code, &Word::code);
    if (it == words.end())
        return refusal(500);
    return plain(it->status, bytes(it->word), retryAfter);
}

ErrorCode errorFor(int status, const QByteArray &body)
{
    const QByteArray word = body.first(std::min<qsizetype>(body.size(), 64)).trimmed();
    for (const Word &known : words) {
        if (known.status == status && bytes(known.word) == word)
            return known.code;
    }
    switch (status) {
    case 401:
    case 403:
        return ErrorCode::PermissionDenied;
    case 400:
    case 411:
    case 414:
    case 415:
    case 431:
        return ErrorCode::MessageMalformed;
    case 408:
        return ErrorCode::ServerUnreachable; // our bytes came too slowly: a matter of the line
    case 413:
        return ErrorCode::MessageTooLarge;
    case 426:
        return ErrorCode::ProtocolTooOld;
    case 429:
    case 502: // a gateway whose server is being restarted
    case 503:
    case 504:
        return ErrorCode::ServerBusy;
    default:
        return ErrorCode::ServerFailure;
    }
}

} // namespace shouli::sync::transport
