// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/ApplicantPane.h"

#include "app/look/ToneLabel.h"
#include "app/office/CodeWords.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/TagRow.h"
#include "core/residents/Masking.h"

namespace shouli::app::counter {

using core::residents::Masking;
using core::residents::Resident;
using look::Tone;
using look::ToneLabel;
using widgets::ChecklistRow;
using widgets::KeyValue;

ApplicantPane::ApplicantPane(const office::Session &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_name(new ToneLabel({}, Tone::Normal, look::Theme::Text::Name, QFont::DemiBold))
    , m_facts(new ToneLabel({}, Tone::Dim))
    , m_details(new widgets::KeyValueList)
    , m_tags(new widgets::TagRow)
    , m_family(new widgets::ChecklistView)
    , m_cases(new widgets::ChecklistView)
    , m_reminder(new ToneLabel({}, Tone::Dim))
{
    add(m_name);
    add(m_facts);
    addSpace(look::Theme::grid);
    add(m_details);
    add(m_tags);
    m_familyHead = addSection({});
    add(m_family, Inset::EdgeToEdge);
    m_casesHead = addSection({});
    add(m_cases, Inset::EdgeToEdge);
    addSpace(2 * look::Theme::grid);
    add(m_reminder);
    m_family->setFocusPolicy(Qt::NoFocus);
    m_cases->setFocusPolicy(Qt::NoFocus);
}

void ApplicantPane::show(const Acceptance &acceptance, bool revealed)
{
    const Resident resident = acceptance.service() != nullptr ? acceptance.corrected() : acceptance.resident();
    const QDate today = m_session.clock().today();
    const auto place = revealed ? Masking::Place::Revealed : Masking::Place::Record;
    const auto shown = [&](Masking::Field field, const QString &value) { return Masking::shown(field, place, value); };
    m_name->setText(resident.name);
    QStringList facts;
    if (resident.sex == core::residents::Sex::Male || resident.sex == core::residents::Sex::Female)
        facts.append(resident.sex == core::residents::Sex::Male ? tr("male") : tr("female"));
    if (const int age = resident.birthDate.ageOn(today); age >= 0)
        facts.append(tr("%n years", nullptr, age));
    facts.append(office::CodeWords(m_session.reference().codes).of(resident.ethnic));
    facts.removeAll(QString());
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_details->setRows({
        {tr("ID number"), shown(Masking::Field::DocumentNumber, resident.documentNumber),
         revealed ? QKeySequence() : QKeySequence(Qt::Key_F9)},
        {tr("Telephone"), shown(Masking::Field::Phone, resident.phone)},
        {tr("Address"), resident.livingAddress.isEmpty() ? resident.awayPlace : resident.livingAddress},
        {tr("Registered"), resident.hukouAddress},
    });
    QList<widgets::Tag> tags;
    const office::CodeWords words(m_session.reference().codes);
    for (const auto &membership : acceptance.groups()) {
        if (!membership.isValidOn(today))
            continue;
        QString text = words.membership(acceptance.catalogue().group(membership.group), membership);
        const bool due = membership.isReviewDue(today.addDays(60));
        if (due)
            text = tr("%1 · review %2").arg(text, membership.reviewOn.toString(QStringLiteral("yyyy-MM")));
        tags.append({text, due});
    }
    m_tags->setTags(tags);
    m_tags->setVisible(!tags.isEmpty());
    showFamily(acceptance);
    showCases(acceptance);
}

void ApplicantPane::showFamily(const Acceptance &acceptance)
{
    const auto &family = acceptance.family();
    QList<ChecklistRow> rows;
    QString head;
    for (const auto &member : family.members) {
        const bool own = member.resident.id == acceptance.resident().id;
        if (member.resident.id == family.head)
            head = own ? tr("the applicant") : member.resident.name;
        ChecklistRow row;
        row.key = member.resident.id.toString();
        row.text = member.resident.name;
        row.note = own ? tr("the applicant") : office::CodeWords(m_session.reference().codes).of(member.toApplicant);
        if (!member.resident.awayPlace.isEmpty())
            row.note = tr("%1 · away (%2)").arg(row.note, member.resident.awayPlace);
        row.selectable = false;
        rows.append(row);
    }
    m_familyHead->setTitle(tr("Family"));
    m_familyHead->setHint(head.isEmpty()
                              ? tr("%n persons", nullptr, static_cast<int>(rows.size()))
                              : tr("head: %1 · %n persons", nullptr, static_cast<int>(rows.size())).arg(head));
    m_family->setRows(rows.mid(0, 5));
}

void ApplicantPane::showCases(const Acceptance &acceptance)
{
    QList<ChecklistRow> rows;
    for (const auto &brief : acceptance.cases()) {
        if (brief.closedOn.isValid())
            continue;
        const auto service = m_session.reference().catalogues->service(brief.file.service, brief.file.catalogue);
        ChecklistRow row;
        row.key = brief.file.number;
        row.text = service ? (*service)->shortName.in(office::shownLanguage()) : brief.file.service;
        const auto *stage = service ? (*service)->stage(brief.stage) : nullptr;
        row.note = stage != nullptr
            ? tr("%1 · %n days left", nullptr, brief.deadline.daysLeft)
                  .arg(stage->shortName.isEmpty() ? stage->name.in(office::shownLanguage())
                                                  : stage->shortName.in(office::shownLanguage()))
            : QString();
        row.noteTone = brief.deadline.daysLeft < 0 ? Tone::Bad : Tone::Ok;
        row.selectable = false;
        rows.append(row);
    }
    m_casesHead->setTitle(tr("Under way"));
    m_casesHead->setHint(rows.isEmpty() ? tr("nothing") : tr("%n cases", nullptr, static_cast<int>(rows.size())));
    m_cases->setRows(rows);
    QStringList reminders;
    for (const auto &suggestion : acceptance.suggestions()) {
        if (suggestion.service != nullptr && suggestion.certain && reminders.size() < 2)
            reminders.append(suggestion.service->shortName.in(office::shownLanguage()));
    }
    m_reminder->setText(reminders.isEmpty() ? QString()
                                            : tr("May qualify, not yet applied: %1").arg(reminders.join(tr(", "))));
}

} // namespace shouli::app::counter
