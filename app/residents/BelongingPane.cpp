// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/BelongingPane.h"

#include "app/look/SectionHeader.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/Pane.h"
#include "core/residents/GroupStore.h"
#include "core/residents/ResidentStore.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace shouli::app::residents {

using core::residents::HouseholdId;
using core::residents::Resident;
using core::residents::ResidentStore;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::Pane;

namespace {

constexpr int mostHouseholds = 6;
const QString newKey = QStringLiteral("new");

} // namespace

BelongingPane::BelongingPane(const office::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_finder(session.pinyin())
    , m_search(new QLineEdit)
    , m_households(new widgets::ChecklistView)
    , m_groups(new widgets::ChecklistView)
{
    auto *home = new Pane;
    m_householdHead = home->addSection({});
    home->add(m_search);
    home->addSpace(look::Theme::grid);
    home->add(m_households, Pane::Inset::EdgeToEdge);
    auto *belongs = new Pane;
    m_groupsHead = belongs->addSection({});
    belongs->add(m_groups, Pane::Inset::EdgeToEdge, 1);
    m_groups->setDense(true);
    m_households->setDense(true);
    auto *columns = new QVBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(home);
    columns->addWidget(belongs, 1);
    connect(m_search, &QLineEdit::textEdited, this, &BelongingPane::showHouseholds);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_households->setFocus(Qt::TabFocusReason);
        m_households->setCurrentRow(0);
    });
    connect(m_households, &widgets::ChecklistView::opened, this, &BelongingPane::choose);
    connect(m_households, &widgets::ChecklistView::toggleRequested, this, &BelongingPane::choose);
    connect(m_groups, &widgets::ChecklistView::toggleRequested, this, &BelongingPane::toggle);
    connect(m_groups, &widgets::ChecklistView::opened, this, &BelongingPane::toggle);
}

void BelongingPane::show(const Resident &resident, const Belonging &belonging)
{
    m_resident = resident;
    m_belonging = belonging;
    readMemberships();
    m_search->clear();
    retranslate();
}

void BelongingPane::readMemberships()
{
    m_memberships.clear();
    if (m_resident.id.isNull() && m_resident.household.isNull())
        return;
    if (auto kept = core::residents::GroupStore::of(m_session.reader(), m_resident.id, m_resident.household))
        m_memberships = std::move(*kept);
}

void BelongingPane::retranslate()
{
    m_householdHead->setTitle(tr("Household"));
    m_search->setPlaceholderText(tr("name of its head or of anybody in it, or the household number"));
    m_search->setAccessibleName(tr("Household"));
    m_groupsHead->setTitle(tr("Groups"));
    m_groupsHead->setHint(tr("Space ticks: from today on, or no longer"));
    showHead();
    showHouseholds();
    showGroups();
}

BelongingPane::Members BelongingPane::membersOf(HouseholdId id) const
{
    const auto members = ResidentStore::inHousehold(m_session.reader(), id);
    if (!members || members->isEmpty())
        return {};
    const Resident *head = &members->first();
    for (const Resident &one : *members) {
        if (one.relation == core::residents::codes::head)
            head = &one;
    }
    return {head->name, head->livingAddress, static_cast<int>(members->size())};
}

void BelongingPane::showHead()
{
    if (m_resident.household.isNull()) {
        m_householdHead->setHint(tr("in none yet"));
    } else if (m_belonging.made && m_belonging.made->id == m_resident.household) {
        m_householdHead->setHint(tr("a new one, this person is its head"));
    } else {
        const Members members = membersOf(m_resident.household);
        m_householdHead->setHint(tr("%1 · %n persons", nullptr, members.count).arg(members.head));
    }
}

void BelongingPane::showHouseholds()
{
    QList<ChecklistRow> rows;
    const QString typed = m_search->text().trimmed();
    core::residents::search::ResidentSearch::Options options;
    options.limit = 4 * mostHouseholds;
    options.today = m_session.clock().today();
    if (const auto found = m_finder.find(m_session.reader(), typed, options); found && !typed.isEmpty()) {
        QList<HouseholdId> seen;
        for (const auto &hit : found->hits) {
            if (hit.household.isNull() || seen.contains(hit.household) || rows.size() >= mostHouseholds)
                continue;
            seen.append(hit.household);
            const Members members = membersOf(hit.household);
            rows.append({.key = QString::fromLatin1(hit.household.toBytes().toHex()),
                         .mark = hit.household == m_resident.household ? Mark::Yes : Mark::None,
                         .text = members.head,
                         .note = members.address.isEmpty()
                             ? tr("%n persons", nullptr, members.count)
                             : tr("%1 · %n persons", nullptr, members.count).arg(members.address)});
        }
    }
    rows.append({.key = newKey,
                 .mark = m_belonging.made ? Mark::Yes : Mark::None,
                 .text = tr("A new household"),
                 .note = tr("this person is its head")});
    m_households->setRows(rows);
}

bool BelongingPane::belongs(const QString &group) const
{
    const QDate today = m_session.clock().today();
    return std::any_of(m_memberships.cbegin(), m_memberships.cend(),
                       [&](const auto &one) { return one.group == group && one.isValidOn(today); });
}

void BelongingPane::showGroups()
{
    QList<ChecklistRow> rows;
    const QDate today = m_session.clock().today();
    const auto catalogue = m_session.reference().catalogues->current(today);
    if (!catalogue)
        return m_groups->setRows(rows);
    for (const auto &group : (*catalogue)->groups()) {
        if (group.derived)
            continue; // computed from the register
        const bool before = belongs(group.code);
        const bool now = m_belonging.groups.value(group.code, before);
        QString note;
        if (now != before)
            note = now ? tr("from today on") : tr("ends today");
        else if (group.ofHousehold)
            note = m_resident.household.isNull() ? tr("needs a household") : tr("the household");
        rows.append({.key = group.code,
                     .mark = now ? Mark::Yes : Mark::None,
                     .text = group.name.in(office::shownLanguage()),
                     .note = note,
                     .noteTone = now != before ? look::Tone::Warn : look::Tone::Dim,
                     .selectable = !group.ofHousehold || !m_resident.household.isNull()});
    }
    m_groups->setRows(rows);
}

void BelongingPane::choose(int row)
{
    const QString key = m_households->rows().value(row).key;
    QString address;
    if (key == newKey) {
        core::residents::Household household;
        household.id = HouseholdId::create(m_session.clock(), m_session.random());
        m_belonging.made = household;
        m_resident.household = household.id;
    } else if (const auto id = HouseholdId::fromBytes(QByteArray::fromHex(key.toLatin1()))) {
        m_belonging.made.reset();
        m_resident.household = *id;
        address = membersOf(*id).address;
    } else {
        return;
    }
    readMemberships(); // some are the household's
    showHead();
    showHouseholds();
    showGroups();
    Q_EMIT householdChosen(m_resident.household, address);
}

void BelongingPane::toggle(int row)
{
    const ChecklistRow chosen = m_groups->rows().value(row);
    if (chosen.key.isEmpty() || !chosen.selectable)
        return;
    const bool before = belongs(chosen.key);
    const bool now = chosen.mark != Mark::Yes;
    if (now == before)
        m_belonging.groups.remove(chosen.key);
    else
        m_belonging.groups.insert(chosen.key, now);
    showGroups();
    Q_EMIT changed();
}

} // namespace shouli::app::residents
