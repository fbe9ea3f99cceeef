// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/crypto/SecretBytes.h"
#include "core/keys/Passphrase.h"
#include "core/keys/VaultFiles.h"

#include <optional>

namespace shouli::core::keys {

/// The keys of one encrypted database. A random 256-bit data key (SQLCipher's raw key) is kept
/// wrapped: once per staff member under a passphrase (Argon2id, XChaCha20-Poly1305), once sealed to
/// the county, so that a forgotten passphrase is never lost data. The vault never keeps the data
/// key itself. Lies outside the database, in two copies; see VaultFiles.
///
/// Passphrases are UTF-8 in NFC (takePassphrase). What derives a key takes hundreds of
/// milliseconds; not thread-safe: keep one Vault on one worker thread. One process at a time.
class Vault {
public:
    struct Created;

    /// A new vault in `folder`, which must exist. `countyRecoveryKey` is the county's X25519 public
    /// key. Errors: InvalidArgument where `folder` has a vault already, PassphraseTooWeak,
    /// KeyMalformed (recovery key, or cost out of bounds), as AtomicFile::write.
    /// `clock` must outlive the vault.
    [[nodiscard]] static base::Result<Created> create(const QString &folder, const base::Clock &clock,
                                                      const VaultIdentity &identity, const staff::StaffId &firstStaff,
                                                      const crypto::SecretBytes &passphrase,
                                                      const QByteArray &countyRecoveryKey,
                                                      const crypto::PassphraseCost &cost = {});

    /// Reads the newest sound copy and repairs the other from it: condition() tells. Errors as
    /// VaultFiles::load; a repair that fails (disk full) is none, it is tried again next time.
    [[nodiscard]] static base::Result<Vault> open(const QString &folder, const base::Clock &clock,
                                                  const std::optional<staff::OfficeId> &expectedOffice = {});

    [[nodiscard]] const VaultIdentity &identity() const { return m_contents.identity; }
    [[nodiscard]] QList<staff::StaffId> staff() const;
    /// How the copies were found at open(): anything but two Good is worth a line in the log, and
    /// Damaged or Foreign a word to a person.
    [[nodiscard]] const std::array<CopyState, VaultFiles::copies> &condition() const { return m_condition; }
    [[nodiscard]] int failedAttempts(const staff::StaffId &staff) const;

    /// The data key. Errors: StaffUnknown; PassphraseWrong, detail: attempts left before a wait;
    /// TooManyAttempts, detail: seconds to wait, nothing was tried; OutOfMemory. An attempt is
    /// written down before it is made, so that ending the process gives no free guess; where the disk is
    /// full it counts for this process only, since people must still get at their data.
    [[nodiscard]] base::Result<crypto::SecretBytes> unlock(const staff::StaffId &staff,
                                                           const crypto::SecretBytes &passphrase);

    /// Gives `staff` a slot, or a new one in place of one whose passphrase was forgotten.
    /// Errors: InvalidArgument for another database's key or more than 200 slots,
    /// PassphraseTooWeak, OutOfMemory, as AtomicFile::write; the vault is as before then.
    [[nodiscard]] base::Result<void> addSlot(const crypto::SecretBytes &dataKey, const staff::StaffId &staff,
                                             const crypto::SecretBytes &passphrase,
                                             PassphraseRule rule = PassphraseRule::staff());

    /// Errors as unlock() and addSlot(); PassphraseTooWeak as well when both are the same.
    [[nodiscard]] base::Result<void> changePassphrase(const staff::StaffId &staff, const crypto::SecretBytes &old,
                                                      const crypto::SecretBytes &passphrase,
                                                      PassphraseRule rule = PassphraseRule::staff());

    /// Errors: StaffUnknown, InvalidArgument for the last slot, as AtomicFile::write.
    /// Old bytes may survive on the disk: who must be kept out for good needs a new data key.
    [[nodiscard]] base::Result<void> removeSlot(const staff::StaffId &staff);

    /// Takes every staff member's slot away, in both copies: nobody's passphrase opens the data from then on. The slot
    /// sealed to the county stays, so that what was never sent can be had back with the recovery key from its safe.
    /// Old bytes may survive on the disk. Errors as AtomicFile::write; some slots may be left in one copy then.
    [[nodiscard]] base::Result<void> eraseStaff();

    /// The data key by the county's X25519 secret key. DecryptionFailed for another county's.
    [[nodiscard]] base::Result<crypto::SecretBytes> recoverWith(const crypto::SecretBytes &countySecretKey) const;
    [[nodiscard]] const QByteArray &recoveryKey() const { return m_contents.recoveryKey; }
    /// Seals to the county's next key. Errors: InvalidArgument for another database's data key,
    /// KeyMalformed, as AtomicFile::write.
    [[nodiscard]] base::Result<void> changeRecoveryKey(const crypto::SecretBytes &dataKey,
                                                       const QByteArray &countyRecoveryKey);

    /// The most operations the database is known to have held; fewer at opening means that it was
    /// rolled back (DatabaseShortened). Never goes down: a smaller `mark` changes nothing.
    [[nodiscard]] std::uint64_t highWater() const { return m_contents.highWater; }
    [[nodiscard]] base::Result<void> raiseHighWater(std::uint64_t mark);

    /// Whether `key` is this vault's data key.
    [[nodiscard]] bool isDataKey(const crypto::SecretBytes &key) const;

private:
    Vault(VaultFiles files, const base::Clock &clock, VaultContents contents);

    [[nodiscard]] base::Result<void> save(VaultContents next);
    [[nodiscard]] base::Result<VaultSlot> makeSlot(const staff::StaffId &staff, const crypto::SecretBytes &passphrase,
                                                   const crypto::SecretBytes &dataKey,
                                                   const crypto::PassphraseCost &cost) const;
    [[nodiscard]] crypto::PassphraseCost dearestCost() const;

    VaultFiles m_files;
    const base::Clock *m_clock;
    VaultContents m_contents;
    std::array<CopyState, VaultFiles::copies> m_condition{CopyState::Good, CopyState::Good};
};

struct Vault::Created {
    Vault vault;
    crypto::SecretBytes dataKey;
};

} // namespace shouli::core::keys
