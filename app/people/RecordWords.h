// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Resident.h"

#include <QCoreApplication>

namespace shouli::app::people {

/// What a clerk calls the fields of a person's record, and how their values are shown.
class RecordWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::people::RecordWords)

public:
    [[nodiscard]] static QString field(core::residents::ResidentField field);
    /// Whole, not masked; codes by their names; empty where nothing is known. Ids of persons and households
    /// say nothing here: whoever shows them looks them up.
    [[nodiscard]] static QString value(const core::residents::Resident &resident, core::residents::ResidentField field);
};

} // namespace shouli::app::people
