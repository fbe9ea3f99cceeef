// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/CaseFinder.h"
#include "app/casework/Phrasebook.h"
#include "app/frame/Page.h"
#include "app/office/Session.h"
#include "app/review/QueueModel.h"
#include "app/review/StepQuestions.h"
#include "app/review/StepWriter.h"

#include <optional>

class QStackedWidget;

namespace shouli::app::casework {
class CasePane;
}
namespace shouli::app::look {
class ToneLabel;
}
namespace shouli::app::widgets {
class DataTable;
class SegmentBar;
} // namespace shouli::app::widgets

namespace shouli::app::review {

class StepForm;

/// 待办: what waits for this office, the most urgent first, and the case in front. F12 takes the next
/// step, F6 sends back, F7 refuses, F8 stops the clock; several that are alike are done together. Each step
/// can be taken back for ten seconds. A card opens its case from anywhere.
class ReviewPage : public frame::Page {
    Q_OBJECT

public:
    explicit ReviewPage(office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Tasks; }
    [[nodiscard]] int badge() const override { return m_mine; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override;
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    bool open(const QString &kind, const QByteArray &id) override;
    bool onScan(const QString &text) override;
    void onOmniText(const QString &text) override;
    void onOmniEntered(const QString &text) override;
    void onResultChosen(const QByteArray &key) override;
    void onActivated() override;

protected:
    void retranslate() override;
    void renew() override { reload(); }

private:
    /// What the case in front waits for here.
    struct Front {
        QString stage; ///< empty: none of this office
        core::cases::QueueItem::Turn turn = core::cases::QueueItem::Turn::Notice;
        QString why; ///< why nothing can be done
    };

    QWidget *makeQueuePane();
    /// The queue, and what the side bar tells of it. False: it could not be read, and that was told.
    bool readQueue();
    void reload();
    void fillTable();
    void fillSegments();
    [[nodiscard]] QList<core::cases::QueueItem> chosenItems() const;
    void choose(const QList<core::cases::QueueItem> &items);
    void showCurrentRow();
    bool openCase(core::cases::CaseId id);
    void showCase(core::cases::CaseId id, const QString &stage);
    [[nodiscard]] Front front() const;
    [[nodiscard]] bool mayAct(const QString &stage) const;
    [[nodiscard]] QList<core::cases::CaseId> chosen() const;
    [[nodiscard]] bool isAsking() const;
    [[nodiscard]] bool mayTransfer(const Front &front) const;

    void next();
    void ask(Choice choice);
    void confirm();
    void stopAsking();
    void pauseOrResume();
    void take(const Taking &taking);
    void taken(const QList<Taken> &steps);
    void fail(const core::base::Error &error);
    [[nodiscard]] QList<frame::PageAction> askingActions() const;
    [[nodiscard]] QList<frame::PageAction> stageActions(const Front &front) const;

    office::Session &m_session;
    casework::CaseFinder m_finder;
    casework::Phrasebook m_book;
    StepQuestions m_questions;
    StepWriter m_writer;
    core::cases::Queue m_queue;
    int m_mine = 0; ///< of the queue: for us
    QueueModel *m_rows;
    View m_view = View::Mine;
    QString m_stage; ///< of the row in front
    bool m_filling = false;
    int m_queuedRow = -1; ///< where the case in front stood; -1: a card opened it
    std::optional<Choice> m_asking;
    QList<core::cases::CaseId> m_asked; ///< about which cases
    QString m_takenWords;
    bool m_transferring = false; ///< what was taken last cannot be taken back

    QStackedWidget *m_left;
    widgets::SegmentBar *m_segments;
    widgets::DataTable *m_table;
    look::ToneLabel *m_alike;
    StepForm *m_form;
    casework::CasePane *m_pane;
};

} // namespace shouli::app::review
