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
    /// Holds an office's data, whole or damaged. False while a set-up is under way, or was when the power went.
    [[nodiscard]] bool isSetUp() const;
    /// Makes the folder, readable by its owner only, without what a set-up that never ended left in it.
    /// From here to endSetUp() it counts as not set up. FileUnwritable, DiskFull.
    [[nodiscard]] core::base::Result<void> beginSetUp() const;
    /// The names come last: they make it last. Errors as storeNames, or FileUnwritable.
    [[nodiscard]] core::base::Result<void> endSetUp(const QList<SignInName> &names) const;
    /// Takes away what was begun. Only after beginSetUp().
    void undoSetUp() const;

    /// Whom the names file lists and the vault lets in. Where that is nobody, because the file is lost,
    /// damaged or another office's, whom the vault lets in, by the first digits of their ids: a lost list
    /// of names keeps nobody out. Errors as core::keys::VaultFiles::load.
    [[nodiscard]] core::base::Result<QList<SignInName>> names() const;
    [[nodiscard]] core::base::Result<void> storeNames(const QList<SignInName> &names, const QString &officeName) const;
    /// Empty where the file does not tell.
    [[nodiscard]] QString officeName() const;

private:
    [[nodiscard]] QString namesFile() const;
    [[nodiscard]] QString mark() const;
    void clear() const;

    QString m_path;
};

} // namespace shouli::app::office
