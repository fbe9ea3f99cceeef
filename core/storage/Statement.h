// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QDate>
#include <QString>

#include <concepts>
#include <cstdint>
#include <optional>

struct sqlite3_stmt;

namespace shouli::core::storage {

class StatementCache;

/// A compiled statement, borrowed from its Database until destroyed. Parameters are bound in
/// order, columns read by index, both from 0. Dates travel as ISO text (2026-11-23), ids as blobs.
///
///     SHOULI_TRY(auto query, db.prepare(u"SELECT name FROM resident WHERE id = ?"_s));
///     query.bindAll(id);
///     SHOULI_TRY(const bool found, query.step());
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement(); ///< resets the statement and clears its parameters

    Statement &bind(std::int64_t value);
    Statement &bind(double value);
    Statement &bind(const QString &text); ///< a null QString binds ''
    Statement &bind(const QByteArray &blob);
    Statement &bind(QDate date); ///< an invalid date binds NULL
    Statement &bind(std::nullopt_t);

    template <std::integral I>
    Statement &bind(I value)
    {
        return bind(static_cast<std::int64_t>(value));
    }
    template <class Tag>
    Statement &bind(const base::Id<Tag> &id)
    {
        return id.isNull() ? bind(std::nullopt) : bind(id.toBytes());
    }
    template <class T>
    Statement &bind(const std::optional<T> &value)
    {
        return value ? bind(*value) : bind(std::nullopt);
    }
    template <class... Args>
    Statement &bindAll(const Args &...args)
    {
        (bind(args), ...);
        return *this;
    }

    /// True: a row is there to read. False: done.
    [[nodiscard]] base::Result<bool> step();
    /// For statements that return no rows.
    [[nodiscard]] base::Result<void> run();
    /// Ready to be bound and stepped again.
    void reset();

    enum class Type {
        Null,
        Integer,
        Text,
        Blob,
    };
    [[nodiscard]] Type type(int column) const; ///< a real counts as Blob: we store none in replicated columns
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] QDate date(int column) const; ///< invalid for NULL
    template <class AnyId>
    [[nodiscard]] AnyId id(int column) const
    {
        return AnyId::fromBytes(blob(column)).value_or(AnyId());
    }

private:
    friend class Database;
    Statement(sqlite3_stmt *statement, StatementCache *cache);
    Statement &check(int code);

    sqlite3_stmt *m_statement = nullptr;
    StatementCache *m_cache = nullptr;
    int m_next = 1;
    int m_bindError = 0;
};

} // namespace shouli::core::storage
