// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QString>

namespace shouli::core::keys {

/// What a passphrase must at least have. Characters are Unicode code points. Classes are
/// lower-case letters, capitals, digits, other ASCII, and everything beyond ASCII (Chinese).
struct PassphraseRule {
    int characters = 8;
    int classes = 2;

    /// Counter staff. Assessors of MLPS 2.0 (GB/T 22239-2019 8.1.4.1 a: "complexity") ask for 8 characters.
    [[nodiscard]] static constexpr PassphraseRule staff() { return {8, 2}; }
    /// Office and county administrators: the same with 3 classes.
    [[nodiscard]] static constexpr PassphraseRule administrator() { return {8, 3}; }
};

/// PassphraseTooWeak where `passphrase` (UTF-8) falls short of `rule`.
[[nodiscard]] base::Result<void> checkPassphrase(const crypto::SecretBytes &passphrase,
                                                 PassphraseRule rule = PassphraseRule::staff());

/// Typed text as the bytes that keys are made from: NFC, UTF-8, so that every keyboard and input
/// method gives the same. Wipes `typed`.
[[nodiscard]] crypto::SecretBytes takePassphrase(QString &typed);

} // namespace shouli::core::keys
