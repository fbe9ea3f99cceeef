// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchKeys.h"

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

} // namespace

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
    for (const KeyKind kind : allKeyKinds)
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
    case KeyKind::GivenName:
        for (const QString &name : source.names) {
            const Pinyin::Name read = pinyin.ofName(name);
            if (read.units.size() > read.surname && read.units.at(read.surname).character != 0)
                add(read.comparable(read.surname).toUtf8());
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
    }
    if (keys.size() > 1) {
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
    return keys;
}

} // namespace shouli::core::residents::search
