// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/Acceptance.h"
#include "app/widgets/Pane.h"

namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::counter {

/// The papers, one line each, and what will be printed.
class MaterialsPane : public widgets::Pane {
    Q_OBJECT

public:
    explicit MaterialsPane(QWidget *parent = nullptr);

    void show(const Acceptance &acceptance);
    [[nodiscard]] widgets::ChecklistView *list() const { return m_list; }
    /// Puts the focus on the next paper of which nothing has been said; stays where all is said.
    void focusOpen();

Q_SIGNALS:
    void toggled(const QString &material);
    void tolerated(const QString &material);
    void notNeeded(const QString &material);

private:
    void showNotice(const Acceptance &acceptance);

    look::SectionHeader *m_head;
    widgets::ChecklistView *m_list;
    widgets::NoticeBox *m_notice;
    look::SectionHeader *m_printHead;
    widgets::ChecklistView *m_print;
};

} // namespace shouli::app::counter
