// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/HoldingLaw.h"
#include "core/changes/Image.h"
#include "core/changes/log/WorkingTables.h"
#include "core/storage/Transaction.h"

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace shouli::core::changes::log {

/// Fills the tables of a new database, in which nothing is yet, with things that come whole: a register at once. What
/// goes by key is kept in memory, some 80 bytes for each thing, and written in the order of keys at the end. Indexes are
/// best made afterwards. One transaction; `tables` and `tx` must outlive it.
class FreshTables {
public:
    FreshTables(const WorkingTables &tables, storage::Transaction &tx)
        : m_tables(tables)
        , m_tx(tx)
    {
    }

    /// FreshRows::isPlain(); no thing twice. Things of one kind stay in the order they come in.
    [[nodiscard]] base::Result<void> insert(EntityRef ref, const Image &image);
    /// Who holds it; no scope twice.
    void hold(EntityRef ref, ScopeId scope, const Holding &holding);
    /// Positions and holdings, of all that came since the last time.
    [[nodiscard]] base::Result<void> finish();

    /// One thing as the tables have it.
    struct Sight {
        EntityId id;
        std::int64_t created = 0;
        std::int64_t count = 0;                                 ///< how often the scope holds it
        std::vector<std::pair<Field, Image::Versioned>> fields; ///< all of its kind, ascending
    };
    using Look = std::function<base::Result<void>(const Sight &)>;
    /// Reads back everything of a kind, in the order it came in. What the tables do not have together is left out.
    [[nodiscard]] static base::Result<void> each(const WorkingTables &tables, const storage::Database &db, Kind kind,
                                                 ScopeId scope, const Look &look);

private:
    struct Into {
        storage::Statement statement;
        QList<std::pair<Field, Value>> fields; ///< all of the kind, and what each is where nobody set it
    };
    struct Created {
        EntityRef ref;
        std::int64_t version;
        auto operator<=>(const Created &) const = default;
    };
    struct Later {
        EntityRef ref;
        Field field;
        std::int64_t version;
        auto operator<=>(const Later &) const = default;
    };
    struct Held {
        EntityRef ref;
        ScopeId scope;
        std::int64_t count;
        std::int64_t version;
        std::int64_t waiting;
        auto operator<=>(const Held &) const = default;
    };
    [[nodiscard]] base::Result<Into *> into(Kind kind);

    const WorkingTables &m_tables;
    storage::Transaction &m_tx;
    std::map<Kind, Into> m_into;
    std::vector<Created> m_created;
    std::vector<Later> m_later;
    std::vector<Held> m_held;
};

} // namespace shouli::core::changes::log
