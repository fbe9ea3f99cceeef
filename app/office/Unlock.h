// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/OfficeFolder.h"
#include "app/office/Reference.h"
#include "core/base/Clock.h"
#include "core/crypto/SecretBytes.h"
#include "core/keys/ShiftPins.h"
#include "core/keys/Vault.h"
#include "core/staff/Directory.h"
#include "core/storage/Database.h"

#include <functional>
#include <memory>
#include <optional>

namespace shouli::app::office {

/// An office's data, open. The key is in its connections only.
struct Unlocked {
    std::shared_ptr<core::keys::Vault> vault;
    core::storage::Database writer;
    core::storage::Database reader;
    core::staff::StaffId who;
    OfficeFolder folder;
    /// Why the data is still under the key from before somebody was taken away; tried again at the next sign-in.
    std::optional<core::base::Error> renewal;
};

/// What makes somebody wait at signing in.
enum class SignInWait {
    SearchIndex, ///< there is none yet for this office: first sign-in, new program
    NewKey,      ///< somebody was taken away: the data is carried over to another key
};
using TellWait = std::function<void(SignInWait)>; ///< called on the thread that opens

/// Opens the vault with a passphrase and the database with what is in it, in the order that a power
/// cut asks for: key file, the data key's renewal where one is due, database, its settings, migrations, checkpoint,
/// history against the high-water mark; makes the search index where there is none; takes the slots of those away
/// who have left, as the register of staff says; brings the login page's names up to date. What takes seconds is told
/// before. Blocks for the key derivation (up to a second): on a worker thread.
/// Errors: VaultMissing, VaultDamaged, DeviceRevoked (the county had its keys erased), StaffUnknown, PassphraseWrong,
/// TooManyAttempts, DatabaseMissing, DatabaseEmpty, DatabaseForeign (not the one this vault belongs to, or its first
/// page is damaged), DatabaseDamaged, DatabaseTooNew, DatabaseShortened (detail: how many lines are gone).
[[nodiscard]] core::base::Result<Unlocked> unlock(const OfficeFolder &folder, const Reference &reference,
                                                  const core::base::Clock &clock, core::staff::StaffId who,
                                                  const core::crypto::SecretBytes &passphrase,
                                                  const TellWait &tell = {});

/// The same by the PIN of a shift. Errors: those of ShiftPins::open besides.
[[nodiscard]] core::base::Result<Unlocked> unlockByPin(const OfficeFolder &folder, const Reference &reference,
                                                       const core::base::Clock &clock, core::staff::StaffId who,
                                                       core::keys::ShiftPins &pins,
                                                       const core::crypto::SecretBytes &pin, const TellWait &tell = {});

/// The login page's list follows the register of staff and the slots: new colleagues, the office's name, a damaged
/// file. `who` tells the office.
void refreshNames(const OfficeFolder &folder, const core::staff::Directory &directory,
                  const QList<core::staff::StaffId> &slots, core::staff::StaffId who);

/// How many operations the database holds: its audit lines. Never fewer than the vault's high-water mark.
[[nodiscard]] core::base::Result<std::uint64_t> operationsIn(const core::storage::Database &db);

} // namespace shouli::app::office
