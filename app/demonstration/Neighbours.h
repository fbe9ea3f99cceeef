// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/changes/Act.h"

namespace shouli::app::demonstration {

/// Invented people of one community, in some households: those whom the story and its tests name. Their citizen numbers begin with 610699,
/// which is assigned to nobody, so that no real person is met by accident.
class Neighbours {
public:
    [[nodiscard]] static int count();
    [[nodiscard]] static core::base::Result<void> moveIn(core::changes::Act &act, core::changes::ScopeId office,
                                                         const QString &division, const core::base::Clock &clock,
                                                         core::base::Random &random);
};

} // namespace shouli::app::demonstration
