// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QString>

namespace shouli::sync::server::postgres {

/// How to reach the database server.
struct PostgresSettings {
    /// libpq's connection string, `host=… dbname=… user=… sslmode=…`, or a postgresql:// address; without a password.
    /// Over a network sslmode is verify-full where it does not say otherwise.
    QString connection;
    /// File with the password and nothing else; empty where none is asked for (peer, certificate).
    QString passwordFile;
    bool operator==(const PostgresSettings &) const = default;

    /// InvalidArgument: not a connection string; holds a password; sends one over a network in the clear.
    [[nodiscard]] core::base::Result<void> check() const;
    /// Whether the way there stays within this machine.
    [[nodiscard]] bool isLocal() const;
    [[nodiscard]] bool saysSslMode() const;
};

} // namespace shouli::sync::server::postgres
