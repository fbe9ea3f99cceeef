// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/OfficeFolder.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"
#include "core/staff/StaffMember.h"

#include <QFuture>
#include <QHash>

#include <memory>

namespace shouli::core::keys {
class ShiftPins;
class Vault;
} // namespace shouli::core::keys

namespace shouli::app::office {

class Session;
struct Writing;

/// The office's people as this PC knows them: the register of staff, which every PC of the office has, and the slots
/// of this PC's vault, which no other PC knows. So a colleague who was added elsewhere is known here and cannot sign in
/// yet: an administrator gives them a first passphrase here (give), or the county does by recovery. Whoever is taken
/// away elsewhere loses the slot here at the next sign-in of anybody.
///
/// Each act asks for the acting person's own passphrase: it opens the data key, which the session does not keep, and
/// nobody else does it at a PC that was left open. Wrong ones count as at sign-in. Rows, slots and a line of the
/// audit log change together: the slot when they are committed, so that a power cut leaves a colleague without a slot,
/// or one who was taken away with a slot that opens nothing and goes at the next sign-in.
///
/// GUI thread; the work is the writer thread's and takes up to two seconds. Belongs to a session.
class StaffAccounts {
public:
    enum class SignIn {
        None,  ///< not at this PC
        Given, ///< with a passphrase that somebody else chose: theirs comes first
        Own,
    };
    using Done = QFuture<core::base::Result<void>>;
    using Secret = core::crypto::SecretBytes;

    /// Before the session's writer thread begins. `session` must outlive this.
    StaffAccounts(Session &session, std::shared_ptr<core::keys::Vault> vault, OfficeFolder folder);

    [[nodiscard]] SignIn signIn(const core::staff::StaffId &staff) const;
    /// Who is signed in has a passphrase that somebody else chose.
    [[nodiscard]] bool ownIsGiven() const;

    /// Easy to read out and to type, hard to guess (60 bits): "k7m2-tq9r-4wdx".
    [[nodiscard]] static QString suggestPassphrase();

    /// Errors of all: PassphraseWrong and TooManyAttempts about `own`; as StaffDesk's; PassphraseTooWeak about a
    /// first passphrase; as AtomicFile::write. Nothing was changed then, but for a disk that fails between the rows and
    /// the slot: the rows stay.
    [[nodiscard]] Done add(Secret own, const QString &name, core::staff::Role role, Secret first);
    [[nodiscard]] Done change(Secret own, core::staff::StaffId whom, const QString &name, core::staff::Role role);
    /// A first passphrase at this PC, or another one where theirs was forgotten.
    [[nodiscard]] Done give(Secret own, core::staff::StaffId whom, Secret first);
    /// Takes effect at once. What is written from the next sign-in on is under another key.
    [[nodiscard]] Done takeAway(Secret own, core::staff::StaffId whom);
    /// Without a slot as yet.
    [[nodiscard]] Done takeBack(Secret own, core::staff::StaffId whom);
    /// Another data key without anybody's leaving: when a copy may have been made. From the next sign-in on.
    [[nodiscard]] Done renewKey(Secret own);

    /// Also PassphraseTooWeak where both are the same.
    [[nodiscard]] Done changeOwn(Secret old, Secret chosen);
    /// Errors as ShiftPins::set besides. `pins` must outlive the session; nobody else may use it meanwhile.
    [[nodiscard]] Done setPin(Secret own, Secret pin, core::keys::ShiftPins &pins);

private:
    struct Acting;
    using Slots = QHash<core::staff::StaffId, SignIn>;

    template <class Job>
    [[nodiscard]] Done act(Secret own, Job job);
    [[nodiscard]] static Slots slotsOf(const core::keys::Vault &vault);

    Session &m_session;
    std::shared_ptr<core::keys::Vault> m_vault; ///< the writer thread's
    OfficeFolder m_folder;
    Slots m_slots;
};

} // namespace shouli::app::office
