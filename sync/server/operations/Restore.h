// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "sync/server/operations/CountyCopy.h"
#include "sync/server/keeping/ServerFolder.h"

namespace shouli::sync::server::operations {

/// Puts a copy back where no server runs: into an empty folder, or into one whose files are damaged. What lies there is
/// set aside first, never deleted. The database comes back under a new key, with the server's old TLS key (offices know
/// the county by it), and knows that it began again from a copy (Durability::restored). It comes back as a file, also
/// where it was kept in PostgreSQL; from there CountyMove brings it back.
class Restore {
public:
    struct Done {
        CountyCopy::About about;
        QString setAside; ///< folder with what was there before; empty where nothing was
    };

    Restore(const keeping::ServerFolder &folder, const core::base::Clock &clock)
        : m_folder(folder)
        , m_clock(clock)
    {
    }

    /// `recoveryKey`: file with the county's recovery key, from the safe. Whatever goes wrong, the folder is as it was.
    /// FileMissing, DatabaseDamaged (naming what is damaged), DecryptionFailed (another county's recovery key),
    /// DatabaseBusy (a server is running), ChainBroken, DiskFull, FileUnwritable.
    [[nodiscard]] core::base::Result<Done> run(const CountyCopy &copy, const QString &recoveryKey) const;

private:
    [[nodiscard]] core::base::Result<void> prepare(const CountyCopy &copy, const CountyCopy::About &about,
                                                   const CountyCopy::Secrets &secrets,
                                                   const keeping::ServerFolder &staging) const;

    const keeping::ServerFolder &m_folder;
    const core::base::Clock &m_clock;
};

} // namespace shouli::sync::server::operations
