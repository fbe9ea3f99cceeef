// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/setting/FormPages.h"

#include <vector>

namespace shouli::core::forms::setting {

/// A6 landscape cards on one A4 landscape sheet.
constexpr std::size_t cardsOnA4 = 4;

/// Puts cards on A4 sheets to be cut apart, with short marks where to cut: first the front pages,
/// then further pages (a card's annex).
[[nodiscard]] FormPages onA4(const std::vector<FormPages> &cards);

} // namespace shouli::core::forms::setting
