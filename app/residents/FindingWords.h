// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Finding.h"
#include "core/residents/Resident.h"

#include <QCoreApplication>

namespace shouli::app::residents {

/// What was found about a typed record, in a clerk's words.
class FindingWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::residents::FindingWords)

public:
    [[nodiscard]] static QString of(const core::residents::Finding &finding);
    /// What the form calls the field; empty for one that it does not have.
    [[nodiscard]] static QString field(core::residents::ResidentField field);
};

} // namespace shouli::app::residents
