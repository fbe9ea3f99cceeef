// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/changes/Names.h"
#include "core/crypto/SigningKey.h"

#include <QByteArray>

namespace shouli::sync::client {

/// What a PC that is told it was revoked asks the county, and whether the answer really orders it to erase its keys:
/// about this PC, to this question, signed by the key it was enrolled with. Everything else is noise.
class Farewell {
public:
    explicit Farewell(QByteArray pin)
        : m_pin(std::move(pin))
    {
    }

    /// Body of POST /orders; another one each time.
    [[nodiscard]] QByteArray question(core::changes::ReplicaId replica, const core::crypto::SigningKey &key,
                                      core::base::Random &random);
    [[nodiscard]] bool orders(const QByteArray &answer) const;

private:
    QByteArray m_pin;
    core::changes::ReplicaId m_replica; ///< that the last question was about
    QByteArray m_asked;                 ///< SHA-256 of the last question
};

} // namespace shouli::sync::client
