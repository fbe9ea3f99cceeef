// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>

namespace shouli::sync::server::engine {

/// Where a secret stands: its column and its row's key. An engine that seals it ties it to there, so that nobody who
/// can write to the database can put one row's secret into another.
struct Place {
    const char *column = ""; ///< "log.change"
    std::int64_t first = 0;  ///< the key's numbers, in the order of the key
    std::int64_t second = 0;
    QByteArray name; ///< the key's bytes
};

} // namespace shouli::sync::server::engine
