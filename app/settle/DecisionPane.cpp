// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle/DecisionPane.h"

#include "app/settle/DisputeWords.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"

namespace shouli::app::settle {

using core::changes::Verdict;
using core::changes::log::Dispute;
using look::Tone;
using widgets::ChecklistRow;
using widgets::KeyValue;
using widgets::Mark;
using widgets::NoticeBox;
using Choice = Decision::Choice;

namespace {

Choice choiceOf(const ChecklistRow &row)
{
    return static_cast<Choice>(row.key.toInt());
}

QString keyOf(Choice choice)
{
    return QString::number(static_cast<int>(choice));
}

} // namespace

DecisionPane::DecisionPane(const office::Session &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_why(new look::ToneLabel({}, Tone::Dim))
    , m_facts(new widgets::KeyValueList)
    , m_list(new widgets::ChecklistView)
    , m_notice(new NoticeBox)
    , m_filler(new QWidget)
{
    m_head = addSection({}, {}, look::Theme::Text::Title);
    add(m_why);
    addSpace(2 * look::Theme::grid);
    add(m_facts);
    m_choicesHead = addSection({});
    add(m_list, Inset::EdgeToEdge);
    addSpace(2 * look::Theme::grid);
    add(m_notice);
    m_filler->setAutoFillBackground(false);
    add(m_filler, Inset::Padded, 1);
    const auto choose = [this](int row) { Q_EMIT chosen(choiceOf(m_list->rows().at(row))); };
    connect(m_list, &widgets::ChecklistView::toggleRequested, this, choose);
    connect(m_list, &widgets::ChecklistView::opened, this, choose);
    connect(m_list, &widgets::ChecklistView::edited, this, [this](int, const QString &text) { Q_EMIT typed(text); });
    clear();
}

void DecisionPane::clear()
{
    m_head->setTitle(tr("Nothing to decide"));
    m_head->setHint({});
    m_why->setText(tr("Where two offices change the same thing while apart, what reached the county first stands, "
                      "and the other waits here. Nothing is lost, and nothing changes by itself."));
    m_facts->setRows({});
    m_facts->hide();
    m_choicesHead->hide();
    m_list->setRows({});
    m_list->hide();
    m_notice->clear();
}

void DecisionPane::show(const Dispute &dispute, const std::optional<Decision> &chosen)
{
    const QString whom = DisputeWords::whom(m_session, dispute);
    const QString what = DisputeWords::what(m_session, dispute);
    m_head->setTitle(whom.isEmpty() ? what : tr("%1 · %2").arg(whom, what));
    m_head->setHint(dispute.isStep() ? QString() : tr("this look is recorded"));
    m_why->setText(DisputeWords::why(m_session, dispute));
    m_facts->show();
    m_choicesHead->show();
    m_list->show();
    showFacts(dispute);
    showChoices(dispute, chosen);
    showConsequence(dispute, chosen);
}

void DecisionPane::showFacts(const Dispute &dispute)
{
    const QString proposedBy = DisputeWords::by(m_session, dispute.proposals.constFirst());
    if (dispute.isStep()) {
        QList<KeyValue> rows{{tr("Step"), DisputeWords::what(m_session, dispute)}, {tr("Taken by"), proposedBy}};
        if (const QString file = DisputeWords::caseFile(m_session, dispute); !file.isEmpty())
            rows.prepend({tr("Case"), file});
        m_facts->setRows(rows);
        return;
    }
    const auto &standsFrom = dispute.parts.constFirst().standsFrom;
    QList<KeyValue> rows{{tr("Before"), DisputeWords::values(m_session, dispute, &Dispute::Part::was)},
                         {tr("Stands now"), DisputeWords::values(m_session, dispute, &Dispute::Part::stands)}};
    if (standsFrom)
        rows.append({QString(), DisputeWords::by(m_session, *standsFrom), {}, Tone::Dim});
    rows.append({tr("Proposed"), DisputeWords::values(m_session, dispute, &Dispute::Part::proposed)});
    rows.append({QString(), proposedBy, {}, Tone::Dim});
    m_facts->setRows(rows);
}

void DecisionPane::showChoices(const Dispute &dispute, const std::optional<Decision> &chosen)
{
    const auto row = [&](Choice choice, const QString &text, const QString &note, const char *key) {
        const bool is = chosen && chosen->choice == choice;
        return ChecklistRow{.key = keyOf(choice),
                            .mark = is ? Mark::Yes : Mark::None,
                            .text = text,
                            .note = note,
                            .noteTone = Tone::Normal,
                            .keyHint = QString::fromLatin1(key)};
    };
    const auto oneLine = [&](DisputeWords::ValueOf of) {
        QStringList all;
        for (const Dispute::Part &part : dispute.parts)
            all.append(DisputeWords::value(m_session, dispute.entity.kind, part.field, part.*of));
        return all.join(QStringLiteral(" · "));
    };
    QList<ChecklistRow> rows;
    if (!Decision::takesProposal(dispute)) {
        rows.append(row(Choice::Keep, tr("Put it aside"), tr("it is known, nothing is changed"), ""));
    } else {
        rows.append(row(Choice::Keep, tr("Keep what stands"), oneLine(&Dispute::Part::stands), "F5"));
        rows.append(row(Choice::Proposal, tr("Take the proposal"), oneLine(&Dispute::Part::proposed), "F6"));
    }
    if (Decision::takesOther(dispute)) {
        ChecklistRow other = row(Choice::Other, tr("Something else"),
                                 chosen && !chosen->typed.isEmpty() ? chosen->typed : tr("type it"), "F7");
        other.editable = true;
        other.noteIsHint = !chosen || chosen->typed.isEmpty();
        if (other.noteIsHint)
            other.noteTone = Tone::Dim;
        rows.append(other);
    }
    m_choicesHead->setTitle(rows.size() > 1 ? tr("What is right?") : tr("What now?"));
    m_choicesHead->setHint(rows.size() > 1 ? tr("ask the resident if you do not know") : QString());
    m_list->setRows(rows);
}

void DecisionPane::showConsequence(const Dispute &dispute, const std::optional<Decision> &chosen)
{
    if (!chosen) {
        m_notice->setNotice(NoticeBox::Kind::Warning, tr("Not decided. Until then what stands now counts everywhere."));
        return;
    }
    if (chosen->choice == Choice::Other && !Decision::read(dispute, chosen->typed)) {
        m_notice->setNotice(NoticeBox::Kind::Warning,
                            chosen->typed.isEmpty() ? tr("Type the right value, then press F12.")
                                                    : tr("“%1” cannot be read.").arg(chosen->typed));
        return;
    }
    const QString text = dispute.isStep() || dispute.verdict == Verdict::Refused
        ? tr("It leaves this list and stays in the history.")
        : chosen->choice == Choice::Keep
        ? tr("Nothing changes. The proposal leaves the list at every office that has this record and stays in its "
             "history.")
        : tr("It becomes so at every office that has this record. The other values stay in its history.");
    m_notice->setNotice(NoticeBox::Kind::Info, text);
}

void DecisionPane::beginOther()
{
    const auto rows = m_list->rows();
    for (int i = 0; i < rows.size(); ++i) {
        if (choiceOf(rows.at(i)) != Choice::Other)
            continue;
        m_list->setFocus(Qt::OtherFocusReason);
        m_list->setCurrentRow(i);
        m_list->edit(m_list->currentIndex());
    }
}

} // namespace shouli::app::settle
