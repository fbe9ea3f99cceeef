// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"

#include <QByteArray>

namespace shouli::core::cards {

/// What an acceptance card is known by: 128 random bits, printed on the card and nowhere else.
/// Offices look a case up by hash(), and public records carry only that, so that whoever reads
/// the server's database can still not open a resident's page.
class CardToken {
public:
    static constexpr qsizetype size = 16;

    CardToken() = default; ///< null: all zeros
    [[nodiscard]] static CardToken create(base::Random &random);
    /// InvalidArgument for another length.
    [[nodiscard]] static base::Result<CardToken> fromBytes(const QByteArray &bytes);

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] QByteArray hash() const; ///< SHA-256, 32 bytes
    [[nodiscard]] bool isNull() const { return m_bytes.isEmpty(); }

    bool operator==(const CardToken &) const = default;

private:
    QByteArray m_bytes;
};

} // namespace shouli::core::cards
