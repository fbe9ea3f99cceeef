// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/Blemishes.h"

#include "core/residents/CitizenNumber.h"

namespace shouli::core::residents::sample {

void Blemishes::spoil(SampleHousehold &household)
{
    if (m_earlier.id.isNull() && !household.members.isEmpty() && household.members.first().sex == Sex::Male)
        m_earlier = household.members.first();
    const bool isTurn = m_dice.chance(40, 1000);
    // the one that has waited longest of those that this household can have
    for (qsizetype i = 0; i < m_due.size(); ++i) {
        const bool seldomFits = m_due.at(i) == Kind::StillReceiving && i < m_due.size() / 2;
        if ((isTurn || seldomFits) && apply(m_due.at(i), household)) {
            m_due.move(i, m_due.size() - 1);
            return;
        }
    }
}

bool Blemishes::apply(Kind kind, SampleHousehold &household)
{
    Resident &head = household.members.first();
    Resident &some = household.members[m_dice.below(static_cast<int>(household.members.size()))];
    const bool family = household.household.householdKind == HouseholdKind::Family;
    switch (kind) {
    case Kind::NoNumber:
        some.documentNumber.clear();
        some.documentType = codes::noDocument;
        some.documentValidTo = {};
        return true;
    case Kind::OtherBirthDate:
        some.birthDate = PartialDate(some.birthDate.earliest().addDays(-m_dice.between(1, 400)));
        return true;
    case Kind::OtherSex:
        if (!some.spouse.isNull())
            return false;
        some.sex = some.sex == Sex::Male ? Sex::Female : Sex::Male;
        return true;
    case Kind::BirthYearOnly:
        some.birthDate = PartialDate(some.birthDate.year, 0, 0);
        return true;
    case Kind::NoPhone:
        for (Resident &member : household.members) {
            member.phone.clear();
            member.otherPhone.clear();
            member.phoneNote.clear();
        }
        return true;
    case Kind::UnclearRelation:
        if (!family || household.members.size() < 3)
            return false;
        household.members.last().relation = m_dice.chance(50) ? codes::otherRelative : codes::notRelated;
        return true;
    case Kind::TwoHeads:
        if (!family || household.members.size() < 2 || household.members.at(1).isDeceased())
            return false;
        household.members[1].relation = codes::head;
        return true;
    case Kind::NoHead:
        if (!family)
            return false;
        head.relation = {};
        return true;
    case Kind::Twice: {
        if (m_earlier.id.isNull() || m_earlier.id == head.id || household.members.size() != 1 || head.sex != Sex::Male)
            return false;
        const Resident own = head;
        head = m_earlier;
        head.id = own.id;
        head.household = own.household;
        head.relation = own.relation;
        head.father = head.mother = head.spouse = {};
        return true;
    }
    case Kind::StillReceiving:
        for (const Resident &member : household.members) {
            if (!member.isDeceased())
                continue;
            for (GroupMembership &group : household.groups) {
                if (!group.resident.isNull()) {
                    group.resident = member.id;
                    return true;
                }
            }
        }
        return false;
    case Kind::ExpiresYesterday:
    case Kind::ExpiresToday:
    case Kind::ExpiresTomorrow:
        if (head.documentType != codes::residentCard)
            return false;
        head.documentValidTo = m_today.addDays(static_cast<int>(kind) - static_cast<int>(Kind::ExpiresToday));
        return true;
    case Kind::UnreadableCharacter:
        if (some.name.size() < 2)
            return false;
        some.name = some.name.left(1) + (m_dice.chance(50) ? QStringLiteral("?") : QStringLiteral("MIN"));
        return true;
    case Kind::Old: {
        if (household.members.size() != 1)
            return false;
        head.birthDate = PartialDate(1899, 12, 31);
        const QString first = QStringLiteral("61069918991231%1").arg(head.sex == Sex::Male ? 901 : 902);
        head.documentNumber = first + CitizenNumber::checkCharacter(first);
        head.residenceStatus = codes::onPaperOnly;
        return true;
    }
    }
    Q_UNREACHABLE();
}

} // namespace shouli::core::residents::sample
