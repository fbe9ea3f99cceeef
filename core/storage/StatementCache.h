// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QHash>

#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace shouli::core::storage {

/// Compiled statements of one connection, lent out by their text and taken back. One thread.
class StatementCache {
public:
    explicit StatementCache(sqlite3 *handle);
    ~StatementCache(); ///< all lent statements must be back
    StatementCache(const StatementCache &) = delete;
    StatementCache &operator=(const StatementCache &) = delete;

    [[nodiscard]] base::Result<sqlite3_stmt *> lend(const QByteArray &sql);
    void takeBack(sqlite3_stmt *statement);

private:
    sqlite3 *m_handle;
    QHash<QByteArray, std::vector<sqlite3_stmt *>> m_idle;
};

} // namespace shouli::core::storage
