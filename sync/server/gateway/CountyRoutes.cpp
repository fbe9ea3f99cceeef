// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/CountyRoutes.h"

#include "sync/transport/Refusal.h"

namespace shouli::sync::server::gateway {

using core::base::Result;
using transport::Method;
using transport::Request;
using transport::Response;

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

} // namespace

void addRoutes(transport::serving::HttpsServer &https, CountyServer &county)
{
    transport::serving::RouteRules rules;
    rules.contentType = cborType;
    https.handle(
        Method::Post, QByteArrayLiteral("/sync"),
        [&county](const Request &request) { return answer(county.sync(request.body)); }, rules);
    rules.bodyBytes = 4096;
    https.handle(
        Method::Post, QByteArrayLiteral("/enrol"),
        [&county](const Request &request) { return answer(county.enrol(request.body)); }, rules);
    https.handle(Method::Get, QByteArrayLiteral("/healthz"), [](const Request &) {
        Response response;
        response.contentType = QByteArrayLiteral("text/plain");
        response.body = QByteArrayLiteral("ok\n");
        return response;
    });
}

} // namespace shouli::sync::server::gateway
