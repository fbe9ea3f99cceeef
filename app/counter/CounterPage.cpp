// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CounterPage.h"

#include "app/counter/ApplicantPane.h"
#include "app/counter/CasePapers.h"
#include "app/counter/FindingText.h"
#include "app/counter/MaterialsPane.h"
#include "app/counter/ProxyDialog.h"
#include "app/counter/ServicePane.h"
#include "app/look/Theme.h"
#include "app/office/ShownLanguage.h"
#include "app/printing/PreviewDialog.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/EmptyState.h"
#include "core/staff/Permissions.h"

#include <QHBoxLayout>
#include <QStackedLayout>

namespace shouli::app::counter {

using core::base::Error;
using core::base::Result;
using core::cases::CaseFile;
using core::cases::MaterialStatus;
using core::cases::intake::AcceptanceDraft;
using core::cases::intake::Tick;
using core::residents::ResidentId;
using frame::PageAction;

CounterPage::CounterPage(office::Session &session, const printing::PaperPress::Office &papers, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_search(session)
    , m_acceptance(session)
    , m_drafts(session)
    , m_press(session.clock(), papers, session.actor().staff.name)
    , m_stack(new QStackedLayout(this))
    , m_empty(new widgets::EmptyState)
    , m_desk(new QWidget)
    , m_applicant(new ApplicantPane(session))
    , m_service(new ServicePane)
    , m_materials(new MaterialsPane)
{
    auto *columns = new QHBoxLayout(m_desk);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(m_applicant, 330);
    columns->addWidget(m_service, 532);
    columns->addWidget(m_materials, 372);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_desk);
    connect(m_service, &ServicePane::chosen, this, &CounterPage::chooseService);
    connect(m_service, &ServicePane::answered, this, [this](const QString &question, std::optional<bool> yes) {
        m_acceptance.answer(question, yes);
        goOn(yes.has_value());
    });
    connect(m_service, &ServicePane::judged, this, [this](const QString &question, std::optional<bool> yes) {
        m_acceptance.judge(question, yes);
        goOn(yes.has_value());
    });
    connect(m_service, &ServicePane::variantChosen, this, [this](const QString &variant) {
        m_acceptance.setVariant(variant);
        goOn(true);
    });
    connect(m_service, &ServicePane::subjectChosen, this, [this](const QByteArray &resident) {
        if (const auto id = ResidentId::fromBytes(resident)) {
            if (const auto set = m_acceptance.setSubject(*id); !set)
                report(set.error());
        }
        goOn(true);
    });
    connect(m_service, &ServicePane::corrected, this, &CounterPage::correct);
    connect(m_materials, &MaterialsPane::toggled, this, &CounterPage::toggle);
    connect(m_materials, &MaterialsPane::tolerated, this, &CounterPage::tolerate);
    connect(m_materials, &MaterialsPane::notNeeded, this, [this](const QString &material) {
        m_acceptance.tick(material, Tick{Tick::Said::NotNeeded, {}});
        refresh();
        m_materials->focusOpen();
    });
    connect(&m_drafts, &DraftKeeper::failed, this, [this](const Error &error) {
        if (m_saving.isEmpty()) // else the saving that follows tells the same
            report(error);
    });
    m_drafts.prune();
    refresh();
}

CounterPage::~CounterPage()
{
    delete m_preview; // before the press it draws with
}

QString CounterPage::title() const
{
    return tr("Counter");
}

QString CounterPage::boxHint() const
{
    return tr("scan, name, pinyin, ID number, telephone, address");
}

QString CounterPage::subject() const
{
    return m_acceptance.isOpen() ? m_acceptance.resident().name : QString();
}

QString CounterPage::hint() const
{
    if (m_showDone)
        return doneText();
    if (m_setAside)
        return tr("What was begun earlier cannot be read. It is kept aside and nothing else is lost: begin anew.");
    return m_resumed ? tr("Begun on %1: go on. Esc begins anew.")
                           .arg(m_resumed->inChina().toString(QStringLiteral("yyyy-MM-dd HH:mm")))
                     : QString();
}

QList<frame::KeyHelp> CounterPage::keyHelp() const
{
    return {{QStringLiteral("↑↓"), tr("choose a line")},
            {tr("Space"), tr("tick a paper")},
            {QStringLiteral("T"), tr("the paper follows later")},
            {QStringLiteral("Y N"), tr("answer a question")}};
}

QWidget *CounterPage::mainList() const
{
    if (!m_acceptance.isOpen())
        return nullptr;
    return m_acceptance.service() == nullptr ? m_service->list() : static_cast<QWidget *>(m_materials->list());
}

QList<PageAction> CounterPage::actions() const
{
    auto *self = const_cast<CounterPage *>(this);
    QList<PageAction> actions;
    if (m_acceptance.service() == nullptr && !m_last.papers.isEmpty())
        actions.append({.text = tr("Last papers"),
                        .key = QKeySequence(Qt::Key_F8),
                        .run = [self] { self->showPapers(self->m_last.papers); },
                        .help = tr("Look at the last papers, print them again, choose the printer")});
    if (!m_unknown.isEmpty() && core::staff::mayDo(m_session.actor().staff.role, core::staff::Deed::RegisterResident))
        actions.append({.text = tr("New resident"), .key = QKeySequence(Qt::CTRL | Qt::Key_N), .run = [self] {
                            Q_EMIT self->openRequested(QStringLiteral("resident-new"), self->m_unknown.toUtf8());
                        }});
    if (!m_acceptance.isOpen())
        return actions;
    if (m_acceptance.service() == nullptr) {
        int key = Qt::Key_F2;
        for (const auto *service : m_acceptance.services()) {
            if (!service->frequent || key > Qt::Key_F5)
                break;
            actions.append({.text = service->shortName.in(office::shownLanguage()),
                            .key = QKeySequence(key++),
                            .run = [self, code = service->code] { self->chooseService(code); }});
        }
    } else {
        const auto decision = m_acceptance.draft().decision();
        const bool ready = decision == AcceptanceDraft::Decision::Accepted
            || decision == AcceptanceDraft::Decision::Tolerated;
        actions.append({.text = tr("Accept and print"),
                        .key = QKeySequence(Qt::Key_F12),
                        .role = PageAction::Role::Primary,
                        .run = [self] { self->accept(); },
                        .enabled = ready && !isSaving(),
                        .disabledReason = isSaving()
                            ? tr("It is being saved.")
                            : FindingText::first(m_acceptance.draft(), m_acceptance.catalogue())});
        actions.append({.text = tr("Tell only"),
                        .key = QKeySequence(Qt::Key_F6),
                        .run = [self] { self->tell(); },
                        .enabled = !m_acceptance.draft().missing().isEmpty(),
                        .disabledReason = tr("No paper is missing."),
                        .help = tr("Print the one-off notice of what is missing; nothing is accepted")});
        actions.append({.text = tr("Proxy"),
                        .key = QKeySequence(Qt::Key_F7),
                        .run = [self] { self->askProxy(); },
                        .help = tr("Who came for the resident")});
        actions.append({.text = tr("Preview"),
                        .key = QKeySequence(Qt::Key_F8),
                        .run = [self] { self->preview(); },
                        .help = tr("Look at the form as it will be printed; choose the printer")});
    }
    if (!m_revealed)
        actions.append({.text = tr("Whole number"),
                        .key = QKeySequence(Qt::Key_F9),
                        .run = [self] { self->reveal(); },
                        .help = tr("Show the whole ID number; this is logged")});
    actions.append({.text = tr("Put down, next"),
                    .key = QKeySequence(Qt::Key_Escape),
                    .run = [self] { self->putDown(); },
                    .atEnd = true});
    return actions;
}

bool CounterPage::open(const QString &kind, const QByteArray &id)
{
    const auto resident = ResidentId::fromBytes(id);
    if (kind != QLatin1String("accept") || !resident)
        return false;
    openResident(*resident);
    return true;
}

void CounterPage::onActivated()
{
    if (QWidget *list = mainList())
        list->setFocus(Qt::OtherFocusReason); // where the work was left
}

/// The number of an identity card, from a card reader or the bar code of an old form.
bool CounterPage::onScan(const QString &text)
{
    const QString number = people::PersonSearch::documentIn(text);
    if (number.isEmpty())
        return false;
    const auto bearers = m_search.bearersOf(number);
    if (!bearers)
        report(bearers.error());
    else if (bearers->size() == 1)
        openResident(bearers->first());
    else
        onOmniText(number); // nobody, or more than one: for a person to choose
    return true;
}

void CounterPage::onOmniText(const QString &text)
{
    const QString before = std::exchange(m_unknown, {});
    if (text.trimmed().isEmpty()) {
        Q_EMIT resultsFound({}, {});
    } else if (const auto found = m_search.find(text); !found) {
        report(found.error());
    } else {
        if (found->rows.isEmpty())
            m_unknown = text.trimmed();
        Q_EMIT resultsFound(found->rows,
                            m_unknown.isEmpty() ? found->note : found->note + u' ' + tr("Ctrl+N adds a new resident."));
    }
    if (before != m_unknown)
        Q_EMIT changed();
}

void CounterPage::onResultChosen(const QByteArray &key)
{
    if (const auto id = ResidentId::fromBytes(key))
        openResident(*id);
}

void CounterPage::openResident(ResidentId id)
{
    m_wanted.reset();
    if (m_saving.contains(id)) { // else the same would be taken in twice
        m_wanted = id;
        return;
    }
    m_drafts.flush(); // of the resident before, or of the same
    m_drafts.stop();
    m_revealed = false;
    m_showDone = false;
    m_resumed.reset();
    m_setAside = false;
    if (const auto opened = m_acceptance.open(id); !opened)
        return report(opened.error());
    if (const auto kept = m_drafts.of(id); !kept && kept.error().code == core::base::ErrorCode::Unsupported) {
        m_setAside = true;
        m_drafts.setAside(id);
    } else if (!kept) {
        report(kept.error());
    } else if (*kept) {
        m_acceptance.resume((*kept)->choices);
        m_resumed = (*kept)->begunAt;
        if (m_acceptance.service() != nullptr)
            m_drafts.resume({*m_resumed, m_acceptance.draft().choices()});
    }
    m_session
        .write(
            [id](office::Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look,
                                      core::residents::Resident::refOf(id), QStringLiteral("counter"));
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                report(logged.error());
        });
    refresh();
    if (m_acceptance.service() == nullptr || !m_service->focusOpen())
        mainList()->setFocus();
}

