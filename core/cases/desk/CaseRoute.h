// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/StagePlan.h"
#include "core/cases/Steps.h"
#include "core/catalogue/Catalogue.h"
#include "core/staff/Directory.h"
#include "core/staff/Permissions.h"

namespace shouli::core::cases::desk {

/// Which office carries which stage of a service, as the county's offices stand today. Pure; holds
/// references, which must outlive it.
///
///   a stage of the community level       the office that accepts
///   a stage of another role              Directory::responsible() for "role/department" (a county has
///                                        several bureaus: "county/civil_affairs"), else for "role"
///   done outside (hospital, province)    the office of the role that records it, by the catalogue
///   nobody carries it                    the office of the stage before records it
class CaseRoute {
public:
    CaseRoute(const catalogue::Catalogue &catalogue, const catalogue::Service &service,
              const staff::Directory &directory, const staff::Office &home);

    [[nodiscard]] QList<Carrier> all() const;

    /// The office that carries `stage` in the place of the county's, where the catalogue allows it
    /// (small sums are approved by the street). Nothing where it does not, or nobody is there.
    [[nodiscard]] std::optional<Carrier> delegated(const QString &stage) const;

    /// The offices of the county that carry a role of `office` too, and so could take over what it does; those under
    /// the same superior first, then by division.
    [[nodiscard]] static QList<staff::Office> alike(const staff::Directory &directory, const staff::Office &office);

    /// What somebody of `office` must be allowed to do to act at a stage of `role`.
    [[nodiscard]] static staff::Deed deedOf(const catalogue::Catalogue &catalogue, const QString &role,
                                            const staff::Office &office);

private:
    [[nodiscard]] std::optional<staff::Office> carrierOf(const QString &role) const;

    const catalogue::Catalogue &m_catalogue;
    const catalogue::Service &m_service;
    const staff::Directory &m_directory;
    const staff::Office &m_home;
};

} // namespace shouli::core::cases::desk
