// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>

namespace shouli::sync::protocol {

/// The county's order to a PC that was revoked to erase the keys of its staff: [replica, question, publicKey,
/// signature]. Signed by the key whose pin the PC was enrolled with, about this PC and in answer to this one question
/// of its: nobody else's word, and no old one, makes a PC give up its data.
struct EraseOrder {
    core::changes::ReplicaId replica;
    QByteArray question;  ///< SHA-256 of the request that it answers
    QByteArray publicKey; ///< the county's, SubjectPublicKeyInfo in DER; its SHA-256 is the pin
    QByteArray signature; ///< ECDSA on P-256 with SHA-256, DER

    bool operator==(const EraseOrder &) const = default;

    /// "shouli-erase" ‖ replica ‖ question.
    [[nodiscard]] QByteArray signedBytes() const;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<EraseOrder> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
