// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Thing.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

#include <QCryptographicHash>

namespace shouli::sync::snapshot {

using core::changes::CborWriter;
using core::changes::Operation;
using core::changes::Value;
using core::changes::Verdict;

namespace {

bool isDefault(const Value &value)
{
    return value.isNull() || (value.isNumber() && value.number() == 0) || (value.isText() && value.text().isEmpty())
        || (value.isBytes() && value.bytes().isEmpty());
}

} // namespace

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
        break;
    }
    return applied;
}

QByteArray stateOf(const QList<Thing> &things, core::changes::ScopeId scope)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Thing &thing : things) {
        CborWriter out;
        out.id(thing.ref.id);
        out.number(thing.ref.kind.value);
        out.number(thing.image.created);
        out.number(thing.holders.value(scope).count);
        for (auto it = thing.image.fields.cbegin(); it != thing.image.fields.cend(); ++it) {
            if (it->version <= thing.image.created && isDefault(it->value))
                continue;
            out.number(it.key().value);
            out.number(it->version);
            out.value(it->value);
        }
        for (const auto &line : thing.image.events) {
            if (!isOfImage(line))
                continue;
            out.number(line.seq);
            out.id(line.replica);
            out.number(static_cast<int>(line.verdict));
            out.blob(line.change.toCbor());
        }
        const QByteArray bytes = out.bytes();
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    }
    return hash.result();
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
