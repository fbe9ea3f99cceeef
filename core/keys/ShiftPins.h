// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"
#include "core/staff/StaffId.h"

#include <QByteArray>

#include <map>

namespace shouli::core::keys {

/// Colleagues at one PC change over by a PIN after each has signed in once in a shift. The data key lies in this
/// process's memory only, wrapped under the PIN (Argon2id at the lowest cost allowed: a PIN is ended by its third
/// wrong try, not by its cost) and a key that is made anew with each start of the program and never leaves guarded
/// memory. Nothing of it is written anywhere.
///
/// A shift ends after so many hours of either clock, the running one or the one on the wall: sleep stops the first,
/// people set the second. Not thread-safe; setting and opening take some tens of milliseconds.
class ShiftPins {
public:
    static constexpr int shortest = 6; ///< digits
    static constexpr int longest = 12;
    static constexpr int tries = 3;

    /// `clock` must outlive this.
    ShiftPins(const base::Clock &clock, int shiftHours);

    /// Six to twelve digits that do not just count or repeat. PassphraseTooWeak otherwise.
    [[nodiscard]] static base::Result<void> check(const crypto::SecretBytes &pin);

    /// Begins the shift of `staff`, who has just typed the full passphrase; no PIN yet, and one from before ends.
    void beginShift(const staff::StaffId &staff);
    /// From now until the shift of `staff` ends. `mark` (Vault::slotMark) ends it too, when it is another one: a new
    /// passphrase, a new data key. Errors: as check(); StaffUnknown outside a shift; OutOfMemory.
    [[nodiscard]] base::Result<void> set(const staff::StaffId &staff, const QByteArray &mark,
                                         const crypto::SecretBytes &dataKey, const crypto::SecretBytes &pin);
    [[nodiscard]] bool has(const staff::StaffId &staff) const;
    /// The data key. Errors: StaffUnknown where there is no PIN (any more): the full passphrase is asked for;
    /// PassphraseWrong, detail: tries left, at 0 it is gone.
    [[nodiscard]] base::Result<crypto::SecretBytes> open(const staff::StaffId &staff, const QByteArray &mark,
                                                         const crypto::SecretBytes &pin);
    void forget(const staff::StaffId &staff) { m_shifts.erase(staff); }

private:
    struct Shift {
        std::int64_t begunMs = 0; ///< monotonic
        std::int64_t begunAt = 0; ///< by the wall, ms
        QByteArray mark;
        QByteArray salt;
        QByteArray wrapped; ///< empty: no PIN
        int wrong = 0;
    };
    [[nodiscard]] bool isOver(const Shift &shift) const;
    [[nodiscard]] base::Result<crypto::SecretBytes> keyOf(const crypto::SecretBytes &pin, const QByteArray &salt) const;

    const base::Clock &m_clock;
    std::int64_t m_shiftMs;
    crypto::SecretBytes m_processKey;
    std::map<staff::StaffId, Shift> m_shifts;
};

} // namespace shouli::core::keys
