// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditLog.h"
#include "core/base/Random.h"
#include "core/changes/log/ChangeLog.h"
#include "core/staff/Directory.h"

namespace shouli::core::staff {

/// What an administrator does with the office's people: the rows, which every PC of the office gets, and a line of
/// the audit log in the same transaction. Passphrases are none of its business (core/keys). Writer thread; what it
/// is made of must outlive it.
///
/// While an office has no active administrator (a new one, or the last has left), whoever has signed in appoints
/// the first one: themselves or somebody else.
class StaffDesk {
public:
    static constexpr qsizetype longestName = 40; ///< UTF-16 code units

    StaffDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock, base::Random &random);

    [[nodiscard]] static bool hasAdministrator(const Directory &directory, const OfficeId &office);
    /// `actor` as the directory knows them now, not as they were when they signed in.
    [[nodiscard]] static bool mayManage(const Directory &directory, const StaffId &actor);
    /// The roles that `actor` may give to others: county IT is appointed by county IT alone.
    [[nodiscard]] static QList<Role> mayGive(Role actor);

    /// Errors of all: PermissionDenied; InvalidArgument for no name, one that is too long, one that an active
    /// colleague has already (they could not be told apart at sign-in); storage errors.
    [[nodiscard]] base::Result<StaffMember> add(storage::Transaction &tx, const StaffId &actor, const QString &name,
                                                Role role);
    /// Also InvalidArgument where the office's last administrator would be one no more, and for one's own role while
    /// there is an administrator. StaffUnknown for somebody of another office.
    [[nodiscard]] base::Result<void> change(storage::Transaction &tx, const StaffId &actor, const StaffId &whom,
                                            const QString &name, Role role);
    /// Takes effect with the next sign-in at the office's other PCs. Also InvalidArgument for oneself and the last
    /// administrator.
    [[nodiscard]] base::Result<void> takeAway(storage::Transaction &tx, const StaffId &actor, const StaffId &whom);
    /// Somebody who was taken away comes back.
    [[nodiscard]] base::Result<void> takeBack(storage::Transaction &tx, const StaffId &actor, const StaffId &whom);
    /// A line of the audit log about somebody's passphrase: "passphrase given", "passphrase changed". Whoever acts on
    /// their own may always.
    [[nodiscard]] base::Result<void> note(storage::Transaction &tx, const StaffId &actor, const StaffId &whom,
                                          const QString &what);

private:
    struct Case {
        StaffMember actor;
        StaffMember whom;
        bool appointing = false; ///< there is no administrator yet
        Directory directory;
    };
    [[nodiscard]] static base::Result<Directory> allowed(const storage::Transaction &tx, const StaffId &actor);
    [[nodiscard]] static base::Result<Case> look(const storage::Transaction &tx, const StaffId &actor,
                                                 const StaffId &whom);
    [[nodiscard]] static base::Result<QString> nameFor(const Directory &directory, const StaffMember &whom,
                                                       const QString &typed);
    [[nodiscard]] base::Result<void> setActive(storage::Transaction &tx, const Case &now, bool active);

    changes::log::ChangeLog &m_log;
    audit::AuditLog &m_audit;
    const base::Clock &m_clock;
    base::Random &m_random;
};

} // namespace shouli::core::staff
