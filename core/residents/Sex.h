// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shouli::core::residents {

/// GB/T 2261.1-2003; the numbers are the standard's. Screens offer Male and Female only.
enum class Sex {
    Unknown = 0,
    Male = 1,
    Female = 2,
    NotStated = 9,
};

} // namespace shouli::core::residents
