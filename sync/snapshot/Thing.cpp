// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Thing.h"

#include "core/crypto/Hash.h"
#include "sync/snapshot/StateSum.h"

namespace shouli::sync::snapshot {

using core::changes::Operation;
using core::changes::Verdict;

bool isOfImage(const core::changes::LogEntry &line)
{
    const bool applied = line.verdict == Verdict::Applied;
    switch (line.change.operation) {
    case Operation::Create:
    case Operation::Enter:
    case Operation::Leave:
        return false;
    case Operation::Set:
        return !applied && line.verdict != Verdict::Refused;
    case Operation::Event:
        return line.verdict != Verdict::Refused;
    case Operation::Settle:
    case Operation::Redact:
        break;
    }
    return applied;
}

QByteArray stateOf(const QList<Thing> &things, core::changes::ScopeId scope)
{
    StateSum sum;
    for (const Thing &thing : things) {
        sum.begin(thing.ref, thing.image.created, thing.holders.value(scope).count);
        for (auto it = thing.image.fields.cbegin(); it != thing.image.fields.cend(); ++it)
            sum.field(it.key(), it->version, it->value);
        for (const auto &line : thing.image.events)
            sum.line(line);
        if (thing.image.erased)
            sum.erased();
        sum.end();
    }
    return sum.result();
}

std::uint32_t prefixOf(core::changes::EntityId id, int depth)
{
    if (depth == 0)
        return 0;
    const QByteArray hash = core::crypto::sha256(id.toBytes());
    std::uint32_t head = 0;
    for (int i = 0; i < 4; ++i)
        head = head << 8 | static_cast<std::uint8_t>(hash.at(i));
    return head >> (32 - depth);
}

} // namespace shouli::sync::snapshot
