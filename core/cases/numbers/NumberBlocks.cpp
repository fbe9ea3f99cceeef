// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/numbers/NumberBlocks.h"

#include "core/changes/log/ReplicaState.h"

#include <algorithm>
#include <optional>

namespace shouli::core::cases::numbers {

using base::ErrorCode;
using base::Result;
using storage::Database;
using storage::Transaction;

namespace {

int monthOf(QDate on)
{
    return on.year() * 100 + on.month();
}

/// The block of this PC as it is now; none for another replica's.
Result<std::optional<NumberBlock>> blockOf(const Database &db)
{
    SHOULI_TRY(const auto replica, changes::log::ReplicaState::load(db));
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT first, last FROM number_block WHERE replica = ?")));
    query.bind(replica.id);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<NumberBlock>();
    return std::optional(
        NumberBlock{replica.id, static_cast<int>(query.integer(0)), static_cast<int>(query.integer(1))});
}

Result<int> nextOf(const Database &db, const NumberBlock &block, QDate on)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT next FROM number_month WHERE replica = ? AND month = ?")));
    query.bindAll(block.replica, monthOf(on));
    SHOULI_TRY(const bool found, query.step());
    return found ? std::max(block.first, static_cast<int>(query.integer(0))) : block.first;
}

Result<void> storeNext(Transaction &tx, const NumberBlock &block, QDate on, int next)
{
    SHOULI_TRY(
        auto upsert,
        tx.prepare(QStringLiteral("INSERT OR REPLACE INTO number_month (replica, month, next) VALUES (?, ?, ?)")));
    upsert.bindAll(block.replica, monthOf(on), next);
    return upsert.run();
}

Result<bool> isUsed(const Database &db, const CaseNumber &number)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT 1 FROM case_file WHERE number = ?")));
    query.bind(number.toString());
    return query.step();
}

} // namespace

NumberBlock NumberBlock::ofPc(changes::ReplicaId replica, int pc)
{
    constexpr int size = 1000;
    return {replica, std::max(1, (pc - 1) * size), pc * size - 1};
}

Result<void> NumberBlocks::give(Transaction &tx, const NumberBlock &block)
{
    if (block.replica.isNull() || block.first < 1 || block.last < block.first)
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("block %1-%2").arg(block.first).arg(block.last));
    SHOULI_TRY(
        auto upsert,
        tx.prepare(QStringLiteral("INSERT OR REPLACE INTO number_block (replica, first, last) VALUES (?, ?, ?)")));
    upsert.bindAll(block.replica, block.first, block.last);
    return upsert.run();
}

Result<void> NumberBlocks::startAt(Transaction &tx, QDate month, int serial)
{
    SHOULI_TRY(const auto block, blockOf(tx.database()));
    if (!block)
        return base::failure(ErrorCode::NumbersExhausted, QStringLiteral("no block"));
    SHOULI_TRY(const int next, nextOf(tx.database(), *block, month));
    if (serial < next || serial > block->last)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("serial %1").arg(serial));
    return storeNext(tx, *block, month, serial);
}

Result<CaseNumber> NumberBlocks::allot(Transaction &tx, const QString &division, QDate on)
{
    SHOULI_TRY(const auto block, blockOf(tx.database()));
    if (!block)
        return base::failure(ErrorCode::NumbersExhausted, QStringLiteral("no block"));
    SHOULI_TRY(int next, nextOf(tx.database(), *block, on));
    for (; next <= block->last; ++next) {
        SHOULI_TRY(const CaseNumber number, CaseNumber::make(division, on, next));
        // a PC set up anew under its old block learns from its cases what it gave out before
        SHOULI_TRY(const bool used, isUsed(tx.database(), number));
        if (used)
            continue;
        SHOULI_CHECK(storeNext(tx, *block, on, next + 1));
        return number;
    }
    return base::failure(ErrorCode::NumbersExhausted, QStringLiteral("%1-%2").arg(block->first).arg(block->last));
}

Result<NumberStock> NumberBlocks::stock(const Database &db, QDate on)
{
    SHOULI_TRY(const auto block, blockOf(db));
    if (!block)
        return NumberStock();
    SHOULI_TRY(const int next, nextOf(db, *block, on));
    return NumberStock{next, std::max(0, block->last - next + 1)};
}

} // namespace shouli::core::cases::numbers
