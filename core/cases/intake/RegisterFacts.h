// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility/FactSource.h"
#include "core/residents/GroupMembership.h"
#include "core/residents/Household.h"
#include "core/residents/Resident.h"
#include "core/storage/Database.h"

namespace shouli::core::cases::intake {

/// What the register of this office and its cases say of one person, for eligibility rules and
/// checklists. A snapshot: reads the database once, in load(), and is thread-safe afterwards. What the
/// register does not hold is unknown, never a no; of cases it knows those that this office holds.
class RegisterFacts : public eligibility::FactSource {
public:
    /// `subject`: whom the service is for (null: the applicant). ResidentUnknown if either is not held here.
    [[nodiscard]] static base::Result<RegisterFacts> load(const storage::Database &db, residents::ResidentId applicant,
                                                          residents::ResidentId subject, QDate today);

    [[nodiscard]] eligibility::PersonFacts subject() const override;
    [[nodiscard]] std::vector<eligibility::PersonFacts> household() const override;
    [[nodiscard]] eligibility::Known<QDate> openCaseSince(const QString &service) const override;
    [[nodiscard]] eligibility::Known<QDate> lastGranted(const QString &service) const override;
    [[nodiscard]] eligibility::Known<double> quantity(const QString &id) const override;
    [[nodiscard]] eligibility::Known<bool> circumstance(const QString &id) const override;
    [[nodiscard]] std::optional<eligibility::Evidence> evidence(const catalogue::Material &material,
                                                                catalogue::Whose whose) const override;

private:
    struct Person {
        residents::Resident resident;
        QList<residents::GroupMembership> groups; ///< in force today, the household's included
        QList<residents::Resident> parents;       ///< those in the register
    };
    struct Case {
        QString service;
        QDate acceptedOn;
        bool open = false;
        QDate grantedOn; ///< invalid: not granted
    };
    [[nodiscard]] static base::Result<Person> loadPerson(const storage::Database &db,
                                                         const residents::Resident &resident, QDate today);
    [[nodiscard]] base::Result<void> loadCases(const storage::Database &db);
    [[nodiscard]] eligibility::PersonFacts factsOf(const Person &person) const;
    [[nodiscard]] std::optional<eligibility::Evidence> evidenceOf(const QString &source, const Person &person) const;
    [[nodiscard]] QList<Person> peopleOf(catalogue::Whose whose) const;

    Person m_applicant;
    Person m_subject;
    QList<Person> m_members; ///< of the subject's household, the subject included
    std::optional<residents::Household> m_household;
    QList<Case> m_cases;
};

} // namespace shouli::core::cases::intake
