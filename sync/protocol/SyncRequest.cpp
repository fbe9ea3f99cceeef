// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/SyncRequest.h"

#include "core/changes/Cbor.h"

#include <limits>

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

// map keys; numbers are never reused, unknown ones are skipped by nobody yet: version 1 knows all
enum Key {
    EpochKey = 1,
    FenceKey = 2,
    CursorKey = 3,
    CursorHashKey = 4,
    SchemaKey = 5,
    BudgetKey = 6,
    PushPreviousKey = 7,
    PushFirstKey = 8,
    PushKey = 9,
    PullKey = 10,
    KeyCount = 10,
};

} // namespace

QByteArray SyncRequest::toCbor() const
{
    CborWriter out;
    out.map(KeyCount);
    out.number(EpochKey);
    out.blob(epoch);
    out.number(FenceKey);
    out.number(fence);
    out.number(CursorKey);
    out.number(cursor);
    out.number(CursorHashKey);
    out.blob(cursorHash);
    out.number(SchemaKey);
    out.number(schemaVersion);
    out.number(BudgetKey);
    out.number(budgetBytes);
    out.number(PushPreviousKey);
    out.blob(pushPreviousHash);
    out.number(PushFirstKey);
    out.number(pushFirst);
    out.number(PushKey);
    out.array(push.size());
    for (const QByteArray &change : push)
        out.blob(change);
    out.number(PullKey);
    out.array(pull.size());
    for (const ScopeCursor &scope : pull) {
        out.array(2);
        out.id(scope.scope);
        out.number(scope.cursor);
    }
    return out.bytes();
}

Result<SyncRequest> SyncRequest::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    SyncRequest r;
    if (in.map() != KeyCount)
        in.fail();
    const auto key = [&in](Key expected) { in.numberIn(expected, expected); };
    key(EpochKey);
    r.epoch = in.blob();
    key(FenceKey);
    r.fence = in.numberIn(0, most);
    key(CursorKey);
    r.cursor = in.numberIn(0, most);
    key(CursorHashKey);
    r.cursorHash = in.blob();
    key(SchemaKey);
    r.schemaVersion = static_cast<int>(in.numberIn(0, 1'000'000));
    key(BudgetKey);
    r.budgetBytes = in.numberIn(0, 64 << 20);
    key(PushPreviousKey);
    r.pushPreviousHash = in.blob();
    key(PushFirstKey);
    r.pushFirst = in.numberIn(0, most);
    key(PushKey);
    const qint64 changes = in.array();
    if (changes > maxChanges)
        return core::base::failure(ErrorCode::MessageTooLarge, QStringLiteral("%1 changes").arg(changes));
    for (qint64 i = 0; i < changes && in.ok(); ++i)
        r.push.append(in.blob());
    key(PullKey);
    const qint64 scopes = in.array();
    if (scopes > maxScopes)
        return core::base::failure(ErrorCode::MessageTooLarge, QStringLiteral("%1 scopes").arg(scopes));
    for (qint64 i = 0; i < scopes && in.ok(); ++i) {
        in.arrayOf(2);
        const auto scope = in.id<ScopeId>();
        r.pull.append({scope, in.numberIn(0, most)});
    }
    if (!in.atEnd())
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("sync request"));
    return r;
}

} // namespace shouli::sync::protocol
