// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/MovePane.h"

#include "app/casework/CaseWords.h"
#include "app/look/SectionHeader.h"
#include "app/office/CodeWords.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/cases/desk/CaseRoute.h"
#include "core/cases/desk/MoveDesk.h"
#include "core/residents/search/NameMatcher.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace shouli::app::residents {

using casework::CaseWords;
using core::cases::CaseFile;
using core::cases::CaseId;
using core::residents::Resident;
using core::residents::ResidentId;
using core::residents::moves::LeavingReason;
using core::staff::Office;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;
using widgets::NoticeBox;
using widgets::Pane;

namespace {

constexpr int mostPlaces = 5;
constexpr LeavingReason reasons[] = {LeavingReason::RegistrationMoved, LeavingReason::HomeMoved};

template <class AnyId>
QString keyOf(const AnyId &id)
{
    return QString::fromLatin1(id.toBytes().toHex());
}

template <class AnyId>
AnyId idOf(const QString &key)
{
    return AnyId::fromBytes(QByteArray::fromHex(key.toLatin1())).value_or(AnyId());
}

} // namespace

MovePane::MovePane(const office::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_search(new QLineEdit)
    , m_places(new ChecklistView)
    , m_reasons(new ChecklistView)
    , m_dayLabel(new QLabel)
    , m_day(new QLineEdit)
    , m_addressLabel(new QLabel)
    , m_address(new QLineEdit)
    , m_people(new ChecklistView)
    , m_cases(new ChecklistView)
    , m_outcome(new NoticeBox)
{
    auto *where = new Pane;
    m_placeHead = where->addSection({}, {}, look::Theme::Text::Title);
    where->add(m_search);
    where->addSpace(look::Theme::grid);
    where->add(m_places, Pane::Inset::EdgeToEdge);
    m_reasonHead = where->addSection({});
    where->add(m_reasons, Pane::Inset::EdgeToEdge);
    where->addSpace(2 * look::Theme::grid);
    auto *fields = new QWidget;
    fields->setAutoFillBackground(false);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * look::Theme::grid);
    grid->setVerticalSpacing(2 * look::Theme::grid);
    grid->addWidget(m_dayLabel, 0, 0);
    grid->addWidget(m_day, 0, 1);
    grid->addWidget(m_addressLabel, 1, 0);
    grid->addWidget(m_address, 1, 1);
    grid->setColumnStretch(1, 1);
    m_dayLabel->setBuddy(m_day);
    m_addressLabel->setBuddy(m_address);
    where->add(fields);
    where->add(new QWidget, Pane::Inset::Padded, 1);
    auto *who = new Pane;
    m_peopleHead = who->addSection({});
    who->add(m_people, Pane::Inset::EdgeToEdge);
    m_casesHead = who->addSection({});
    who->add(m_cases, Pane::Inset::EdgeToEdge);
    m_outcomeHead = who->addSection({});
    who->add(m_outcome);
    who->add(new QWidget, Pane::Inset::Padded, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(where, 1);
    columns->addWidget(who, 1);
    for (ChecklistView *list : {m_places, m_reasons, m_people, m_cases})
        list->setDense(true);
    QWidget *before = nullptr;
    for (QWidget *one :
         std::initializer_list<QWidget *>{m_search, m_places, m_reasons, m_day, m_address, m_people, m_cases}) {
        if (before != nullptr)
            setTabOrder(before, one);
        before = one;
    }

    connect(m_search, &QLineEdit::textEdited, this, &MovePane::showPlaces);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_places->rows().size() == 1)
            return choosePlace(0);
        m_places->setFocus(Qt::TabFocusReason);
        m_places->setCurrentRow(0);
    });
    for (QLineEdit *edit : {m_day, m_address}) {
        connect(edit, &QLineEdit::returnPressed, this, [this] { focusNextChild(); });
        connect(edit, &QLineEdit::textEdited, this, [this] {
            showOutcome();
            Q_EMIT changed();
        });
    }
    const auto onRow = [this](ChecklistView *list, const auto &act) {
        connect(list, &ChecklistView::toggleRequested, this, act);
        connect(list, &ChecklistView::opened, this, act);
    };
    onRow(m_places, [this](int row) { choosePlace(row); });
    onRow(m_reasons, [this](int row) {
        m_reason = reasons[row];
        showReasons();
        showOutcome();
        Q_EMIT changed();
    });
    onRow(m_people, [this](int row) {
        const auto id = idOf<ResidentId>(m_people->rows().at(row).key);
        if (!m_moving.remove(id))
            m_moving.insert(id);
        showPeople();
        showCases();
        showOutcome();
        Q_EMIT changed();
    });
    onRow(m_cases, [this](int row) {
        const auto id = idOf<CaseId>(m_cases->rows().at(row).key);
        if (!m_following.remove(id))
            m_following.insert(id);
        showCases();
        showOutcome();
        Q_EMIT changed();
    });
}

