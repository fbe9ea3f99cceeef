// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/Acceptance.h"
#include "app/counter/DraftKeeper.h"
#include "app/printing/PaperPress.h"
#include "app/people/PersonSearch.h"
#include "app/frame/Page.h"
#include "app/office/Session.h"

#include <QPointer>
#include <QSet>

#include <optional>

class QStackedLayout;

namespace shouli::app::printing {
class PreviewDialog;
}

namespace shouli::app::widgets {
class EmptyState;
}

namespace shouli::app::counter {

class ApplicantPane;
class MaterialsPane;
class ServicePane;

/// The front desk. From an empty box to a printed card: find the resident, choose the service, tick
/// the papers, F12. Hands never leave the keyboard and the scanner.
class CounterPage : public frame::Page {
    Q_OBJECT

public:
    CounterPage(office::Session &session, const printing::PaperPress::Office &papers, QWidget *parent = nullptr);
    ~CounterPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Counter; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override;
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QString subject() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    /// ("accept", a resident's id) brings them to the counter.
    bool open(const QString &kind, const QByteArray &id) override;
    bool onScan(const QString &text) override;
    void onOmniText(const QString &text) override;
    void onResultChosen(const QByteArray &key) override;
    void onActivated() override;

    /// All that was said so far is in the database.
    [[nodiscard]] bool isDraftKept() const { return m_drafts.isKept(); }

protected:
    void retranslate() override;

private:
    void openResident(core::residents::ResidentId id);
    void chooseService(const QString &code);
    void putDown();
    void reveal();
    void accept();
    struct Taken { ///< what accepting came to: the case, and what its papers say
        core::cases::CaseFile file;
        core::base::Result<QList<printing::PaperJob>> papers;
    };
    void accepted(core::residents::ResidentId applicant, const Taken &taken);
    /// What is shown is being saved.
    [[nodiscard]] bool isSaving() const;
    /// The answer of a saving has come.
    void saved(core::residents::ResidentId applicant, const core::base::Result<Taken> &taken);
    void tell();
    void makeAndPrint();
    void logPrint(const core::changes::EntityRef &subject, const QString &details);
    void askProxy();
    void preview();
    void showPapers(const QList<printing::PaperJob> &jobs);
    void openPreview(const core::base::Result<core::forms::setting::FormPages> &pages);
    [[nodiscard]] QString doneText() const;
    void correct(const QString &key, const QString &text);
    void toggle(const QString &material);
    void tolerate(const QString &material);
    /// Shows what was said; where something was, the next open question has the focus, then the papers.
    void goOn(bool said);
    void refresh();
    void refreshDone();
    void report(const core::base::Error &error);
    [[nodiscard]] const core::cases::intake::AcceptanceDraft::Line *line(const QString &material) const;

    office::Session &m_session;
    people::PersonSearch m_search;
    Acceptance m_acceptance;
    DraftKeeper m_drafts;
    std::optional<core::base::Timestamp> m_resumed; ///< when what is shown was begun, if it was kept
    printing::PaperPress m_press;
    bool m_setAside = false; ///< what was kept of who is shown cannot be read
    QString m_unknown;       ///< typed into the box, and nobody was found
    bool m_revealed = false;
    QSet<core::residents::ResidentId> m_saving;          ///< whose cases are on their way to the database
    std::optional<core::residents::ResidentId> m_wanted; ///< asked for again while being saved: opened after that
    /// What the last acceptance came to. Accepted, kept and printed are separate facts.
    struct Last {
        core::changes::EntityRef subject;
        QString number;                   ///< of the case that was accepted; empty: told what is missing
        QString applicant;                ///< where somebody else is at the counter now
        int missing = 0;                  ///< papers
        QString notice;                   ///< its name, where nothing was accepted
        QList<printing::PaperJob> papers; ///< until the counter is locked: they can be printed again
        int kept = 0;                     ///< as PDF
        std::optional<printing::GivenToPrinter> given;
    };
    Last m_last;
    int m_turn = 0;          ///< of papers made; answers to an earlier one come too late
    bool m_showDone = false; ///< until the next resident
    QPointer<printing::PreviewDialog> m_preview;
    QStackedLayout *m_stack;
    widgets::EmptyState *m_empty;
    QWidget *m_desk;
    ApplicantPane *m_applicant;
    ServicePane *m_service;
    MaterialsPane *m_materials;
};

} // namespace shouli::app::counter
