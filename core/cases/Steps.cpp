// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/Steps.h"

#include <array>

namespace shouli::core::cases {

QString wordOf(const Step &step)
{
    static constexpr std::array words{"newer",     "accepted",  "done",   "returned",   "resubmitted",
                                      "rejected",  "withdrawn", "paused", "resumed",    "material_received",
                                      "collected", "delivered", "remark", "taken_back", "tidied",
                                      "transferred"};
    static_assert(words.size() == std::variant_size_v<Step>);
    return QString::fromLatin1(words.at(step.index()));
}

} // namespace shouli::core::cases
