// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "sync/server/CountyServer.h"
#include "sync/server/keeping/CountyDatabase.h"
#include "sync/transport/CountyCertificate.h"

#include <QLockFile>

#include <memory>

namespace shouli::sync::server::operations {

using keeping::Keeping;
using keeping::ServerFolder;

/// A county server's folder, opened by one process: its certificate and its insides.
class CountyHouse {
public:
    struct Description {
        QString name;          ///< 子长市
        QString statusHost;    ///< of the public status page, as printed in QR codes
        QStringList addresses; ///< names and IP addresses that offices reach the server by
    };

    /// Makes a new county: keys, certificate, database. InvalidArgument where there is one already. `keeping` names
    /// the county's id where it is kept in PostgreSQL.
    [[nodiscard]] static core::base::Result<void> create(const ServerFolder &folder, const Description &description,
                                                         const core::base::Clock &clock, core::base::Random &random,
                                                         const Keeping &keeping = {});

    /// DatabaseBusy while another process has it. Other errors as Database::open. `clock` and
    /// `random` must outlive it.
    [[nodiscard]] static core::base::Result<std::unique_ptr<CountyHouse>> open(const ServerFolder &folder,
                                                                               const core::base::Clock &clock,
                                                                               core::base::Random &random,
                                                                               const Keeping &keeping = {});

    [[nodiscard]] CountyServer &server() { return *m_server; }
    [[nodiscard]] const transport::CountyCertificate &certificate() const { return m_certificate; }
    [[nodiscard]] const ServerFolder &folder() const { return m_folder; }
    [[nodiscard]] const core::base::Clock &clock() const { return m_clock; }
    [[nodiscard]] const keeping::CountyDatabase &database() const { return m_database; }
    /// One more connection, for what takes long and must not hold up offices. On the caller's thread.
    [[nodiscard]] keeping::CountyDatabase::Opened reader() const { return m_database.reader(); }

private:
    CountyHouse(ServerFolder folder, keeping::CountyDatabase database, const core::base::Clock &clock,
                std::unique_ptr<QLockFile> lock, transport::CountyCertificate certificate,
                std::unique_ptr<CountyServer> server);

    ServerFolder m_folder;
    keeping::CountyDatabase m_database;
    const core::base::Clock &m_clock;
    std::unique_ptr<QLockFile> m_lock;
    transport::CountyCertificate m_certificate;
    std::unique_ptr<CountyServer> m_server;
};

} // namespace shouli::sync::server::operations
