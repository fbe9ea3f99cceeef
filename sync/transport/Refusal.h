// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ErrorCode.h"
#include "sync/transport/HttpMessage.h"

namespace shouli::sync::transport {

/// How "no" travels: an HTTP status and a body of one short word, the same words on both ends.
/// The word is all a refusal says; what went wrong in detail stays in the server's log.

/// A refusal by the transport itself: 400, 404, 405, 408, 411, 413, 414, 415, 429, 431, 500, 503.
[[nodiscard]] Response refusal(int status, std::chrono::seconds retryAfter = {});

/// A refusal by a handler, of a kind that has its own word (DeviceRevoked is 401 "device-revoked");
/// any other kind becomes 500 "server-failure".
[[nodiscard]] Response refusal(core::base::ErrorCode code, std::chrono::seconds retryAfter = {});

/// What an answer other than 2xx means to a client: by its word, else by its status.
[[nodiscard]] core::base::ErrorCode errorFor(int status, const QByteArray &body);

} // namespace shouli::sync::transport
