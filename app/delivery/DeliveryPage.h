// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/CaseFinder.h"
#include "app/casework/Phrasebook.h"
#include "app/delivery/DeliveryDraft.h"
#include "app/frame/Page.h"
#include "app/printing/PaperPress.h"

#include <QHash>
#include <QSet>

class QLabel;

namespace shouli::app::casework {
class CasePane;
}
namespace shouli::app::widgets {
class DataTable;
class SegmentBar;
} // namespace shouli::app::widgets

namespace shouli::app::delivery {

class StepPane;
class WaitingModel;

/// What has to reach residents. The case at the top of the list, its next step filled in as it most
/// likely is, F12; the next case.
class DeliveryPage : public frame::Page {
    Q_OBJECT

public:
    /// `papers`: where receipts are kept and printed. `session` must outlive the page.
    DeliveryPage(office::Session &session, const printing::PaperPress::Office &papers, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Delivery; }
    [[nodiscard]] int badge() const override { return m_lists.dueCount(); }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override { return m_done; }
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    bool open(const QString &kind, const QByteArray &id) override;
    bool onScan(const QString &text) override;
    void onOmniText(const QString &text) override;
    void onResultChosen(const QByteArray &key) override;
    /// Shows the first list in which something waits.
    void onActivated() override;

    /// Brings a case to the front if it waits here.
    bool bringUp(core::cases::CaseId id);
    [[nodiscard]] Waiting shownList() const;
    [[nodiscard]] std::optional<core::cases::CaseId> current() const;

protected:
    void retranslate() override;
    void renew() override { reload(); }
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void wireStep();
    void reload();
    void showList();
    void showCase();
    void redraw();
    void edit(const QString &row, const QString &text);
    void toggle(const QString &row);
    void press(const QString &row, QChar letter);
    /// A letter that answers an open question counts from any line of the step.
    bool answer(const QKeyEvent &key);
    void act();
    void receivePaper();
    void nothingToCollect();
    void printReceipt();
    void printed(core::cases::CaseId id, const QString &name,
                 const core::base::Result<printing::GivenToPrinter> &given);
    [[nodiscard]] DeliveryDraft *draft();
    [[nodiscard]] QString blockedBy() const;
    /// Runs a step of the desk; `done` says what happened, for the offer to take it back.
    template <class Step>
    void take(const QString &done, Step step);
    void takeBack(core::cases::CaseId id, const core::cases::EventId &event);
    void report(const core::base::Error &error) { Q_EMIT failed(error); }

    office::Session &m_session;
    printing::PaperPress::Office m_papers;
    casework::CaseFinder m_finder;
    casework::Phrasebook m_book;
    std::unique_ptr<printing::PaperPress> m_press; ///< made with the first receipt
    WaitingLists m_lists;
    QSet<core::cases::CaseId> m_nothingToCollect;
    std::optional<core::cases::CaseId> m_followed; ///< scanned or searched for: its next step is shown after each
    std::optional<core::cases::CaseRecord> m_record;
    QHash<std::pair<core::cases::CaseId, int>, DeliveryDraft> m_drafts; ///< by case and list
    bool m_writing = false;
    bool m_showing = false; ///< lists are being set: their signals are no choice of the clerk's
    QString m_done;
    widgets::SegmentBar *m_segments;
    widgets::DataTable *m_table;
    WaitingModel *m_rows;
    StepPane *m_step;
    casework::CasePane *m_case;
};

} // namespace shouli::app::delivery
