// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/sample/Dice.h"
#include "core/residents/sample/HouseholdMaker.h"
#include "core/residents/sample/SampleRegister.h"

#include <QDate>

namespace shouli::core::residents::sample {

/// Puts households and persons into groups, as often as they are in such counties and with what
/// hangs together: the extremely poor receive no minimum living allowance, a severe disability
/// makes it four times as likely, who lives alone is no empty nester. Groups that follow from the
/// record (advanced age, migrants) have no membership.
class GroupPlanner {
public:
    GroupPlanner(HouseholdMaker &ids, Dice &dice, QDate today)
        : m_ids(ids)
        , m_dice(dice)
        , m_today(today)
    {
    }

    void plan(SampleHousehold &household, bool urban, HouseholdSort sort);

private:
    GroupMembership &add(SampleHousehold &household, const char16_t *group, const Resident *holder);
    void planPerson(SampleHousehold &household, const Resident &person, bool urban, HouseholdSort sort);

    HouseholdMaker &m_ids;
    Dice &m_dice;
    QDate m_today;
};

} // namespace shouli::core::residents::sample
