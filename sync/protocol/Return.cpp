// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Return.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/MessageMap.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

// numbers are never reused
enum RequestKey { TicketKey = 1, EnvelopeKey = 2 };
enum AnswerKey { NumberKey = 1, OrdinalKey = 2 };

} // namespace

ReturnRequest ReturnRequest::seal(core::changes::ReplicaId replica, const QByteArray &ticket,
                                  const core::crypto::SigningKey &key)
{
    return {ticket, Envelope::seal(replica, core::crypto::sha256(ticket), key).toCbor(), {}};
}

Result<void> ReturnRequest::verify(core::changes::ReplicaId replica, const QByteArray &publicKey) const
{
    SHOULI_TRY(const Envelope signedBy, Envelope::fromCbor(envelope));
    SHOULI_TRY(const QByteArray about, signedBy.open(publicKey));
    if (signedBy.replica != replica || about != core::crypto::sha256(ticket))
        return failure(ErrorCode::SignatureWrong);
    return {};
}

QByteArray ReturnRequest::toCbor() const
{
    MessageWriter out;
    out.blob(TicketKey, ticket);
    out.blob(EnvelopeKey, envelope);
    return out.take(unknown);
}

Result<ReturnRequest> ReturnRequest::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    ReturnRequest request;
    request.ticket = in.blob(TicketKey);
    request.envelope = in.blob(EnvelopeKey);
    if (!in.take(request.unknown) || request.ticket.isEmpty() || request.envelope.isEmpty())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("return"));
    return request;
}

QByteArray ReturnAnswer::toCbor() const
{
    MessageWriter out;
    out.number(NumberKey, number);
    out.number(OrdinalKey, ordinal);
    return out.take(unknown);
}

Result<ReturnAnswer> ReturnAnswer::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    ReturnAnswer answer;
    answer.number = static_cast<int>(in.number(NumberKey, 1, 0xffff));
    answer.ordinal = static_cast<int>(in.number(OrdinalKey, 1, 0xffff));
    if (!in.take(answer.unknown) || answer.number < 1 || answer.ordinal < 1)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("return"));
    return answer;
}

} // namespace shouli::sync::protocol
