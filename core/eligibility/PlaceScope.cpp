// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/PlaceScope.h"

namespace shouli::core::eligibility {

using namespace catalogue;

namespace {

QString scopeOf(const QString &office, PlaceTest::Scope scope)
{
    switch (scope) {
    case PlaceTest::Scope::County:
        return Divisions::countyOf(office);
    case PlaceTest::Scope::Town:
        return Divisions::townOf(office);
    case PlaceTest::Scope::Community:
        return office;
    }
    return office;
}

} // namespace

PlaceScope::PlaceScope(const Divisions &divisions, const QString &office, PlaceTest::Scope scope)
    : m_divisions(divisions)
    , m_scope(divisions.current(scopeOf(office, scope)))
{
    const bool noTown = scope != PlaceTest::Scope::County && m_scope == Divisions::countyOf(m_scope);
    const bool noCommunity = scope == PlaceTest::Scope::Community && m_scope == Divisions::townOf(m_scope);
    if (noTown || noCommunity)
        m_scope.clear();
}

std::optional<bool> PlaceScope::holds(const QString &given) const
{
    const QString code = m_divisions.current(given);
    if (m_scope.isEmpty() || !Division::kindOf(code))
        return std::nullopt;
    if (m_divisions.isWithin(code, m_scope))
        return true;
    return m_divisions.isWithin(m_scope, code) ? std::nullopt : std::optional(false); // named less exactly
}

const Known<QString> &PlaceScope::fact(const PersonFacts &person, PlaceTest::Kind kind)
{
    switch (kind) {
    case PlaceTest::Kind::Hukou:
        return person.hukou;
    case PlaceTest::Kind::Residence:
        return person.residence;
    case PlaceTest::Kind::Work:
        return person.workplace;
    }
    return person.hukou;
}

QStringView PlaceScope::factName(PlaceTest::Kind kind)
{
    switch (kind) {
    case PlaceTest::Kind::Hukou:
        return u"fact_hukou";
    case PlaceTest::Kind::Residence:
        return u"fact_residence";
    case PlaceTest::Kind::Work:
        return u"fact_workplace";
    }
    return {};
}

} // namespace shouli::core::eligibility
