// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/HoldingLaw.h"
#include "core/changes/Image.h"
#include "core/changes/log/WorkingTables.h"
#include "core/storage/Transaction.h"

#include <QMap>

#include <functional>
#include <map>

namespace shouli::core::changes::log {

/// The short way into the tables for things that come whole and of which nothing is here: no row, nobody's membership,
/// no line of the change log, so that no law has anything to say. A new PC gets its register by it. For one
/// transaction, whose `tables` and `tx` must outlive it; listeners are told by the caller.
class FreshRows {
public:
    FreshRows(const WorkingTables &tables, storage::Transaction &tx)
        : m_tables(tables)
        , m_tx(tx)
    {
    }

    /// An image without events, of a kind and of fields that are known.
    [[nodiscard]] static bool isPlain(const Schema &schema, EntityRef ref, const Image &image);
    /// Whether the short way is one for it: plain, and nothing of the thing is here.
    [[nodiscard]] base::Result<bool> takes(EntityRef ref, const Image &image);
    /// Only what takes().
    [[nodiscard]] base::Result<void> insert(EntityRef ref, const Image &image, const QMap<ScopeId, Holding> &holdings);

    struct Row {
        Image image; ///< without events
        Holding holding;
    };
    /// Read back from the tables, as `scope` holds it.
    [[nodiscard]] base::Result<Row> read(EntityRef ref, ScopeId scope);

private:
    /// A statement that is kept, ready to be bound.
    [[nodiscard]] base::Result<storage::Statement *> ready(const QByteArray &name, const std::function<QString()> &sql);

    const WorkingTables &m_tables;
    storage::Transaction &m_tx;
    std::map<QByteArray, storage::Statement> m_statements;
};

} // namespace shouli::core::changes::log
