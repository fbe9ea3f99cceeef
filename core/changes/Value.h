// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QDate>
#include <QMap>
#include <QString>

#include <cstdint>
#include <variant>

namespace shouli::core::changes {

/// What a field holds: nothing, a whole number, text, or bytes. No floating point, since a value
/// must come back bit for bit; money is in fen, dates are ISO text, ids are bytes.
class Value {
public:
    Value() = default;
    Value(std::int64_t number)
        : m_value(number)
    {
    }
    Value(int number)
        : m_value(std::int64_t(number))
    {
    }
    Value(bool flag)
        : m_value(std::int64_t(flag ? 1 : 0))
    {
    }
    Value(const QString &text)
        : m_value(text)
    {
    }
    Value(const QByteArray &bytes)
        : m_value(bytes)
    {
    }
    Value(QDate date) ///< an invalid date is nothing
    {
        if (date.isValid())
            m_value = date.toString(Qt::ISODate);
    }
    template <class Tag>
    Value(const base::Id<Tag> &id) ///< a null id is nothing
    {
        if (!id.isNull())
            m_value = id.toBytes();
    }

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isNumber() const { return std::holds_alternative<std::int64_t>(m_value); }
    [[nodiscard]] bool isText() const { return std::holds_alternative<QString>(m_value); }
    [[nodiscard]] bool isBytes() const { return std::holds_alternative<QByteArray>(m_value); }

    /// 0, empty or invalid when it is of another sort.
    [[nodiscard]] std::int64_t number() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] QDate date() const { return QDate::fromString(text(), Qt::ISODate); }
    template <class AnyId>
    [[nodiscard]] AnyId id() const
    {
        return AnyId::fromBytes(bytes()).value_or(AnyId());
    }

    /// Deterministic CBOR (RFC 8949 §4.2): equal values have equal bytes.
    [[nodiscard]] QByteArray toCbor() const;
    /// ChangeMalformed for anything that toCbor() would not have written.
    [[nodiscard]] static base::Result<Value> fromCbor(const QByteArray &bytes);

    bool operator==(const Value &) const = default;

private:
    std::variant<std::monostate, std::int64_t, QString, QByteArray> m_value;
};

/// Fields of one thing, in order of their numbers.
using FieldValues = QMap<Field, Value>;

/// A CBOR map of field number to value, deterministic.
[[nodiscard]] QByteArray toCbor(const FieldValues &values);
[[nodiscard]] base::Result<FieldValues> fieldValuesFromCbor(const QByteArray &bytes);

} // namespace shouli::core::changes
