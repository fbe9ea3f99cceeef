// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "core/residents/Finding.h"

#include <QCoreApplication>

namespace shouli::app::people {

/// What was found about a typed record, in a clerk's words.
class FindingWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::people::FindingWords)

public:
    [[nodiscard]] static QString of(const core::residents::Finding &finding, const office::CodeWords &words);
};

} // namespace shouli::app::people
