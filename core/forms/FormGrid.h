// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/forms/FormTemplate.h"

#include <cstddef>
#include <vector>

namespace shouli::core::forms {

/// A cell's place in its section, in grid columns and rows.
struct GridSlot {
    const FormCell *cell = nullptr;
    std::size_t row = 0;
    std::size_t rows = 1;
    double left = 0;
    double span = 0;
};

/// Places the cells of a section's rows, from the left, round the cells that span rows from above.
/// `from` and `to` are grid columns. Errors: TemplateDamaged, naming the row that is not filled
/// exactly, or that a cell would be laid over.
[[nodiscard]] base::Result<std::vector<GridSlot>> arrange(const std::vector<const FormRow *> &rows, double from,
                                                          double to);

} // namespace shouli::core::forms
