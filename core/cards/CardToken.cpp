// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardToken.h"

#include "core/crypto/Hash.h"

namespace shouli::core::cards {

CardToken CardToken::create(base::Random &random)
{
    CardToken token;
    token.m_bytes = random.bytes(size);
    return token;
}

base::Result<CardToken> CardToken::fromBytes(const QByteArray &bytes)
{
    if (bytes.size() != size)
        return base::failure(base::ErrorCode::InvalidArgument, QStringLiteral("token of %1 bytes").arg(bytes.size()));
    CardToken token;
    token.m_bytes = bytes;
    return token;
}

QByteArray CardToken::toBytes() const
{
    return isNull() ? QByteArray(size, '\0') : m_bytes;
}

QByteArray CardToken::hash() const
{
    return crypto::sha256(toBytes());
}

} // namespace shouli::core::cards
