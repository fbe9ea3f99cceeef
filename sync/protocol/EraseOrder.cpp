// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/EraseOrder.h"

#include "core/changes/Cbor.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;

QByteArray EraseOrder::signedBytes() const
{
    return QByteArrayLiteral("shouli-erase") + replica.toBytes() + question;
}

QByteArray EraseOrder::toCbor() const
{
    core::changes::CborWriter out;
    out.array(4);
    out.id(replica);
    out.blob(question);
    out.blob(publicKey);
    out.blob(signature);
    return out.bytes();
}

Result<EraseOrder> EraseOrder::fromCbor(const QByteArray &bytes)
{
    core::changes::CborReader in(bytes);
    EraseOrder order;
    const qint64 parts = in.array();
    order.replica = in.id<core::changes::ReplicaId>();
    order.question = in.blob();
    order.publicKey = in.blob();
    order.signature = in.blob();
    if (parts != 4 || !in.atEnd() || order.replica.isNull() || order.question.size() != 32)
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("erase order"));
    return order;
}

} // namespace shouli::sync::protocol
