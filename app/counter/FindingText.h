// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/intake/AcceptanceDraft.h"
#include "core/catalogue/Catalogue.h"

#include <QCoreApplication>

namespace shouli::app::counter {

/// What stands against accepting, in a sentence for the clerk.
class FindingText {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::counter::FindingText)

public:
    /// Empty for what is no hindrance.
    [[nodiscard]] static QString of(const core::cases::intake::AcceptanceFinding &finding,
                                    const core::catalogue::Catalogue &catalogue);
    /// Of the first finding that keeps the draft from being accepted; empty where none does.
    [[nodiscard]] static QString first(const core::cases::intake::AcceptanceDraft &draft,
                                       const core::catalogue::Catalogue &catalogue);
};

} // namespace shouli::app::counter
