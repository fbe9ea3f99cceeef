// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/cards/CardKeyring.h"
#include "core/cards/CardPayload.h"

namespace shouli::core::cards {

/// Tells without a line whether a card was issued by an office of this county. It says nothing
/// about the case's present state. What it cannot see: a card backdated by a stolen PC to before its
/// revocation; the case then is not in the register. Thread-safety: as the keyring.
class CardVerifier {
public:
    /// Both must outlive the verifier.
    CardVerifier(const CardKeyring &keyring, const base::Clock &clock);

    /// The office that issued it. Errors: CardKeyUnknown; CardForged; CardStale where it is dated on or
    /// after its key's revocation, or later than tomorrow (a day is left for PCs whose clocks differ). A date
    /// before the key was known is no reason: a PC's clock may be slow by years, and the key proves itself.
    [[nodiscard]] base::Result<staff::OfficeId> verify(const CardPayload &card) const;

private:
    const CardKeyring *m_keyring;
    const base::Clock *m_clock;
};

} // namespace shouli::core::cards
