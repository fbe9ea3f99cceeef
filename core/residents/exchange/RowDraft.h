// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableRow.h"
#include "core/residents/ResidentDraft.h"
#include "core/residents/exchange/ColumnMap.h"

#include <QDate>
#include <QList>
#include <QString>

namespace shouli::core::residents::exchange {

/// One row of a file as a record: what it says of a person, without what the register knows.
struct RowDraft {
    /// Where dates and telephone numbers are read.
    struct Place {
        QDate today;
        QString localAreaCode; ///< "0911"
    };

    std::int64_t row = 0;
    ResidentDraft draft;
    QString householdNumber;
    QString headNumber; ///< a citizen number in its stored form, or as written
    QString headName;
    /// What is wrong with the cells themselves, and old citizen numbers that were converted. What the values mean
    /// together is draft.validate()'s.
    QList<FieldFinding> findings;

    [[nodiscard]] static RowDraft read(const core::exchange::TableRow &row, const ColumnMap &map, const Place &place);

    /// Fields of which the row says something that can be read.
    [[nodiscard]] QList<ResidentField> given() const;
    /// "name" as names are compared: without spaces and dots, full-width forms folded.
    [[nodiscard]] static QString comparable(const QString &name);
};

} // namespace shouli::core::residents::exchange
