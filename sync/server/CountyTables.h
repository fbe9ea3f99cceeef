// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Transaction.h"

#include <QList>

namespace shouli::sync::server {

/// All rows of a county, whatever they mean: to bring it from one engine to another, and to see that it arrived. Rows
/// come a part at a time and in the order of their keys, so that a county of any size fits.
class CountyTables {
public:
    struct Column {
        enum class Kind {
            Integer,
            Text,
            Bytes,
            Sealed,
        };
        QByteArray name;
        Kind kind = Kind::Integer;
    };
    struct Table {
        QByteArray name;
        int keys = 0; ///< so many of the columns, from the first, are its key; the county's own row has none
        QList<Column> columns;
    };
    /// Every table and column of resources/schema/server, but the snapshots, which are made again.
    [[nodiscard]] static const QList<Table> &all();

    /// Puts every row of `from` into `to`, where none is yet. How many. Errors of either.
    [[nodiscard]] static core::base::Result<std::int64_t> copy(const engine::Connection &from,
                                                               const engine::Transaction &to);
    /// SHA-256 over all rows as they are read, the same for the same county in every engine.
    [[nodiscard]] static core::base::Result<QByteArray> checksum(const engine::Connection &db);
};

} // namespace shouli::sync::server
