// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>

namespace shouli::core::base {

/// A 128-bit identity made offline: UUID version 7 (RFC 9562), so that ids made one after
/// another lie side by side in an index. Tag keeps a ResidentId from being taken for a CaseId.
/// A default-made Id is null. Stored as a 16-byte blob.
template <class Tag>
class Id {
public:
    static constexpr qsizetype size = 16;

    constexpr Id() = default;

    [[nodiscard]] static Id create(const Clock &clock, Random &random)
    {
        Id id;
        const QByteArray tail = random.bytes(10);
        const auto ms = static_cast<std::uint64_t>(clock.now().ms);
        for (int i = 0; i < 6; ++i)
            id.m_bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
        std::memcpy(id.m_bytes.data() + 6, tail.constData(), 10);
        id.m_bytes[6] = static_cast<std::uint8_t>((id.m_bytes[6] & 0x0f) | 0x70);
        id.m_bytes[8] = static_cast<std::uint8_t>((id.m_bytes[8] & 0x3f) | 0x80);
        return id;
    }

    /// Any 16 bytes; InvalidArgument for another length.
    [[nodiscard]] static Result<Id> fromBytes(const QByteArray &bytes)
    {
        if (bytes.size() != size)
            return failure(ErrorCode::InvalidArgument, QStringLiteral("id of %1 bytes").arg(bytes.size()));
        Id id;
        std::memcpy(id.m_bytes.data(), bytes.constData(), size);
        return id;
    }

    /// 32 hexadecimal digits, as toString() gives them.
    [[nodiscard]] static Result<Id> parse(const QString &text)
    {
        return fromBytes(QByteArray::fromHex(text.toLatin1()));
    }

    [[nodiscard]] QByteArray toBytes() const { return {reinterpret_cast<const char *>(m_bytes.data()), size}; }
    [[nodiscard]] QString toString() const { return QString::fromLatin1(toBytes().toHex()); }
    [[nodiscard]] bool isNull() const { return *this == Id(); }

    auto operator<=>(const Id &) const = default;

    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return qHashBits(id.m_bytes.data(), size, seed); }

private:
    std::array<std::uint8_t, size> m_bytes{};
};

/// The same 16 bytes under another tag, where one thing plays two parts (an office is a scope,
/// a staff member is an author). Spelled out so that it can be searched for.
template <class To, class From>
[[nodiscard]] To idCast(const From &from)
{
    return *To::fromBytes(from.toBytes());
}

} // namespace shouli::core::base