void CounterPage::chooseService(const QString &code)
{
    const auto *service = m_acceptance.catalogue().byCode(code);
    if (service == nullptr || !m_acceptance.isOpen())
        return;
    if (const auto chosen = m_acceptance.choose(*service); !chosen)
        return report(chosen.error());
    goOn(true);
}

void CounterPage::goOn(bool said)
{
    refresh();
    if (said && !m_service->focusOpen())
        m_materials->focusOpen();
}

void CounterPage::putDown()
{
    m_resumed.reset();
    m_setAside = false;
    m_wanted.reset();
    if (!isSaving() && m_acceptance.isBegun()) {
        // one step back first: a mistaken Esc must not cost all ticks of a long checklist
        m_drafts.flush();
        m_drafts.stop(); // opened again, it is there again; the next one for this resident takes its place
        const ResidentId id = m_acceptance.resident().id;
        if (const auto opened = m_acceptance.open(id); opened) {
            refresh();
            m_service->list()->setFocus();
            return;
        }
    }
    if (m_acceptance.isOpen() && !isSaving())
        m_drafts.drop(m_acceptance.resident().id);
    m_acceptance.close();
    m_revealed = false;
    refresh();
}

void CounterPage::reveal()
{
    m_revealed = true;
    const auto id = m_acceptance.resident().id;
    m_session.write(
        [id](office::Writing &w) {
            return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look,
                                  core::residents::Resident::refOf(id), QStringLiteral("whole number"));
        },
        office::Session::Tell::Nobody);
    refresh();
}

