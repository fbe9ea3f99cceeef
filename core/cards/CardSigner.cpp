// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardSigner.h"

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

CardSigner::CardSigner(const crypto::SigningKey &key, std::uint16_t keyId)
    : m_key(&key)
    , m_keyId(keyId)
{
}

Result<CardPayload> CardSigner::sign(const CardToken &token, QDate issued, std::uint16_t service,
                                     std::uint8_t flags) const
{
    if (token.isNull())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("card without a token"));
    CardPayload payload{m_keyId, token, issued, service, flags, {}};
    SHOULI_CHECK(payload.check());
    payload.signature = m_key->sign(payload.signedMessage());
    return payload;
}

} // namespace shouli::core::cards
