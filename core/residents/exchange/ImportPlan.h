// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/exchange/ImportFile.h"
#include "core/residents/exchange/RowJudge.h"

#include <functional>

namespace shouli::core::residents::exchange {

/// What a file would do to the register as it is now. Nothing is written.
struct ImportPlan {
    /// A field of a row beside what is here. Values as ResidentDraft::text() gives them; of households nothing.
    struct Difference {
        ResidentField field = ResidentField::Name;
        QString here;
        QString inFile;
        bool kept = false; ///< what is here stays

        bool operator==(const Difference &) const = default;
    };
    /// A row for the list: without the records.
    struct Line {
        std::int64_t row = 0;
        Outcome outcome = Outcome::Refused;
        QString name;
        QString number;
        QList<Difference> differences;
        ResidentId perhaps;
        QList<FieldFinding> findings;
    };

    OutcomeCounts counts;
    QList<Line> lines;            ///< in the order of the file; of each outcome the first `linesKept`
    QList<std::int64_t> headless; ///< first rows of households that nobody heads

    static constexpr int linesKept = 1000;

    /// Reads and judges the whole file. `db`: a reader's connection, used on the calling thread for as long as it takes.
    /// `going(done)`, 0 to 1, is asked each hundred rows; false stops with Cancelled. Errors: as TableReader, storage.
    [[nodiscard]] static base::Result<ImportPlan> make(const ImportFile &file, const ColumnMap &map,
                                                       const storage::Database &db, RowJudge::Settings settings,
                                                       const base::Clock &clock, base::Random &random,
                                                       const std::function<bool(double)> &going);

    [[nodiscard]] static Line lineOf(const RowVerdict &verdict);
};

} // namespace shouli::core::residents::exchange
