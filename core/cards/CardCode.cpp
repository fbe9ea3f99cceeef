// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardCode.h"

#include "core/base/Crockford.h"

#include <algorithm>

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype textLimit = 4096;
const QLatin1String secureScheme("HTTPS://");
const QLatin1String plainScheme("HTTP://");
const QLatin1String path("/Q/");

/// One typed character as the key that was meant, as a capital; null for what to leave out.
QChar meant(QChar c)
{
    char16_t unit = c.unicode();
    if (unit >= 0xff01 && unit <= 0xff5e) // full-width ASCII
        unit = static_cast<char16_t>(unit - 0xfee0);
    switch (unit) {
    case 0x3002: // 。 on the key of the full stop
        return u'.';
    case 0x3001: // 、 on the key of the slash
        return u'/';
    case u';': // the colon without its shift
        return u':';
    default:
        break;
    }
    if (unit >= u'a' && unit <= u'z')
        unit = static_cast<char16_t>(unit - u'a' + u'A');
    const QChar key(unit);
    return key.isSpace() || key.category() == QChar::Other_Control || key.category() == QChar::Other_Format ? QChar()
                                                                                                            : key;
}

/// A host as it stands in the text, maybe with a port.
bool isHost(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-' || c == u':';
    });
}

QString withoutNoise(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar c : text) {
        if (const QChar key = meant(c); !key.isNull())
            clean += key;
    }
    if (clean.startsWith(QLatin1String("]Q")) && clean.size() > 3) // AIM symbology identifier
        clean.remove(0, 3);
    return clean;
}

} // namespace

CardCode::CardCode(QString host)
    : m_host(std::move(host))
{
}

Result<CardCode> CardCode::forHost(const QString &host)
{
    QString capitals;
    for (const QChar c : host)
        capitals += c >= u'a' && c <= u'z' ? c.toUpper() : c; // only ASCII has capitals here
    if (!isHost(capitals) || capitals.size() > longestHost)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("host of the cards: ") + host);
    return CardCode(capitals);
}

QString CardCode::toText(const CardPayload &payload) const
{
    return secureScheme + m_host + path + base::crockfordEncode(payload.toBytes());
}

Result<CardPayload> CardCode::parse(const QString &text) const
{
    const auto malformed = base::failure(ErrorCode::CardMalformed);
    if (text.size() > textLimit)
        return malformed;
    QString rest = withoutNoise(text);
    if (rest.startsWith(secureScheme))
        rest.remove(0, secureScheme.size());
    else if (rest.startsWith(plainScheme))
        rest.remove(0, plainScheme.size());
    const qsizetype slash = rest.indexOf(path);
    const QString host = rest.left(slash);
    if (slash < 0 || !isHost(host))
        return malformed;
    QStringView code = QStringView(rest).mid(slash + path.size());
    for (const QChar end : {u'?', u'#', u'/'}) {
        if (const qsizetype at = code.indexOf(end); at >= 0)
            code = code.left(at);
    }
    const auto bytes = base::crockfordDecode(code.toString(), CardPayload::size);
    if (!bytes)
        return malformed;
    // Judged last: a stranger's link that merely looks alike is no card of another county.
    if (host != m_host)
        return base::failure(ErrorCode::CardForeign, host.left(longestHost));
    return CardPayload::parse(*bytes);
}

} // namespace shouli::core::cards
