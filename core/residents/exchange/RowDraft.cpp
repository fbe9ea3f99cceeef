// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/RowDraft.h"

#include "core/residents/CitizenNumber.h"
#include "core/residents/exchange/CodeVariants.h"

#include <algorithm>

namespace shouli::core::residents::exchange {

using core::exchange::CellTrouble;
using F = ResidentField;

namespace {

bool isDate(F field)
{
    return field == F::BirthDate || field == F::DocumentValidTo || field == F::DeceasedOn || field == F::MovedOutOn;
}

/// 1952/3/7 0:00:00
QString withoutTime(const QString &cell)
{
    const qsizetype colon = cell.indexOf(u':');
    const qsizetype space = cell.lastIndexOf(u' ', colon);
    const qsizetype t = cell.indexOf(u'T');
    if (colon < 0)
        return cell;
    return space > 0 ? cell.left(space) : t > 0 ? cell.left(t) : cell;
}

bool isMiddleDot(QChar c)
{
    return QStringView(u"·•・‧●∙⋅．.｡﹒").contains(c);
}

/// The dot of minority names in its one form; spaces that only widen a name of two characters ("王　明") are taken out.
QString nameOf(const QString &cell)
{
    QString name;
    const bool latin = std::any_of(cell.begin(), cell.end(), [](QChar c) { return c.isLower() || c.isUpper(); });
    for (const QChar c : cell) {
        if (isMiddleDot(c) && !latin)
            name += QChar(0x00B7);
        else if (!c.isSpace() || latin)
            name += c;
    }
    return name.trimmed();
}

/// 高MIN: pinyin in the place of a character that an old system could not write.
bool hasPinyinForACharacter(const QString &name)
{
    const bool han = std::any_of(name.begin(), name.end(),
                                 [](QChar c) { return c.script() == QChar::Script_Han || c.isHighSurrogate(); });
    const bool latin = std::any_of(name.begin(), name.end(), [](QChar c) { return c.script() == QChar::Script_Latin; });
    return han && latin;
}

Finding findingOf(CellTrouble trouble)
{
    switch (trouble) {
    case CellTrouble::BrokenText:
    case CellTrouble::NulCharacter:
        return {Severity::Impossible, FindingCode::CellBroken};
    case CellTrouble::TooLong:
        return {Severity::Impossible, FindingCode::CellTooLong};
    case CellTrouble::DigitsLost:
        return {Severity::Impossible, FindingCode::CellDigitsLost};
    case CellTrouble::SpreadsheetError:
        return {Severity::Impossible, FindingCode::CellError};
    case CellTrouble::NotTaken:
        return {Severity::Odd, FindingCode::RowTooWide};
    }
    Q_UNREACHABLE();
}

/// Longer than anything of a person's; names have a limit of their own.
constexpr qsizetype longestValue = 500;

} // namespace

RowDraft RowDraft::read(const core::exchange::TableRow &row, const ColumnMap &map, const Place &place)
{
    RowDraft read;
    read.row = row.number;
    read.draft = ResidentDraft({}, place.localAreaCode);
    for (const auto &trouble : row.troubles) {
        const Target target = map.target(trouble.column);
        if (target.kind != Target::Kind::Ignored || trouble.what == CellTrouble::NotTaken)
            read.findings.append({target.field, findingOf(trouble.what)});
    }
    const auto number = [&](const QString &cell) {
        const QString text = CitizenNumber::normalised(cell);
        if (text.size() != 15)
            return text;
        const auto old = CitizenNumber::read(text, place.today, CitizenNumber::Source::Import);
        return old.number ? old.number->toString() : text;
    };
    // what a spreadsheet spoilt is not read: its trouble is said already; names are shown
    const auto isSpoilt = [&](qsizetype column) {
        return std::any_of(row.troubles.begin(), row.troubles.end(), [&](const auto &one) {
            return one.column == column && map.target(column) != Target::of(F::Name);
        });
    };
    // the kind of the paper first: it says how its number is read
    QList<std::pair<Target, QString>> cells;
    for (qsizetype column = 0; column < map.targets().size(); ++column) {
        const Target target = map.target(column);
        const QString cell = row.cell(static_cast<int>(column)).trimmed();
        if (target.kind == Target::Kind::Ignored || isSpoilt(column) || CodeVariants::isNothing(target.field, cell))
            continue;
        if (target == Target::of(F::DocumentType))
            cells.prepend({target, cell});
        else
            cells.append({target, cell});
    }
    for (const auto &[target, cell] : std::as_const(cells)) {
        if (cell.size() > longestValue)
            read.findings.append({target.field, {Severity::Impossible, FindingCode::CellTooLong}});
        switch (target.kind) {
        case Target::Kind::Ignored:
            break;
        case Target::Kind::HouseholdNumber:
            read.householdNumber = cell;
            break;
        case Target::Kind::HeadNumber:
            read.headNumber = number(cell);
            break;
        case Target::Kind::HeadName:
            read.headName = nameOf(cell);
            break;
        case Target::Kind::Field:
            if (target.field == F::Name) {
                read.draft.type(F::Name, nameOf(cell));
                if (hasPinyinForACharacter(cell))
                    read.findings.append({F::Name, {Severity::Odd, FindingCode::NameCharacterUnknown}});
            } else if (target.field == F::DocumentNumber) {
                const QString typed = number(cell);
                if (typed.size() == 18 && CitizenNumber::normalised(cell).size() == 15)
                    read.findings.append({F::DocumentNumber, {Severity::Odd, FindingCode::NumberConverted}});
                read.draft.type(F::DocumentNumber, typed);
            } else if (isDate(target.field)) {
                read.draft.type(target.field, withoutTime(cell));
            } else {
                read.draft.type(target.field, CodeVariants::typed(target.field, cell));
            }
            break;
        }
    }
    read.draft.fillFromNumber();
    return read;
}

QList<ResidentField> RowDraft::given() const
{
    QList<ResidentField> fields;
    for (const ResidentField field : residentFields()) {
        if (!draft.resident().value(field).isNull())
            fields.append(field);
    }
    return fields;
}

QString RowDraft::comparable(const QString &name)
{
    QString plain;
    for (const QChar c : name.normalized(QString::NormalizationForm_KC).toLower()) {
        if (!isMiddleDot(c) && !c.isSpace())
            plain += c;
    }
    return plain;
}

} // namespace shouli::core::residents::exchange
