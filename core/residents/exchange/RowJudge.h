// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/residents/exchange/KnownPeople.h"
#include "core/residents/exchange/RowDraft.h"
#include "core/residents/exchange/RowVerdict.h"
#include "core/storage/Database.h"

#include <QHash>
#include <QSet>

namespace shouli::core::residents::exchange {

/// Says of the rows of one file, in their order, what each would do to the register. Writes nothing: whoever carries
/// verdicts out does so before the next row is judged, or carries none out. One thread at a time.
///
/// A person is who has the same ID number under the same name; without a number somebody of the same name and birth
/// date is a doubt, never a match to be written to. Of a known person, empty fields are filled and values that an
/// import left are renewed; whatever a person typed or confirmed stays, and is said.
class RowJudge {
public:
    struct Settings {
        RowDraft::Place place;
        QString livingDivision; ///< 12 digits: where new persons live if the file does not say so; may be empty
    };

    /// `clock`, `random`: for ids of new records; must outlive it.
    RowJudge(Settings settings, KnownPeople known, const base::Clock &clock, base::Random &random);

    [[nodiscard]] base::Result<RowVerdict> judge(const storage::Database &db, const RowDraft &row);
    /// A row that was done earlier: remembered as one above the others.
    void pass(const RowDraft &row);

    /// First rows of the households that the file speaks of and that have nobody as their head.
    [[nodiscard]] base::Result<QList<std::int64_t>> headless(const storage::Database &db) const;

private:
    struct Members {
        std::int64_t firstRow = 0;
        bool hasHead = false;
    };

    [[nodiscard]] base::Result<void> meet(const storage::Database &db, RowVerdict &verdict);
    [[nodiscard]] base::Result<void> judgeNew(const storage::Database &db, const RowDraft &row, RowVerdict &verdict);
    [[nodiscard]] base::Result<void> judgeKnown(const storage::Database &db, const RowDraft &row, RowVerdict &verdict);
    [[nodiscard]] base::Result<void> doubt(const storage::Database &db, RowVerdict &verdict);
    /// The household that the row names, which may have to be made.
    [[nodiscard]] base::Result<HouseholdId> householdOf(const storage::Database &db, const RowDraft &row,
                                                        RowVerdict &verdict);
    [[nodiscard]] Household newHousehold(const RowDraft &row, const Resident &given) const;
    [[nodiscard]] base::Result<void> countHeads(const storage::Database &db, RowVerdict &verdict);
    void remember(const RowDraft &row, const RowVerdict *verdict);

    Settings m_settings;
    KnownPeople m_known;
    const base::Clock &m_clock;
    base::Random &m_random;
    QHash<QString, std::int64_t> m_numbers;   ///< of the rows above
    QHash<QString, HouseholdId> m_households; ///< made for rows above, by number or head
    QString m_madeFor;                        ///< the key of the household made last
    QHash<HouseholdId, Members> m_members;
    QString m_headName; ///< of the nearest head above
    QString m_headNumber;
};

} // namespace shouli::core::residents::exchange
