// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/Pinyin.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>

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
    Inside = 2,       ///< characters of a name from a later one on, then a zero byte and those before
    Pinyin = 3,       ///< full spelling
    Initials = 4,     ///< initials, then a zero byte and the characters
    DocumentTail = 5, ///< last eight characters of an identity number, backwards, two to a byte
    PhoneHead = 6,    ///< digits of a telephone number, two to a byte
    PhoneTail = 7,    ///< the same backwards
    Address = 8, ///< the number of a place (see placeNumber), then what follows it in an address, from the numbers on
    Place = 9,   ///< characters of a place from any on; points to the number of the place
    PlaceLetters = 10, ///< the same spelled, and its initials
};

/// Those of a person; places have theirs besides.
inline constexpr std::array personKeyKinds = {KeyKind::Name,      KeyKind::Inside,       KeyKind::Pinyin,
                                              KeyKind::Initials,  KeyKind::DocumentTail, KeyKind::PhoneHead,
                                              KeyKind::PhoneTail, KeyKind::Address};

/// The keys under which one person is found: pure. A key is one byte of kind and nearness, and
/// then the text; keys of one kind and nearness lie side by side in order of their text.
class SearchKeys {
public:
    struct Source {
        QStringList names; ///< the name, then the other names: former, small
        QString documentNumber;
        QStringList phones;    ///< digits, or as stored
        QStringList addresses; ///< where they live, where they are registered
        Nearness nearness = Nearness::OtherHere;

        bool operator==(const Source &) const = default;
    };

    /// How near somebody of these divisions is to an office of `area`, a division code without its trailing zeros.
    [[nodiscard]] static Nearness nearness(const QString &area, const QString &hukouDivision,
                                           const QString &livingDivision, int residenceStatus, bool gone);

    /// In order, none twice.
    [[nodiscard]] static QList<QByteArray> of(const Source &source, const Pinyin &pinyin);
    /// Those of one kind.
    [[nodiscard]] static QList<QByteArray> of(const Source &source, const Pinyin &pinyin, KeyKind kind);

    /// What a place is called in keys: the same for the same name on every PC. Two of a county's few thousand places
    /// hardly ever share one; whoever is found by it still has to fit.
    [[nodiscard]] static std::uint32_t placeNumber(const QString &place, const Pinyin &pinyin);
    /// The places of somebody's addresses, each once.
    [[nodiscard]] static QStringList placesOf(const Source &source);
    /// The keys of a place itself, under its number.
    [[nodiscard]] static QList<QByteArray> ofPlace(const QString &place, const Pinyin &pinyin, KeyKind kind);

    [[nodiscard]] static QByteArray prefix(KeyKind kind, Nearness nearness);
    [[nodiscard]] static QByteArray addressPrefix(Nearness nearness, std::uint32_t place);
    /// Two digits to a byte; X of an identity number is ten, other characters are left out. An odd
    /// last digit fills the high half, the low half is zero.
    [[nodiscard]] static QByteArray packed(QStringView digits);
    [[nodiscard]] static QString reversed(const QString &text);

    /// How many characters of an identity number's tail are in its key.
    static constexpr int tailLength = 8;
    /// So many of the later characters of a name can be typed first.
    static constexpr int mostInside = 12;
};

} // namespace shouli::core::residents::search
