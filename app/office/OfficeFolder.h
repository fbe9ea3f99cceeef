// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/staff/Role.h"
#include "core/staff/StaffId.h"

#include <QList>
#include <QString>

namespace shouli::app::office {

/// Somebody who can sign in, as the login page lists them before anything is unlocked.
struct SignInName {
    core::staff::StaffId id;
    QString name;
    core::staff::Role role = core::staff::Role::Counter;
    bool operator==(const SignInName &) const = default;
};

/// The folder on disk that holds one office PC's data: the vault, the encrypted database, and the
/// names for the login page (colleagues' names, nothing about residents).
class OfficeFolder {
public:
    explicit OfficeFolder(QString path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString database() const;
    /// Set up already, or at least begun.
    [[nodiscard]] bool isSetUp() const;
    /// FileUnwritable where it cannot be made; readable by its owner only.
    [[nodiscard]] core::base::Result<void> make() const;

    [[nodiscard]] core::base::Result<QList<SignInName>> names() const;
    [[nodiscard]] core::base::Result<void> storeNames(const QList<SignInName> &names, const QString &officeName) const;
    [[nodiscard]] QString officeName() const;

private:
    [[nodiscard]] QString namesFile() const;

    QString m_path;
};

} // namespace shouli::app::office
