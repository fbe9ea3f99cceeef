// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QString>

namespace shouli::core::base {

/// Whole files that survive a power cut: write beside it, fsync, rename, fsync the folder.
/// After a crash the file holds the old bytes or the new ones, never a mixture, never zero.
class AtomicFile {
public:
    /// Errors: DiskFull, FileUnwritable; the old file is untouched then. The new file is
    /// readable by its owner only.
    [[nodiscard]] static Result<void> write(const QString &path, const QByteArray &bytes);

    /// Errors: FileMissing, FileUnreadable; MessageTooLarge above `limit` bytes.
    [[nodiscard]] static Result<QByteArray> read(const QString &path, qint64 limit = 64LL << 20);
};

} // namespace shouli::core::base
