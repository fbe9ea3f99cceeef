// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/BelongingPane.h"

#include "app/look/SectionHeader.h"
#include "app/office/ShownLanguage.h"
#include "app/people/FindingWords.h"
#include "app/residents/GroupQuestions.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/Pane.h"
#include "core/residents/GroupStore.h"
#include "core/residents/ResidentStore.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace shouli::app::residents {

using core::catalogue::GroupDefinition;
using core::residents::GroupMembership;
using core::residents::HouseholdId;
using core::residents::Resident;
using core::residents::ResidentStore;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::Pane;

namespace {

constexpr int mostHouseholds = 6;
const QString newKey = QStringLiteral("new");
const QString indent(4, QChar(QChar::Nbsp)); ///< what a group asks stands below it

QString questionKey(const QString &group, core::residents::MembershipField field)
{
    return group + u':' + QString::number(static_cast<int>(field));
}

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
    connect(m_groups, &widgets::ChecklistView::edited, this, &BelongingPane::edit);
}

void BelongingPane::show(const Resident &resident, const Belonging &belonging)
{
    m_resident = resident;
    m_belonging = belonging;
    m_unread.clear();
    readMemberships();
    sortGroups();
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
    m_groupsHead->setHint(tr("Space ticks, or ends it; Enter changes what is asked"));
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

const GroupMembership *BelongingPane::kept(const QString &group) const
{
    const QDate today = m_session.clock().today();
    for (const GroupMembership &one : m_memberships) {
        if (one.group == group && one.isValidOn(today))
            return &one;
    }
    return nullptr;
}

std::optional<GroupMembership> BelongingPane::wanted(const QString &group) const
{
    if (const auto change = m_belonging.groups.constFind(group); change != m_belonging.groups.constEnd())
        return change->wanted;
    const GroupMembership *one = kept(group);
    return one != nullptr ? std::optional(*one) : std::nullopt;
}

const core::catalogue::Catalogue *BelongingPane::catalogue() const
{
    const auto current = m_session.reference().catalogues->current(m_session.clock().today());
    return current ? current->get() : nullptr;
}

void BelongingPane::sortGroups()
{
    m_order.clear();
    QStringList others;
    const auto *known = catalogue();
    if (known == nullptr)
        return;
    for (const auto &group : known->groups()) {
        if (group.derived)
            continue; // computed from the register
        if (kept(group.code) != nullptr || m_belonging.groups.contains(group.code))
            m_order.append(group.code);
        else if (group.offered)
            others.append(group.code);
    }
    m_order += others;
}

void BelongingPane::showGroups()
{
    QList<ChecklistRow> rows;
    const auto *known = catalogue();
    for (const QString &code : std::as_const(m_order)) {
        if (const auto *group = known != nullptr ? known->group(code) : nullptr)
            addGroup(*group, rows);
    }
    m_groups->setRows(rows);
}

void BelongingPane::addGroup(const GroupDefinition &group, QList<ChecklistRow> &rows) const
{
    const GroupMembership *before = kept(group.code);
    const auto now = wanted(group.code);
    QStringList notes;
    if (now.has_value() != (before != nullptr))
        notes.append(now ? tr("from today on") : tr("ends today"));
    else if (group.ofHousehold)
        notes.append(m_resident.household.isNull() ? tr("needs a household") : tr("the household"));
    bool odd = now.has_value() != (before != nullptr);
    if (now && m_belonging.groups.contains(group.code)) {
        const office::CodeWords words(m_session.reference().codes);
        const auto findings = now->findings(group.ofHousehold ? nullptr : &m_resident, m_session.clock().today());
        for (const auto &finding : findings)
            notes.append(people::FindingWords::of(finding, words));
        odd = odd || !findings.isEmpty();
    }
    rows.append({.key = group.code,
                 .mark = now ? Mark::Yes : Mark::None,
                 .text = group.name.in(office::shownLanguage()),
                 .note = notes.join(QStringLiteral(" · ")),
                 .noteTone = odd ? look::Tone::Warn : look::Tone::Dim,
                 .selectable = !group.ofHousehold || !m_resident.household.isNull()});
    if (!now)
        return;
    const auto questions = GroupQuestions(group, m_session.reference().codes).of(*now);
    for (const auto &question : questions) {
        ChecklistRow row;
        row.key = questionKey(group.code, question.field);
        row.text = indent + question.label;
        row.note = question.value.isEmpty() ? question.hint : question.value;
        row.noteIsHint = question.value.isEmpty();
        row.noteTone = question.value.isEmpty() ? look::Tone::Dim : look::Tone::Normal;
        if (const auto unread = m_unread.constFind(row.key); unread != m_unread.constEnd()) {
            row.note = tr("“%1” is not understood: %2").arg(*unread, question.hint);
            row.noteIsHint = true;
            row.noteTone = look::Tone::Bad;
        }
        row.editable = true;
        rows.append(row);
    }
}

void BelongingPane::edit(int row, const QString &text)
{
    const QString key = m_groups->rows().value(row).key;
    const QString code = key.section(u':', 0, 0);
    const auto *known = catalogue();
    const auto *group = known != nullptr ? known->group(code) : nullptr;
    auto membership = wanted(code);
    if (group == nullptr || !membership)
        return;
    const auto field = static_cast<GroupQuestions::Field>(key.section(u':', 1).toInt());
    if (GroupQuestions(*group, m_session.reference().codes).answer(*membership, field, text)) {
        m_unread.remove(key);
        put(code, membership);
        if (m_groups->rows().value(row + 1).editable) // once the list has closed its field
            QMetaObject::invokeMethod(
                m_groups, [list = m_groups, row] { list->setCurrentRow(row + 1); }, Qt::QueuedConnection);
    } else {
        m_unread.insert(key, text.simplified());
    }
    showGroups();
    Q_EMIT changed();
}

void BelongingPane::put(const QString &group, const std::optional<GroupMembership> &wanted)
{
    const GroupMembership *before = kept(group);
    GroupChange change{before != nullptr ? std::optional(*before) : std::nullopt, wanted};
    if (const auto known = m_belonging.groups.constFind(group); known != m_belonging.groups.constEnd())
        change.seen = known->seen; // as it was when this began
    if (change.seen == change.wanted)
        m_belonging.groups.remove(group);
    else
        m_belonging.groups.insert(group, change);
}

QString BelongingPane::problem() const
{
    const QDate today = m_session.clock().today();
    const auto *known = catalogue();
    const office::CodeWords words(m_session.reference().codes);
    for (const GroupChange &change : m_belonging.groups) {
        if (!change.wanted)
            continue;
        const auto *group = known != nullptr ? known->group(change.wanted->group) : nullptr;
        const auto findings = change.wanted->findings(&m_resident, today);
        for (const auto &finding : findings) {
            if (finding.severity == core::residents::Severity::Impossible)
                return tr("%1: %2").arg(words.membership(group, *change.wanted), people::FindingWords::of(finding, words));
        }
    }
    return {};
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
    // some are the household's: what was chosen for those of the one before goes with it
    m_belonging.groups.removeIf(
        [](const auto &change) { return change.value().seen && !change.value().seen->household.isNull(); });
    readMemberships();
    sortGroups();
    showHead();
    showHouseholds();
    showGroups();
    Q_EMIT householdChosen(m_resident.household, address);
}

void BelongingPane::toggle(int row)
{
    const ChecklistRow chosen = m_groups->rows().value(row);
    const auto *known = catalogue();
    const auto *group = known != nullptr ? known->group(chosen.key) : nullptr;
    if (group == nullptr || !chosen.selectable)
        return;
    if (chosen.mark == Mark::Yes) {
        put(group->code, std::nullopt);
    } else if (const GroupMembership *before = kept(group->code)) {
        put(group->code, *before); // not ended after all
    } else {
        put(group->code, GroupQuestions(*group, m_session.reference().codes).begin(m_session.clock().today()));
    }
    showGroups();
    if (m_groups->rows().value(row + 1).editable)
        m_groups->setCurrentRow(row + 1); // what it asks comes next
    Q_EMIT changed();
}

} // namespace shouli::app::residents
