// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/ErasePane.h"

#include "app/look/SectionHeader.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/cases/desk/EraseDesk.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace shouli::app::residents {

using core::base::Result;
using core::cases::desk::EraseDesk;
using core::cases::desk::ErasureOrder;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;
using widgets::NoticeBox;
using widgets::Pane;

namespace {

const QString casesKey = QStringLiteral("cases");
/// Kept for ever with the order, which is kept in Chinese.
const QString usualGrounds = QStringLiteral("《个人信息保护法》第四十七条");

} // namespace

ErasePane::ErasePane(const office::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_list(new ChecklistView)
    , m_groundsLabel(new QLabel)
    , m_grounds(new QLineEdit)
    , m_nameLabel(new QLabel)
    , m_name(new QLineEdit)
    , m_notice(new NoticeBox)
    , m_problem(new NoticeBox)
{
    auto *what = new Pane;
    m_head = what->addSection({}, {}, look::Theme::Text::Title);
    what->add(m_list, Pane::Inset::EdgeToEdge);
    what->add(new QWidget, Pane::Inset::Padded, 1);
    auto *why = new Pane;
    m_noticeHead = why->addSection({});
    why->add(m_notice);
    m_groundsHead = why->addSection({});
    auto *fields = new QWidget;
    fields->setAutoFillBackground(false);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * look::Theme::grid);
    grid->setVerticalSpacing(2 * look::Theme::grid);
    grid->addWidget(m_groundsLabel, 0, 0);
    grid->addWidget(m_grounds, 0, 1);
    grid->addWidget(m_nameLabel, 1, 0);
    grid->addWidget(m_name, 1, 1);
    grid->setColumnStretch(1, 1);
    m_groundsLabel->setBuddy(m_grounds);
    m_nameLabel->setBuddy(m_name);
    why->add(fields);
    why->addSpace(3 * look::Theme::grid);
    why->add(m_problem);
    why->add(new QWidget, Pane::Inset::Padded, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(what, 1);
    columns->addWidget(why, 1);
    m_grounds->setMaxLength(ErasureOrder::mostGrounds);
    setTabOrder(m_grounds, m_name);
    setTabOrder(m_name, m_list);

    for (QLineEdit *edit : {m_grounds, m_name}) {
        connect(edit, &QLineEdit::textChanged, this, [this] {
            showNotice();
            Q_EMIT changed();
        });
    }
    connect(m_grounds, &QLineEdit::returnPressed, m_name, [this] { m_name->setFocus(Qt::TabFocusReason); });
    const auto toggle = [this](int row) {
        if (m_list->rows().value(row).key == casesKey)
            toggleCases();
    };
    connect(m_list, &ChecklistView::toggleRequested, this, toggle);
    connect(m_list, &ChecklistView::opened, this, toggle);
}

Result<void> ErasePane::begin(core::residents::ResidentId person)
{
    SHOULI_TRY(m_erasure, EraseDesk::plan(m_session.reader(), person, true));
    m_cases = true;
    m_closed = static_cast<int>(m_erasure.cases.size());
    m_grounds->setText(usualGrounds);
    m_name->clear();
    retranslate();
    return {};
}

void ErasePane::toggleCases()
{
    if (m_closed == 0)
        return;
    auto other = EraseDesk::plan(m_session.reader(), m_erasure.person.id, !m_cases);
    if (!other) // it went meanwhile: ordering it says so
        return;
    m_erasure = *std::move(other);
    m_cases = !m_cases;
    showThings();
    showNotice();
    Q_EMIT changed();
}

ErasureOrder ErasePane::order() const
{
    return {m_erasure.person.id, m_grounds->text(), m_cases};
}

void ErasePane::retranslate()
{
    m_head->setTitle(tr("Erase %1 on a lawful request").arg(m_erasure.person.name));
    m_noticeHead->setTitle(tr("What this means"));
    m_groundsHead->setTitle(tr("Confirm"));
    m_groundsLabel->setText(tr("Grounds"));
    m_grounds->setAccessibleName(m_groundsLabel->text());
    m_grounds->setPlaceholderText(tr("law and number of the request, nothing about the person"));
    m_nameLabel->setText(tr("Their whole name"));
    m_name->setAccessibleName(m_nameLabel->text());
    m_name->setPlaceholderText(tr("type it, to be sure that it is the right person"));
    showThings();
    showNotice();
}

void ErasePane::showThings()
{
    QList<ChecklistRow> rows;
    const auto add = [&rows](const QString &text, const QString &note) {
        rows.append({.text = text, .note = note, .selectable = false});
    };
    const auto count = [](int n) { return QString::number(n); };
    add(tr("The person's record"), tr("all fields and their history"));
    if (m_erasure.household)
        add(tr("The household's book"), tr("nobody else is in it"));
    else if (!m_erasure.person.household.isNull())
        add(tr("The household's book stays"), tr("others are in it"));
    if (m_erasure.memberships > 0)
        add(tr("Groups they belong or belonged to"), count(m_erasure.memberships));
    if (m_erasure.departures > 0)
        add(tr("Notes on earlier moves"), count(m_erasure.departures));
    if (m_closed > 0)
        rows.append({.key = casesKey,
                     .mark = m_cases ? Mark::Yes : Mark::None,
                     .text = tr("Closed cases, with their papers' list and opinions"),
                     .note = m_cases ? count(m_closed) : tr("%1 stay as they are").arg(m_closed),
                     .selectable = true});
    add(tr("Drafts at the counter, notes of who looked"), tr("on every computer"));
    m_list->setRows(rows);
    m_head->setHint(tr("%n lines of the log lose their contents", nullptr, static_cast<int>(m_erasure.lines)));
}

void ErasePane::showNotice()
{
    QStringList lines{tr("Nobody can undo this."),
                      tr("Every computer of the county and the county's server erase it with their next exchange. What "
                         "stays is that something was erased, when, by whom and on what grounds."),
                      tr("Printed papers, and cases that other offices accepted, are not touched by it.")};
    if (m_closed > 0)
        lines.append(tr("Where a law has closed cases kept for longer, leave them out: F7."));
    m_notice->setNotice(NoticeBox::Kind::Danger, lines.join(u'\n'));
    m_problem->setNotice(NoticeBox::Kind::Info, problem());
}

QString ErasePane::problem() const
{
    if (!m_erasure.open.isEmpty())
        return tr("Case %1 is open. Bring it to its end first, or have it withdrawn.")
            .arg(m_erasure.open.constFirst().number);
    if (m_grounds->text().trimmed().isEmpty())
        return tr("Say on what grounds: the law, and the number of the request.");
    if (m_name->text().trimmed() != m_erasure.person.name)
        return tr("Type their whole name.");
    return {};
}

} // namespace shouli::app::residents
