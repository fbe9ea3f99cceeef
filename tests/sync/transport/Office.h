// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/HttpsClient.h"
#include "tests/sync/transport/County.h"

namespace shouli::tests {

/// The test county's server, as an enrolled office knows it.
inline sync::transport::ServerIdentity at(quint16 port, const QByteArray &pin = countyCertificate().pin())
{
    return {QStringLiteral("127.0.0.1"), port, pin};
}

inline sync::transport::OutgoingRequest outgoing(const QByteArray &body, const QByteArray &path = "/echo")
{
    sync::transport::OutgoingRequest request;
    request.path = path;
    request.body = body;
    return request;
}

} // namespace shouli::tests
