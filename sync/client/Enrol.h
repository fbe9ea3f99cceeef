// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/crypto/SigningKey.h"
#include "sync/client/Installation.h"
#include "sync/protocol/Enrolment.h"

namespace shouli::sync::client {

/// What the county said, and the key that it now knows this PC by.
struct Enrolled {
    protocol::EnrolResponse answer;
    Installation installation;
    core::crypto::SigningKey key;
};

/// Asks the county to let this PC in: learns the server's key, proves knowledge of the one-time
/// code over it, and believes only an answer that proves the same. Blocks for some seconds at most:
/// call it on a worker thread. Nothing is stored.
/// `proxy`: the way there, kept in the installation.
/// Errors: EnrolmentCodeWrong/Used/Expired, ServerUnreachable, ProxyUnreachable/Refused/LoginNeeded, CertificateMismatch (somebody sits in
/// between), ServerBusy, MessageMalformed.
[[nodiscard]] core::base::Result<Enrolled> enrol(const QString &host, quint16 port, const protocol::EnrolmentCode &code,
                                                 const QString &machine, core::base::Random &random,
                                                 const transport::ProxySetting &proxy = {});

} // namespace shouli::sync::client
