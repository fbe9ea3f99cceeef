// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/Acceptance.h"
#include "app/widgets/Pane.h"

namespace shouli::app::look {
class ToneLabel;
}
namespace shouli::app::widgets {
class ChecklistView;
class KeyValueList;
class TagRow;
} // namespace shouli::app::widgets

namespace shouli::app::counter {

/// Who sits at the counter: the record's head, groups, family, and what is under way.
class ApplicantPane : public widgets::Pane {
    Q_OBJECT

public:
    explicit ApplicantPane(const office::Session &session, QWidget *parent = nullptr);

    /// `revealed`: the whole ID and telephone number, as asked for with F9.
    void show(const Acceptance &acceptance, bool revealed);

private:
    void showFamily(const Acceptance &acceptance);
    void showCases(const Acceptance &acceptance);

    const office::Session &m_session;
    look::ToneLabel *m_name;
    look::ToneLabel *m_facts;
    widgets::KeyValueList *m_details;
    widgets::TagRow *m_tags;
    look::SectionHeader *m_familyHead;
    widgets::ChecklistView *m_family;
    look::SectionHeader *m_casesHead;
    widgets::ChecklistView *m_cases;
    look::ToneLabel *m_reminder;
};

} // namespace shouli::app::counter
