// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/CountyRoutes.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/EraseOrder.h"
#include "sync/protocol/Paths.h"
#include "sync/server/devices/Access.h"
#include "sync/snapshot/Manifest.h"
#include "sync/transport/Refusal.h"

#include <QMap>

namespace shouli::sync::server::gateway {

using core::base::Result;
using devices::AccessRow;
using devices::Standing;
using transport::CountyCertificate;
using transport::Handler;
using transport::Method;
using transport::Request;
using transport::Response;

namespace paths = protocol::paths;

namespace {

const QByteArray cborType = QByteArrayLiteral("application/cbor");

Response answer(const Result<QByteArray> &result)
{
    if (!result)
        return transport::refusal(result.error().code);
    Response response;
    response.contentType = cborType;
    response.body = *result;
    return response;
}

Result<QByteArray> eraseOrder(CountyServer &county, const CountyCertificate &certificate, const QByteArray &body)
{
    SHOULI_TRY(const auto replica, county.toErase(body));
    protocol::EraseOrder order{replica, core::crypto::sha256(body), certificate.publicKeyDer(), {}};
    order.signature = certificate.sign(order.signedBytes());
    if (order.signature.isEmpty())
        return core::base::failure(core::base::ErrorCode::KeyMalformed);
    return order.toCbor();
}

Response alive(Health *health)
{
    const QByteArray trouble = health != nullptr ? health->trouble() : QByteArray();
    Response response;
    response.contentType = QByteArrayLiteral("text/plain");
    response.body = trouble.isEmpty() ? QByteArrayLiteral("ok\n") : trouble + '\n';
    response.status = trouble.isEmpty() ? 200 : 503;
    return response;
}

} // namespace

Result<QByteArray> signedManifest(const CountyCertificate &certificate, const QByteArray &manifest)
{
    snapshot::SignedManifest is{manifest, certificate.publicKeyDer(), {}};
    is.signature = certificate.sign(is.signedBytes());
    if (is.signature.isEmpty())
        return core::base::failure(core::base::ErrorCode::KeyMalformed);
    return is.toCbor();
}

QMap<QByteArray, Handler> handlers(CountyServer &county, const CountyCertificate &certificate, Health *health)
{
    return {{QByteArrayLiteral("/healthz"), [health](const Request &) { return alive(health); }},
            {paths::enrol, [&county](const Request &r) { return answer(county.enrol(r.body)); }},
            {paths::sync,
             [&county](const Request &r) {
                 const auto result = county.sync(r.body);
                 Response response = answer(result);
                 if (result)
                     response.contentType.clear(); // every byte counts: an office polls all day
                 return response;
             }},
            {paths::part, [&county](const Request &r) { return answer(county.part(r.body)); }},
            {paths::agree, [&county](const Request &r) { return answer(county.agree(r.body)); }},
            {paths::manifest,
             [&county, &certificate](const Request &r) {
                 const auto manifest = county.manifest(r.body);
                 return answer(manifest ? signedManifest(certificate, *manifest) : manifest);
             }},
            {paths::chunk, [&county](const Request &r) { return answer(county.chunk(r.body)); }},
            {paths::goHome, [&county](const Request &r) { return answer(county.takeBack(r.body)); }},
            {paths::orders,
             [&county, &certificate](const Request &r) { return answer(eraseOrder(county, certificate, r.body)); }}};
}

void addRoutes(transport::serving::HttpsServer &https, CountyServer &county, const CountyCertificate &certificate,
               Traffic *traffic, Health *health)
{
    if (traffic != nullptr)
        county.tellVisits([traffic](auto replica, auto position, auto taken) {
            traffic->visited(replica, position, taken);
        });
    const auto all = handlers(county, certificate, health);
    for (const AccessRow &row : devices::accessTable) {
        const bool get = row.method == QByteArrayLiteral("GET");
        transport::serving::RouteRules rules;
        // what is proven needs no type to keep browsers out
        if (!get && row.standing != Standing::Enrolled && row.standing != Standing::TicketHolder)
            rules.contentType = cborType;
        if (row.bodyBytes > 0)
            rules.bodyBytes = row.bodyBytes;
        https.handle(get ? Method::Get : Method::Post, row.path, all.value(row.path), rules);
    }
}

} // namespace shouli::sync::server::gateway
