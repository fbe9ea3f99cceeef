// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/Phrasebook.h"
#include "app/delivery/DeliveryDraft.h"
#include "app/office/Session.h"
#include "app/widgets/ChecklistModel.h"
#include "app/widgets/Pane.h"

namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::delivery {

/// The next step of one case, to be filled in: what was collected, how and to whom it was handed
/// over, or which promised papers are still missing. Shows a draft; the page changes it.
class StepPane : public widgets::Pane {
    Q_OBJECT

public:
    explicit StepPane(const office::Session &session, QWidget *parent = nullptr);

    void show(const core::cases::CaseRecord &record, const DeliveryDraft &draft);
    void clear();
    /// A word about what was typed, above the step, until the next show().
    void warn(const QString &text);

    [[nodiscard]] widgets::ChecklistView *list() const { return m_list; }
    /// The promised paper that is chosen, or the first one; empty where none is missing.
    [[nodiscard]] QString chosenPaper() const;
    /// Why F12 is not possible yet; empty where it is.
    [[nodiscard]] static QString words(DeliveryDraft::Problem problem);

    static const QString documentRow, numberRow, wayRow, receiverRow, relationRow, signedRow;

Q_SIGNALS:
    void edited(const QString &row, const QString &text);
    void toggled(const QString &row);
    void letter(const QString &row, QChar letter);

private:
    [[nodiscard]] QList<widgets::ChecklistRow> rows(const core::cases::CaseRecord &record,
                                                    const DeliveryDraft &draft) const;
    [[nodiscard]] QList<widgets::ChecklistRow> papers(const core::cases::CaseRecord &record) const;
    void showNotice(const core::cases::CaseRecord &record, const DeliveryDraft &draft);

    const office::Session &m_session;
    casework::Phrasebook m_book;
    look::SectionHeader *m_head;
    widgets::NoticeBox *m_notice;
    widgets::ChecklistView *m_list;
};

} // namespace shouli::app::delivery
