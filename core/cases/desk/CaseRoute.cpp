// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/CaseRoute.h"

#include <algorithm>

namespace shouli::core::cases::desk {

using catalogue::Catalogue;
using catalogue::Level;
using catalogue::Role;
using staff::Deed;
using staff::Office;

namespace {

Carrier carrier(const QString &stage, const Office &office, bool outside)
{
    return {stage, office.id, office.name, outside};
}

/// The role of a word such as "county" or "county/civil_affairs" in an office's list.
const Role *roleOf(const Catalogue &catalogue, const QString &word)
{
    return catalogue.role(word.section(u'/', 0, 0));
}

Deed deedAt(Level level)
{
    switch (level) {
    case Level::Community:
        return Deed::AcceptCase;
    case Level::Street:
        return Deed::ReviewCase;
    case Level::County:
    case Level::Outside:
        break;
    }
    return Deed::ApproveCase;
}

} // namespace

CaseRoute::CaseRoute(const Catalogue &catalogue, const catalogue::Service &service, const staff::Directory &directory,
                     const Office &home)
    : m_catalogue(catalogue)
    , m_service(service)
    , m_directory(directory)
    , m_home(home)
{
}

std::optional<Office> CaseRoute::carrierOf(const QString &id) const
{
    const Role *role = m_catalogue.role(id);
    if (role != nullptr && role->level == Level::Community)
        return m_home;
    const QString department = role == nullptr || role->department.isEmpty() ? m_service.department : role->department;
    if (const auto office = m_directory.responsible(m_home.id, id + u'/' + department))
        return office;
    return m_directory.responsible(m_home.id, id);
}

QList<Carrier> CaseRoute::all() const
{
    QList<Carrier> route;
    for (const catalogue::Stage &stage : m_service.stages) {
        if (stage.outsideCase)
            continue;
        const Role *role = m_catalogue.role(stage.role);
        if (const auto office = carrierOf(stage.role)) {
            route.append(carrier(stage.id, *office, false));
            continue;
        }
        std::optional<Office> recorder;
        if (role != nullptr && !role->recordedBy.isEmpty())
            recorder = carrierOf(role->recordedBy);
        if (!recorder && !route.isEmpty())
            recorder = m_directory.office(route.constLast().office);
        route.append(carrier(stage.id, recorder.value_or(m_home), true));
    }
    return route;
}

std::optional<Carrier> CaseRoute::delegated(const QString &id) const
{
    const catalogue::Stage *stage = m_service.stage(id);
    if (stage == nullptr || stage->delegableTo.isEmpty())
        return {};
    const auto office = carrierOf(stage->delegableTo);
    return office ? std::optional(carrier(id, *office, false)) : std::nullopt;
}

QList<Office> CaseRoute::alike(const staff::Directory &directory, const Office &office)
{
    QList<Office> others;
    for (const Office &one : directory.offices) {
        const bool shares = std::any_of(one.roles.cbegin(), one.roles.cend(),
                                        [&](const QString &role) { return office.roles.contains(role); });
        if (shares && one.id != office.id)
            others.append(one);
    }
    std::stable_sort(others.begin(), others.end(), [&](const Office &a, const Office &b) {
        const bool nearby = a.parent == office.parent;
        return nearby != (b.parent == office.parent) ? nearby : a.division < b.division;
    });
    return others;
}

Deed CaseRoute::deedOf(const Catalogue &catalogue, const QString &role, const Office &office)
{
    const Role *wanted = catalogue.role(role);
    if (wanted != nullptr && wanted->level == Level::Community)
        return Deed::AcceptCase; // whatever office accepted: it is the counter's
    Level highest = Level::Community;
    for (const QString &word : office.roles) {
        const Role *carried = roleOf(catalogue, word);
        if (carried == nullptr || carried->level == Level::Outside)
            continue;
        if (carried->id == role)
            return deedAt(carried->level);
        highest = std::max(highest, carried->level);
    }
    return deedAt(highest); // delegated to it, or recorded by it: its own people's everyday deed
}

} // namespace shouli::core::cases::desk
