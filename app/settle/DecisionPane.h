// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settle/Decision.h"
#include "app/widgets/Pane.h"

namespace shouli::app::look {
class ToneLabel;
}
namespace shouli::app::widgets {
class ChecklistView;
class EmptyState;
class KeyValueList;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::settle {

/// One dispute: what was, what stands, what is proposed, and what can be chosen.
class DecisionPane : public widgets::Pane {
    Q_OBJECT

public:
    explicit DecisionPane(const office::Session &session, QWidget *parent = nullptr);

    void clear();
    /// `chosen`: none while the clerk has not chosen yet.
    void show(const core::changes::log::Dispute &dispute, const std::optional<Decision> &chosen);
    /// Keys go to the row where another value is typed.
    void beginOther();
    [[nodiscard]] widgets::ChecklistView *list() const { return m_list; }

Q_SIGNALS:
    void chosen(shouli::app::settle::Decision::Choice choice);
    void typed(const QString &text);

private:
    void showFacts(const core::changes::log::Dispute &dispute);
    void showChoices(const core::changes::log::Dispute &dispute, const std::optional<Decision> &chosen);
    void showConsequence(const core::changes::log::Dispute &dispute, const std::optional<Decision> &chosen);

    const office::Session &m_session;
    look::SectionHeader *m_head;
    look::ToneLabel *m_why;
    widgets::KeyValueList *m_facts;
    look::SectionHeader *m_choicesHead;
    widgets::ChecklistView *m_list;
    widgets::NoticeBox *m_notice;
    QWidget *m_filler;
};

} // namespace shouli::app::settle
