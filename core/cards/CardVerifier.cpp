// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardVerifier.h"

#include "core/crypto/SigningKey.h"

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

CardVerifier::CardVerifier(const CardKeyring &keyring, const base::Clock &clock)
    : m_keyring(&keyring)
    , m_clock(&clock)
{
}

Result<staff::OfficeId> CardVerifier::verify(const CardPayload &card) const
{
    const auto key = m_keyring->find(card.keyId);
    if (!key)
        return base::failure(ErrorCode::CardKeyUnknown, QString::number(card.keyId));
    if (!card.check() || !crypto::verify(key->publicKey, card.signedMessage(), card.signature))
        return base::failure(ErrorCode::CardForged, QString::number(card.keyId));
    const bool revoked = key->revokedFrom && card.issued >= *key->revokedFrom;
    if (revoked || card.issued > m_clock->today().addDays(1))
        return base::failure(ErrorCode::CardStale, card.issued.toString(Qt::ISODate));
    return key->office;
}

} // namespace shouli::core::cards
