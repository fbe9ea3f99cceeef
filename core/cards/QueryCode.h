// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cards/CardToken.h"

#include <QString>

#include <compare>
#include <cstdint>

namespace shouli::core::cards {

/// The code printed beside the QR code for those who have no camera: the first 60 bits of the token as
/// `7KQ4-M2XD-9RTA` (Crockford's Base32), and two check digits (ISO 7064 MOD 97-10) that find every
/// single wrong character and every exchange of two.
class QueryCode {
public:
    QueryCode() = default;
    explicit QueryCode(const CardToken &token);

    /// As printed or typed: with or without hyphens, spaces, 核验 and the check digits; small and
    /// full-width letters. CardMalformed for another length or character, or wrong check digits.
    [[nodiscard]] static base::Result<QueryCode> parse(const QString &typed);

    [[nodiscard]] QString toString() const; ///< 7KQ4-M2XD-9RTA
    [[nodiscard]] QString check() const;    ///< 02 to 98

    /// What a public record carries so that the code finds it: SHA-256 over a label and the 60
    /// bits. Guessing is held off by the server's limits, not by the hash.
    [[nodiscard]] QByteArray hash() const;

    auto operator<=>(const QueryCode &) const = default;

private:
    std::uint64_t m_bits = 0; ///< 60 bits
};

} // namespace shouli::core::cards
