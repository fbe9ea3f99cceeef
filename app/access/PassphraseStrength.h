// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shouli::app::access {

/// A hint while a new passphrase is typed; whether it is taken is decided by core/keys.
class PassphraseStrength {
public:
    enum class Level { Empty, TooWeak, Fair, Strong };

    /// Counts what each character adds for someone who guesses: repeats and runs (aaa, 1234, qwerty rows) add
    /// next to nothing, a Chinese character more than a letter. Below 8 characters always TooWeak
    /// (GB/T 22239-2019, levels 2 and 3, as assessed).
    [[nodiscard]] static Level of(const QString &passphrase);
};

} // namespace shouli::app::access
