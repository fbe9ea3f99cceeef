// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/gateway/AccessLog.h"
#include "sync/server/keeping/Keeping.h"
#include "sync/transport/serving/Limits.h"

#include <QByteArray>
#include <QString>

namespace shouli::sync::server::operations {

/// The county server's one configuration file: lines of `key = value`; `#` begins a remark. A key
/// that is unknown, given twice or without a sensible value is an error that names the line: a
/// mistyped limit must not quietly be no limit.
struct ServerConfig {
    QString dataFolder;        ///< data: where the county's files are
    QString listenAddress;     ///< listen: "*:7443", "10.1.2.3:7443", "[2001:db8::1]:7443"; empty for '*'
    quint16 listenPort = 7443; ///< 0 takes a free port
    gateway::LogLevel log = gateway::LogLevel::Warning;   ///< log: error | warning | info
    gateway::LogStyle logStyle = gateway::LogStyle::Text; ///< log_style: text | json
    QString logFile;         ///< log_file: an absolute path; empty: standard error, which systemd keeps
    int logFileMebibytes = 16; ///< log_file_mib: larger, it gives way to a new one
    int logFiles = 8;          ///< log_files: so many old ones are kept
    /// engine: sqlite | postgres; postgres: libpq's connection string; postgres_password_file; county: the id
    keeping::Keeping keeping;
    int statusPort = -1; ///< status_port, on 127.0.0.1: /healthz and /metrics; -1 for none, 0 takes a free one
    /// connections, connections_per_address, requests_per_second (per address, 0: unlimited),
    /// body_kib, worker_threads
    transport::serving::Limits limits;

    /// Takes an address as the key `listen` does; false, with nothing changed, where it is none.
    [[nodiscard]] bool listenOn(const QString &address);

    /// `name` is the file's, for messages. InvalidArgument with "name, line 3: what is wrong".
    [[nodiscard]] static core::base::Result<ServerConfig> parse(const QByteArray &text, const QString &name);
    /// Errors as AtomicFile::read() and parse().
    [[nodiscard]] static core::base::Result<ServerConfig> load(const QString &path);

    /// The same file, saying that the county is kept elsewhere.
    [[nodiscard]] static QByteArray withKeeping(const QByteArray &text, const keeping::Keeping &keeping);

    /// A file to begin with: every key with its meaning, those at their default as remarks.
    [[nodiscard]] static QByteArray sample(const QString &dataFolder);
};

} // namespace shouli::sync::server::operations
