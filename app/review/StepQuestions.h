// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/Phrasebook.h"
#include "app/office/Session.h"
#include "app/review/StepForm.h"
#include "core/cases/desk/CaseDesk.h"

#include <QCoreApplication>

#include <optional>
#include <variant>

namespace shouli::app::review {

/// A step with a case, ready to be taken.
using Taking = std::variant<core::cases::desk::CaseDesk::Done, core::cases::Returned, core::cases::Rejected,
                            core::cases::Paused, core::cases::Resumed, core::cases::Resubmitted,
                            QList<core::cases::MaterialReceived>, core::cases::desk::CaseDesk::Transfer>;

enum class Choice { Complete, Return, Refuse, Pause, Resubmit, Receive, Transfer };

/// What each step asks at a stage of a service, and the step made of the answers. Which stage asks what
/// is data: the catalogue's and the phrasebook's. GUI thread; what is given must outlive it.
class StepQuestions {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::review::StepQuestions)

public:
    StepQuestions(const office::Session &session, const casework::Phrasebook &book);

    /// The questions of a step; for `count` cases that are alike.
    [[nodiscard]] Questions of(Choice choice, const core::cases::CaseRecord &record, const QString &stage,
                               int count) const;
    /// Whether the stage can be completed without any of them: only an opinion is said.
    [[nodiscard]] bool isPlain(const core::cases::CaseRecord &record, const QString &stage) const;
    /// The same for isPlain() stages.
    [[nodiscard]] Taking plainly(const core::cases::CaseRecord &record, const QString &stage,
                                 const QString &opinion) const;

    struct Made {
        std::optional<Taking> step;
        QString problem; ///< why there is none
        QString field;   ///< where
    };
    [[nodiscard]] Made made(Choice choice, const core::cases::CaseRecord &record, const QString &stage,
                            const Answers &answers) const;

    /// What completing the stage is called: "Accept, to home visit".
    [[nodiscard]] QString doneWords(const core::cases::CaseRecord &record, const QString &stage) const;
    /// What a step is called once it was taken.
    [[nodiscard]] static QString takenWords(const Taking &taking);

private:
    [[nodiscard]] const core::catalogue::Stage *stageOf(const core::cases::CaseRecord &record,
                                                        const QString &stage) const;
    [[nodiscard]] std::vector<casework::Phrasebook::Fact> factsOf(const core::cases::CaseRecord &record,
                                                                  const QString &stage) const;
    /// The stages that open when this one is done, and may be skipped or handed to another office.
    [[nodiscard]] QList<core::cases::PlannedStage> following(const core::cases::CaseRecord &record,
                                                             const QString &stage) const;
    void askComplete(Questions &questions, const core::cases::CaseRecord &record, const QString &stage) const;
    void askReturn(Questions &questions, const core::cases::CaseRecord &record, const QString &stage) const;
    void askTransfer(Questions &questions) const;
    [[nodiscard]] Made madeTransfer(const Answers &answers) const;
    void askRefuse(Questions &questions, const core::cases::CaseRecord &record) const;
    [[nodiscard]] Made madeComplete(const core::cases::CaseRecord &record, const QString &stage,
                                    const Answers &answers) const;
    [[nodiscard]] Made madeRefuse(const core::cases::CaseRecord &record, const QString &stage,
                                  const Answers &answers) const;
    [[nodiscard]] QString checkDate(const core::cases::CaseRecord &record, const QString &stage,
                                    const casework::Phrasebook::Fact &fact, const QMap<QString, QString> &facts) const;

    const office::Session &m_session;
    const casework::Phrasebook &m_book;
};

} // namespace shouli::app::review
