// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/GroupMembership.h"

#include "core/residents/FieldAccess.h"
#include "core/residents/Resident.h"

#include <QRegularExpression>

#include <array>

namespace shouli::core::residents {

using changes::FieldValues;
using changes::Value;

namespace {

using F = MembershipField;

template <F Field, auto Member>
constexpr auto field(const char *column)
{
    return detail::access<GroupMembership, F, Member>(Field, column);
}

constexpr detail::Access<GroupMembership, F> table[] = {
    field<F::Resident, &GroupMembership::resident>("resident"),
    field<F::Household, &GroupMembership::household>("household"),
    field<F::Group, &GroupMembership::group>("group_code"),
    field<F::Category, &GroupMembership::category>("category"),
    field<F::Level, &GroupMembership::level>("level"),
    field<F::Detail, &GroupMembership::detail>("detail"),
    field<F::Certificate, &GroupMembership::certificate>("certificate"),
    field<F::ValidFrom, &GroupMembership::validFrom>("valid_from"),
    field<F::ValidTo, &GroupMembership::validTo>("valid_to"),
    field<F::ReviewOn, &GroupMembership::reviewOn>("review_on"),
    field<F::Evidence, &GroupMembership::evidence>("evidence"),
    field<F::EndedOn, &GroupMembership::endedOn>("ended_on"),
    field<F::EndReason, &GroupMembership::endReason>("end_reason"),
};

const detail::Access<GroupMembership, F> &rowOf(F wanted)
{
    return table[static_cast<std::size_t>(wanted) - 1];
}

/// Groups that a law ties to an age: first and last year of life, both included.
struct AgeRule {
    const char16_t *group;
    int from;
    int to;
};
constexpr std::array ageRules = {
    AgeRule{u"GAOLING", 70, 200}, // Shaanxi pays from 70
    AgeRule{u"DUJU", 60, 200},    // Law on the Rights of the Elderly art. 2: 60
    AgeRule{u"KONGCHAO", 60, 200},    AgeRule{u"LIUSHOU_LR", 60, 200},
    AgeRule{u"LIUSHOU_ET", 0, 15}, // State Council 2016 no. 13: under 16
    AgeRule{u"KUNJING_ET", 0, 17},    AgeRule{u"GUER", 0, 17},
    AgeRule{u"SSWR", 0, 17},          AgeRule{u"SHIYE", 16, 65},
    AgeRule{u"JIUYE_KUNNAN", 16, 65}, AgeRule{u"TUIYI", 18, 200},
};

/// Disability certificate (GB/T 26341-2010, certificate rules of 2017): the holder's 18-character
/// number, category, level, and B1, B2, ... for a replacement.
void checkDisability(const GroupMembership &membership, const Resident *holder, QList<Finding> &findings)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{17}[0-9X])([1-7])([1-4])(B[0-9]{1,2})?$"));
    if (membership.certificate.isEmpty())
        return;
    const auto match = form.match(membership.certificate);
    if (!match.hasMatch()) {
        findings.append({Severity::Odd, FindingCode::CertificateMalformed});
        return;
    }
    if (holder != nullptr && !holder->documentNumber.isEmpty() && match.captured(1) != holder->documentNumber)
        findings.append({Severity::Odd, FindingCode::CertificateNotHolders});
    const bool category = membership.category.isEmpty() || match.captured(2).toInt() == membership.category.value();
    const bool level = membership.level.isEmpty() || match.captured(3).toInt() == membership.level.value();
    if (!category || !level)
        findings.append({Severity::Odd, FindingCode::CertificateAgainstValue, match.captured(2) + match.captured(3)});
}

} // namespace

bool GroupMembership::isValidOn(QDate day) const
{
    return (!validFrom.isValid() || validFrom <= day) && (!validTo.isValid() || day <= validTo)
        && (!endedOn.isValid() || day < endedOn);
}

QList<Finding> GroupMembership::findings(const Resident *holder, QDate today) const
{
    QList<Finding> findings;
    if (validFrom.isValid() && validTo.isValid() && validTo < validFrom)
        findings.append({Severity::Impossible, FindingCode::PeriodReversed});
    if (!category.isEmpty() && !category.isListed())
        findings.append({Severity::Odd, FindingCode::CodeUnknown, category.toString()});
    if (!level.isEmpty() && !level.isListed())
        findings.append({Severity::Odd, FindingCode::CodeUnknown, level.toString()});
    if (group == u"CANJI")
        checkDisability(*this, holder, findings);
    if (holder == nullptr || !isValidOn(today))
        return findings;
    if (holder->isGone())
        findings.append({Severity::Odd, FindingCode::GroupAgainstStatus});
    const int age = holder->birthDate.ageOn(today);
    for (const AgeRule &rule : ageRules) {
        if (group == rule.group && age >= 0 && (age < rule.from || age > rule.to))
            findings.append({Severity::Odd, FindingCode::GroupAgainstAge, QString::number(age)});
    }
    return findings;
}

FieldValues GroupMembership::values() const
{
    FieldValues values;
    for (const auto &row : table) {
        if (const Value value = row.get(*this); !value.isNull())
            values.insert(fieldOf(row.field), value);
    }
    return values;
}

Value GroupMembership::value(MembershipField wanted) const
{
    return rowOf(wanted).get(*this);
}

void GroupMembership::setValue(MembershipField wanted, const Value &value)
{
    rowOf(wanted).put(*this, value);
}

const QList<MembershipField> &membershipFields()
{
    static const QList<MembershipField> fields = [] {
        QList<MembershipField> all;
        for (const auto &row : table)
            all.append(row.field);
        return all;
    }();
    return fields;
}

QString columnOf(MembershipField wanted)
{
    return QString::fromLatin1(rowOf(wanted).column);
}

} // namespace shouli::core::residents
