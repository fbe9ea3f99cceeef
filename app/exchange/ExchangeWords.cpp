// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/ExchangeWords.h"

#include "app/people/FindingWords.h"
#include "app/people/RecordWords.h"

namespace shouli::app::exchange {

using core::exchange::TableTrouble;
using core::residents::FieldFinding;
using core::residents::ResidentDraft;
using core::residents::ResidentField;
using core::residents::exchange::ImportPlan;
using core::residents::exchange::ImportRow;
using core::residents::exchange::Outcome;
using core::residents::exchange::Target;
using people::FindingWords;
using people::RecordWords;

namespace {

QString valueOf(ResidentField field, const QString &text, const office::CodeWords &words)
{
    ResidentDraft draft;
    draft.type(field, text);
    const QString value = RecordWords::value(draft.resident(), field, words);
    return value.isEmpty() ? text : value;
}

} // namespace

QString ExchangeWords::outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::New:
        return tr("New");
    case Outcome::Changes:
        return tr("Changes");
    case Outcome::Same:
        return tr("Nothing new");
    case Outcome::Kept:
        return tr("Differs, ours stays");
    case Outcome::Doubtful:
        return tr("Doubtful");
    case Outcome::Refused:
        return tr("Refused");
    }
    return {};
}

look::Tone ExchangeWords::tone(Outcome outcome)
{
    switch (outcome) {
    case Outcome::New:
    case Outcome::Changes:
        return look::Tone::Ok;
    case Outcome::Same:
        return look::Tone::Dim;
    case Outcome::Kept:
    case Outcome::Doubtful:
        return look::Tone::Warn;
    case Outcome::Refused:
        break;
    }
    return look::Tone::Bad;
}

QString ExchangeWords::target(const Target &target)
{
    switch (target.kind) {
    case Target::Kind::Ignored:
        return tr("(not taken)");
    case Target::Kind::HouseholdNumber:
        return tr("Household number");
    case Target::Kind::HeadNumber:
        return tr("Head's ID number");
    case Target::Kind::HeadName:
        return tr("Head's name");
    case Target::Kind::Field:
        break;
    }
    return RecordWords::field(target.field);
}

QString ExchangeWords::refusal(TableTrouble trouble, std::int64_t row)
{
    switch (trouble) {
    case TableTrouble::NoTable:
        return tr("This file holds no table. Choose a workbook (.xlsx) or a text file (.csv).");
    case TableTrouble::OldWorkbook:
        return tr(
            "This workbook has the old form (.xls) or a password. Open it in the spreadsheet and save it as .xlsx "
            "without one.");
    case TableTrouble::WebPage:
        return tr("This is a web page under a spreadsheet's name. Open it in the spreadsheet and save it as .xlsx.");
    case TableTrouble::Damaged:
        return tr("This workbook is damaged. Ask for another copy of it.");
    case TableTrouble::TooLarge:
        return tr("This file is too large to be a register. Split it, or save it as .csv.");
    case TableTrouble::OpenQuote:
        return tr("A quotation mark in row %1 is never closed. Correct it in the file.").arg(row);
    }
    return {};
}

QString ExchangeWords::reasons(const ImportPlan::Line &line, const office::CodeWords &words)
{
    QStringList parts;
    for (const auto &one : line.differences) {
        const QString field = RecordWords::field(one.field);
        if (one.field == ResidentField::Household)
            parts.append(one.kept ? tr("%1: ours stays").arg(field) : field);
        else if (one.kept)
            parts.append(tr("%1: ours stays, %2; the file has %3")
                             .arg(field, valueOf(one.field, one.here, words), valueOf(one.field, one.inFile, words)));
        else if (one.here.isEmpty())
            parts.append(tr("%1: %2").arg(field, valueOf(one.field, one.inFile, words)));
        else
            parts.append(tr("%1: %2 → %3")
                             .arg(field, valueOf(one.field, one.here, words), valueOf(one.field, one.inFile, words)));
    }
    for (const FieldFinding &one : line.findings)
        parts.append(tr("%1: %2").arg(RecordWords::field(one.field), FindingWords::of(one.finding, words)));
    return parts.join(tr("; "));
}

QString ExchangeWords::reasons(const ImportRow &row, const office::CodeWords &words)
{
    QStringList parts;
    for (const ResidentField field : row.kept)
        parts.append(tr("%1: ours stays").arg(RecordWords::field(field)));
    for (const FieldFinding &one : row.findings)
        parts.append(tr("%1: %2").arg(RecordWords::field(one.field), FindingWords::of(one.finding, words)));
    return parts.join(tr("; "));
}

} // namespace shouli::app::exchange
