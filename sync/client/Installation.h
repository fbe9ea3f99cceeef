// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/crypto/SigningKey.h"
#include "core/storage/Transaction.h"
#include "sync/transport/ProxySetting.h"

#include <QByteArray>
#include <QString>

namespace shouli::sync::client {

/// What enrolment made of this PC: kept in its encrypted database, read once after unlocking.
struct Installation {
    QString serverHost;
    int serverPort = 0;
    QByteArray serverPin; ///< SHA-256 of the county server's public key
    QString countyName;
    QString statusHost;       ///< of the public status page
    int officeOrdinal = 0;    ///< 1, 2, … within the office
    QByteArray stickKey = {}; ///< the county's X25519 public key that what goes by stick is sealed to
    transport::ProxySetting proxy = {};

    bool operator==(const Installation &) const = default;

    [[nodiscard]] static core::base::Result<Installation> load(const core::storage::Database &db);
    [[nodiscard]] static core::base::Result<core::crypto::SigningKey> loadKey(const core::storage::Database &db);
    /// Once, into a fresh database.
    [[nodiscard]] core::base::Result<void> store(core::storage::Transaction &tx,
                                                 const core::crypto::SigningKey &key) const;
    /// What the county gave to come back with; empty before the first round trip.
    [[nodiscard]] static core::base::Result<QByteArray> ticket(const core::storage::Database &db);
    [[nodiscard]] static core::base::Result<void> keepTicket(core::storage::Transaction &tx, const QByteArray &ticket);
    /// How this network lets requests out, from now on.
    [[nodiscard]] static core::base::Result<void> setProxy(core::storage::Transaction &tx,
                                                           const transport::ProxySetting &proxy);
    /// Another place within the office: this PC goes on under another name.
    [[nodiscard]] static core::base::Result<void> setOrdinal(core::storage::Transaction &tx, int ordinal);
};

} // namespace shouli::sync::client