const AcceptanceDraft::Line *CounterPage::line(const QString &material) const
{
    for (const auto &one : m_acceptance.draft().lines()) {
        if (one.item.material.code == material)
            return &one;
    }
    return nullptr;
}

void CounterPage::toggle(const QString &material)
{
    const bool ticked = m_acceptance.draft().choices().ticks.contains(material);
    m_acceptance.tick(material, ticked ? std::nullopt : std::optional<Tick>(Tick{}));
    refresh();
    if (!ticked)
        m_materials->focusOpen();
}

void CounterPage::tolerate(const QString &material)
{
    const auto *one = line(material);
    if (one == nullptr || !one->item.requirement.tolerable)
        return;
    m_acceptance.tick(material, Tick{Tick::Said::Tolerated, m_acceptance.draft().proposedDay()});
    refresh();
    m_materials->focusOpen();
}

void CounterPage::correct(const QString &key, const QString &text)
{
    if (key == QLatin1String("justification")) {
        m_acceptance.justify(text.trimmed());
        return refresh();
    }
    auto wanted = m_acceptance.corrected();
    if (key == QLatin1String("phone"))
        wanted.phone = text;
    else if (key == QLatin1String("living_address"))
        wanted.livingAddress = text;
    else if (key == QLatin1String("bank_account"))
        wanted.bankAccount = text;
    m_acceptance.correct(wanted);
    refresh();
}

