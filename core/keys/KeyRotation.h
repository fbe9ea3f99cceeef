// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/keys/Vault.h"
#include "core/storage/Database.h"

#include <QString>

namespace shouli::core::keys {

/// Carries a database over to the data key that Vault::renewKey() made: everything is copied into a new file under
/// the new key, verified, and put in the old one's place. Never PRAGMA rekey: a power cut in the middle of it leaves
/// pages under either key. Whenever the power goes, the vault knows the key that the file is under, since it keeps
/// the old key (under the new one) until the new file is in place:
///
///     vault: new key, opens the old one      database: old key       renewKey(); also while the copy is made
///     vault: new key, opens the old one      database: new key       the new file was put in place
///     vault: new key alone                   database: new key       done
///
/// Nobody may have the database open. Takes some seconds for a large office; not for the UI thread.
class KeyRotation {
public:
    /// `vault` must outlive this.
    KeyRotation(Vault &vault, QString database);

    /// Does nothing where there is nothing to do. Errors: as Database::open, DatabaseCopy and FileSwap
    /// (DiskFull: room for a second copy is needed); DatabaseForeign where neither key opens the file;
    /// FileUnwritable while one copy of the vault is still the old one. After an error the file is whole, under a key
    /// that keyInUse() tells, and it may be tried again.
    [[nodiscard]] base::Result<void> carryOut(const crypto::SecretBytes &dataKey);

    /// The key that opens the file now. Errors as Database::open; DatabaseForeign.
    [[nodiscard]] base::Result<crypto::SecretBytes> keyInUse(const crypto::SecretBytes &dataKey) const;

private:
    [[nodiscard]] base::Result<bool> opensWith(const crypto::SecretBytes &key) const;
    [[nodiscard]] base::Result<void> replace(const crypto::SecretBytes &from, const crypto::SecretBytes &to) const;

    Vault &m_vault;
    QString m_database;
};

} // namespace shouli::core::keys
