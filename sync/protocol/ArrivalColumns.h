// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/protocol/SyncResponse.h"

namespace shouli::sync::protocol {

/// Arrivals as they travel: positions, whose, verdicts and images as columns, own changes by their
/// number only, the others' as ChangeColumns. Ascending positions.
[[nodiscard]] QByteArray encodeArrivals(const QList<Arrival> &arrivals);
/// MessageMalformed for anything that encodeArrivals() would not have written.
[[nodiscard]] core::base::Result<QList<Arrival>> decodeArrivals(const QByteArray &bytes);

} // namespace shouli::sync::protocol