void CounterPage::accept()
{
    if (isSaving())
        return;
    m_drafts.flush(); // what was said last is kept whatever becomes of this; nothing of it is written after it
    const ResidentId applicant = m_acceptance.resident().id;
    m_saving.insert(applicant);
    Q_EMIT changed();
    m_session
        .write([acceptance = m_acceptance.draft().acceptance(),
                papers = CasePapers(m_session)](office::Writing &w) -> Result<Taken> {
            SHOULI_TRY(const CaseFile file, w.desk.accept(w.tx, w.actor, acceptance));
            SHOULI_CHECK(core::cases::intake::DraftStore::remove(w.tx, w.actor.staff.id, acceptance.applicant));
            return Taken{file,
                         papers.of(w.tx.database(), file.id)}; // what is wrong with a paper does not undo the case
        })
        .then(this, [this, applicant](const Result<Taken> &taken) { saved(applicant, taken); });
}

bool CounterPage::isSaving() const
{
    return m_acceptance.isOpen() && m_saving.contains(m_acceptance.resident().id);
}

void CounterPage::saved(ResidentId applicant, const Result<Taken> &taken)
{
    const bool shown = isSaving() && m_acceptance.resident().id == applicant;
    m_saving.remove(applicant);
    if (taken) {
        accepted(applicant, *taken);
    } else {
        report(taken.error()); // everything ticked is still there
        if (shown)
            refresh();
    }
    if (m_wanted == applicant && !(shown && !taken))
        openResident(applicant);
}

void CounterPage::accepted(ResidentId applicant, const Taken &taken)
{
    m_drafts.done(applicant);
    const bool another = m_acceptance.isOpen() && m_acceptance.resident().id != applicant;
    if (!another && m_acceptance.isOpen()) {
        m_acceptance.close();
        m_resumed.reset();
        m_setAside = false;
        m_revealed = false;
    }
    m_last = {};
    m_last.subject = taken.file.ref();
    m_last.number = taken.file.number;
    if (another) // who is at the counter now stays
        m_last.applicant = taken.file.applicantName;
    m_showDone = true;
    refreshDone();
    if (!taken.papers)
        return report(taken.papers.error()); // the case is accepted; its papers can be printed again
    m_last.papers = *taken.papers;
    makeAndPrint();
}

void CounterPage::tell()
{
    const printing::PaperJob notice = CasePapers(m_session).notice(m_acceptance);
    m_last = {};
    m_last.subject = core::residents::Resident::refOf(m_acceptance.resident().id);
    m_last.missing = static_cast<int>(m_acceptance.draft().missing().size());
    m_last.notice = notice.name;
    m_last.papers = {notice};
    m_showDone = true;
    refresh();
    makeAndPrint();
}

