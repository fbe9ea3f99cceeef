// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/PaperContext.h"

namespace shouli::core::papers {

QString PaperContext::officeName() const
{
    const auto parent = directory.office(office.parent);
    // the county's own name stands above it already
    const bool parentIsStreet = parent && !parent->parent.isNull();
    return parentIsStreet ? parent->name + office.name : office.name;
}

} // namespace shouli::core::papers
