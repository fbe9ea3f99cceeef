// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/Phrasebook.h"
#include "app/office/Session.h"
#include "app/widgets/Pane.h"
#include "core/cases/CaseRecord.h"

#include <optional>

class QScrollArea;

namespace shouli::app::widgets {
class ChecklistView;
class EmptyState;
class NoticeBox;
class OpinionEdit;
class OpinionList;
class StageBar;
} // namespace shouli::app::widgets

namespace shouli::app::casework {

/// One case as a reviewer, an approver or a delivering clerk sees it. Reads the register of the applicant
/// and logs that look (audit::Action::Look, `purpose` in the details), once for each case that is opened.
/// What is being written stays while the same case is shown anew, and is emptied with another case.
class CasePane : public widgets::Pane {
    Q_OBJECT

public:
    static constexpr int paneWidth = 520;

    /// `purpose`: a word for the audit log, such as "review". `session` must outlive the pane.
    CasePane(office::Session &session, const QString &purpose, QWidget *parent = nullptr);

    void show(const core::cases::CaseRecord &record);
    void clear();
    [[nodiscard]] const std::optional<core::cases::CaseRecord> &record() const { return m_record; }

    /// Where this step's opinion is written; hidden until a page that takes opinions asks for it.
    void setWriting(bool writing);
    [[nodiscard]] widgets::OpinionEdit *opinion() const { return m_opinion; }

Q_SIGNALS:
    /// The register could not be read, or the look could not be logged.
    void failed(const shouli::core::base::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void fillHead();
    void fillPapers();
    void fillFacts();
    void fillRegister();
    void fillOpinions();
    void logLook();
    [[nodiscard]] QString noticeText() const;
    [[nodiscard]] QString inWindow(const QString &words) const;

    office::Session &m_session;
    QString m_purpose;
    Phrasebook m_book; ///< names of what stages found out
    std::optional<core::cases::CaseRecord> m_record;
    look::SectionHeader *m_head;
    widgets::EmptyState *m_empty;
    widgets::StageBar *m_stages;
    QScrollArea *m_scroll;
    widgets::NoticeBox *m_notice;
    look::SectionHeader *m_papersHead;
    widgets::ChecklistView *m_papers;
    QWidget *m_factsPart; ///< hidden while nothing was found out
    look::SectionHeader *m_factsHead;
    widgets::ChecklistView *m_facts;
    look::SectionHeader *m_registerHead;
    widgets::ChecklistView *m_register;
    look::SectionHeader *m_opinionsHead;
    widgets::OpinionList *m_opinions;
    widgets::OpinionEdit *m_opinion;
};

} // namespace shouli::app::casework
