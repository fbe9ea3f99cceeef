// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/SyncResponse.h"

#include "core/changes/Cbor.h"

#include <limits>

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;
using core::changes::Verdict;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr int parts = 13;

void write(CborWriter &out, const Echo &echo)
{
    out.array(3);
    out.number(echo.seq);
    out.number(echo.lseq);
    out.number(static_cast<int>(echo.verdict));
}

Echo readEcho(CborReader &in)
{
    Echo echo;
    in.arrayOf(3);
    echo.seq = in.numberIn(1, most);
    echo.lseq = in.numberIn(1, most);
    echo.verdict = static_cast<Verdict>(in.numberIn(0, 3));
    return echo;
}

} // namespace

QByteArray SyncResponse::toCbor() const
{
    CborWriter out;
    out.array(parts);
    out.blob(epoch);
    out.number(fence);
    out.number(serverTime.ms);
    out.number(head);
    out.number(durable);
    out.number(acknowledged);
    out.array(verdicts.size());
    for (const Echo &echo : verdicts)
        write(out, echo);
    out.array(scopes.size());
    for (const ScopeId &scope : scopes)
        out.id(scope);
    out.array(arrivals.size());
    for (const Arrival &arrival : arrivals) {
        if (arrival.entry.isEmpty()) {
            write(out, arrival.echo);
        } else {
            out.array(2);
            out.number(arrival.seq);
            out.blob(arrival.entry);
        }
    }
    out.number(to);
    out.blob(toHash);
    out.number(more ? 1 : 0);
    out.number(pollSeconds);
    return out.bytes();
}

Result<SyncResponse> SyncResponse::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    SyncResponse r;
    in.arrayOf(parts);
    r.epoch = in.blob();
    r.fence = in.numberIn(0, most);
    r.serverTime.ms = in.number();
    r.head = in.numberIn(0, most);
    r.durable = in.numberIn(0, most);
    r.acknowledged = in.numberIn(0, most);
    const qint64 verdicts = in.array();
    for (qint64 i = 0; i < verdicts && in.ok(); ++i)
        r.verdicts.append(readEcho(in));
    const qint64 scopes = in.array();
    for (qint64 i = 0; i < scopes && in.ok(); ++i)
        r.scopes.append(in.id<ScopeId>());
    const qint64 arrivals = in.array();
    for (qint64 i = 0; i < arrivals && in.ok(); ++i) {
        Arrival arrival;
        const qint64 length = in.array();
        arrival.seq = in.numberIn(1, most);
        if (length == 2) {
            arrival.entry = in.blob();
        } else if (length == 3) {
            arrival.echo.seq = arrival.seq;
            arrival.echo.lseq = in.numberIn(1, most);
            arrival.echo.verdict = static_cast<Verdict>(in.numberIn(0, 3));
        } else {
            in.fail();
        }
        r.arrivals.append(arrival);
    }
    r.to = in.numberIn(0, most);
    r.toHash = in.blob();
    r.more = in.numberIn(0, 1) == 1;
    r.pollSeconds = static_cast<int>(in.numberIn(0, 86'400));
    if (!in.atEnd())
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("sync response"));
    return r;
}

} // namespace shouli::sync::protocol
