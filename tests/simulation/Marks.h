// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"
#include "tests/simulation/World.h"

namespace shouli::tests::simulation {

inline constexpr core::changes::Kind thing{1};

template <class AnyId>
[[nodiscard]] AnyId idOf(std::uint64_t number)
{
    QByteArray bytes(AnyId::size, '\0');
    for (int i = 0; i < 8; ++i)
        bytes[AnyId::size - 1 - i] = static_cast<char>(number >> (8 * i));
    bytes[0] = '\x01';
    return *AnyId::fromBytes(bytes);
}

inline Violation broken(const char *invariant, const QString &detail)
{
    return {QLatin1String(invariant), detail};
}

template <class T>
std::optional<Violation> failed(const char *invariant, const core::base::Result<T> &result)
{
    if (result)
        return {};
    return broken(invariant,
                  QStringLiteral("error %1 %2").arg(static_cast<int>(result.error().code)).arg(result.error().detail));
}

inline qint64 markOf(const QByteArray &cbor)
{
    const auto value = core::changes::Value::fromCbor(cbor);
    return value && value->isNumber() ? value->number() : 0;
}

inline qint64 markOf(const core::changes::Change &change)
{
    switch (change.operation) {
    case core::changes::Operation::Create: {
        const auto values = core::changes::fieldValuesFromCbor(change.payload);
        return values ? values->value(core::changes::Field{1}).number() : 0;
    }
    case core::changes::Operation::Set:
    case core::changes::Operation::Event:
        return markOf(change.payload);
    case core::changes::Operation::Enter:
    case core::changes::Operation::Leave:
    case core::changes::Operation::Settle:
    case core::changes::Operation::Redact:
        break;
    }
    return 0;
}

#define SHOULI_HOLD(...)                       \
    do {                                       \
        if (auto shouli_found = (__VA_ARGS__)) \
            return shouli_found;               \
    } while (false)

} // namespace shouli::tests::simulation
