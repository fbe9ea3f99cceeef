// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/CodeLists.h"
#include "core/catalogue/Definitions.h"
#include "core/residents/GroupMembership.h"
#include "core/residents/Sex.h"

namespace shouli::app::office {

/// What the standards' codes are called in the window's language. Paper is always Chinese: Code::name().
/// `lists` must outlive it.
class CodeWords {
public:
    explicit CodeWords(const core::catalogue::CodeLists &lists)
        : m_lists(lists)
    {
    }

    /// The word; empty for no code, the code itself where the list does not have it.
    template <core::residents::CodeSystem S>
    [[nodiscard]] QString of(core::residents::Code<S> code) const
    {
        return code.isEmpty() ? QString() : word(listOf(S), code.toString());
    }
    [[nodiscard]] QString of(core::residents::Sex sex) const; ///< empty unless male or female
    /// Somebody's relation as cases keep it: "self", a code of GB/T 4761 or its word; other words as they are.
    [[nodiscard]] QString relation(const QString &kept) const;
    /// "视力一级", "visual, level 1".
    [[nodiscard]] QString disability(core::residents::DisabilityCategoryCode category,
                                     core::residents::DisabilityLevelCode level) const;

    /// The sub-kind that a group's definition lists; other details as they are kept.
    [[nodiscard]] QString kind(const core::catalogue::GroupDefinition &group, const QString &detail) const;
    /// A membership in short: the group, category and level, the sub-kind. Details in free words, which may name
    /// an illness, are left out. `group` may be null: of a newer catalogue.
    [[nodiscard]] QString membership(const core::catalogue::GroupDefinition *group,
                                     const core::residents::GroupMembership &membership) const;

    /// The code of a word typed in either language; the text itself where it is none, or is a code already.
    [[nodiscard]] QString typed(const QString &list, const QString &text) const;

    /// The list of resources/codes/codes.json that has a code system's words.
    [[nodiscard]] static QString listOf(core::residents::CodeSystem system);
    static const QString sexList;

private:
    [[nodiscard]] QString word(const QString &list, const QString &code) const;

    const core::catalogue::CodeLists &m_lists;
};

} // namespace shouli::app::office
