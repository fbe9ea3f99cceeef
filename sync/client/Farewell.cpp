// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Farewell.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/EraseOrder.h"
#include "sync/transport/CountyCertificate.h"

namespace shouli::sync::client {

QByteArray Farewell::question(core::changes::ReplicaId replica, const core::crypto::SigningKey &key,
                              core::base::Random &random)
{
    m_replica = replica;
    const QByteArray body = protocol::Envelope::seal(m_replica, random.bytes(16), key).toCbor();
    m_asked = core::crypto::sha256(body);
    return body;
}

bool Farewell::orders(const QByteArray &answer) const
{
    const auto order = protocol::EraseOrder::fromCbor(answer);
    return order && order->replica == m_replica && !m_asked.isEmpty() && order->question == m_asked
        && transport::CountyCertificate::verify(m_pin, order->publicKey, order->signedBytes(), order->signature);
}

} // namespace shouli::sync::client
