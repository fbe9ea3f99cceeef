// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/Pinyin.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>

namespace shouli::core::residents::search {

/// How near a person is to this counter: the first sort of every result. Stored with each key, so
/// that a search reads the nearest first and can stop when it has enough.
enum class Nearness {
    OwnHere = 0,   ///< of this office's area and living there
    OwnAway = 1,   ///< of this office's area, living elsewhere
    OtherHere = 2, ///< of another area, living at the registered place
    OtherAway = 3,
    Gone = 4, ///< deceased or moved out
};
inline constexpr int nearnesses = 5;

/// What a key is made of.
enum class KeyKind {
    Name = 1,         ///< characters of a name
    GivenName = 2,    ///< characters of a name without the surname
    Pinyin = 3,       ///< full spelling
    Initials = 4,     ///< initials, then a zero byte and the characters
    DocumentTail = 5, ///< last eight characters of an identity number, backwards, two to a byte
    PhoneHead = 6,    ///< digits of a telephone number, two to a byte
    PhoneTail = 7,    ///< the same backwards
};

inline constexpr std::array allKeyKinds = {KeyKind::Name,     KeyKind::GivenName,    KeyKind::Pinyin,
                                           KeyKind::Initials, KeyKind::DocumentTail, KeyKind::PhoneHead,
                                           KeyKind::PhoneTail};

/// The keys under which one person is found: pure. A key is one byte of kind and nearness, and
/// then the text; keys of one kind and nearness lie side by side in order of their text.
class SearchKeys {
public:
    struct Source {
        QStringList names; ///< the name, then the other names: former, small
        QString documentNumber;
        QStringList phones; ///< digits, or as stored
        Nearness nearness = Nearness::OtherHere;

        bool operator==(const Source &) const = default;
    };

    /// In order, none twice.
    [[nodiscard]] static QList<QByteArray> of(const Source &source, const Pinyin &pinyin);
    /// Those of one kind.
    [[nodiscard]] static QList<QByteArray> of(const Source &source, const Pinyin &pinyin, KeyKind kind);

    [[nodiscard]] static QByteArray prefix(KeyKind kind, Nearness nearness);
    /// Two digits to a byte; X of an identity number is ten, other characters are left out. An odd
    /// last digit fills the high half, the low half is zero.
    [[nodiscard]] static QByteArray packed(QStringView digits);
    [[nodiscard]] static QString reversed(const QString &text);

    /// How many characters of an identity number's tail are in its key.
    static constexpr int tailLength = 8;
};

} // namespace shouli::core::residents::search
