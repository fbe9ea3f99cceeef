// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/CountyServer.h"
#include "sync/transport/serving/HttpsServer.h"

namespace shouli::sync::server::gateway {

/// The protocol's two requests and GET /healthz, on an HTTPS server that is not started yet.
/// `county` must outlive `https`.
void addRoutes(transport::serving::HttpsServer &https, CountyServer &county);

} // namespace shouli::sync::server::gateway
