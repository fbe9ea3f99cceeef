// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "sync/server/engine/Cursor.h"

#include <concepts>
#include <memory>
#include <optional>

namespace shouli::sync::server::engine {

/// A statement to be run once, borrowed from its Connection until destroyed. Parameters are bound in order, columns
/// read by index from 0. Ids travel as bytes.
///
///     SHOULI_TRY(auto query, connection.prepare(find));
///     query.bindAll(id);
///     SHOULI_TRY(const bool found, query.step());
class Statement {
public:
    explicit Statement(std::unique_ptr<Cursor> cursor)
        : m_cursor(std::move(cursor))
    {
    }

    template <std::integral I>
    Statement &bind(I value)
    {
        m_cursor->bindInteger(static_cast<std::int64_t>(value));
        return *this;
    }
    Statement &bind(const QString &text)
    {
        m_cursor->bindText(text);
        return *this;
    }
    Statement &bind(const QByteArray &bytes)
    {
        m_cursor->bindBytes(bytes);
        return *this;
    }
    Statement &bind(std::nullopt_t)
    {
        m_cursor->bindNull();
        return *this;
    }
    template <class Tag>
    Statement &bind(const core::base::Id<Tag> &id)
    {
        return id.isNull() ? bind(std::nullopt) : bind(id.toBytes());
    }
    template <class... Args>
    Statement &bindAll(const Args &...args)
    {
        (bind(args), ...);
        return *this;
    }
    /// What a person is in, and what would tell of it: read with sealed() and the same place.
    Statement &bindSealed(const QByteArray &plain, const Place &place)
    {
        m_cursor->bindSealed(plain, place);
        return *this;
    }

    [[nodiscard]] core::base::Result<bool> step() { return m_cursor->step(); }
    /// For statements that return no rows.
    [[nodiscard]] core::base::Result<void> run()
    {
        SHOULI_TRY(const bool row, step());
        if (row)
            return core::base::failure(core::base::ErrorCode::InvalidArgument, QStringLiteral("run() returned rows"));
        return {};
    }

    [[nodiscard]] bool isNull(int column) const { return m_cursor->isNull(column); }
    [[nodiscard]] std::int64_t integer(int column) const { return m_cursor->integer(column); }
    [[nodiscard]] QString text(int column) const { return m_cursor->text(column); }
    [[nodiscard]] QByteArray blob(int column) const { return m_cursor->bytes(column); }
    [[nodiscard]] core::base::Result<QByteArray> sealed(int column, const Place &place) const
    {
        return m_cursor->sealed(column, place);
    }
    template <class AnyId>
    [[nodiscard]] AnyId id(int column) const
    {
        return AnyId::fromBytes(blob(column)).value_or(AnyId());
    }

private:
    std::unique_ptr<Cursor> m_cursor;
};

} // namespace shouli::sync::server::engine
