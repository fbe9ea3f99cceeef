// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/RecordPane.h"

#include "app/casework/CaseWords.h"
#include "app/look/ToneLabel.h"
#include "app/office/CodeWords.h"
#include "app/people/RecordWords.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/residents/Masking.h"

#include <QHBoxLayout>

namespace shouli::app::residents {

using casework::CaseWords;
using core::residents::Masking;
using core::residents::Resident;
using core::residents::Sex;
using look::Tone;
using look::ToneLabel;
using widgets::ChecklistRow;
using widgets::KeyValue;
using widgets::Pane;

namespace {

constexpr int reviewSoonDays = 60;

} // namespace

RecordPane::RecordPane(const office::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_name(new ToneLabel({}, Tone::Normal, look::Theme::Text::Name, QFont::DemiBold))
    , m_facts(new ToneLabel({}, Tone::Dim))
    , m_disputes(new widgets::NoticeBox)
    , m_details(new widgets::KeyValueList)
    , m_groups(new widgets::ChecklistView)
    , m_family(new widgets::ChecklistView)
    , m_cases(new widgets::ChecklistView)
{
    auto *person = new Pane;
    person->add(m_name);
    person->add(m_facts);
    person->addSpace(look::Theme::grid);
    person->add(m_disputes);
    person->addSpace(2 * look::Theme::grid);
    person->add(m_details);
    auto *around = new Pane;
    m_familyHead = around->addSection({});
    around->add(m_family, Pane::Inset::EdgeToEdge);
    m_groupsHead = around->addSection({});
    around->add(m_groups, Pane::Inset::EdgeToEdge);
    m_casesHead = around->addSection({});
    around->add(m_cases, Pane::Inset::EdgeToEdge);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(person, 1);
    columns->addWidget(around, 1);
    connect(m_family, &widgets::ChecklistView::opened, this,
            [this](int row) { Q_EMIT memberChosen(QByteArray::fromHex(m_family->rows().at(row).key.toLatin1())); });
    connect(m_cases, &widgets::ChecklistView::opened, this,
            [this](int row) { Q_EMIT caseChosen(QByteArray::fromHex(m_cases->rows().at(row).key.toLatin1())); });
}

void RecordPane::show(const PersonRecord &record, bool revealed)
{
    showPerson(record.resident, revealed);
    QStringList notices;
    if (record.left)
        notices.append(tr("Moved to %1 on %2. The record leaves this office with the next sync, or once their open "
                          "case here is closed.")
                           .arg(record.left->toName, record.left->leftOn.toString(Qt::ISODate)));
    // the refused erasure is one of them, and is told below
    if (record.disputes > (record.erasing == PersonRecord::Erasing::Refused ? 1 : 0))
        notices.append(tr("Another office wrote something else here. Ask the resident, then settle it: Alt+0."));
    if (record.erasing == PersonRecord::Erasing::Ordered)
        notices.append(tr("Its erasure is ordered. It goes everywhere as soon as the county has agreed."));
    if (record.erasing == PersonRecord::Erasing::Refused)
        notices.append(tr("The county refused to erase this: it has not given this office the right to. Nothing was "
                          "erased. Ask the county's IT staff for it, then order it again."));
    m_disputes->setNotice(widgets::NoticeBox::Kind::Warning, notices.join(u'\n'));
    showGroups(record, revealed);
    showFamily(record);
    showCases(record);
}

void RecordPane::showPerson(const Resident &resident, bool revealed)
{
    const office::CodeWords words(m_session.reference().codes);
    const QDate today = m_session.clock().today();
    const auto place = revealed ? Masking::Place::Revealed : Masking::Place::Record;
    m_name->setText(resident.name);
    QStringList facts;
    if (resident.sex == Sex::Male || resident.sex == Sex::Female)
        facts.append(resident.sex == Sex::Male ? tr("male") : tr("female"));
    if (const int age = resident.birthDate.ageOn(today); age >= 0 && !resident.isDeceased())
        facts.append(tr("%n years", nullptr, age));
    facts.append(words.of(resident.ethnic));
    if (resident.isDeceased())
        facts.append(tr("deceased"));
    else if (resident.isGone())
        facts.append(tr("moved away"));
    facts.removeAll(QString());
    m_facts->setText(facts.join(QStringLiteral(" · ")));

    QList<KeyValue> rows;
    const auto add = [&rows](const QString &label, const QString &value, const QKeySequence &key = {}) {
        if (!value.isEmpty())
            rows.append({label, value, key});
    };
    const auto masked = [&](Masking::Field field, const QString &value) { return Masking::shown(field, place, value); };
    const QKeySequence reveal = revealed ? QKeySequence() : QKeySequence(Qt::Key_F9);
    add(tr("ID number"), masked(Masking::Field::DocumentNumber, resident.documentNumber), reveal);
    add(tr("Valid until"), resident.documentValidTo.toString(Qt::ISODate));
    add(tr("Born"), masked(Masking::Field::BirthDate, resident.birthDate.toString()));
    add(tr("Former name"), resident.formerName);
    add(tr("Small name"), resident.smallName);
    add(tr("Telephone"), masked(Masking::Field::Phone, resident.phone));
    add(tr("Another telephone"), masked(Masking::Field::Phone, resident.otherPhone));
    add(tr("Address"), resident.livingAddress);
    add(tr("Lives away in"), resident.awayPlace);
    add(tr("Registered address"), resident.hukouAddress);
    add(tr("Residence"), words.of(resident.residenceStatus));
    add(tr("Marital status"), words.of(resident.marital));
    add(tr("Education"), words.of(resident.education));
    add(tr("Work"), (words.of(resident.workStatus) + u' ' + resident.workPlace).trimmed());
    add(tr("Bank"), resident.bankName);
    add(tr("Account"), masked(Masking::Field::BankAccount, resident.bankAccount));
    add(tr("Remark"), resident.remark);
    add(tr("Last checked"), resident.verifiedOn.toString(Qt::ISODate));
    m_details->setRows(rows);
}

void RecordPane::showGroups(const PersonRecord &record, bool revealed)
{
    const QDate today = m_session.clock().today();
    const auto catalogue = m_session.reference().catalogues->current(today);
    const office::CodeWords words(m_session.reference().codes);
    QList<ChecklistRow> rows;
    for (const auto &membership : record.groups) {
        if (!membership.isValidOn(today))
            continue;
        const auto *group = catalogue ? (*catalogue)->group(membership.group) : nullptr;
        QStringList notes;
        if (group == nullptr || group->kinds.empty())
            notes.append(membership.detail);
        if (revealed)
            notes.append(membership.certificate);
        if (membership.validTo.isValid())
            notes.append(tr("valid until %1").arg(membership.validTo.toString(Qt::ISODate)));
        if (membership.reviewOn.isValid())
            notes.append(tr("review %1").arg(membership.reviewOn.toString(Qt::ISODate)));
        notes.removeAll(QString());
        const bool soon = membership.isReviewDue(today.addDays(reviewSoonDays));
        rows.append({.text = words.membership(group, membership),
                     .note = notes.join(QStringLiteral(" · ")),
                     .noteTone = soon ? Tone::Warn : Tone::Dim,
                     .selectable = false});
    }
    m_groupsHead->setTitle(tr("Groups"));
    m_groupsHead->setHint(rows.isEmpty() ? tr("none") : QString());
    m_groups->setRows(rows);
}

void RecordPane::showFamily(const PersonRecord &record)
{
    const office::CodeWords words(m_session.reference().codes);
    QList<ChecklistRow> rows;
    const auto add = [&](const core::residents::family::FamilyView::Member &member, bool together) {
        const bool own = member.resident.id == record.resident.id;
        QStringList notes{own ? tr("this person") : words.of(member.toApplicant)};
        if (member.resident.id == record.family.head)
            notes.append(tr("head of the household"));
        if (!together)
            notes.append(tr("another household"));
        if (!member.resident.awayPlace.isEmpty())
            notes.append(tr("away (%1)").arg(member.resident.awayPlace));
        notes.removeAll(QString());
        rows.append({.key = QString::fromLatin1(member.resident.id.toBytes().toHex()),
                     .text = member.resident.name,
                     .note = notes.join(QStringLiteral(" · ")),
                     .noteTone = member.certain ? Tone::Dim : Tone::Warn,
                     .selectable = !own});
    };
    for (const auto &member : record.family.members)
        add(member, true);
    for (const auto &member : record.family.elsewhere)
        add(member, false);
    for (auto it = record.erasedKin.cbegin(); it != record.erasedKin.cend(); ++it)
        rows.append({.key = QString::fromLatin1(record.resident.value(it.key()).bytes().toHex()),
                     .text = it->on.isValid() ? tr("Erased on lawful request, %1").arg(it->on.toString(Qt::ISODate))
                                              : tr("Erased on lawful request"),
                     .note = people::RecordWords::field(it.key()),
                     .selectable = true});
    const QString number = record.family.household ? record.family.household->number : QString();
    m_familyHead->setTitle(tr("Household and family"));
    m_familyHead->setHint(number.isEmpty() ? tr("%n persons", nullptr, static_cast<int>(rows.size()))
                                           : tr("household number %1").arg(number));
    m_family->setRows(rows);
}

void RecordPane::showCases(const PersonRecord &record)
{
    QList<ChecklistRow> rows;
    for (const auto &brief : record.cases) {
        QStringList notes{CaseWords::status(brief.status)};
        if (!brief.stage.isEmpty())
            notes = {CaseWords::stage(m_session, brief.file, brief.stage), CaseWords::left(brief.deadline)};
        notes.removeAll(QString());
        rows.append({.key = QString::fromLatin1(brief.file.id.toBytes().toHex()),
                     .text = CaseWords::service(m_session, brief.file) + QStringLiteral(" · ")
                         + brief.file.acceptedOn.toString(Qt::ISODate),
                     .note = notes.join(QStringLiteral(" · ")),
                     .noteTone = brief.deadline.light == core::calendar::Light::Red ? Tone::Bad : Tone::Dim});
    }
    m_casesHead->setTitle(tr("Cases"));
    m_casesHead->setHint(rows.isEmpty() ? tr("none") : QString());
    m_cases->setRows(rows);
}

} // namespace shouli::app::residents
