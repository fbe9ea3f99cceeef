// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "core/catalogue/Definitions.h"
#include "core/residents/GroupMembership.h"

#include <QCoreApplication>

namespace shouli::app::residents {

/// What a group asks of whoever belongs to it, and what was typed as an answer. No widgets.
class GroupQuestions {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::residents::GroupQuestions)

public:
    /// What is asked and answered: fields of a membership.
    using Field = core::residents::MembershipField;
    struct Question {
        Field field = Field::Category;
        QString label;
        QString value; ///< in the window's language; empty: not answered
        QString hint;  ///< what may be typed
    };

    /// `lists` has the words of the codes.
    GroupQuestions(const core::catalogue::GroupDefinition &group, const core::catalogue::CodeLists &lists);

    [[nodiscard]] QList<Question> of(const core::residents::GroupMembership &membership) const;
    /// False where the text is not understood; then nothing changes. Codes and kinds: by number or word.
    [[nodiscard]] bool answer(core::residents::GroupMembership &membership, Field field, const QString &text) const;
    /// As somebody comes to belong to the group.
    [[nodiscard]] core::residents::GroupMembership begin(QDate today) const;

private:
    [[nodiscard]] QString choices(Field field) const;

    const core::catalogue::GroupDefinition &m_group;
    const core::catalogue::CodeLists &m_lists;
    office::CodeWords m_words;
};

} // namespace shouli::app::residents
