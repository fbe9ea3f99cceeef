// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/MaterialsPane.h"

#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"

namespace shouli::app::counter {

using core::cases::MaterialStatus;
using core::cases::intake::AcceptanceDraft;
using core::eligibility::ChecklistItem;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::NoticeBox;

namespace {

constexpr int roomyRows = 8; ///< more stand closer together

} // namespace

MaterialsPane::MaterialsPane(QWidget *parent)
    : Pane(parent)
    , m_list(new widgets::ChecklistView)
    , m_notice(new NoticeBox)
    , m_print(new widgets::ChecklistView)
{
    m_head = addSection({});
    add(m_list, Inset::EdgeToEdge, 1);
    add(m_notice);
    m_printHead = addSection({});
    add(m_print, Inset::EdgeToEdge);
    m_print->setFocusPolicy(Qt::NoFocus);
    connect(m_list, &widgets::ChecklistView::toggleRequested, this,
            [this](int row) { Q_EMIT toggled(m_list->rows().at(row).key); });
    connect(m_list, &widgets::ChecklistView::letterPressed, this, [this](int row, QChar letter) {
        const QString material = m_list->rows().at(row).key;
        if (letter.toUpper() == u'T')
            Q_EMIT tolerated(material);
        else if (letter.toUpper() == u'N')
            Q_EMIT notNeeded(material);
    });
}

void MaterialsPane::show(const Acceptance &acceptance)
{
    const auto language = office::shownLanguage();
    const auto &draft = acceptance.draft();
    QList<ChecklistRow> rows;
    int here = 0;
    int needed = 0;
    for (const AcceptanceDraft::Line &line : draft.lines()) {
        if (line.item.state == ChecklistItem::State::NotNeeded)
            continue;
        ChecklistRow row;
        row.key = line.item.material.code;
        row.text = line.item.material.name.in(language);
        ++needed;
        const auto &requirement = line.item.requirement;
        QStringList how;
        if (requirement.originalShown)
            how.append(tr("show the original"));
        else if (requirement.originals > 0)
            how.append(tr("original"));
        if (requirement.copies > 0)
            how.append(tr("%n copies", nullptr, requirement.copies));
        row.note = how.join(QStringLiteral(" · "));
        row.mark = Mark::No;
        if (line.status) {
            switch (*line.status) {
            case MaterialStatus::Brought:
            case MaterialStatus::Received:
                row.mark = Mark::Yes;
                ++here;
                break;
            case MaterialStatus::FromRegister:
                row.mark = Mark::Yes;
                row.note = tr("in the register, not asked for");
                row.noteTone = Tone::Brand;
                ++here;
                break;
            case MaterialStatus::NotNeeded:
                row.mark = Mark::None;
                row.note = tr("not needed");
                --needed;
                break;
            case MaterialStatus::Tolerated:
                row.mark = Mark::Attention;
                row.note = tr("follows by %1").arg(line.due.toString(Qt::ISODate));
                row.noteTone = Tone::Warn;
                break;
            case MaterialStatus::Missing:
                break;
            }
        } else if (line.item.state == ChecklistItem::State::Ask) {
            row.mark = Mark::Unknown;
            row.note = tr("needed? Space: brought, N: not needed");
            row.letters = QStringLiteral("N");
        }
        if (row.mark == Mark::No && requirement.tolerable) {
            row.keyHint = QStringLiteral("T");
            row.letters += u'T';
        }
        rows.append(row);
    }
    m_head->setTitle(tr("Papers"));
    m_head->setHint(tr("Space ticks · %1 of %2 here").arg(here).arg(needed));
    m_list->setDense(rows.size() > roomyRows);
    m_list->setRows(rows);
    showNotice(acceptance);
    m_printHead->setTitle(tr("Will be printed"));
    QList<ChecklistRow> prints;
    const auto addPrint = [&prints](const QString &text, const QString &note) {
        ChecklistRow row;
        row.text = text;
        row.note = note;
        row.selectable = false;
        prints.append(row);
    };
    if (draft.decision() != AcceptanceDraft::Decision::NoticeOnly) {
        addPrint(tr("Application form"), tr("filled in from the register"));
        addPrint(tr("Acceptance card"), tr("with the code"));
    }
    if (draft.decision() == AcceptanceDraft::Decision::Tolerated)
        addPrint(tr("Notice of papers that follow"), tr("two copies"));
    if (draft.decision() == AcceptanceDraft::Decision::NoticeOnly)
        addPrint(tr("One-off notice of what is missing"), tr("two copies, F6"));
    m_print->setDense(rows.size() > roomyRows);
    m_print->setRows(prints);
    m_print->setMinimumHeight(m_print->heightForWidth(qMax(m_print->width(), 320))); // the list above scrolls first
}

void MaterialsPane::focusOpen()
{
    m_list->setFocus();
    const int row = m_list->nextRow(
        m_list->currentRow(), [](const ChecklistRow &r) { return r.mark == Mark::No || r.mark == Mark::Unknown; });
    if (row >= 0)
        m_list->setCurrentRow(row);
}

void MaterialsPane::showNotice(const Acceptance &acceptance)
{
    const auto &draft = acceptance.draft();
    switch (draft.decision()) {
    case AcceptanceDraft::Decision::Accepted:
        m_notice->setNotice(NoticeBox::Kind::Info,
                            tr("All is here. Promised by %1.").arg(draft.promised().date.toString(Qt::ISODate)));
        break;
    case AcceptanceDraft::Decision::Tolerated:
        m_notice->setNotice(
            NoticeBox::Kind::Warning,
            tr("Some papers follow by the promised day. Accept now; the result is handed out when they are here."));
        break;
    case AcceptanceDraft::Decision::NoticeOnly:
        m_notice->setNotice(NoticeBox::Kind::Warning,
                            tr("Papers are missing that cannot follow later: the case cannot be accepted yet. Tick "
                               "what is here, then F6: the notice names the rest, once."));
        break;
    case AcceptanceDraft::Decision::Incomplete:
        m_notice->setNotice(NoticeBox::Kind::Info, tr("Tick the papers and answer the questions; then F12."));
        break;
    }
}

} // namespace shouli::app::counter
