// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cards/CardPayload.h"

#include <QString>

namespace shouli::core::cards {

/// The text of the QR code: `HTTPS://<HOST>/Q/<140 characters of Base32>`. A phone takes it for a
/// link to the county's status page; an office reads the payload out of it. Only characters of
/// QR's alphanumeric mode (ISO/IEC 18004 7.4.4), which keeps it to version 7 at level M.
class CardCode {
public:
    static constexpr qsizetype longestHost = 27; ///< characters; more would need QR version 8

    /// `host`: the county's status server, in any case, such as s.zichang.gov.cn, with a port if
    /// need be. InvalidArgument for none, a longer one, or characters that no host has.
    [[nodiscard]] static base::Result<CardCode> forHost(const QString &host);

    [[nodiscard]] const QString &host() const { return m_host; } ///< in capitals

    [[nodiscard]] QString toText(const CardPayload &payload) const;

    /// Whatever a scanner, a clipboard or a person delivers: small letters, full-width characters and
    /// Chinese stops of an input method left on, surrounding space and control characters, the symbology
    /// prefix of a scanner (]Q1), a missing scheme and a query behind the link are forgiven.
    /// CardMalformed where it is no card's code or is cut short; CardForeign for another county's;
    /// Unsupported as CardPayload::parse. Texts above 4096 characters are not looked at.
    [[nodiscard]] base::Result<CardPayload> parse(const QString &text) const;

private:
    explicit CardCode(QString host);

    QString m_host;
};

} // namespace shouli::core::cards
