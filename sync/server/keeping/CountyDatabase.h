// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Connection.h"
#include "sync/server/keeping/Keeping.h"
#include "sync/server/keeping/ServerFolder.h"

namespace shouli::sync::server::keeping {

/// The way to a county, whichever engine keeps it. Each connection belongs to one thread.
class CountyDatabase {
public:
    using Opened = core::base::Result<std::unique_ptr<engine::Connection>>;

    CountyDatabase(ServerFolder folder, Keeping keeping)
        : m_folder(std::move(folder))
        , m_keeping(std::move(keeping))
    {
    }

    [[nodiscard]] const Keeping &keeping() const { return m_keeping; }

    /// To a county that is yet to be filled, its tables made. `key` is the county's. Errors as Database::create,
    /// PostgresConnection::openOrMake.
    [[nodiscard]] Opened make(const core::crypto::SecretBytes &key) const;
    /// To write. Only one at a time in a file; brings its tables up to date. Errors as Database::open,
    /// PostgresConnection::open.
    [[nodiscard]] Opened open() const;
    /// To read, for what takes long and must not hold up offices.
    [[nodiscard]] Opened reader() const;

    /// A fresh file with empty tables.
    [[nodiscard]] static Opened makeFile(const QString &path, const core::crypto::SecretBytes &key);

private:
    ServerFolder m_folder;
    Keeping m_keeping;
};

} // namespace shouli::sync::server::keeping
