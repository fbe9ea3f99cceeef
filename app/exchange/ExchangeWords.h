// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Theme.h"
#include "app/office/CodeWords.h"
#include "core/exchange/TableReader.h"
#include "core/residents/exchange/ImportPlan.h"
#include "core/residents/exchange/ImportStore.h"

#include <QCoreApplication>

namespace shouli::app::exchange {

/// What happens to rows and files, in a clerk's words.
class ExchangeWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::exchange::ExchangeWords)

public:
    [[nodiscard]] static QString outcome(core::residents::exchange::Outcome outcome);
    [[nodiscard]] static look::Tone tone(core::residents::exchange::Outcome outcome);
    [[nodiscard]] static QString target(const core::residents::exchange::Target &target);
    /// Why a file is not taken, and what to do.
    [[nodiscard]] static QString refusal(core::exchange::TableTrouble trouble, std::int64_t row);
    /// What a row would change, and what is odd about it.
    [[nodiscard]] static QString reasons(const core::residents::exchange::ImportPlan::Line &line,
                                         const office::CodeWords &words);
    [[nodiscard]] static QString reasons(const core::residents::exchange::ImportRow &row,
                                         const office::CodeWords &words);
};

} // namespace shouli::app::exchange
