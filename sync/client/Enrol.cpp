// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Enrol.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/Paths.h"
#include "sync/transport/HttpsClient.h"

namespace shouli::sync::client {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

Result<Enrolled> enrol(const QString &host, quint16 port, const protocol::EnrolmentCode &code, const QString &machine,
                       core::base::Random &random, const transport::ProxySetting &proxy)
{
    const auto way = [proxy](const QString &to, quint16 toPort) { return proxy.towards(to, toPort); };
    SHOULI_TRY(const QByteArray pin,
               transport::HttpsClient({host, port, {}}, {}, way).exchange(transport::pinRequest()).body);
    Enrolled enrolled{{}, {}, core::crypto::SigningKey::generate()};

    protocol::EnrolRequest request;
    request.codeName = code.name();
    request.publicKey = enrolled.key.publicKey();
    request.nonce = random.bytes(16);
    request.machine = machine.left(200);
    request.proof = code.prove(request.proofInput(pin));

    transport::HttpsClient http({host, port, pin}, {}, way);
    const auto result = http.exchange(
        {transport::Method::Post, protocol::paths::enrol, request.toCbor(), QByteArrayLiteral("application/cbor")});
    if (!result.body)
        return core::base::failure(result.body);
    SHOULI_TRY(enrolled.answer, protocol::EnrolResponse::fromCbor(*result.body));
    if (!core::crypto::sameBytes(enrolled.answer.proof, code.prove(enrolled.answer.proofInput(request.proof))))
        return failure(ErrorCode::CertificateMismatch, QStringLiteral("the answer does not prove the code"));
    enrolled.installation = {host,
                             port,
                             pin,
                             enrolled.answer.countyName,
                             enrolled.answer.host,
                             enrolled.answer.officeOrdinal,
                             enrolled.answer.stickKey,
                             proxy};
    return enrolled;
}

} // namespace shouli::sync::client
