// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/KeyRotation.h"

#include "core/storage/DatabaseCopy.h"
#include "core/storage/FileSwap.h"

#include <utility>

namespace shouli::core::keys {

using base::ErrorCode;
using base::Result;
using crypto::SecretBytes;
using storage::Database;
using storage::FileSwap;

KeyRotation::KeyRotation(Vault &vault, QString database)
    : m_vault(vault)
    , m_database(std::move(database))
{
}

Result<bool> KeyRotation::opensWith(const SecretBytes &key) const
{
    const auto opened = Database::open(m_database, key, Database::Access::Writer);
    if (opened)
        return true;
    if (opened.error().code == ErrorCode::DatabaseKeyWrong)
        return false;
    return base::failure(opened);
}

Result<SecretBytes> KeyRotation::keyInUse(const SecretBytes &dataKey) const
{
    SHOULI_TRY(SecretBytes before, m_vault.databaseKey(dataKey));
    SHOULI_TRY(const bool renewed, opensWith(dataKey));
    if (renewed)
        return dataKey.clone();
    SHOULI_TRY(const bool still, opensWith(before));
    if (!still)
        return base::failure(ErrorCode::DatabaseForeign, m_database);
    return before;
}

Result<void> KeyRotation::carryOut(const SecretBytes &dataKey)
{
    if (!m_vault.isKeyRenewed())
        return {};
    SHOULI_TRY(const SecretBytes inUse, keyInUse(dataKey));
    if (inUse == dataKey) { // the power went between the last two steps
        FileSwap::forgetPrevious(m_database);
        return m_vault.endRenewal();
    }
    // a copy of the vault that is older than the new key would be worth nothing with the new file
    SHOULI_CHECK(m_vault.makeCopiesAgree());
    FileSwap::clear(m_database);
    if (const auto done = replace(inUse, dataKey); !done) {
        FileSwap::clear(m_database);
        return done;
    }
    FileSwap::forgetPrevious(m_database); // under a key that nobody is to have any more
    return m_vault.endRenewal();
}

Result<void> KeyRotation::replace(const SecretBytes &from, const SecretBytes &to) const
{
    SHOULI_TRY(Database old, Database::open(m_database, from, Database::Access::Writer));
    SHOULI_CHECK(old.checkpoint());
    SHOULI_TRY(Database fresh, Database::create(FileSwap::freshOf(m_database), to));
    SHOULI_CHECK(storage::DatabaseCopy::copy(old, fresh));
    SHOULI_CHECK(fresh.verify());
    FileSwap swap(old, std::move(fresh));
    SHOULI_CHECK(swap.settle());
    SHOULI_CHECK(swap.keepPrevious());
    SHOULI_CHECK(swap.rename());
    return swap.leave();
}

} // namespace shouli::core::keys
