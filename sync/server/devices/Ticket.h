// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/devices/Devices.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>
#include <utility>

namespace shouli::sync::server::devices {

/// An office, as the county publishes it.
struct OfficeDescription {
    QString name;
    QString nameEn;
    QString division;  ///< 12 digits
    QStringList roles; ///< community | street | county | …
    core::changes::ScopeId parent;
    QString phone;
    bool operator==(const OfficeDescription &) const = default;
};

/// All that the county knows of a PC besides its changes, given to that PC to keep: a server that is put back to before
/// the enrolment takes it in again by this, and nobody has to enrol it anew. Only the county can write one.
struct Ticket {
    static constexpr qsizetype mostBytes = 8192;

    EnrolledDevice device; ///< without what it pushed
    QSet<core::changes::ScopeId> scopes;
    /// Names it had before, the oldest first, each with its last change under it.
    QList<std::pair<core::changes::ReplicaId, std::int64_t>> formers;
    OfficeDescription office;

    bool operator==(const Ticket &) const = default;

    /// `key`: the county's own secret, the same after a restore.
    [[nodiscard]] QByteArray seal(const QByteArray &key) const;
    /// SignatureWrong for what this county never wrote.
    [[nodiscard]] static core::base::Result<Ticket> open(const QByteArray &sealed, const QByteArray &key);
};

} // namespace shouli::sync::server::devices
