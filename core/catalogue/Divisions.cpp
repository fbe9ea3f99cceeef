// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Divisions.h"

#include "core/base/AtomicFile.h"

#include <algorithm>

namespace shouli::core::catalogue {

using base::ErrorCode;
using base::failure;
using base::Result;
using Kind = Division::Kind;

namespace {

const auto header = QStringLiteral("code,name,level,parent,valid_from,valid_to,replaced_by,aliases");

QStringView levelName(Kind kind)
{
    switch (kind) {
    case Kind::Province:
        return u"province";
    case Kind::Prefecture:
        return u"prefecture";
    case Kind::County:
        return u"county";
    case Kind::Street:
        return u"street";
    case Kind::Town:
        return u"town";
    case Kind::Township:
        return u"township";
    case Kind::Special:
        return u"special";
    case Kind::Community:
        return u"community";
    case Kind::Village:
        return u"village";
    }
    return {};
}

/// How many digits of a code name it; the rest are zeros.
int digitsOf(Kind kind)
{
    switch (kind) {
    case Kind::Province:
        return 2;
    case Kind::Prefecture:
        return 4;
    case Kind::County:
        return 6;
    case Kind::Street:
    case Kind::Town:
    case Kind::Township:
    case Kind::Special:
        return 9;
    case Kind::Community:
    case Kind::Village:
        return 12;
    }
    return 12;
}

QString filled(const QString &code, int digits)
{
    return code.left(digits).leftJustified(12, u'0');
}

int parentDigits(int digits)
{
    return digits <= 2 ? 0 : digits <= 6 ? digits - 2 : digits - 3;
}

Result<QDate> dateOrNone(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && !date.isValid())
        return failure(ErrorCode::CatalogueDamaged, QStringLiteral("%1 is no date").arg(text));
    return date;
}

Result<Division> readLine(const QString &line)
{
    const QStringList fields = line.split(u',');
    if (fields.size() != 8)
        return failure(ErrorCode::CatalogueDamaged, QStringLiteral("%1 fields, not 8").arg(fields.size()));
    Division division;
    division.code = fields.at(0);
    division.name = fields.at(1);
    const auto kind = Division::kindOf(division.code);
    if (!kind || division.name.isEmpty())
        return failure(ErrorCode::CatalogueDamaged, QStringLiteral("no twelve-digit code with a name"));
    division.kind = *kind;
    if (fields.at(2) != levelName(*kind))
        return failure(ErrorCode::CatalogueDamaged,
                       QStringLiteral("%1 is a %2 by its digits").arg(division.code, levelName(*kind)));
    division.parent = fields.at(3);
    const int digits = parentDigits(digitsOf(*kind));
    if (division.parent != (digits == 0 ? QString() : filled(division.code, digits)))
        return failure(ErrorCode::CatalogueDamaged,
                       QStringLiteral("%1 does not lie in %2").arg(division.code, division.parent));
    SHOULI_TRY(division.validFrom, dateOrNone(fields.at(4)));
    SHOULI_TRY(division.validTo, dateOrNone(fields.at(5)));
    division.replacedBy = fields.at(6);
    division.aliases = fields.at(7).split(u';', Qt::SkipEmptyParts);
    return division;
}

} // namespace

Result<Kind> Division::kindOf(const QString &code)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (code.size() != 12 || !std::all_of(code.begin(), code.end(), isDigit))
        return failure(ErrorCode::InvalidArgument, QStringLiteral("division %1").arg(code));
    const int village = code.mid(9, 3).toInt();
    const int town = code.mid(6, 3).toInt();
    const int county = code.mid(4, 2).toInt();
    const int prefecture = code.mid(2, 2).toInt();
    const int province = code.left(2).toInt();
    const int parts[] = {province, prefecture, county, town, village};
    const auto *firstZero = std::find(std::begin(parts), std::end(parts), 0);
    if (firstZero == std::begin(parts) || std::any_of(firstZero, std::end(parts), [](int part) { return part != 0; }))
        return failure(ErrorCode::InvalidArgument, QStringLiteral("division %1").arg(code));
    if (village != 0)
        return village < 200 ? Kind::Community : Kind::Village;
    if (town != 0)
        return town < 100 ? Kind::Street : town < 200 ? Kind::Town : town < 400 ? Kind::Township : Kind::Special;
    return county != 0 ? Kind::County : prefecture != 0 ? Kind::Prefecture : Kind::Province;
}

