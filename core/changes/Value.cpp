// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Value.h"

#include "core/changes/Cbor.h"

namespace shouli::core::changes {

using base::ErrorCode;
using base::Result;

std::int64_t Value::number() const
{
    const auto *v = std::get_if<std::int64_t>(&m_value);
    return v != nullptr ? *v : 0;
}

QString Value::text() const
{
    const auto *v = std::get_if<QString>(&m_value);
    return v != nullptr ? *v : QString();
}

QByteArray Value::bytes() const
{
    const auto *v = std::get_if<QByteArray>(&m_value);
    return v != nullptr ? *v : QByteArray();
}

QByteArray Value::toCbor() const
{
    CborWriter out;
    out.value(*this);
    return out.bytes();
}

Result<Value> Value::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    const Value value = in.value();
    if (!in.atEnd() || value.toCbor() != bytes)
        return base::failure(ErrorCode::ChangeMalformed, QStringLiteral("value"));
    return value;
}

QByteArray toCbor(const FieldValues &values)
{
    CborWriter out;
    out.map(values.size());
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        out.number(it.key().value);
        out.value(it.value());
    }
    return out.bytes();
}

Result<FieldValues> fieldValuesFromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    FieldValues values;
    const qint64 count = in.map();
    for (qint64 i = 0; i < count && in.ok(); ++i) {
        const Field field{static_cast<std::uint16_t>(in.numberIn(1, 0xffff))};
        values.insert(field, in.value());
    }
    if (!in.atEnd() || toCbor(values) != bytes)
        return base::failure(ErrorCode::ChangeMalformed, QStringLiteral("field values"));
    return values;
}

} // namespace shouli::core::changes