QList<Office> MovePane::communities(const office::Session &session)
{
    return core::cases::desk::CaseRoute::alike(session.directory(), session.office());
}

QString MovePane::nameOf(const Office &office)
{
    const bool english = office::shownLanguage() == core::base::Language::English;
    return english && !office.nameEn.isEmpty() ? office.nameEn : office.name;
}

void MovePane::begin(const PersonRecord &record)
{
    m_record = record;
    m_moving = {record.resident.id};
    m_following.clear();
    m_to.reset();
    m_reason = LeavingReason::RegistrationMoved;
    m_search->clear();
    m_address->clear();
    m_day->setText(m_session.clock().today().toString(Qt::ISODate));
    retranslate();
    m_search->setFocus(Qt::OtherFocusReason);
}

void MovePane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_search->setFocus(Qt::OtherFocusReason);
}

void MovePane::tickAll()
{
    QSet<ResidentId> all;
    for (const auto &member : std::as_const(m_record.family.members)) {
        if (!member.resident.isGone())
            all.insert(member.resident.id);
    }
    m_moving = m_moving == all ? QSet<ResidentId>{m_record.resident.id} : all;
    showPeople();
    showCases();
    showOutcome();
    Q_EMIT changed();
}

void MovePane::retranslate()
{
    m_placeHead->setTitle(tr("%1 moves to").arg(m_record.resident.name));
    m_search->setPlaceholderText(tr("community: name, pinyin or division code"));
    m_search->setAccessibleName(tr("Community they move to"));
    m_reasonHead->setTitle(tr("What moves"));
    m_dayLabel->setText(tr("Since"));
    m_day->setAccessibleName(m_dayLabel->text());
    m_day->setPlaceholderText(tr("year-month-day"));
    m_addressLabel->setText(tr("New address"));
    m_address->setAccessibleName(m_addressLabel->text());
    m_address->setPlaceholderText(tr("may stay empty: the new community writes it down"));
    m_peopleHead->setTitle(tr("Who moves"));
    m_peopleHead->setHint(tr("Space ticks, F7 ticks all"));
    m_casesHead->setTitle(tr("Their open cases"));
    m_outcomeHead->setTitle(tr("What will happen"));
    showPlaces();
    showReasons();
    showPeople();
    showCases();
    showOutcome();
}

void MovePane::showPlaces()
{
    QList<ChecklistRow> rows;
    const QString typed = m_search->text().trimmed();
    const core::residents::search::NameMatcher matcher(typed, m_session.pinyin());
    int hidden = 0;
    const auto all = communities(m_session);
    for (const Office &office : all) {
        const bool fits = typed.isEmpty() || office.division.startsWith(typed)
            || office.nameEn.contains(typed, Qt::CaseInsensitive) || office.name.contains(typed)
            || (!matcher.isEmpty() && matcher.isWithin(m_session.pinyin().ofPlace(office.name)));
        if (!fits)
            continue;
        if (rows.size() >= mostPlaces) {
            ++hidden;
            continue;
        }
        rows.append({.key = keyOf(office.id),
                     .mark = m_to && m_to->id == office.id ? Mark::Yes : Mark::None,
                     .text = nameOf(office),
                     .note = office.division});
    }
    m_places->setRows(rows);
    m_placeHead->setHint(m_to                 ? nameOf(*m_to)
                             : rows.isEmpty() ? tr("no community of that name takes part")
                             : hidden > 0     ? tr("%n more: type to narrow down", nullptr, hidden)
                                              : QString());
}

void MovePane::choosePlace(int row)
{
    const auto chosen = m_session.directory().office(idOf<core::staff::OfficeId>(m_places->rows().value(row).key));
    if (!chosen)
        return;
    m_to = chosen;
    showPlaces();
    showOutcome();
    m_reasons->setFocus(Qt::TabFocusReason);
    Q_EMIT changed();
}

void MovePane::showReasons()
{
    const auto row = [this](LeavingReason reason, const QString &text, const QString &note) {
        return ChecklistRow{.key = QString::number(static_cast<int>(reason)),
                            .mark = m_reason == reason ? Mark::Yes : Mark::None,
                            .text = text,
                            .note = note};
    };
    m_reasons->setRows({row(LeavingReason::RegistrationMoved, tr("Home and household registration"), tr("moved out")),
                        row(LeavingReason::HomeMoved, tr("The home only"), tr("the registration stays"))});
}

