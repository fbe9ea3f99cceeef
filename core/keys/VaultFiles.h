// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/keys/VaultContents.h"

#include <QString>

#include <array>
#include <optional>

namespace shouli::core::keys {

/// What became of one copy of the vault.
enum class CopyState {
    Good,
    Stale,   ///< sound but older: the last save reached only the other copy
    Damaged, ///< unreadable, cut short or changed
    Foreign, ///< sound, but of another office or database
    Missing,
};

/// The two copies `vault.keys.a` and `vault.keys.b` in one folder. A save writes both, each
/// atomically (base::AtomicFile), so that neither a power cut nor one bad sector loses the keys.
class VaultFiles {
public:
    static constexpr int copies = 2;

    struct Loaded {
        VaultContents contents;             ///< of the newest sound copy
        std::array<CopyState, copies> copy; ///< as found, before any repair
        [[nodiscard]] bool allGood() const { return copy[0] == CopyState::Good && copy[1] == CopyState::Good; }
    };

    explicit VaultFiles(QString folder);

    [[nodiscard]] QString path(int copy) const;
    [[nodiscard]] bool anyPresent() const;

    /// Changes nothing on disk. VaultMissing where neither copy is there, VaultDamaged where none is
    /// sound, VaultForeign where only another office's is, or the two belong to different databases
    /// and `expected` does not tell which is ours; Unsupported where one is of a later version.
    [[nodiscard]] base::Result<Loaded> load(const std::optional<staff::OfficeId> &expected) const;

    /// Errors as AtomicFile::write; nothing has changed then. Succeeds when one copy holds
    /// `contents`: the other is repaired at the next save or open.
    [[nodiscard]] base::Result<void> save(const VaultContents &contents) const;

private:
    QString m_folder;
};

} // namespace shouli::core::keys
