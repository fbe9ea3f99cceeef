// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Placed.h"

#include "sync/protocol/MessageMap.h"

namespace shouli::sync::protocol {

void write(MessageWriter &out, int key, const QList<Placed> &placed)
{
    if (placed.isEmpty())
        return;
    out.add(key, [&placed](core::changes::CborWriter &into) {
        into.array(placed.size() * 3);
        for (const Placed &one : placed) {
            into.number(one.lseq);
            into.number(one.seq);
            into.number(one.applied ? 1 : 0);
        }
    });
}

QList<Placed> readPlaced(MessageReader &in, int key)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    QList<Placed> placed;
    in.add(key, [&placed](core::changes::CborReader &from) {
        const qint64 parts = from.array();
        if (parts == 0 || parts % 3 != 0)
            return from.fail();
        for (qint64 i = 0; i < parts / 3 && from.ok(); ++i) {
            const std::int64_t lseq = from.numberIn(1, most);
            const std::int64_t seq = from.numberIn(1, most);
            placed.append({lseq, seq, from.numberIn(0, 1) == 1});
        }
    });
    return placed;
}

} // namespace shouli::sync::protocol
