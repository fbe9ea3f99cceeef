// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/SyncResponse.h"

#include "sync/protocol/ArrivalColumns.h"
#include "sync/protocol/MessageMap.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

// numbers are never reused
enum Key {
    EpochKey = 1,
    TimeKey = 3,
    ToKey = 4,
    BeyondKey = 5, // head - to
    DurableKey = 6,
    AcknowledgedKey = 7,
    ScopesKey = 8,
    ArrivalsKey = 9,
    ToHashKey = 10,
    MoreKey = 11,
    SpellOutKey = 12,
    PollKey = 13,
    DictionaryKey = 14,
    PollKeyKey = 15,
    AcknowledgedHashKey = 16,
    MissingKey = 17,
    FormerNameKey = 18,
    PlacedKey = 19,
    TicketKey = 20,
    BySnapshotKey = 24,
};

void writeScopes(CborWriter &out, const QList<ScopeId> &scopes)
{
    out.array(scopes.size());
    for (const ScopeId &scope : scopes)
        out.id(scope);
}

QList<ScopeId> readScopes(CborReader &in)
{
    QList<ScopeId> scopes;
    const qint64 count = in.array();
    if (count < 1 || count > SyncRequest::maxScopes)
        in.fail();
    for (qint64 i = 0; i < count && in.ok(); ++i)
        scopes.append(in.id<ScopeId>());
    return scopes;
}

} // namespace

QByteArray SyncResponse::toCbor() const
{
    MessageWriter out;
    out.blob(EpochKey, epoch);
    out.number(TimeKey, serverTime.ms / 1000);
    out.number(ToKey, to);
    out.number(BeyondKey, head - to);
    out.number(DurableKey, durable);
    out.number(AcknowledgedKey, acknowledged);
    if (!scopes.isEmpty())
        out.add(ScopesKey, [this](CborWriter &into) { writeScopes(into, scopes); });
    if (!arrivals.isEmpty())
        out.blob(ArrivalsKey, encodeArrivals(arrivals));
    out.blob(ToHashKey, toHash);
    out.number(MoreKey, more ? 1 : 0);
    out.number(SpellOutKey, spellOut ? 1 : 0);
    out.number(PollKey, pollSeconds, usualPollSeconds);
    out.number(DictionaryKey, dictionary);
    out.blob(PollKeyKey, pollKey);
    out.blob(AcknowledgedHashKey, acknowledgedHash);
    if (!missing.isNull())
        out.blob(MissingKey, missing.toBytes());
    if (!formerName.isNull())
        out.blob(FormerNameKey, formerName.toBytes());
    write(out, PlacedKey, placed);
    out.blob(TicketKey, ticket);
    if (!bySnapshot.isEmpty())
        out.add(BySnapshotKey, [this](CborWriter &into) { writeScopes(into, bySnapshot); });
    return out.take(unknown);
}

Result<SyncResponse> SyncResponse::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    SyncResponse r;
    r.epoch = in.blob(EpochKey);
    r.serverTime.ms = in.number(TimeKey, 0, most / 1000) * 1000;
    r.to = in.number(ToKey, 0, most);
    r.head = r.to + in.number(BeyondKey, 0, most - r.to);
    r.durable = in.number(DurableKey, 0, most);
    r.acknowledged = in.number(AcknowledgedKey, 0, most);
    in.add(ScopesKey, [&r](CborReader &from) { r.scopes = readScopes(from); });
    const QByteArray columns = in.blob(ArrivalsKey);
    r.toHash = in.blob(ToHashKey);
    r.more = in.number(MoreKey, 0, 1) == 1;
    r.spellOut = in.number(SpellOutKey, 0, 1) == 1;
    r.pollSeconds = static_cast<int>(in.number(PollKey, 0, 86'400, usualPollSeconds));
    r.dictionary = static_cast<int>(in.number(DictionaryKey, 0, 0xff));
    r.pollKey = in.blob(PollKeyKey);
    r.acknowledgedHash = in.blob(AcknowledgedHashKey);
    const auto name = [&in](Key key) {
        return core::changes::ReplicaId::fromBytes(in.blob(key, core::changes::ReplicaId::size))
            .value_or(core::changes::ReplicaId());
    };
    r.missing = name(MissingKey);
    r.formerName = name(FormerNameKey);
    r.placed = readPlaced(in, PlacedKey);
    r.ticket = in.blob(TicketKey);
    in.add(BySnapshotKey, [&r](CborReader &from) { r.bySnapshot = readScopes(from); });
    if (!in.take(r.unknown))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("sync response"));
    if (columns.isEmpty())
        return r;
    SHOULI_TRY(r.arrivals, decodeArrivals(columns));
    if (r.arrivals.isEmpty())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("sync response"));
    return r;
}

} // namespace shouli::sync::protocol
