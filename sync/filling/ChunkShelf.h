// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Database.h"

#include <QByteArray>
#include <QSet>

namespace shouli::sync::filling {

/// Chunks of a snapshot by their names, kept while a new file is filled from them: after a power cut or a stop they
/// need not come again. Beside the office's database and under its key, since they hold the same as it. One thread at
/// a time.
class ChunkShelf {
public:
    /// What is on it from another time, or nothing. On the thread of `living`. Storage errors.
    [[nodiscard]] static core::base::Result<ChunkShelf> open(const core::storage::Database &living);
    /// Takes the shelf away. None may be open.
    static void remove(const QString &database);

    /// Empty where it is not here.
    [[nodiscard]] core::base::Result<QByteArray> find(const QByteArray &name) const;
    /// On the disk when it returns a value.
    [[nodiscard]] core::base::Result<void> put(const QByteArray &name, const QByteArray &bytes);
    /// Others are of no use any more.
    [[nodiscard]] core::base::Result<void> keepOnly(const QSet<QByteArray> &names);

private:
    explicit ChunkShelf(core::storage::Database db);

    core::storage::Database m_db;
};

} // namespace shouli::sync::filling
