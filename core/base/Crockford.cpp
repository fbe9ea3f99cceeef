// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Crockford.h"

namespace shouli::core::base {

namespace {

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int digitOf(QChar c)
{
    // Only ASCII has small letters here: QChar::toUpper() makes an S of a long s.
    const char16_t unit = c.unicode();
    switch (const char16_t upper = unit >= u'a' && unit <= u'z' ? char16_t(unit - u'a' + u'A') : unit) {
    case u'O':
        return 0;
    case u'I':
    case u'L':
        return 1;
    default:
        for (int digit = 0; digit < 32; ++digit) {
            if (upper == static_cast<char16_t>(alphabet[digit]))
                return digit;
        }
        return -1;
    }
}

} // namespace

QString crockfordEncode(const QByteArray &bytes)
{
    QString text;
    text.reserve((bytes.size() * 8 + 4) / 5);
    unsigned bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(byte);
        held += 8;
        while (held >= 5) {
            held -= 5;
            text.append(QLatin1Char(alphabet[(bits >> held) & 31]));
        }
        bits &= (1u << held) - 1;
    }
    if (held > 0)
        text.append(QLatin1Char(alphabet[(bits << (5 - held)) & 31]));
    return text;
}

Result<QByteArray> crockfordDecode(const QString &text, qsizetype byteCount)
{
    if (text.size() != (byteCount * 8 + 4) / 5)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("%1 characters").arg(text.size()));
    QByteArray bytes;
    bytes.reserve(byteCount);
    unsigned bits = 0;
    int held = 0;
    for (const QChar c : text) {
        const int digit = digitOf(c);
        if (digit < 0)
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("character U+%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0')));
        bits = (bits << 5) | static_cast<unsigned>(digit);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes.append(static_cast<char>(bits >> held));
            bits &= (1u << held) - 1;
        }
    }
    if (bits != 0)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("filling bits"));
    return bytes;
}

} // namespace shouli::core::base