QList<Resident> MovePane::movers() const
{
    QList<Resident> people;
    for (const auto &member : m_record.family.members) {
        if (m_moving.contains(member.resident.id))
            people.append(member.resident);
    }
    return people;
}

void MovePane::showPeople()
{
    const office::CodeWords words(m_session.reference().codes);
    QList<ChecklistRow> rows;
    for (const auto &member : std::as_const(m_record.family.members)) {
        if (member.resident.isGone())
            continue;
        const bool own = member.resident.id == m_record.resident.id;
        rows.append({.key = keyOf(member.resident.id),
                     .mark = m_moving.contains(member.resident.id) ? Mark::Yes : Mark::None,
                     .text = member.resident.name,
                     .note = own ? tr("this person") : words.of(member.toApplicant)});
    }
    m_people->setRows(rows);
}

void MovePane::showCases()
{
    m_open.clear();
    QList<ChecklistRow> rows;
    const auto people = movers();
    for (const Resident &person : people) {
        const auto open = core::cases::CaseStore::openAbout(m_session.reader(), person.id);
        if (!open)
            continue;
        for (const CaseFile &file : *open) {
            const bool listed = std::any_of(m_open.cbegin(), m_open.cend(),
                                            [&](const CaseFile &one) { return one.id == file.id; });
            if (listed || file.home != m_session.office().id)
                continue;
            m_open.append(file);
            const bool follows = m_following.contains(file.id);
            rows.append({.key = keyOf(file.id),
                         .mark = follows ? Mark::Yes : Mark::None,
                         .text = tr("%1 · %2").arg(file.applicantName, CaseWords::service(m_session, file)),
                         .note = follows ? tr("transferred along") : tr("stays here until closed")});
        }
    }
    m_cases->setRows(rows);
    m_cases->setVisible(!rows.isEmpty());
    m_casesHead->setHint(rows.isEmpty() ? tr("none") : tr("Space: transfer it along"));
}

QDate MovePane::day() const
{
    return QDate::fromString(m_day->text().trimmed(), Qt::ISODate);
}

void MovePane::showOutcome()
{
    if (const QString missing = problem(); !missing.isEmpty())
        return m_outcome->setNotice(NoticeBox::Kind::Info, missing);
    QStringList lines;
    const auto people = movers();
    const bool kept = std::any_of(people.cbegin(), people.cend(), [this](const Resident &person) {
        return core::cases::desk::MoveDesk::keepsRecord(person, m_session.office(), m_reason);
    });
    const QString to = nameOf(*m_to);
    lines.append(tr("%1 gets the whole records with the next sync.").arg(to));
    if (kept)
        lines.append(tr("This office keeps them too, as long as the registration is here."));
    else
        lines.append(tr("They leave this office; whoever asks for them by their full name or ID number is told where "
                        "they went."));
    const auto staying = m_open.size() - moveOut().following.size();
    if (staying > 0 && !kept)
        lines.append(tr("%n open cases stay here, with what they need, until they are closed.", nullptr,
                        static_cast<int>(staying)));
    lines.append(tr("Only %1 can move them back.").arg(to));
    m_outcome->setNotice(NoticeBox::Kind::Warning, lines.join(u'\n'));
}

core::cases::desk::MoveOut MovePane::moveOut() const
{
    core::cases::desk::MoveOut wanted;
    const auto people = movers();
    for (const Resident &person : people)
        wanted.people.append(person.id);
    wanted.to = m_to ? m_to->id : core::staff::OfficeId();
    wanted.reason = m_reason;
    wanted.on = day();
    wanted.address = m_address->text().trimmed();
    for (const CaseFile &file : m_open) {
        if (m_following.contains(file.id))
            wanted.following.append(file.id);
    }
    // kept in the case, which is kept in Chinese
    wanted.caseReason = QStringLiteral("当事人已迁往") + (m_to ? m_to->name : QString());
    return wanted;
}

QString MovePane::problem() const
{
    if (!m_to)
        return tr("Choose the community they move to.");
    if (m_moving.isEmpty())
        return tr("Tick who moves.");
    if (!day().isValid() || day() > m_session.clock().today())
        return tr("The day must be a day up to today, as 2026-11-23.");
    return {};
}

QString MovePane::summary() const
{
    QStringList names;
    const auto people = movers();
    for (const Resident &person : people)
        names.append(person.name);
    return tr("%1 → %2").arg(names.join(tr(", ")), m_to ? nameOf(*m_to) : QString());
}

} // namespace shouli::app::residents
