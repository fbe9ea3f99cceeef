// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "core/residents/Resident.h"

#include <QCoreApplication>

namespace shouli::app::people {

/// What a clerk calls the fields of a person's record, and how their values are shown.
class RecordWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::people::RecordWords)

public:
    [[nodiscard]] static QString field(core::residents::ResidentField field);
    /// Whole, not masked; codes by their words; empty where nothing is known. Ids of persons and households
    /// say nothing here: whoever shows them looks them up.
    [[nodiscard]] static QString value(const core::residents::Resident &resident, core::residents::ResidentField field,
                                       const office::CodeWords &words);
    /// What was typed, as ResidentDraft::type() takes it: words of the code lists in either language.
    [[nodiscard]] static QString typed(core::residents::ResidentField field, const QString &text,
                                       const office::CodeWords &words);
};

} // namespace shouli::app::people
