// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace shouli::sync::transport {

/// The pin (CountyCertificate::pin()) of whoever answers at host:port, believed by nobody yet: for
/// enrolment, which proves it afterwards. Sends no request. Blocks; any thread. ServerUnreachable.
[[nodiscard]] core::base::Result<QByteArray> peerKey(const QString &host, quint16 port, std::chrono::milliseconds limit = std::chrono::seconds(10));

} // namespace shouli::sync::transport
