// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/RegisterExport.h"

#include "core/residents/Masking.h"
#include "core/residents/ResidentStore.h"
#include "core/residents/RowReading.h"

#include <algorithm>
#include <optional>

namespace shouli::core::residents::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;
using core::exchange::TableWriter;
using F = ResidentField;
using Kind = Target::Kind;

namespace {

constexpr int askEach = 100;

std::optional<Masking::Field> maskOf(F field)
{
    switch (field) {
    case F::Name:
    case F::FormerName:
    case F::SmallName:
        return Masking::Field::Name;
    case F::DocumentNumber:
        return Masking::Field::DocumentNumber;
    case F::Phone:
    case F::OtherPhone:
        return Masking::Field::Phone;
    case F::HukouAddress:
    case F::LivingAddress:
    case F::AwayPlace:
        return Masking::Field::Address;
    case F::BankAccount:
        return Masking::Field::BankAccount;
    case F::BirthDate:
        return Masking::Field::BirthDate;
    default:
        return {};
    }
}

/// Words that may name anybody or say anything.
bool isFreeText(F field)
{
    return field == F::Remark || field == F::PhoneNote || field == F::WorkPlace;
}

template <class C>
QString codeText(const C &code, bool codes)
{
    return codes || !code.isListed() ? code.toString() : code.name();
}

} // namespace

QString RegisterExport::cell(const Resident &person, F field, bool masked, bool codes)
{
    switch (field) {
    case F::Sex:
        if (codes || person.sex == Sex::NotStated)
            return QString::number(static_cast<int>(person.sex));
        return person.sex == Sex::Male  ? QStringLiteral("男")
            : person.sex == Sex::Female ? QStringLiteral("女")
                                        : QString();
    case F::Ethnic:
        return codeText(person.ethnic, codes);
    case F::DocumentType:
        return codeText(person.documentType, codes);
    case F::HukouKind:
        return codeText(person.hukouKind, codes);
    case F::Relation:
        return codeText(person.relation, codes);
    case F::Marital:
        return codeText(person.marital, codes);
    case F::Education:
        return codeText(person.education, codes);
    case F::Political:
        return codeText(person.political, codes);
    case F::WorkStatus:
        return codeText(person.workStatus, codes);
    case F::ResidenceStatus:
        return codeText(person.residenceStatus, codes);
    case F::HukouRural:
        return !person.hukouRural ? QString() : codes ? QStringLiteral("1") : QStringLiteral("是");
    default:
        break;
    }
    const QString text = person.value(field).text();
    if (!masked)
        return text;
    if (isFreeText(field))
        return {};
    const auto mask = maskOf(field);
    return mask && !text.isEmpty() ? Masking::shown(*mask, Masking::Place::Slip, text) : text;
}

QList<Target> RegisterExport::standardColumns()
{
    return {{Kind::HouseholdNumber, F::Name},
            Target::of(F::Relation),
            Target::of(F::Name),
            Target::of(F::Sex),
            Target::of(F::Ethnic),
            Target::of(F::BirthDate),
            Target::of(F::DocumentType),
            Target::of(F::DocumentNumber),
            Target::of(F::HukouKind),
            Target::of(F::HukouAddress),
            Target::of(F::LivingAddress),
            Target::of(F::ResidenceStatus),
            Target::of(F::Phone),
            Target::of(F::OtherPhone),
            Target::of(F::Marital),
            Target::of(F::Education),
            Target::of(F::Political),
            Target::of(F::WorkStatus),
            Target::of(F::WorkPlace),
            Target::of(F::Grid),
            Target::of(F::DeceasedOn),
            Target::of(F::MovedOutOn),
            Target::of(F::Remark)};
}

Result<std::int64_t> RegisterExport::write(const storage::Database &db, const QString &path, TableWriter::Format format,
                                           const Settings &settings, const std::function<bool(double)> &going)
{
    SHOULI_TRY(const auto all, ResidentStore::count(db));
    SHOULI_TRY(const auto writer, TableWriter::create(path, format));
    SHOULI_CHECK(writer->write({settings.mark}));
    QStringList headings;
    for (const Target &column : settings.columns)
        headings.append(ColumnMap::heading(column));
    SHOULI_CHECK(writer->writeHeadings(headings));
    const auto &fields = residentFields();
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1, h.number FROM resident r LEFT JOIN household h "
                                         "ON h.id = r.household ORDER BY r.row")
                              .arg(detail::columns(fields, QStringLiteral("r.")))));
    const auto numberColumn = static_cast<int>(fields.size()) + 1;
    for (std::int64_t written = 0;; ++written) {
        if (written % askEach == 0
            && !going(all > 0 ? std::min(1.0, static_cast<double>(written) / static_cast<double>(all)) : 1.0))
            return failure(ErrorCode::Cancelled);
        SHOULI_TRY(const bool found, query.step());
        if (!found) {
            SHOULI_CHECK(writer->finish());
            return written;
        }
        const auto person = detail::readRow<Resident, F, ResidentId>(query, fields);
        QStringList cells;
        for (const Target &column : settings.columns)
            cells.append(column.kind == Kind::HouseholdNumber ? query.text(numberColumn)
                             : column.kind == Kind::Field ? cell(person, column.field, settings.masked, settings.codes)
                                                          : QString());
        SHOULI_CHECK(writer->write(cells));
    }
}

} // namespace shouli::core::residents::exchange
