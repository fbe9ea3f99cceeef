// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/numbers/CaseNumber.h"
#include "core/cases/CaseRecord.h"
#include "core/catalogue/CatalogueLibrary.h"
#include "core/storage/Database.h"

#include <memory>

namespace shouli::core::cases {

/// Reads cases from the office database, on any connection and thread. A small value: copies share
/// the catalogues and the calendar, which do not change. Writing is CaseDesk's.
class CaseStore {
public:
    CaseStore(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues,
              std::shared_ptr<const calendar::WorkCalendar> calendar);

    /// CaseUnknown where this office does not hold it.
    [[nodiscard]] static base::Result<CaseFile> find(const storage::Database &db, CaseId id);
    [[nodiscard]] static base::Result<CaseFile> findByNumber(const storage::Database &db,
                                                             const numbers::CaseNumber &number);
    /// By the token of an acceptance card that was scanned.
    [[nodiscard]] static base::Result<CaseFile> findByToken(const storage::Database &db, const QByteArray &token);

    /// The whole case, folded. CaseUnknown.
    [[nodiscard]] base::Result<CaseRecord> load(const storage::Database &db, CaseId id) const;

    [[nodiscard]] base::Result<Queue> queue(const storage::Database &db, staff::OfficeId office, QDate today) const;

    /// A person's cases, newest first.
    [[nodiscard]] base::Result<QList<CaseBrief>> ofResident(const storage::Database &db, residents::ResidentId resident,
                                                            int limit, QDate today) const;

    /// Who came with a case lately, or whom it was for, the last one first: of its last `cases` cases, each person once.
    [[nodiscard]] static base::Result<QList<residents::ResidentId>> lately(const storage::Database &db, int cases);

    /// Those that are not closed and are about this person, as applicant or as whom it is for.
    [[nodiscard]] static base::Result<QList<CaseFile>> openAbout(const storage::Database &db,
                                                                 residents::ResidentId resident);

    /// Closed ones that this person applied for.
    [[nodiscard]] static base::Result<QList<CaseFile>> closedOf(const storage::Database &db,
                                                                residents::ResidentId resident);

    /// Cases whose number ends with what was typed, or whose applicant's name begins with it; open ones
    /// first, then the newest. Stage and deadline are left out. None for an empty text.
    [[nodiscard]] static base::Result<QList<CaseBrief>> matching(const storage::Database &db, const QString &typed,
                                                                 int limit);

    /// The stages of the case's service in the version it keeps; no stages if that version is not here.
    [[nodiscard]] StagePlan plan(const CaseFile &file) const;

    /// When lights turn yellow, by the catalogue in force.
    [[nodiscard]] calendar::LightRule lightRule(QDate today) const;

    [[nodiscard]] const catalogue::CatalogueLibrary &catalogues() const { return *m_catalogues; }
    [[nodiscard]] const calendar::WorkCalendar &calendar() const { return *m_calendar; }

private:
    std::shared_ptr<const catalogue::CatalogueLibrary> m_catalogues;
    std::shared_ptr<const calendar::WorkCalendar> m_calendar;
};

} // namespace shouli::core::cases
