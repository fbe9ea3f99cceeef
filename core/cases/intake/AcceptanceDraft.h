// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/WorkCalendar.h"
#include "core/cases/Acceptance.h"
#include "core/eligibility/Checklist.h"
#include "core/eligibility/Eligibility.h"

#include <QMap>

namespace shouli::core::cases::intake {

/// What the clerk said of one paper.
struct Tick {
    enum class Said : std::uint8_t {
        Brought = 1,
        Tolerated = 2, ///< promised for `due`
        NotNeeded = 3, ///< where the catalogue cannot tell
    };
    Said said = Said::Brought;
    QDate due;
    bool operator==(const Tick &) const = default;
};

/// Everything chosen, ticked and typed for one acceptance; what a kept draft consists of.
struct AcceptanceChoices {
    QString service;
    QString catalogue;             ///< version
    residents::Resident applicant; ///< as the clerk had them before any correction
    residents::ResidentId subject; ///< whom it is for; null: the applicant
    bool forHousehold = false;     ///< where both a person and a household may apply
    Proxy proxy;
    eligibility::Answers answers;   ///< and the variant
    QMap<QString, Tick> ticks;      ///< by material
    QMap<QString, bool> judgements; ///< by question: what only a person can judge
    QString justification;          ///< why it is accepted although a rule is not met
    QString remark;
    QList<Correcting> corrections;

    bool operator==(const AcceptanceChoices &) const = default;
};

/// What stands against accepting, or should be looked at.
struct AcceptanceFinding {
    enum class Code {
        // cannot be accepted so
        ServiceNotOffered,
        VariantOpen, ///< the service has several, and goes another way for each
        ApplicantNameless,
        ApplicantDeceased,
        SubjectMissing,   ///< the service is for a child or somebody who died
        HouseholdMissing, ///< a household applies, and the applicant is in none
        ProxyNotAllowed,
        ProxyIncomplete, ///< name and telephone number
        QuestionOpen,    ///< `about`: the question
        MaterialOpen,    ///< `about`: not known whether this paper is needed: say so
        NotTolerable,    ///< `about`: this paper cannot follow later
        ToleratedDay,    ///< `about`: no day, a past one, or one beyond the promised day
        RuleNotMet,      ///< `about`: needs a justification
        JudgedNo,        ///< `about`: the same
        CorrectionNameless,
        // can only be told
        MaterialMissing, ///< `about`: the paper, or the group of which one is needed
        // should be looked at
        RuleOpen,      ///< `about`: the register does not say, or a person must judge
        JudgementOpen, ///< `about`
        WindowClosed,  ///< `about`: the season in which one may apply
    };
    Code code = Code::MaterialMissing;
    QString about = {};

    bool operator==(const AcceptanceFinding &) const = default;
};

/// A case while it is being taken in at the counter: the checklist, the eligibility check, and what
/// becomes of them. Knows no screen and no database. A value.
///
///     AcceptanceDraft draft(choices);
///     draft.assess(context, service, facts, calendar, today);   // again after every change
///     if (draft.decision() == AcceptanceDraft::Decision::Accepted) desk.accept(tx, actor, draft.acceptance());
class AcceptanceDraft {
public:
    enum class Decision {
        Incomplete, ///< something must be answered or put right first
        NoticeOnly, ///< a paper is missing that cannot follow: the one-off notice is all there is
        Tolerated,  ///< accepted, papers follow by a day that was promised (容缺受理)
        Accepted,
    };

    /// One line of the checklist with what was ticked.
    struct Line {
        eligibility::ChecklistItem item;
        std::optional<MaterialStatus> status; ///< nothing: missing, or not known whether needed
        QDate due;                            ///< of a tolerated one
        bool operator==(const Line &) const = default;
    };

    explicit AcceptanceDraft(AcceptanceChoices choices = {});

    [[nodiscard]] const AcceptanceChoices &choices() const { return m_choices; }
    /// Change, then assess() again.
    [[nodiscard]] AcceptanceChoices &edit() { return m_choices; }

    void assess(const eligibility::Context &context, const catalogue::Service &service,
                const eligibility::FactSource &facts, const calendar::WorkCalendar &calendar, QDate today);

    // as of the last assess()
    [[nodiscard]] const eligibility::EligibilityReport &report() const { return m_report; }
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    /// To be asked, answered or not; whether somebody acts for the applicant is known from the proxy.
    [[nodiscard]] QStringList questions() const { return m_questions; }
    [[nodiscard]] QStringList judgements() const { return m_judgements; }          ///< what a person is to judge
    [[nodiscard]] const calendar::DueDate &promised() const { return m_promised; } ///< if accepted today
    /// The day proposed for a paper that follows: five working days, at most the promised day.
    [[nodiscard]] QDate proposedDay() const { return m_proposedDay; }

    /// Everything at once, so that the resident is told once.
    [[nodiscard]] QList<AcceptanceFinding> validate() const;
    [[nodiscard]] Decision decision() const;
    /// Papers for the one-off notice: missing and, beside them, those promised.
    [[nodiscard]] QList<Line> missing() const;

    /// What accepting would write. Meaningful for Tolerated and Accepted.
    [[nodiscard]] Acceptance acceptance() const;

private:
    [[nodiscard]] std::optional<MaterialStatus> statusOf(const eligibility::ChecklistItem &item) const;
    void settleGroups();
    [[nodiscard]] bool groupIsMet(const QString &group) const;
    void validatePeople(QList<AcceptanceFinding> &findings) const;
    void validateMaterials(QList<AcceptanceFinding> &findings) const;
    void validateRules(QList<AcceptanceFinding> &findings) const;
    void validateWindows(QList<AcceptanceFinding> &findings) const;

    AcceptanceChoices m_choices;
    eligibility::EligibilityReport m_report;
    QList<Line> m_lines;
    QStringList m_questions;
    QStringList m_judgements;
    calendar::DueDate m_promised;
    QDate m_proposedDay;
    QDate m_today;
    catalogue::Service::Unit m_unit = catalogue::Service::Unit::Person;
    catalogue::Service::Subject m_subject = catalogue::Service::Subject::Self;
    catalogue::ProxyRule::Allowed m_proxy = catalogue::ProxyRule::Allowed::Anyone;
    bool m_offered = false;
    bool m_hasVariants = false;
};

} // namespace shouli::core::cases::intake
