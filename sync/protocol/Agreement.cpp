// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Agreement.h"

#include "sync/protocol/MessageMap.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

// numbers are never reused
enum CheckpointsKey { EpochKey = 1, PositionsKey = 2 };
enum AgreementKey { AgreedKey = 1, InEpochKey = 2 };

} // namespace

QByteArray Checkpoints::toCbor() const
{
    MessageWriter out;
    out.blob(EpochKey, epoch);
    if (!positions.isEmpty()) {
        out.add(PositionsKey, [this](core::changes::CborWriter &into) {
            into.array(positions.size() * 2);
            for (const Position &position : positions) {
                into.number(position.seq);
                into.blob(position.token);
            }
        });
    }
    return out.take(unknown);
}

Result<Checkpoints> Checkpoints::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    Checkpoints shown;
    shown.epoch = in.blob(EpochKey);
    in.add(PositionsKey, [&shown](core::changes::CborReader &from) {
        const qint64 parts = from.array();
        if (parts == 0 || parts % 2 != 0 || parts > 2 * mostPositions)
            return from.fail();
        std::int64_t last = 0;
        for (qint64 i = 0; i < parts / 2 && from.ok(); ++i) {
            Position position;
            position.seq = last = from.numberIn(last + 1, most);
            position.token = from.blob();
            if (position.token.size() != tokenSize)
                return from.fail();
            shown.positions.append(position);
        }
    });
    if (!in.take(shown.unknown))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("checkpoints"));
    return shown;
}

QByteArray Agreement::toCbor() const
{
    MessageWriter out;
    out.number(AgreedKey, agreed);
    out.blob(InEpochKey, epoch);
    return out.take(unknown);
}

Result<Agreement> Agreement::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    Agreement agreement;
    agreement.agreed = in.number(AgreedKey, 0, most);
    agreement.epoch = in.blob(InEpochKey);
    if (!in.take(agreement.unknown))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("agreement"));
    return agreement;
}

} // namespace shouli::sync::protocol
