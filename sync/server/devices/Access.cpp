// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/devices/Access.h"

#include "core/base/Mutant.h"
#include "core/crypto/Hash.h"

namespace shouli::sync::server::devices {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

Result<Access::Admitted> Access::admit(const engine::Connection &db, Standing needed,
                                       const protocol::Envelope &envelope, const core::crypto::SecretBytes *pollSecret)
{
    if (needed != Standing::Enrolled && needed != Standing::Revoked)
        return failure(ErrorCode::PermissionDenied); // nobody signs for these
    SHOULI_TRY(auto found, Devices::find(db, envelope.replica));
    const bool served = core::base::mutant(core::base::Mutant::RevokedIsServed);
    if (!found || (found->revoked && needed == Standing::Enrolled && !served))
        return failure(ErrorCode::DeviceRevoked);
    const QByteArray pollKey = pollSecret != nullptr ? pollKeyOf(*pollSecret, *found) : QByteArray();
    SHOULI_TRY(QByteArray body, envelope.open(found->publicKey, pollKey));
    if (needed == Standing::Revoked && !found->revoked)
        return failure(ErrorCode::PermissionDenied);
    return Admitted{std::move(*found), std::move(body)};
}

QByteArray Access::pollKeyOf(const core::crypto::SecretBytes &pollSecret, const EnrolledDevice &device)
{
    return core::crypto::hmacSha256(pollSecret, device.replica.toBytes() + device.publicKey).left(16);
}

} // namespace shouli::sync::server::devices
