// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Neighbours.h"

#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <iterator>

namespace shouli::app::demonstration {

using core::base::Result;
using core::residents::Household;
using core::residents::HouseholdId;
using core::residents::HouseholdStore;
using core::residents::Resident;
using core::residents::ResidentId;
using core::residents::ResidentStore;
using core::residents::Sex;

namespace {

struct Person {
    const char *name;
    Sex sex;
    QDate born;
    int relation; ///< GB/T 4761, to the head of the household
    const char *phone;
    int household;
    const char *address;
};

const Person people[] = {
    {"贺玉梅", Sex::Female, QDate(1959, 3, 7), 2, "13900005127", 1, "齐家湾社区3排12号"},
    {"李建军", Sex::Male, QDate(1983, 8, 19), 20, "13900005128", 1, "齐家湾社区3排12号"},
    {"强改花", Sex::Female, QDate(1944, 1, 30), 2, "", 2, "齐家湾社区1排4号"},
    {"拓海军", Sex::Male, QDate(1967, 11, 2), 2, "13800000911", 3, "齐家湾社区7排2号"},
    {"折秀英", Sex::Female, QDate(1969, 5, 21), 10, "13800000912", 3, "齐家湾社区7排2号"},
    {"拓梓轩", Sex::Male, QDate(2014, 9, 1), 20, "", 3, "齐家湾社区7排2号"},
    {"薛𬭚", Sex::Male, QDate(1990, 12, 24), 2, "15900001224", 4, "米粮山廉租房2号楼1单元301室"},
    {"李秀英", Sex::Female, QDate(1950, 6, 6), 2, "13500000606", 5, "齐家湾社区2排9号"},
    {"白生荣", Sex::Male, QDate(1948, 2, 29), 2, "13500000229", 6, "齐家湾社区5排1号"},
    {"单红卫", Sex::Male, QDate(1966, 10, 1), 2, "13600001001", 7, "齐家湾社区6排3号"},
};

/// GB 11643-1999: area 610699, date, a serial of the 900s with the sex in its parity, check digit.
QString citizenNumber(const Person &person, int serial)
{
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const int third = 900 + 2 * serial + (person.sex == Sex::Male ? 1 : 0);
    const QString number =
        QStringLiteral("610699%1%2").arg(person.born.toString(QStringLiteral("yyyyMMdd"))).arg(third);
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += number.at(i).digitValue() * weights[i];
    return number + QStringLiteral("10X98765432").at(sum % 11);
}

} // namespace

int Neighbours::count()
{
    return static_cast<int>(std::size(people));
}

Result<void> Neighbours::moveIn(core::changes::Act &act, core::changes::ScopeId office, const QString &division,
                                const core::base::Clock &clock, core::base::Random &random)
{
    QHash<int, HouseholdId> households;
    int serial = 0;
    for (const Person &person : people) {
        if (!households.contains(person.household)) {
            Household household;
            household.id = HouseholdId::create(clock, random);
            SHOULI_CHECK(HouseholdStore::create(act, office, household));
            households.insert(person.household, household.id);
        }
        Resident resident;
        resident.id = ResidentId::create(clock, random);
        resident.name = QString::fromUtf8(person.name);
        resident.sex = person.sex;
        resident.birthDate = core::residents::PartialDate(person.born);
        resident.ethnic = core::residents::codes::han;
        resident.documentType = *core::residents::DocumentTypeCode::parse(QStringLiteral("10"));
        resident.documentNumber = citizenNumber(person, serial++);
        resident.phone = QString::fromLatin1(person.phone);
        resident.hukouDivision = resident.livingDivision = division;
        resident.hukouAddress = resident.livingAddress = QString::fromUtf8(person.address);
        resident.household = households.value(person.household);
        resident.relation = core::residents::RelationCode(person.relation);
        SHOULI_CHECK(ResidentStore::create(act, office, resident));
    }
    return {};
}

} // namespace shouli::app::demonstration
