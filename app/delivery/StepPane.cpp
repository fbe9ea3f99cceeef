// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/StepPane.h"

#include "app/casework/CaseWords.h"
#include "app/office/CodeWords.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"

namespace shouli::app::delivery {

using casework::CaseWords;
using core::cases::CaseRecord;
using core::cases::MaterialState;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::NoticeBox;
using Way = DeliveryDraft::Way;
using Problem = DeliveryDraft::Problem;

namespace {

const QString paperPrefix = QStringLiteral("paper:");

} // namespace

const QString StepPane::documentRow = QStringLiteral("document");
const QString StepPane::numberRow = QStringLiteral("number");
const QString StepPane::wayRow = QStringLiteral("way");
const QString StepPane::receiverRow = QStringLiteral("receiver");
const QString StepPane::relationRow = QStringLiteral("relation");
const QString StepPane::signedRow = QStringLiteral("signed");

StepPane::StepPane(const office::Session &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_notice(new NoticeBox)
    , m_list(new widgets::ChecklistView)
{
    if (auto book = casework::Phrasebook::load())
        m_book = std::move(*book);
    m_head = addSection({});
    add(m_list, Inset::EdgeToEdge);
    addSpace(2 * look::Theme::grid);
    add(m_notice);
    const auto key = [this](int row) { return m_list->rows().at(row).key; };
    connect(m_list, &widgets::ChecklistView::edited, this,
            [this, key](int row, const QString &text) { Q_EMIT edited(key(row), text); });
    connect(m_list, &widgets::ChecklistView::toggleRequested, this, [this, key](int row) { Q_EMIT toggled(key(row)); });
    connect(m_list, &widgets::ChecklistView::opened, this, [this, key](int row) { Q_EMIT toggled(key(row)); });
    connect(m_list, &widgets::ChecklistView::letterPressed, this,
            [this, key](int row, QChar pressed) { Q_EMIT letter(key(row), pressed); });
}

void StepPane::clear()
{
    setVisible(false);
    m_list->setRows({});
}

void StepPane::warn(const QString &text)
{
    m_notice->setNotice(NoticeBox::Kind::Warning, text);
}

QString StepPane::chosenPaper() const
{
    const auto &rows = m_list->rows();
    const int current = m_list->currentRow();
    if (current >= 0 && rows.at(current).key.startsWith(paperPrefix))
        return rows.at(current).key.mid(paperPrefix.size());
    for (const ChecklistRow &row : rows) {
        if (row.key.startsWith(paperPrefix))
            return row.key.mid(paperPrefix.size());
    }
    return {};
}

QString StepPane::words(Problem problem)
{
    switch (problem) {
    case Problem::None:
        break;
    case Problem::NoDocument:
        return tr("What was collected? Type it, or F6 if there is nothing to collect.");
    case Problem::NoReceiver:
        return tr("Who received it?");
    case Problem::NoRelation:
        return tr("What is the receiver to the applicant? Type the word or its code.");
    case Problem::PaperByPhone:
        return tr("A certificate cannot be handed over by telephone: choose another way.");
    case Problem::SignatureNotSaid:
        return tr("Was the receipt signed? Enter, then Y or N.");
    case Problem::MaterialMissing:
        return tr("A promised paper is still missing. Receive it first with F6; then the result can be handed over.");
    }
    return {};
}

void StepPane::show(const CaseRecord &record, const DeliveryDraft &draft)
{
    switch (draft.waiting) {
    case Waiting::Collect:
        m_head->setTitle(tr("Collect the certificate"));
        break;
    case Waiting::Deliver:
        m_head->setTitle(tr("Hand it over"));
        break;
    case Waiting::Tell:
        m_head->setTitle(tr("Tell of the refusal"));
        break;
    case Waiting::Papers:
        m_head->setTitle(tr("Papers still to come"));
        break;
    }
    m_head->setHint(record.file.applicantName + QStringLiteral(" · ") + CaseWords::service(m_session, record.file));
    m_list->setRows(rows(record, draft));
    showNotice(record, draft);
    setVisible(true);
}

void StepPane::showNotice(const CaseRecord &record, const DeliveryDraft &draft)
{
    const Problem problem = draft.problem(record.state);
    if (problem == Problem::MaterialMissing)
        m_notice->setNotice(NoticeBox::Kind::Warning, words(problem));
    else if (draft.waiting == Waiting::Tell && record.state.rejection)
        m_notice->setNotice(NoticeBox::Kind::Info,
                            tr("Reason: %1 · basis: %2")
                                .arg(m_book.in(office::shownLanguage(), record.state.rejection->reason),
                                     record.state.rejection->basis));
    else
        m_notice->setNotice(NoticeBox::Kind::Info, words(problem));
}

QList<ChecklistRow> StepPane::papers(const CaseRecord &record) const
{
    const QDate today = m_session.clock().today();
    QList<ChecklistRow> rows;
    const auto owed = promisedPapers(record.state);
    for (const MaterialState &paper : owed) {
        ChecklistRow row;
        row.key = paperPrefix + paper.material;
        row.mark = Mark::No;
        row.text = CaseWords::material(m_session, record.file, paper.material);
        const bool late = paper.due.isValid() && paper.due < today;
        if (paper.due.isValid())
            row.note = tr("promised for %1").arg(CaseWords::day(paper.due, today));
        row.noteTone = late ? Tone::Bad : Tone::Dim;
        rows.append(row);
    }
    return rows;
}

QList<ChecklistRow> StepPane::rows(const CaseRecord &record, const DeliveryDraft &draft) const
{
    const auto typed = [](const QString &key, const QString &text, const QString &value, const QString &missing) {
        ChecklistRow row;
        row.key = key;
        row.text = text;
        row.note = value.isEmpty() ? missing : value;
        row.noteTone = value.isEmpty() ? Tone::Dim : Tone::Normal;
        row.noteIsHint = value.isEmpty();
        row.editable = true;
        return row;
    };
    if (draft.waiting == Waiting::Papers || draft.problem(record.state) == Problem::MaterialMissing)
        return papers(record);
    if (draft.waiting == Waiting::Collect)
        return {typed(documentRow, tr("Certificate or notice"), draft.document, tr("type what was collected")),
                typed(numberRow, tr("Its number"), draft.number, tr("none"))};

    const auto way = [&draft]() -> QString {
        switch (draft.way) {
        case Way::Counter:
            return tr("at the counter");
        case Way::Home:
            return tr("at home");
        case Way::Post:
            return tr("by post");
        case Way::Phone:
            return tr("by telephone");
        }
        return {};
    };
    ChecklistRow how;
    how.key = wayRow;
    how.text = tr("How");
    how.note = way();
    how.noteTone = Tone::Normal;
    how.keyHint = QStringLiteral("1–4");
    how.letters = QStringLiteral("1234");
    const bool telling = draft.waiting == Waiting::Tell;
    QList<ChecklistRow> list{
        how, typed(receiverRow, telling ? tr("Told to") : tr("Received by"), draft.receiver, tr("type a name")),
        typed(relationRow, tr("To the applicant"),
              office::CodeWords(m_session.reference().codes).relation(draft.relation),
              tr("type the word or its code"))};
    if (draft.asksForSignature()) {
        ChecklistRow receipt;
        receipt.key = signedRow;
        receipt.mark = !draft.receiptSigned ? Mark::Unknown : *draft.receiptSigned ? Mark::Yes : Mark::No;
        receipt.text = tr("The receipt is signed");
        receipt.note = draft.receiptSigned ? QString() : tr("yes or no?");
        receipt.keyHint = draft.receiptSigned ? QString() : QStringLiteral("Y/N");
        receipt.letters = QStringLiteral("YN");
        list.append(receipt);
    }
    return list;
}

} // namespace shouli::app::delivery
