// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Database.h"

namespace shouli::core::storage {

/// Puts a new file in the place of a database that is in use. Step by step, in this order, each of which a crash may
/// follow: what is at the database's path is the old one, whole, or the new one, whole. The old one stays beside it
/// under another name until forgetPrevious(). Readers go on with what they had until they are opened again
/// (Database::isReplaced). On the writer's thread, which must have no statement open.
class FileSwap {
public:
    /// Where a new file is made.
    [[nodiscard]] static QString freshOf(const QString &database);
    /// Where the old one is kept.
    [[nodiscard]] static QString previousOf(const QString &database);
    /// Throws away what was begun and not put in place.
    static void clear(const QString &database);
    static void forgetPrevious(const QString &database);

    /// `fresh`: the writer of freshOf(living.path()), with nothing uncommitted. Both must outlive this.
    FileSwap(Database &living, Database fresh);

    /// Both files are on the disk without their write-ahead logs. DatabaseBusy while a reader reads: nothing has
    /// happened then.
    [[nodiscard]] base::Result<void> settle();
    /// The old one has its second name. FileUnwritable, DiskFull.
    [[nodiscard]] base::Result<void> keepPrevious();
    /// The new one has the old one's name. FileUnwritable, DiskFull: it has not.
    [[nodiscard]] base::Result<void> rename();
    /// `living` is a connection to the new one. Where that fails nothing can be written through it any more until the
    /// database is opened anew; what is on the disk is the new one.
    [[nodiscard]] base::Result<void> reopen();

    /// In place of reopen(), where the new one is under another key: nothing is written through `living` any more,
    /// nothing of the old one is left beside the new one.
    [[nodiscard]] base::Result<void> leave();

    /// All of it, going on with the new one.
    [[nodiscard]] base::Result<void> run();

private:
    [[nodiscard]] base::Result<void> dropJournals();
    void putBack();

    Database &m_living;
    Database m_fresh;
    QString m_path;
};

} // namespace shouli::core::storage
