// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Access.h"

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

Result<Access::Admitted> Access::admit(const core::storage::Database &db, Standing needed,
                                       const protocol::Envelope &envelope)
{
    if (needed != Standing::Enrolled && needed != Standing::Revoked)
        return failure(ErrorCode::PermissionDenied); // nobody signs for these
    SHOULI_TRY(auto found, Devices::find(db, envelope.replica));
    if (!found || (found->revoked && needed == Standing::Enrolled))
        return failure(ErrorCode::DeviceRevoked);
    SHOULI_TRY(QByteArray body, envelope.open(found->publicKey));
    if (needed == Standing::Revoked && !found->revoked)
        return failure(ErrorCode::PermissionDenied);
    return Admitted{std::move(*found), std::move(body)};
}

} // namespace shouli::sync::server