Result<Divisions> Divisions::load(const QString &file)
{
    SHOULI_TRY(const QByteArray bytes, base::AtomicFile::read(file));
    return parse(bytes, file);
}

Result<Divisions> Divisions::parse(const QByteArray &csv, const QString &file)
{
    Divisions divisions;
    const QStringList lines = QString::fromUtf8(csv).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        const auto damaged = [&](const QString &what) {
            return failure(ErrorCode::CatalogueDamaged,
                           QStringLiteral("%1, line %2: %3").arg(file).arg(i + 1).arg(what));
        };
        if (i == 0 && line != header)
            return damaged(QStringLiteral("the header is not ") + header);
        if (i == 0 || line.isEmpty())
            continue;
        const auto division = readLine(line);
        if (!division)
            return damaged(division.error().detail);
        if (divisions.find(division->code))
            return damaged(QStringLiteral("a second %1").arg(division->code));
        if (!division->parent.isEmpty() && !divisions.find(division->parent))
            return damaged(QStringLiteral("%1 is not above it").arg(division->parent));
        divisions.m_byCode.insert(division->code, static_cast<int>(divisions.m_divisions.size()));
        divisions.m_divisions.push_back(*division);
    }
    for (const Division &division : divisions.m_divisions) {
        const Division *next = division.replacedBy.isEmpty() ? nullptr : divisions.find(division.replacedBy);
        if (!division.replacedBy.isEmpty() && (!next || !next->replacedBy.isEmpty() || next->kind != division.kind))
            return failure(ErrorCode::CatalogueDamaged,
                           QStringLiteral("%1: %2 is replaced by no valid division").arg(file, division.code));
    }
    return divisions;
}

const Division *Divisions::find(const QString &code) const
{
    const auto found = m_byCode.constFind(code);
    return found == m_byCode.constEnd() ? nullptr : &m_divisions.at(static_cast<size_t>(*found));
}

std::vector<const Division *> Divisions::children(const QString &code) const
{
    std::vector<const Division *> list;
    for (const Division &division : m_divisions) {
        if (division.parent == code && division.replacedBy.isEmpty() && !division.validTo.isValid())
            list.push_back(&division);
    }
    return list;
}

std::vector<const Division *> Divisions::ancestry(const QString &code) const
{
    std::vector<const Division *> list;
    for (const Division *division = find(code); division; division = find(division->parent))
        list.insert(list.begin(), division);
    return list;
}

QString Divisions::fullName(const QString &code, const QString &below) const
{
    QString name;
    for (const Division *division : ancestry(code))
        name = division->code == below ? QString() : name + division->name;
    return name;
}

QString Divisions::label(const QString &code) const
{
    const Division *division = find(code);
    if (!division)
        return code;
    const Division *parent = find(division->parent);
    return parent ? QStringLiteral("%1（%2）").arg(division->name, parent->name) : division->name;
}

QString Divisions::current(const QString &code) const
{
    if (const Division *division = find(code); division && !division->replacedBy.isEmpty())
        return division->replacedBy;
    if (const Division *county = find(countyOf(code)); county && !county->replacedBy.isEmpty())
        return county->replacedBy.left(6) + code.mid(6);
    return code;
}

bool Divisions::isWithin(const QString &code, const QString &division) const
{
    const QString outer = current(division);
    const auto kind = Division::kindOf(outer);
    return kind && Division::kindOf(code) && current(code).left(digitsOf(*kind)) == outer.left(digitsOf(*kind));
}

QString Divisions::countyOf(const QString &code)
{
    return filled(code, 6);
}

QString Divisions::townOf(const QString &code)
{
    return filled(code, 9);
}

std::vector<const Division *> Divisions::search(const QString &text) const
{
    std::vector<const Division *> beginning;
    std::vector<const Division *> containing;
    for (const Division &division : m_divisions) {
        if (text.isEmpty() || division.validTo.isValid())
            continue;
        const QStringList names = QStringList{division.name} + division.aliases;
        if (std::any_of(names.begin(), names.end(), [&](const QString &name) { return name.startsWith(text); }))
            beginning.push_back(&division);
        else if (std::any_of(names.begin(), names.end(), [&](const QString &name) { return name.contains(text); }))
            containing.push_back(&division);
    }
    beginning.insert(beginning.end(), containing.begin(), containing.end());
    return beginning;
}

} // namespace shouli::core::catalogue
