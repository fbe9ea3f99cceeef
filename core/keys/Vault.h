// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/crypto/SecretBytes.h"
#include "core/keys/Passphrase.h"
#include "core/keys/VaultFiles.h"

#include <optional>

namespace shouli::core::keys {

/// The keys of one encrypted database. A random 256-bit data key (SQLCipher's raw key) is kept
/// sealed: once per staff member to a key that a passphrase opens (X25519; Argon2id,
/// XChaCha20-Poly1305), once to the county, so that a forgotten passphrase is never lost data. The
/// vault never keeps the data key itself. Lies outside the database, in two copies; see VaultFiles.
///
/// A person who is taken away may have kept copies of the database and of the vault with their slot: they open what
/// they could read anyway, with the data key of that time. The next data key is sealed to those who stay alone
/// (renewKey), so that neither the old slot nor the old data key opens what is written later.
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
    /// Somebody else chose this person's passphrase: another one is due before anything else.
    [[nodiscard]] bool isGiven(const staff::StaffId &staff) const;
    /// Changes with each new passphrase of `staff` and each new data key; empty without a slot.
    [[nodiscard]] QByteArray slotMark(const staff::StaffId &staff) const;

    /// The data key. Errors: StaffUnknown; PassphraseWrong, detail: attempts left before a wait;
    /// TooManyAttempts, detail: seconds to wait, nothing was tried; OutOfMemory. An attempt is
    /// written down before it is made, so that ending the process gives no free guess; where the disk is
    /// full it counts for this process only, since people must still get at their data.
    [[nodiscard]] base::Result<crypto::SecretBytes> unlock(const staff::StaffId &staff,
                                                           const crypto::SecretBytes &passphrase);

    enum class Chosen {
        ByThemselves,
        BySomebodyElse, ///< isGiven() until they change it
    };

    /// Gives `staff` a slot, or a new one in place of one whose passphrase was forgotten.
    /// Errors: InvalidArgument for another database's key or more than 200 slots,
    /// PassphraseTooWeak, OutOfMemory, as AtomicFile::write; the vault is as before then.
    [[nodiscard]] base::Result<void> addSlot(const crypto::SecretBytes &dataKey, const staff::StaffId &staff,
                                             const crypto::SecretBytes &passphrase,
                                             PassphraseRule rule = PassphraseRule::staff(),
                                             Chosen chosen = Chosen::ByThemselves);

    /// Errors as unlock() and addSlot(); PassphraseTooWeak as well when both are the same.
    [[nodiscard]] base::Result<void> changePassphrase(const staff::StaffId &staff, const crypto::SecretBytes &old,
                                                      const crypto::SecretBytes &passphrase,
                                                      PassphraseRule rule = PassphraseRule::staff());

    /// Errors: StaffUnknown, InvalidArgument for the last slot, as AtomicFile::write.
    /// Old bytes may survive on the disk: who must be kept out for good needs a new data key.
    [[nodiscard]] base::Result<void> removeSlot(const staff::StaffId &staff);

    /// Makes another data key, sealed to everybody who stays and to the county; those `without` lose their slots in
    /// the same save. `dataKey` is the one until now. The database is still under the key it was under, which the new one
    /// opens (databaseKey), until KeyRotation has carried it over. Errors: InvalidArgument for another database's
    /// key and where nobody would be left, as AtomicFile::write; the vault is as before then.
    [[nodiscard]] base::Result<void> renewKey(const crypto::SecretBytes &dataKey,
                                              const QList<staff::StaffId> &without = {});
    /// The database is still to be carried over to the data key.
    [[nodiscard]] bool isKeyRenewed() const { return !m_contents.previousKey.isEmpty(); }
    /// The key that the database is under until then; the data key itself at other times. Errors:
    /// InvalidArgument for another database's key, VaultDamaged.
    [[nodiscard]] base::Result<crypto::SecretBytes> databaseKey(const crypto::SecretBytes &dataKey) const;
    /// The database is under the data key. Errors as AtomicFile::write.
    [[nodiscard]] base::Result<void> endRenewal();
    /// Both copies on the disk hold what this vault holds, after having been written again if need be: whoever is
    /// about to make older keys useless asks first. Errors as AtomicFile::write.
    [[nodiscard]] base::Result<void> makeCopiesAgree();

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
                                                   const crypto::PassphraseCost &cost,
                                                   Chosen chosen = Chosen::ByThemselves) const;
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
