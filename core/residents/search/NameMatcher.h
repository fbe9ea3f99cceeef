// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/Pinyin.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace shouli::core::residents::search {

/// Whether what a clerk typed for a name fits a name: characters, pinyin, initials, or any mixture
/// ("王小m", "wangxm", "zhxm", "王xm"). Each character of the name is spelled whole, by its first
/// letter, by zh, ch or sh, or, for the last one typed, by any beginning. ü is typed v, u, ue or yu.
/// Pure and cheap to copy.
class NameMatcher {
public:
    enum class Fit {
        None,
        Inside, ///< begins within the name
        Given,  ///< begins where the given name does
        Prefix, ///< begins the name
        Whole,  ///< is the name: every character of it typed, or spelled in full
    };

    /// `localAccent` also takes what is mixed up in north Shaanxi: n and l, in and ing, en and eng,
    /// z and zh, c and ch, s and sh.
    NameMatcher(const QString &typed, const Pinyin &pinyin, bool localAccent = false);

    /// Where in a name it fits: `count` units from `first` on.
    struct Place {
        Fit fit = Fit::None;
        qsizetype first = 0;
        qsizetype count = 0;

        bool operator==(const Place &) const = default;
    };

    [[nodiscard]] Fit fit(const Pinyin::Name &name) const { return find(name).fit; }
    [[nodiscard]] Place find(const Pinyin::Name &name) const;
    /// Characters only, at least two: the units of the name that they are, whatever their order and whatever is
    /// between them; none if one of them is not in it.
    [[nodiscard]] QList<qsizetype> findAnyOrder(const Pinyin::Name &name) const;
    /// Begins anywhere in a place name.
    [[nodiscard]] bool isWithin(const QList<Pinyin::Unit> &place) const;

    [[nodiscard]] bool isEmpty() const { return m_pattern.isEmpty(); }
    /// Characters or letters.
    [[nodiscard]] qsizetype size() const { return m_pattern.size(); }
    /// Characters only, letters only; false and false for a mixture.
    [[nodiscard]] bool isCharacters() const { return !m_hasLetters; }
    [[nodiscard]] bool isLetters() const { return m_hasLetters && !m_hasCharacters; }
    /// The typed text as keys hold it.
    [[nodiscard]] QString text() const;

    /// Those before the first letter.
    [[nodiscard]] QString leadingCharacters() const;

    /// The full spellings that keys may begin with; only for letters.
    [[nodiscard]] QList<QByteArray> spellings() const;
    /// The initials that the names meant may begin with, the likeliest first, at most twelve; none
    /// for characters only. A name found by them still has to fit.
    [[nodiscard]] QList<QByteArray> initials() const;

private:
    enum class Match {
        None,
        Beginning,
        Whole,
    };
    /// `end` becomes the unit behind the last one that was typed.
    [[nodiscard]] Match match(const QList<Pinyin::Unit> &units, qsizetype first, qsizetype &end) const;
    [[nodiscard]] QByteArray headsAt(qsizetype at) const;
    [[nodiscard]] QList<QByteArray> forms(const QByteArray &syllable) const;
    [[nodiscard]] qsizetype lettersAt(qsizetype at) const;

    Pinyin m_pinyin;
    QList<char32_t> m_pattern;
    bool m_hasLetters = false;
    bool m_hasCharacters = false;
    bool m_localAccent = false;
};

} // namespace shouli::core::residents::search
