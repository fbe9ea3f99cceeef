// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cards/CardToken.h"

#include <QByteArray>
#include <QDate>

#include <cstdint>

namespace shouli::core::cards {

/// What the QR code of an acceptance card says, 87 bytes, numbers big-endian:
///
///     version (high 4 bits) | algorithm (low 4 bits)   1     1 | 1 = Ed25519
///     key id                                           2     number of the signing device
///     token                                           16
///     issue day                                        2     days since 2020-01-01
///     service (high 10 bits) | flags (low 6 bits)      2
///     signature                                       64
///
/// A value; parse() and toBytes() say nothing about whether the signature fits: CardVerifier does.
struct CardPayload {
    static constexpr qsizetype factsSize = 23;
    static constexpr qsizetype size = factsSize + 64;
    static constexpr QDate firstDay() { return QDate::fromJulianDay(2458850); } ///< 2020-01-01
    static constexpr int lastDay = 0xffff;                                      ///< in 2199
    static constexpr std::uint16_t lastService = 1023;
    static constexpr std::uint8_t lastFlags = 63;

    enum Flag : std::uint8_t {
        ToleratedOpen = 1, ///< accepted with materials still to be brought (容缺受理)
        Reprint = 2,       ///< not the first card of this case (补打)
    };                     // the other four bits are for later versions: kept, signed, not judged

    std::uint16_t keyId = 0; ///< 1..65535
    CardToken token;
    QDate issued;              ///< civil date in China
    std::uint16_t service = 0; ///< 0..1023, the catalogue's card number of the service
    std::uint8_t flags = 0;    ///< 0..63
    QByteArray signature;      ///< 64 bytes

    [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }

    /// InvalidArgument where a field is out of its range (the signature is not looked at).
    [[nodiscard]] base::Result<void> check() const;
    /// The first 23 bytes. Only for a payload that passes check().
    [[nodiscard]] QByteArray facts() const;
    /// What the signature is over: the facts behind a label that no other signature of ours has,
    /// so that nothing else a device signs can be passed off as a card.
    [[nodiscard]] QByteArray signedMessage() const;
    [[nodiscard]] QByteArray toBytes() const;
    /// CardMalformed for another length or key id 0; Unsupported for a later version or algorithm.
    [[nodiscard]] static base::Result<CardPayload> parse(const QByteArray &bytes);

    bool operator==(const CardPayload &) const = default;
};

} // namespace shouli::core::cards
