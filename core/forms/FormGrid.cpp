// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormGrid.h"

#include <algorithm>
#include <cmath>

namespace shouli::core::forms {

using base::ErrorCode;
using base::Result;

namespace {

constexpr double tolerance = 0.005; // columns: 0.07 mm on A4

/// The span from above that begins at `x` in this row, if one does.
const GridSlot *spanAt(const std::vector<GridSlot> &slots, std::size_t row, double x)
{
    const auto found = std::find_if(slots.begin(), slots.end(), [row, x](const GridSlot &slot) {
        return slot.row < row && row < slot.row + slot.rows && std::abs(slot.left - x) < tolerance;
    });
    return found == slots.end() ? nullptr : &*found;
}

bool overlapsSpan(const std::vector<GridSlot> &slots, std::size_t row, double left, double right)
{
    return std::any_of(slots.begin(), slots.end(), [=](const GridSlot &slot) {
        return slot.row < row && row < slot.row + slot.rows && slot.left < right - tolerance
            && left < slot.left + slot.span - tolerance;
    });
}

tl::unexpected<base::Error> damaged(std::size_t row, const QString &what)
{
    return base::failure(ErrorCode::TemplateDamaged, QStringLiteral("rows[%1]: %2").arg(row).arg(what));
}

} // namespace

Result<std::vector<GridSlot>> arrange(const std::vector<const FormRow *> &rows, double from, double to)
{
    std::vector<GridSlot> slots;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        double x = from;
        const auto skipSpans = [&] {
            while (const GridSlot *above = spanAt(slots, row, x))
                x = above->left + above->span;
        };
        for (const FormCell &cell : rows[row]->cells) {
            skipSpans();
            const std::size_t left = rows.size() - row;
            const std::size_t spanned = cell.rows == FormCell::restOfSection ? left
                                                                             : static_cast<std::size_t>(cell.rows);
            if (spanned > left)
                return damaged(row, QStringLiteral("a cell spans %1 rows, but %2 are left").arg(spanned).arg(left));
            if (overlapsSpan(slots, row, x, x + cell.span))
                return damaged(row, QStringLiteral("a cell lies over one from above"));
            slots.push_back({&cell, row, spanned, x, cell.span});
            x += cell.span;
        }
        skipSpans();
        if (std::abs(x - to) > tolerance)
            return damaged(row, QStringLiteral("cells fill %1 of %2 columns").arg(x - from).arg(to - from));
    }
    return slots;
}

} // namespace shouli::core::forms
