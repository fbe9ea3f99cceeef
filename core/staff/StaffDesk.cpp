// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/StaffDesk.h"

#include "core/staff/Permissions.h"

#include <algorithm>

namespace shouli::core::staff {

using audit::Action;
using base::ErrorCode;
using base::Result;
using changes::Value;
using storage::Transaction;

namespace {

Result<void> refused(const char *why)
{
    return base::failure(ErrorCode::InvalidArgument, QString::fromLatin1(why));
}

int administrators(const Directory &directory, const OfficeId &office)
{
    return static_cast<int>(
        std::count_if(directory.staff.cbegin(), directory.staff.cend(), [&office](const StaffMember &one) {
            return one.active && one.office == office && one.role == Role::OfficeAdmin;
        }));
}

bool isLastAdministrator(const Directory &directory, const StaffMember &whom)
{
    return whom.active && whom.role == Role::OfficeAdmin && administrators(directory, whom.office) == 1;
}

} // namespace

StaffDesk::StaffDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock,
                     base::Random &random)
    : m_log(log)
    , m_audit(audit)
    , m_clock(clock)
    , m_random(random)
{
}

bool StaffDesk::hasAdministrator(const Directory &directory, const OfficeId &office)
{
    return administrators(directory, office) > 0;
}

bool StaffDesk::mayManage(const Directory &directory, const StaffId &actor)
{
    const auto member = directory.member(actor);
    return member && member->active
        && (mayDo(member->role, Deed::ManageStaff) || !hasAdministrator(directory, member->office));
}

QList<Role> StaffDesk::mayGive(Role actor)
{
    QList<Role> roles = allRoles();
    if (actor != Role::CountyIt)
        roles.removeOne(Role::CountyIt);
    return roles;
}

Result<Directory> StaffDesk::allowed(const Transaction &tx, const StaffId &actor)
{
    SHOULI_TRY(Directory directory, Directory::load(tx.database()));
    if (!mayManage(directory, actor))
        return base::failure(ErrorCode::PermissionDenied, actor.toString());
    return directory;
}

Result<StaffDesk::Case> StaffDesk::look(const Transaction &tx, const StaffId &actor, const StaffId &whom)
{
    SHOULI_TRY(Directory directory, allowed(tx, actor));
    const StaffMember self = directory.member(actor).value();
    const auto other = directory.member(whom);
    if (!other || other->office != self.office)
        return base::failure(ErrorCode::StaffUnknown, whom.toString());
    const bool appointing = !hasAdministrator(directory, self.office);
    return Case{self, *other, appointing, std::move(directory)};
}

Result<QString> StaffDesk::nameFor(const Directory &directory, const StaffMember &whom, const QString &typed)
{
    const QString name = typed.simplified();
    if (name.isEmpty() || name.size() > longestName)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("name of %1").arg(name.size()));
    const bool taken = std::any_of(directory.staff.cbegin(), directory.staff.cend(), [&](const StaffMember &one) {
        return one.active && one.office == whom.office && one.id != whom.id && one.name == name;
    });
    if (taken)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("name taken"));
    return name;
}

Result<StaffMember> StaffDesk::add(Transaction &tx, const StaffId &actor, const QString &name, Role role)
{
    SHOULI_TRY(const Directory directory, allowed(tx, actor));
    const StaffMember self = directory.member(actor).value();
    if (!mayGive(self.role).contains(role))
        return base::failure(ErrorCode::PermissionDenied, toString(role));
    StaffMember added;
    added.id = StaffId::create(m_clock, m_random);
    added.office = self.office;
    added.role = role;
    SHOULI_TRY(added.name, nameFor(directory, added, name));
    SHOULI_TRY(auto act, m_log.begin(tx, self.author()));
    SHOULI_CHECK(act.create(added.ref(), base::idCast<changes::ScopeId>(self.office), added.values()));
    SHOULI_CHECK(act.finish());
    SHOULI_CHECK(m_audit.record(tx, self.author(), Action::Staff, added.ref(),
                                QStringLiteral("added %1 %2").arg(toString(role), added.name)));
    return added;
}

Result<void> StaffDesk::change(Transaction &tx, const StaffId &actor, const StaffId &whom, const QString &name,
                               Role role)
{
    SHOULI_TRY(const Case now, look(tx, actor, whom));
    SHOULI_TRY(const QString called, nameFor(now.directory, now.whom, name));
    const bool another = role != now.whom.role;
    if (another && (!mayGive(now.actor.role).contains(role) || !mayGive(now.actor.role).contains(now.whom.role)))
        return base::failure(ErrorCode::PermissionDenied, toString(role));
    if (another && isLastAdministrator(now.directory, now.whom))
        return refused("the last administrator");
    if (another && actor == whom && !now.appointing)
        return refused("one's own role");
    SHOULI_TRY(auto act, m_log.begin(tx, now.actor.author()));
    SHOULI_CHECK(act.set(now.whom.ref(), StaffMember::nameField, Value(called)));
    SHOULI_CHECK(act.set(now.whom.ref(), StaffMember::roleField, Value(toString(role))));
    SHOULI_CHECK(act.finish());
    return m_audit.record(
        tx, now.actor.author(), Action::Staff, now.whom.ref(),
        QStringLiteral("changed %1 %2 to %3 %4").arg(toString(now.whom.role), now.whom.name, toString(role), called));
}

Result<void> StaffDesk::takeAway(Transaction &tx, const StaffId &actor, const StaffId &whom)
{
    SHOULI_TRY(const Case now, look(tx, actor, whom));
    if (actor == whom)
        return refused("oneself");
    if (isLastAdministrator(now.directory, now.whom))
        return refused("the last administrator");
    if (!mayGive(now.actor.role).contains(now.whom.role))
        return base::failure(ErrorCode::PermissionDenied, toString(now.whom.role));
    return setActive(tx, now, false);
}

Result<void> StaffDesk::takeBack(Transaction &tx, const StaffId &actor, const StaffId &whom)
{
    SHOULI_TRY(const Case now, look(tx, actor, whom));
    if (!mayGive(now.actor.role).contains(now.whom.role))
        return base::failure(ErrorCode::PermissionDenied, toString(now.whom.role));
    SHOULI_CHECK(nameFor(now.directory, now.whom, now.whom.name)); // somebody else may be called so by now
    return setActive(tx, now, true);
}

Result<void> StaffDesk::setActive(Transaction &tx, const Case &now, bool active)
{
    SHOULI_TRY(auto act, m_log.begin(tx, now.actor.author()));
    SHOULI_CHECK(act.set(now.whom.ref(), StaffMember::activeField, Value(active)));
    SHOULI_CHECK(act.finish());
    return m_audit.record(tx, now.actor.author(), Action::Staff, now.whom.ref(),
                          active ? QStringLiteral("taken back") : QStringLiteral("taken away"));
}

Result<void> StaffDesk::note(Transaction &tx, const StaffId &actor, const StaffId &whom, const QString &what)
{
    SHOULI_TRY(const Directory directory, Directory::load(tx.database()));
    const auto self = directory.member(actor);
    const auto other = directory.member(whom);
    if (!self || !other || other->office != self->office)
        return base::failure(ErrorCode::StaffUnknown, whom.toString());
    if (!other->active)
        return base::failure(ErrorCode::StaffUnknown, whom.toString());
    if (actor != whom && (!mayManage(directory, actor) || !mayGive(self->role).contains(other->role)))
        return base::failure(ErrorCode::PermissionDenied, actor.toString());
    return m_audit.record(tx, self->author(), Action::Staff, other->ref(), what);
}

} // namespace shouli::core::staff
