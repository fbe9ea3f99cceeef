// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace shouli::core::residents::search {

/// How names are spelled in pinyin without tones, with all the readings a clerk may type.
///
/// Readings come from data in resources/names: the Unicode Han database for every character, and
/// tables of our own where names differ from it (surnames such as 折 she and 种 chong, characters
/// with several readings, place names such as 瓦窑堡 Wayaobu). ü is written v.
/// Immutable and cheap to copy; thread-safe.
class Pinyin {
public:
    /// A name has at most so many spellings; what goes beyond is left out, least usual first.
    static constexpr int maxSpellings = 16;

    /// One unit of a name and the syllables it can be, the likeliest first. A Latin run is its
    /// own and only syllable; a character without known reading has none.
    struct Unit {
        char32_t character = 0; ///< traditional and variant forms folded; 0 for a Latin run
        QList<QByteArray> syllables;

        bool operator==(const Unit &) const = default;
    };

    /// One way to spell a whole name.
    struct Spelling {
        QByteArray letters;  ///< "wangxiaoming"
        QByteArray initials; ///< "wxm"; zh, ch and sh count as z, c and s

        bool operator==(const Spelling &) const = default;
    };

    /// A person's name, read: the first units are the surname.
    struct Name {
        QList<Unit> units;
        int surname = 0; ///< units of the surname: 2 for a compound one with a given name, else 1; 0 for nothing

        /// The characters, variants folded, from unit `from` on: what keys hold and queries are compared with.
        [[nodiscard]] QString comparable(qsizetype from = 0) const;
        /// The same with a space between Latin words, so that it can be read again.
        [[nodiscard]] QString readable() const;

        bool operator==(const Name &) const = default;
    };

    /// CatalogueDamaged naming the file and line that cannot be read.
    [[nodiscard]] static base::Result<Pinyin> load(const QString &folder = QStringLiteral(":/names"));

    [[nodiscard]] Name ofName(const QString &name) const;
    [[nodiscard]] QList<Unit> ofPlace(const QString &name) const;

    /// All spellings, likeliest first, none twice; at most maxSpellings.
    [[nodiscard]] static QList<Spelling> spellings(const QList<Unit> &units);

    /// Text as Name::comparable() has it, for anything else than a name.
    [[nodiscard]] QString comparable(const QString &text) const;

    /// Whether `letters` is a syllable, or the beginning of one.
    [[nodiscard]] bool isSyllable(const QByteArray &letters) const;
    [[nodiscard]] bool beginsSyllable(const QByteArray &letters) const;

private:
    struct Tables;
    explicit Pinyin(std::shared_ptr<const Tables> tables);

    std::shared_ptr<const Tables> m_tables;
};

} // namespace shouli::core::residents::search
