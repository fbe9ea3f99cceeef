// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Masking.h"

#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace shouli::core::residents {

namespace {

enum class Style {
    Whole,
    Part,   ///< enough to recognise it by
    Strict, ///< enough for its owner only
    Hidden, ///< nothing
};

using Row = std::array<Style, Masking::places>;

constexpr Style W = Style::Whole;
constexpr Style P = Style::Part;
constexpr Style S = Style::Strict;
constexpr Style H = Style::Hidden;

/// Field by place. Names are whole where staff work, because staff call people by them.
constexpr std::array<Row, Masking::fields> table = {{
    // Record, Revealed, List, Form, Slip, Public
    Row{W, W, W, W, P, P}, // Name
    Row{P, W, P, W, S, H}, // DocumentNumber
    Row{P, W, P, W, S, H}, // Phone
    Row{W, W, P, W, P, H}, // Address
    Row{P, W, H, W, S, H}, // BankAccount
    Row{W, W, P, W, P, H}, // BirthDate
}};

Style styleOf(Masking::Field field, Masking::Place place)
{
    return table.at(static_cast<std::size_t>(field)).at(static_cast<std::size_t>(place));
}

bool isVariationSelector(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180D);
}

/// Characters as people count them.
QStringList charactersOf(const QString &text)
{
    QStringList characters;
    for (const char32_t c : text.toUcs4()) {
        const QString one = QString::fromUcs4(&c, 1);
        const bool continues = isVariationSelector(c) || QChar::isMark(c);
        if (continues && !characters.isEmpty())
            characters.last() += one;
        else
            characters.append(one);
    }
    return characters;
}

/// The first `head` and last `tail` characters, stars between; all stars if that would show everything.
QString ends(const QString &value, qsizetype head, qsizetype tail, qsizetype stars = -1)
{
    const QStringList characters = charactersOf(value);
    const qsizetype hidden = characters.size() - head - tail;
    if (hidden <= 0)
        return QString(characters.size(), u'*');
    return characters.mid(0, head).join(QString()) + QString(stars < 0 ? hidden : stars, u'*')
        + characters.mid(characters.size() - tail).join(QString());
}

QString name(const QString &value)
{
    const qsizetype length = charactersOf(value.trimmed()).size();
    if (length <= 1)
        return length == 0 ? QString() : QStringLiteral("*");
    if (length == 2)
        return ends(value.trimmed(), 1, 0);
    return ends(value.trimmed(), 1, 1, length == 3 ? 1 : 2);
}

QString documentNumber(const QString &value, Style style)
{
    const qsizetype length = value.size();
    if (style == Style::Strict)
        return length >= 8 ? ends(value, 0, 4) : QString(length, u'*');
    if (length >= 15)
        return ends(value, 6, 4); // area and the last four: no birth date
    return length >= 6 ? ends(value, 2, 2) : QString(length, u'*');
}

QString phone(const QString &value, Style style)
{
    if (style == Style::Strict)
        return ends(value, 1, 4);
    return value.size() >= 11 ? ends(value, 3, 4) : ends(value, 0, 3);
}

/// House, unit and room numbers become stars; the street, village or group stays.
QString address(const QString &value)
{
    static const QRegularExpression numbers(QStringLiteral(
        "[0-9０-９A-Za-z一二三四五六七八九十百零〇两-]+(?=\\s*(?:号|#|室|户|单元|房|栋|幢|孔|层|楼(?!子)|排))"));
    QString shown = value;
    shown.replace(numbers, QStringLiteral("*"));
    return shown;
}

QString birthDate(const QString &value)
{
    return value.left(4); // the year
}

} // namespace

QString Masking::shown(Field field, Place place, const QString &value)
{
    const Style style = styleOf(field, place);
    if (style == Style::Whole || value.isEmpty())
        return value;
    if (style == Style::Hidden)
        return {};
    switch (field) {
    case Field::Name:
        return name(value);
    case Field::DocumentNumber:
        return documentNumber(value, style);
    case Field::Phone:
        return phone(value, style);
    case Field::Address:
        return address(value);
    case Field::BankAccount:
        return ends(value, style == Style::Strict ? 0 : 4, 4);
    case Field::BirthDate:
        return birthDate(value);
    }
    Q_UNREACHABLE();
}

bool Masking::isMasked(Field field, Place place)
{
    return styleOf(field, place) != Style::Whole;
}

} // namespace shouli::core::residents
