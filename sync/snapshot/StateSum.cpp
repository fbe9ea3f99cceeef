// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/StateSum.h"

#include "sync/snapshot/Thing.h"

#include <utility>

namespace shouli::sync::snapshot {

using core::changes::CborWriter;
using core::changes::Value;

namespace {

bool isDefault(const Value &value)
{
    return value.isNull() || (value.isNumber() && value.number() == 0) || (value.isText() && value.text().isEmpty())
        || (value.isBytes() && value.bytes().isEmpty());
}

} // namespace

void StateSum::begin(core::changes::EntityRef ref, std::int64_t created, std::int64_t held)
{
    m_created = created;
    m_out.id(ref.id);
    m_out.number(ref.kind.value);
    m_out.number(created);
    m_out.number(held);
}

void StateSum::field(core::changes::Field field, std::int64_t version, const Value &value)
{
    if (version <= m_created && isDefault(value))
        return;
    m_out.number(field.value);
    m_out.number(version);
    m_out.value(value);
}

void StateSum::line(const core::changes::LogEntry &line)
{
    if (!isOfImage(line))
        return;
    m_out.number(line.seq);
    m_out.id(line.replica);
    m_out.number(static_cast<int>(line.verdict));
    m_out.blob(line.change.forOthers().toCbor());
}

void StateSum::end()
{
    const QByteArray bytes = std::exchange(m_out, CborWriter()).bytes();
    m_hash.add(QByteArray::number(bytes.size()) + ':');
    m_hash.add(bytes);
}

} // namespace shouli::sync::snapshot
