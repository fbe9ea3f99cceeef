// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardPayload.h"

#include "core/crypto/SigningKey.h"

#include <QtEndian>

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

namespace {

constexpr int version = 1;
constexpr int ed25519 = 1;
constexpr char versionByte = version << 4 | ed25519;

// offsets
constexpr int keyIdAt = 1;
constexpr int tokenAt = 3;
constexpr int issuedAt = 19;
constexpr int serviceAt = 21;
static_assert(serviceAt + 2 == CardPayload::factsSize);
static_assert(tokenAt + CardToken::size == issuedAt);
static_assert(CardPayload::size == CardPayload::factsSize + crypto::signatureSize);

std::uint16_t numberAt(const QByteArray &bytes, int offset)
{
    return qFromBigEndian<std::uint16_t>(bytes.constData() + offset);
}

} // namespace

Result<void> CardPayload::check() const
{
    const qint64 day = firstDay().daysTo(issued);
    if (keyId == 0 || !issued.isValid() || day < 0 || day > lastDay || service > lastService || flags > lastFlags)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("card field out of range"));
    return {};
}

QByteArray CardPayload::facts() const
{
    QByteArray bytes(factsSize, Qt::Uninitialized);
    bytes[0] = versionByte;
    qToBigEndian(keyId, bytes.data() + keyIdAt);
    bytes.replace(tokenAt, CardToken::size, token.toBytes());
    qToBigEndian(static_cast<std::uint16_t>(firstDay().daysTo(issued)), bytes.data() + issuedAt);
    qToBigEndian(static_cast<std::uint16_t>(service << 6 | flags), bytes.data() + serviceAt);
    return bytes;
}

QByteArray CardPayload::signedMessage() const
{
    return "shouli card" + facts();
}

QByteArray CardPayload::toBytes() const
{
    return facts() + signature;
}

Result<CardPayload> CardPayload::parse(const QByteArray &bytes)
{
    if (bytes.size() != size)
        return base::failure(ErrorCode::CardMalformed, QStringLiteral("%1 bytes").arg(bytes.size()));
    if (bytes.at(0) != versionByte)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("card of kind %1").arg(uchar(bytes.at(0))));
    CardPayload payload;
    payload.keyId = numberAt(bytes, keyIdAt);
    if (payload.keyId == 0)
        return base::failure(ErrorCode::CardMalformed, QStringLiteral("key id 0"));
    SHOULI_TRY(payload.token, CardToken::fromBytes(bytes.mid(tokenAt, CardToken::size)));
    payload.issued = firstDay().addDays(numberAt(bytes, issuedAt));
    payload.service = numberAt(bytes, serviceAt) >> 6;
    payload.flags = numberAt(bytes, serviceAt) & lastFlags;
    payload.signature = bytes.mid(factsSize);
    return payload;
}

} // namespace shouli::core::cards
