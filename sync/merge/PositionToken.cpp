// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/PositionToken.h"

#include "core/crypto/Hash.h"

namespace shouli::sync::merge {

namespace {

constexpr qsizetype half = 8;

QByteArray macOf(const QByteArray &key, const QByteArray &epoch, std::int64_t seq, const QByteArray &shortHash)
{
    QByteArray copy = key;
    const auto secret = core::crypto::SecretBytes::takeFrom(copy);
    return core::crypto::hmacSha256(secret,
                                    "shouli-position" + epoch + QByteArray::number(qint64(seq)) + ':' + shortHash)
        .left(half);
}

} // namespace

QByteArray positionToken(const QByteArray &key, const QByteArray &epoch, std::int64_t seq, const QByteArray &logHash)
{
    const QByteArray shortHash = logHash.left(half);
    return shortHash + macOf(key, epoch, seq, shortHash);
}

bool isGenuineToken(const QByteArray &key, const QByteArray &epoch, std::int64_t seq, const QByteArray &token)
{
    return token.size() == 2 * half
        && core::crypto::sameBytes(macOf(key, epoch, seq, token.left(half)), token.mid(half));
}

bool tokenAgrees(const QByteArray &token, const QByteArray &logHash)
{
    return token.left(half) == logHash.left(half);
}

} // namespace shouli::sync::merge
