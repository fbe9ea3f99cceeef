// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/operations/CountyHouse.h"

#include <QJsonObject>

namespace shouli::sync::server::operations {

/// How a county stands, for the people who run it: counts and times, nothing about a resident.
///   {"county":…,"offices":n,"pcs":n,"pcs_revoked":n,"pcs_seen_today":n,"codes_waiting":n,
///    "entries":n,"parked":n,"suggestions":n,"refused":n,"durable":position,"not_durable":n,
///    "database_bytes":n,"copy":{"name":…,"made_at":…,"position":…},"restored":{"at":…,"position":…},
///    "devices":[{"number":…,"office":name,"machine":…,"revoked":bool,"seen_at":…,"behind":lines,"reason":…}]}
class Statistics {
public:
    [[nodiscard]] static core::base::Result<QJsonObject> collect(CountyHouse &house);
    /// The same to be read by a person, Chinese first.
    [[nodiscard]] static QString toText(const QJsonObject &statistics);
};

} // namespace shouli::sync::server::operations
