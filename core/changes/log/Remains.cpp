// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/Remains.h"

#include "core/storage/Scrub.h"

namespace shouli::core::changes::log {

using base::Result;
using storage::Database;
using storage::Scrub;
using storage::Transaction;

namespace {

// as stored
constexpr int none = 0;
constexpr int inLog = 1;   ///< the file was written anew
constexpr int inPages = 2; ///< and in the write-ahead log

Result<void> set(Transaction &tx, int remains)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE replica SET remains = ?")));
    update.bind(remains);
    return update.run();
}

Result<void> set(const Database &writer, int remains)
{
    SHOULI_TRY(auto update, writer.prepare(QStringLiteral("UPDATE replica SET remains = ?")));
    update.bind(remains);
    return update.run();
}

Result<int> stored(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT remains FROM replica")));
    SHOULI_TRY(const bool found, query.step());
    return found ? static_cast<int>(query.integer(0)) : none;
}

} // namespace

Result<void> Remains::mark(Transaction &tx)
{
    return set(tx, inPages);
}

Result<bool> Remains::areThere(const Database &db)
{
    SHOULI_TRY(const int remains, stored(db));
    return remains != none;
}

Result<void> Remains::clear(const Database &writer)
{
    SHOULI_TRY(const int remains, stored(writer));
    if (remains == none)
        return {};
    if (remains == inPages) {
        const auto scrubbed = Scrub::run(writer);
        if (!scrubbed && scrubbed.error().code != base::ErrorCode::DatabaseBusy)
            return scrubbed;
        SHOULI_CHECK(set(writer, inLog)); // its page is in the log too: what is erased there is left to the end
        if (!scrubbed)
            return scrubbed;
    }
    SHOULI_CHECK(Scrub::emptyLog(writer));
    return set(writer, none);
}

} // namespace shouli::core::changes::log