void CounterPage::makeAndPrint()
{
    const int turn = ++m_turn;
    m_press.make(m_last.papers).then(this, [this, turn](const Result<QStringList> &made) {
        if (!made)
            report(made.error());
        else if (turn == m_turn)
            m_last.kept = static_cast<int>(made->size());
        refreshDone();
    });
    m_press.print(m_last.papers)
        .then(this,
              [this, turn, subject = m_last.subject,
               what = m_last.notice](const Result<printing::GivenToPrinter> &given) {
                  if (!given)
                      return report(given.error());
                  if (turn == m_turn)
                      m_last.given = *given;
                  refreshDone();
                  if (given->papers > 0)
                      logPrint(subject, what.isEmpty() ? given->printer : what + QStringLiteral(", ") + given->printer);
              });
}

void CounterPage::logPrint(const core::changes::EntityRef &subject, const QString &details)
{
    m_session
        .write(
            [subject, details](office::Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Print, subject, details);
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                report(logged.error());
        });
}

QString CounterPage::doneText() const
{
    const QString what = m_last.number.isEmpty() ? tr("Told once what is missing: %n papers", nullptr, m_last.missing)
                                                 : tr("Accepted: %1").arg(m_last.number);
    QStringList parts{m_last.applicant.isEmpty() ? what : what + u' ' + m_last.applicant};
    if (m_last.kept > 0)
        parts.append(tr("%n papers kept as PDF", nullptr, m_last.kept));
    if (m_last.given && m_last.given->papers > 0)
        parts.append(tr("given to %1").arg(m_last.given->printer));
    else if (m_last.given)
        parts.append(tr("no printer is installed"));
    return parts.join(QStringLiteral(" · "));
}

void CounterPage::refreshDone()
{
    if (m_acceptance.isOpen())
        Q_EMIT changed(); // the next resident is here already
    else
        refresh();
}

void CounterPage::askProxy()
{
    auto *dialog = new ProxyDialog(m_acceptance.family(), m_acceptance.resident().id,
                                   m_acceptance.draft().choices().proxy, m_session.clock().today(),
                                   office::CodeWords(m_session.reference().codes), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = m_acceptance.resident().id] {
        if (!m_acceptance.isOpen() || m_acceptance.service() == nullptr || m_acceptance.resident().id != id)
            return;
        m_acceptance.setProxy(dialog->proxy());
        refresh();
    });
    connect(dialog, &QDialog::finished, this, [this] { window()->activateWindow(); });
    dialog->open();
}

void CounterPage::preview()
{
    const auto jobs = CasePapers(m_session).preview(m_session.reader(), m_acceptance);
    if (!jobs)
        return report(jobs.error());
    showPapers(*jobs);
}

void CounterPage::showPapers(const QList<printing::PaperJob> &jobs)
{
    m_press.layOut(jobs).then(this,
                              [this](const Result<core::forms::setting::FormPages> &pages) { openPreview(pages); });
}

void CounterPage::openPreview(const Result<core::forms::setting::FormPages> &pages)
{
    if (!pages)
        return report(pages.error());
    delete m_preview;
    m_preview = new printing::PreviewDialog(m_press.thread(), *pages, m_press.choice(), this);
    m_preview->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_preview, &QDialog::finished, this, [this, dialog = m_preview.data()] {
        m_press.choose(dialog->choice());
        window()->activateWindow();
    });
    m_preview->open();
}

void CounterPage::report(const Error &error)
{
    Q_EMIT failed(error);
}

void CounterPage::refresh()
{
    const bool open = m_acceptance.isOpen();
    m_stack->setCurrentWidget(open ? m_desk : static_cast<QWidget *>(m_empty));
    m_empty->setContent({look::Icon::Counter,
                         m_showDone ? doneText() : tr("Who is at the counter?"),
                         tr("Scan a card, or type a name, pinyin, an ID number or a telephone number."),
                         {},
                         {}});
    if (m_acceptance.service() != nullptr && !isSaving())
        m_drafts.see(m_acceptance.draft().choices());
    if (open) {
        m_applicant->show(m_acceptance, m_revealed);
        m_service->show(m_acceptance);
        m_materials->setVisible(m_acceptance.service() != nullptr);
        if (m_acceptance.service() != nullptr)
            m_materials->show(m_acceptance);
    }
    Q_EMIT changed();
}

void CounterPage::retranslate()
{
    refresh();
}

} // namespace shouli::app::counter
