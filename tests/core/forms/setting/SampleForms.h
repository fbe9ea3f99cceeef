// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormData.h"

namespace shouli::tests {

/// An application as a counter would print it: every key that is known then, invented people.
[[nodiscard]] core::forms::FormData sampleApplication(int members = 3);

/// The acceptance card of the same case.
[[nodiscard]] core::forms::FormData sampleCard(int number = 47);

/// What the notices of the same case say.
[[nodiscard]] core::forms::FormData sampleNotice();

} // namespace shouli::tests
