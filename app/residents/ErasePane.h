// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/residents/PersonRecord.h"
#include "core/cases/desk/Erasure.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::residents {

/// What a lawful erasure of a person takes with it, on what grounds, and the typing of their name: nobody erases by a
/// slip of the hand. Worked by keys; Space or F7 leaves the closed cases out. Holds what is chosen, stores nothing. GUI
/// thread.
class ErasePane : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive the pane.
    explicit ErasePane(const office::Session &session, QWidget *parent = nullptr);

    /// Begins anew.
    [[nodiscard]] core::base::Result<void> begin(core::residents::ResidentId person);
    /// Whether there are closed cases, which may stay.
    [[nodiscard]] bool hasChoice() const { return m_closed > 0; }
    /// With the closed cases, or without them again.
    void toggleCases();
    [[nodiscard]] core::cases::desk::ErasureOrder order() const;
    /// Why it cannot be done yet; empty where it can.
    [[nodiscard]] QString problem() const;
    void retranslate();

    [[nodiscard]] QLineEdit *grounds() const { return m_grounds; }
    [[nodiscard]] QLineEdit *name() const { return m_name; }
    [[nodiscard]] widgets::ChecklistView *list() const { return m_list; }

Q_SIGNALS:
    void changed();

private:
    void showThings();
    void showNotice();

    const office::Session &m_session;
    core::cases::desk::Erasure m_erasure;
    int m_closed = 0; ///< cases, whether they go or not
    bool m_cases = true;

    look::SectionHeader *m_head;
    widgets::ChecklistView *m_list;
    look::SectionHeader *m_groundsHead;
    QLabel *m_groundsLabel;
    QLineEdit *m_grounds;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    look::SectionHeader *m_noticeHead;
    widgets::NoticeBox *m_notice;
    widgets::NoticeBox *m_problem;
};

} // namespace shouli::app::residents
