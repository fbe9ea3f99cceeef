// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Divisions.h"
#include "core/eligibility/FactSource.h"

namespace shouli::core::eligibility {

/// "This county", "this town", "this community", seen from an office.
class PlaceScope {
public:
    PlaceScope(const catalogue::Divisions &divisions, const QString &office, catalogue::PlaceTest::Scope scope);

    /// Nothing if it cannot be told: `code` is no division, or only the county is known and the town
    /// is asked, or the office is the county's own and has no town.
    [[nodiscard]] std::optional<bool> holds(const QString &code) const;

    [[nodiscard]] static const Known<QString> &fact(const PersonFacts &person, catalogue::PlaceTest::Kind kind);
    /// The catalogue's phrase for that fact.
    [[nodiscard]] static QStringView factName(catalogue::PlaceTest::Kind kind);

private:
    const catalogue::Divisions &m_divisions;
    QString m_scope; ///< division code; empty if the office has no such place
};

} // namespace shouli::core::eligibility
