// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/SyncRequest.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/columns/ChangeColumns.h"
#include "sync/protocol/MessageMap.h"

#include <algorithm>

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr qsizetype nameSize = 8;

// numbers are never reused
enum Key {
    PlaceKey = 1,
    CursorKey = 3,
    SchemaKey = 4,
    BudgetKey = 5,
    PushHashKey = 6,
    PushKey = 7,
    PullKey = 8,
    ScopesNameKey = 9,
    DictionaryKey = 10,
    WantsPollKeyKey = 11,
    EchoAfterKey = 12,
    FormerNameKey = 13,
    LostLseqKey = 14,
    LostAfterKey = 15,
    SnapshotsKey = 24,
    AheadKey = 25,
    AheadPlaceKey = 26,
};

} // namespace

QByteArray placeOf(const QByteArray &epoch, const QByteArray &logHash)
{
    return core::crypto::sha256("shouli-place" + epoch + shortHash(logHash)).left(nameSize);
}

QByteArray scopesNameOf(QList<ScopeId> scopes)
{
    std::sort(scopes.begin(), scopes.end());
    QByteArray all = QByteArrayLiteral("shouli-scopes");
    for (const ScopeId &scope : std::as_const(scopes))
        all += scope.toBytes();
    return core::crypto::sha256(all).left(nameSize);
}

QByteArray SyncRequest::toCbor(const columns::Known &known) const
{
    MessageWriter out;
    out.blob(PlaceKey, place);
    out.number(CursorKey, cursor);
    out.number(SchemaKey, schemaVersion);
    out.number(BudgetKey, budgetBytes, usualBudget);
    out.blob(PushHashKey, pushHash);
    if (!push.isEmpty())
        out.blob(PushKey, columns::ChangeColumns::encode(push, known));
    if (!pull.isEmpty()) {
        out.add(PullKey, [this](CborWriter &to) {
            to.array(pull.size() * 2);
            for (const ScopeCursor &scope : pull) {
                to.id(scope.scope);
                to.number(scope.cursor);
            }
        });
    }
    out.blob(ScopesNameKey, scopesName);
    out.number(DictionaryKey, dictionary);
    out.number(WantsPollKeyKey, wantsPollKey ? 1 : 0);
    out.number(EchoAfterKey, echoAfter);
    if (!formerName.isNull())
        out.blob(FormerNameKey, formerName.toBytes());
    out.number(LostLseqKey, lostLseq);
    out.number(LostAfterKey, lostAfter);
    out.number(SnapshotsKey, snapshots ? 1 : 0);
    out.number(AheadKey, ahead);
    out.blob(AheadPlaceKey, aheadPlace);
    return out.take(unknown);
}

bool SyncRequest::brings(const QByteArray &body)
{
    MessageReader in(body);
    (void)in.blob(PlaceKey);
    for (const Key key : {CursorKey, SchemaKey, BudgetKey})
        (void)in.number(key, 0, most, key == BudgetKey ? usualBudget : 0);
    return !in.blob(PushHashKey).isEmpty();
}

Result<SyncRequest> SyncRequest::fromCbor(const QByteArray &bytes, const columns::Known &known)
{
    MessageReader in(bytes);
    SyncRequest r;
    bool tooMany = false;
    r.place = in.blob(PlaceKey, nameSize);
    r.cursor = in.number(CursorKey, 0, most);
    r.schemaVersion = static_cast<int>(in.number(SchemaKey, 0, 1'000'000));
    r.budgetBytes = in.number(BudgetKey, 0, 64 << 20, usualBudget);
    r.pushHash = in.blob(PushHashKey, shortHash(QByteArray(32, '0')).size());
    const QByteArray pushed = in.blob(PushKey);
    in.add(PullKey, [&](CborReader &from) {
        const qint64 parts = from.array();
        tooMany = parts / 2 > maxScopes;
        if (tooMany || parts == 0 || parts % 2 != 0)
            return from.fail();
        for (qint64 i = 0; i < parts / 2 && from.ok(); ++i) {
            const auto scope = from.id<ScopeId>();
            r.pull.append({scope, from.numberIn(0, most)});
        }
    });
    if (tooMany)
        return failure(ErrorCode::MessageTooLarge, QStringLiteral("scopes"));
    r.scopesName = in.blob(ScopesNameKey, nameSize);
    r.dictionary = static_cast<int>(in.number(DictionaryKey, 0, 0xff));
    r.wantsPollKey = in.number(WantsPollKeyKey, 0, 1) == 1;
    r.echoAfter = in.number(EchoAfterKey, 0, most);
    if (const QByteArray name = in.blob(FormerNameKey, core::changes::ReplicaId::size); !name.isEmpty())
        r.formerName = core::changes::ReplicaId::fromBytes(name).value_or(core::changes::ReplicaId());
    r.lostLseq = in.number(LostLseqKey, 0, most);
    r.lostAfter = in.number(LostAfterKey, 0, most);
    r.snapshots = in.number(SnapshotsKey, 0, 1) == 1;
    r.ahead = in.number(AheadKey, 0, most);
    r.aheadPlace = in.blob(AheadPlaceKey, nameSize);
    if (!in.take(r.unknown) || pushed.isEmpty() != r.pushHash.isEmpty())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("sync request"));
    if (pushed.isEmpty())
        return r;
    SHOULI_TRY(auto decoded, columns::ChangeColumns::decode(pushed, known));
    if (decoded.understood && decoded.changes.isEmpty())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("sync request"));
    r.understood = decoded.understood;
    r.referred = decoded.referred;
    r.push = std::move(decoded.changes);
    return r;
}

} // namespace shouli::sync::protocol
