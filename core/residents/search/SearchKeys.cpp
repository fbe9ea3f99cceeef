// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchKeys.h"

#include "core/residents/Code.h"
#include "core/residents/search/AddressText.h"

#include <QtEndian>

#include <algorithm>

namespace shouli::core::residents::search {

namespace {

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c == u'转')
            break; // an extension is not searched for
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    return digits;
}

/// ü as clerks type it: v, or u.
QByteArray withoutDots(QByteArray letters)
{
    return letters.replace('v', 'u');
}

/// Names have at most 50 characters, addresses may not: a key has to stay below 250 bytes.
constexpr qsizetype longestNumbers = 60;

void sortOnce(QList<QByteArray> &keys)
{
    if (keys.size() < 2)
        return;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

} // namespace

Nearness SearchKeys::nearness(const QString &area, const QString &hukouDivision, const QString &livingDivision,
                              int residenceStatus, bool gone)
{
    if (gone || residenceStatus == codes::deceased.value() || residenceStatus == codes::movedOut.value())
        return Nearness::Gone;
    const bool own = hukouDivision.startsWith(area) || livingDivision.startsWith(area);
    const bool isAway = residenceStatus == codes::away.value() || residenceStatus == codes::onPaperOnly.value();
    const bool here = !isAway && (livingDivision.isEmpty() || !own || livingDivision.startsWith(area));
    if (own)
        return here ? Nearness::OwnHere : Nearness::OwnAway;
    return here ? Nearness::OtherHere : Nearness::OtherAway;
}

std::uint32_t SearchKeys::placeNumber(const QString &place, const Pinyin &pinyin)
{
    std::uint32_t number = 2166136261U; // FNV-1a
    for (const char byte : pinyin.comparable(place).toUtf8())
        number = (number ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    return number;
}

QStringList SearchKeys::placesOf(const Source &source)
{
    QStringList places;
    for (const QString &address : source.addresses)
        places += AddressText::cut(address).places;
    places.removeDuplicates();
    return places;
}

QList<QByteArray> SearchKeys::ofPlace(const QString &place, const Pinyin &pinyin, KeyKind kind)
{
    QList<QByteArray> keys;
    const QByteArray head = prefix(kind, Nearness::OwnHere);
    const QList<Pinyin::Unit> units = pinyin.ofPlace(place);
    for (qsizetype i = 0; i + 1 < std::min<qsizetype>(units.size(), mostInside); ++i) {
        const Pinyin::Name rest{units.mid(i), 0};
        if (kind == KeyKind::Place) {
            keys.append(head + rest.comparable().toUtf8());
            continue;
        }
        for (const Pinyin::Spelling &spelling : Pinyin::spellings(rest.units)) {
            keys.append(head + spelling.letters);
            keys.append(head + spelling.initials);
            if (spelling.letters.contains('v'))
                keys.append(head + withoutDots(spelling.letters));
        }
    }
    sortOnce(keys);
    return keys;
}

QByteArray SearchKeys::addressPrefix(Nearness nearness, std::uint32_t place)
{
    char number[4];
    qToBigEndian(place, number);
    return prefix(KeyKind::Address, nearness).append(number, sizeof number);
}

QByteArray SearchKeys::prefix(KeyKind kind, Nearness nearness)
{
    return QByteArray(1, static_cast<char>(static_cast<int>(kind) * 8 + static_cast<int>(nearness)));
}

QByteArray SearchKeys::packed(QStringView digits)
{
    QByteArray out;
    bool high = true;
    for (const QChar c : digits) {
        int half = 0;
        if (c >= u'0' && c <= u'9')
            half = c.unicode() - u'0';
        else if (c == u'X' || c == u'x')
            half = 10;
        else
            continue;
        if (high)
            out += static_cast<char>(half << 4);
        else
            out.back() = static_cast<char>(out.back() | half);
        high = !high;
    }
    return out;
}

QString SearchKeys::reversed(const QString &text)
{
    QString out = text;
    std::reverse(out.begin(), out.end());
    return out;
}

QList<QByteArray> SearchKeys::of(const Source &source, const Pinyin &pinyin)
{
    QList<QByteArray> keys;
    for (const KeyKind kind : personKeyKinds)
        keys += of(source, pinyin, kind);
    return keys; // kinds are in the order of their first byte
}

QList<QByteArray> SearchKeys::of(const Source &source, const Pinyin &pinyin, KeyKind kind)
{
    QList<QByteArray> keys;
    const QByteArray head = prefix(kind, source.nearness);
    const auto add = [&](const QByteArray &text) {
        if (!text.isEmpty())
            keys.append(head + text);
    };
    switch (kind) {
    case KeyKind::Name:
        for (const QString &name : source.names)
            add(pinyin.comparable(name).toUtf8());
        break;
    case KeyKind::Inside:
        for (const QString &name : source.names) {
            const Pinyin::Name read = pinyin.ofName(name);
            const QString whole = read.comparable();
            for (int i = 1; i < std::min<qsizetype>(read.units.size(), mostInside + 1); ++i) {
                if (read.units.at(i).character == 0)
                    continue;
                const QString from = read.comparable(i);
                add(from.toUtf8() + '\0' + whole.chopped(from.size()).toUtf8());
            }
        }
        break;
    case KeyKind::Pinyin:
        for (const QString &name : source.names) {
            for (const Pinyin::Spelling &spelling : Pinyin::spellings(pinyin.ofName(name).units)) {
                add(spelling.letters);
                if (spelling.letters.contains('v'))
                    add(withoutDots(spelling.letters));
            }
        }
        break;
    case KeyKind::Initials:
        for (const QString &name : source.names) {
            const Pinyin::Name read = pinyin.ofName(name);
            const QByteArray characters = read.readable().toUtf8();
            for (const Pinyin::Spelling &spelling : Pinyin::spellings(read.units))
                add(spelling.initials + '\0' + characters);
        }
        break;
    case KeyKind::DocumentTail:
        if (source.documentNumber.size() >= tailLength)
            add(packed(reversed(source.documentNumber.right(tailLength))));
        break;
    case KeyKind::PhoneHead:
        for (const QString &phone : source.phones)
            add(packed(digitsOf(phone)));
        break;
    case KeyKind::PhoneTail:
        for (const QString &phone : source.phones)
            add(packed(reversed(digitsOf(phone))));
        break;
    case KeyKind::Address:
        for (const QString &address : source.addresses) {
            const AddressText parts = AddressText::cut(address);
            const QByteArray numbers = parts.numbers.left(longestNumbers).toUtf8();
            for (const QString &place : parts.places)
                keys.append(addressPrefix(source.nearness, placeNumber(place, pinyin)) + numbers);
        }
        break;
    case KeyKind::Place:
    case KeyKind::PlaceLetters:
        break; // not a person's
    }
    sortOnce(keys);
    return keys;
}

} // namespace shouli::core::residents::search
