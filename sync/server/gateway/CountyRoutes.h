// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/CountyServer.h"
#include "sync/server/gateway/Health.h"
#include "sync/server/gateway/Traffic.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/serving/HttpsServer.h"

#include <QMap>

namespace shouli::sync::server::gateway {

/// What answers each path of accessTable, by whichever way a request comes. `county`, `certificate` and `health` (where
/// there is one) must outlive it.
[[nodiscard]] QMap<QByteArray, transport::Handler> handlers(CountyServer &county,
                                                            const transport::CountyCertificate &certificate,
                                                            Health *health = nullptr);

/// A snapshot's manifest with the county's signature. KeyMalformed.
[[nodiscard]] core::base::Result<QByteArray> signedManifest(const transport::CountyCertificate &certificate,
                                                            const QByteArray &manifest);

/// Every row of accessTable, and nothing else, on an HTTPS server that is not started yet. `county`, `certificate`,
/// `traffic` and `health` (where there is one) must outlive `https`.
void addRoutes(transport::serving::HttpsServer &https, CountyServer &county,
               const transport::CountyCertificate &certificate, Traffic *traffic = nullptr, Health *health = nullptr);

} // namespace shouli::sync::server::gateway
