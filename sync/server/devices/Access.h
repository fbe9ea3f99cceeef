// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"
#include "sync/server/engine/Connection.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/Paths.h"
#include "sync/server/devices/Devices.h"

#include <array>

namespace shouli::sync::server::devices {

/// Who somebody must be for a request to be looked at at all.
enum class Standing {
    Anyone,       ///< says nothing about the county
    TicketHolder, ///< was let in once, as its ticket proves (County::takeBack)
    CodeHolder,   ///< proves a one-time code (County::enrol)
    Enrolled,     ///< signs as a PC that is let in
    Revoked,      ///< signs as a PC that was let in once
};

/// All that can be asked of the server, one row each. What has no row does not exist: the router is filled from this
/// table and from nowhere else.
struct AccessRow {
    const char *method;
    const char *path;
    Standing standing;
    int bodyBytes; ///< 0: as Limits
};

inline constexpr std::array accessTable{
    AccessRow{"GET", "/healthz", Standing::Anyone, 0},
    AccessRow{"POST", protocol::paths::enrol, Standing::CodeHolder, 4096},
    AccessRow{"POST", protocol::paths::sync, Standing::Enrolled, 0},
    AccessRow{"POST", protocol::paths::part, Standing::Enrolled, 0},
    AccessRow{"POST", protocol::paths::agree, Standing::Enrolled, 16384},
    AccessRow{"POST", protocol::paths::manifest, Standing::Enrolled, 4096},
    AccessRow{"POST", protocol::paths::chunk, Standing::Enrolled, 4096},
    AccessRow{"POST", protocol::paths::goHome, Standing::TicketHolder, 16384},
    AccessRow{"POST", protocol::paths::orders, Standing::Revoked, 4096},
};

/// The one place where a signed message is let in.
class Access {
public:
    struct Admitted {
        EnrolledDevice device;
        QByteArray body; ///< of the envelope, unpacked
    };

    /// DeviceRevoked for a PC that is unknown, or revoked where an enrolled one is needed; PermissionDenied for one
    /// that is not revoked where that is needed; SignatureWrong; as Envelope::open.
    /// `pollSecret`: for requests that may come as polls, which are proven by pollKeyOf().
    [[nodiscard]] static core::base::Result<Admitted> admit(const engine::Connection &db, Standing needed,
                                                            const protocol::Envelope &envelope,
                                                            const core::crypto::SecretBytes *pollSecret = nullptr);
    /// Another one for each PC, and for each key that it signs with.
    [[nodiscard]] static QByteArray pollKeyOf(const core::crypto::SecretBytes &pollSecret,
                                              const EnrolledDevice &device);
};

} // namespace shouli::sync::server::devices
