// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QueryCode.h"

#include "core/base/Crockford.h"
#include "core/crypto/Hash.h"

#include <QtEndian>

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype characters = 12;
constexpr qsizetype typedLimit = 64;

/// The 60 bits at the left of 8 bytes.
QByteArray leftBytes(std::uint64_t bits)
{
    QByteArray bytes(8, Qt::Uninitialized);
    qToBigEndian(bits << 4, bytes.data());
    return bytes;
}

} // namespace

QueryCode::QueryCode(const CardToken &token)
    : m_bits(qFromBigEndian<std::uint64_t>(token.toBytes().constData()) >> 4)
{
}

Result<QueryCode> QueryCode::parse(const QString &typed)
{
    const auto malformed = base::failure(ErrorCode::CardMalformed);
    if (typed.size() > typedLimit)
        return malformed;
    QString plain;
    for (const QChar c : typed) {
        const char16_t unit = c.unicode();
        const QChar key = unit >= 0xff01 && unit <= 0xff5e ? QChar(static_cast<char16_t>(unit - 0xfee0)) : c;
        if (!key.isSpace() && key != u'-' && key != u'核' && key != u'验')
            plain += key;
    }
    if (plain.size() != characters && plain.size() != characters + 2)
        return malformed;
    // a 13th zero fills the last byte up: 65 bits, of which the last is none of ours
    const auto bytes = base::crockfordDecode(plain.left(characters) + u'0', 8);
    if (!bytes)
        return malformed;
    QueryCode code;
    code.m_bits = qFromBigEndian<std::uint64_t>(bytes->constData()) >> 4;
    if (plain.size() > characters && plain.mid(characters) != code.check())
        return base::failure(ErrorCode::CardMalformed, QStringLiteral("check digits"));
    return code;
}

QString QueryCode::toString() const
{
    const QString text = base::crockfordEncode(leftBytes(m_bits));
    return text.left(4) + u'-' + text.mid(4, 4) + u'-' + text.mid(8, 4);
}

QString QueryCode::check() const
{
    // bits * 100 would overflow: reduce first
    const auto remainder = static_cast<unsigned>(m_bits % 97 * 100 % 97);
    return QStringLiteral("%1").arg(98 - remainder, 2, 10, QLatin1Char('0'));
}

QByteArray QueryCode::hash() const
{
    return crypto::sha256("shouli query code" + leftBytes(m_bits));
}

} // namespace shouli::core::cards
