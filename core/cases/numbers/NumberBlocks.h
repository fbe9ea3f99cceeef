// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/numbers/CaseNumber.h"
#include "core/changes/Names.h"
#include "core/storage/Transaction.h"

namespace shouli::core::cases::numbers {

/// The serials that one PC may give out in every month, from its enrolment. Blocks of the PCs of one
/// office do not overlap; that is whoever enrols them's duty.
struct NumberBlock {
    changes::ReplicaId replica;
    int first = 0;
    int last = 0;
    bool operator==(const NumberBlock &) const = default;

    /// The block of the n-th PC of an office (1, 2, …): 1–999, 1000–1999, 2000–2999, …
    [[nodiscard]] static NumberBlock ofPc(changes::ReplicaId replica, int pc);
};

/// How many numbers are left in a month.
struct NumberStock {
    int next = 0;
    int left = 0;
    bool operator==(const NumberStock &) const = default;

    static constexpr int lowWater = 50;
    [[nodiscard]] bool isLow() const { return left < lowWater; }
};

/// Allots case numbers without a line to anyone. A number is allotted in the transaction that accepts
/// the case: rolled back, it is free again; committed, it is never given out a second time. A PC that
/// became another replica (cloned, restored) has no block until it is given one. SQL of number_block and
/// number_month.
class NumberBlocks {
public:
    /// At enrolment. Keeps what this replica has used. InvalidArgument for an empty block.
    [[nodiscard]] static base::Result<void> give(storage::Transaction &tx, const NumberBlock &block);

    /// The paper ledger of this month goes on at `serial`. InvalidArgument if that was passed already
    /// or is not in the block.
    [[nodiscard]] static base::Result<void> startAt(storage::Transaction &tx, QDate month, int serial);

    /// NumbersExhausted when this PC's block is used up for the month, or it has none.
    [[nodiscard]] static base::Result<CaseNumber> allot(storage::Transaction &tx, const QString &division, QDate on);

    [[nodiscard]] static base::Result<NumberStock> stock(const storage::Database &db, QDate on);
};

} // namespace shouli::core::cases::numbers
