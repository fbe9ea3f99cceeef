// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/OfficeFolder.h"
#include "app/office/Reference.h"
#include "core/base/Clock.h"
#include "core/crypto/SecretBytes.h"
#include "core/keys/Vault.h"
#include "core/storage/Database.h"

#include <functional>
#include <memory>

namespace shouli::app::office {

/// An office's data, open. The key is in its connections only.
struct Unlocked {
    std::shared_ptr<core::keys::Vault> vault;
    core::storage::Database writer;
    core::storage::Database reader;
    core::staff::StaffId who;
};

/// Opens the vault with a passphrase and the database with what is in it, in the order that a power
/// cut asks for: key file, database, its settings, migrations, checkpoint, history against the high-water
/// mark; makes the search index where there is none yet for this office (first sign-in, new program; seconds
/// for 300,000 residents), after having called `indexing`; brings the login page's names up to date. Blocks for the key derivation (up to a second): on
/// a worker thread.
/// Errors: VaultMissing, VaultDamaged, DeviceRevoked (the county had its keys erased), StaffUnknown, PassphraseWrong, TooManyAttempts,
/// DatabaseMissing, DatabaseEmpty, DatabaseForeign (not the one this vault belongs to, or its first page is
/// damaged), DatabaseDamaged, DatabaseTooNew, DatabaseShortened (detail: how many lines are gone).
[[nodiscard]] core::base::Result<Unlocked> unlock(const OfficeFolder &folder, const Reference &reference,
                                                  const core::base::Clock &clock, core::staff::StaffId who,
                                                  const core::crypto::SecretBytes &passphrase,
                                                  const std::function<void()> &indexing = {});

/// How many operations the database holds: its audit lines. Never fewer than the vault's high-water mark.
[[nodiscard]] core::base::Result<std::uint64_t> operationsIn(const core::storage::Database &db);

} // namespace shouli::app::office
