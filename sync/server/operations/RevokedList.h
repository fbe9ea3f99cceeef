// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/CountyServer.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/keeping/ServerFolder.h"

namespace shouli::sync::server::operations {

/// The PCs that were shut out, in a small file that lies beside the database and beside the copies: a copy that is put
/// back was made before the last of them. Sealed under the county's own secret, which every copy has. Nobody has to
/// think of it: it is written with every revocation and every copy, and what stands in it is done again whenever a
/// server starts.
class RevokedList {
public:
    using Entries = devices::DeviceHistory::Revocations;

    [[nodiscard]] static QByteArray seal(const Entries &entries, const QByteArray &key);
    /// SignatureWrong for what this county never wrote, or what is not whole.
    [[nodiscard]] static core::base::Result<Entries> open(const QByteArray &sealed, const QByteArray &key);

    /// What a file says; nothing where there is none, or none that this county wrote: it is written anew then.
    [[nodiscard]] static Entries read(const QString &path, const QByteArray &key);

    /// The file of `county` in a folder with copies, where those of several counties may lie.
    [[nodiscard]] static QString among(const QString &copies, core::changes::EntityId county);

    /// Does again what the files say and the database has lost, then writes both files anew: the folder's own and, if
    /// that folder is there, the one beside the newest copy. True: what stands in the database stands beside the copies
    /// too. `copies`: where they are from now on; empty: where they were last.
    [[nodiscard]] static core::base::Result<bool> keep(const keeping::ServerFolder &folder, CountyServer &server,
                                                       const QString &copies = {});
};

} // namespace shouli::sync::server::operations
