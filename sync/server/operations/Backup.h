// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "sync/server/CountyServer.h"
#include "sync/server/operations/CountyCopy.h"
#include "sync/server/keeping/CountyDatabase.h"

namespace shouli::sync::server::operations {

/// Takes a copy of a county while it works, reads it back, and lets the oldest copies go.
class Backup {
public:
    struct Order {
        QString into;           ///< a folder that exists: on a USB disk, on another machine
        int keep = 14;          ///< copies, this one included; at least 1
        bool elsewhere = false; ///< `into` is known to be taken off this machine though it is on the same disk
    };
    struct Made {
        QString folder;
        CountyCopy::About about;
        bool elsewhere = false; ///< counts as durable
        QStringList removed;    ///< older copies' names
        qint64 bytes = 0;
    };

    Backup(const keeping::ServerFolder &folder, const keeping::CountyDatabase &database, CountyServer &server,
           const core::base::Clock &clock)
        : m_folder(folder)
        , m_database(database)
        , m_server(server)
        , m_clock(clock)
    {
    }

    /// On any thread. Nothing that is half a copy stays, and no older copy goes before the new one was found whole.
    /// FileMissing for `into`, DiskFull, FileUnwritable, DatabaseDamaged or ChainBroken (in the county itself, or of
    /// what was read back), InvalidArgument.
    [[nodiscard]] core::base::Result<Made> run(const Order &order) const;

private:
    /// A fresh file with all the county holds as of one moment, whichever engine keeps it.
    [[nodiscard]] keeping::CountyDatabase::Opened bring(const QString &into,
                                                        const core::crypto::SecretBytes &key) const;
    [[nodiscard]] core::base::Result<CountyCopy::About> fill(const CountyCopy &copy, core::base::Timestamp now) const;

    const keeping::ServerFolder &m_folder;
    const keeping::CountyDatabase &m_database;
    CountyServer &m_server;
    const core::base::Clock &m_clock;
};

} // namespace shouli::sync::server::operations
