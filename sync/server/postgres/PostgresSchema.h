// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/postgres/PostgresLink.h"

#include <array>

namespace shouli::sync::server::postgres {

/// The tables of resources/schema/postgres, in the schema the connection's search path names first.
class PostgresSchema {
public:
    /// All that hold rows of counties.
    static constexpr std::array tables{
        "county",      "device",      "device_former", "device_scope", "enrolment_code",
        "writer",      "log",         "scope_log",     "thing",        "thing_field",
        "thing_scope", "thing_line",  "erasure",       "taken_copy",   "restoration",
        "device_seen", "snapshot",    "snapshot_chunk", "erasure_right", "device_revocation",
        "stray_line",  "rewriting"};

    /// Makes them where there are none, all or nothing. PermissionDenied where we may not.
    [[nodiscard]] static core::base::Result<void> make(PostgresLink &link);
    /// DatabaseMissing, DatabaseTooNew, or StorageFailure for an older version's.
    [[nodiscard]] static core::base::Result<void> check(PostgresLink &link);
};

} // namespace shouli::sync::server::postgres
