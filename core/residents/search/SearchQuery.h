// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace shouli::core::residents::search {

/// What a clerk typed into the one box, taken apart: words of a name (characters, pinyin, initials,
/// mixed) and numbers (identity number, its head or tail, telephone, household). Several words
/// narrow the result; words of a name may also be one name typed with a space.
struct SearchQuery {
    /// What stands between spaces: 齐家湾3排 is an address, or a name with numbers.
    struct Word {
        QString text; ///< folded
        QList<QString> names;
        QList<QString> numbers;

        bool operator==(const Word &) const = default;
    };

    QList<QString> names;     ///< folded, without separators
    QList<QString> numbers;   ///< digits, a last x as X
    QList<Word> words;        ///< the same by words
    QList<QString> documents; ///< what may be the number of a paper with letters in it: E12345678

    bool operator==(const SearchQuery &) const = default;

    [[nodiscard]] bool isEmpty() const { return names.isEmpty() && numbers.isEmpty(); }
    /// All name words as one.
    [[nodiscard]] QString joinedName() const { return names.join(QString()); }

    /// Never fails: what is neither is left out. Text beyond 64 characters is cut off.
    [[nodiscard]] static SearchQuery parse(const QString &typed);
};

} // namespace shouli::core::residents::search
