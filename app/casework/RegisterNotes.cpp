// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/RegisterNotes.h"

#include "app/office/CodeWords.h"
#include "core/changes/log/WorkingTables.h"
#include "core/residents/GroupStore.h"
#include "core/residents/ResidentStore.h"
#include "core/residents/family/FamilyView.h"

namespace shouli::app::casework {

using core::base::ErrorCode;
using core::base::Result;
using core::residents::Resident;
using core::residents::family::FamilyView;
using look::Tone;
using office::Session;
using widgets::ChecklistRow;

namespace {

constexpr int reviewSoonDays = 60;
constexpr qsizetype mostAway = 3;

} // namespace

Result<QList<ChecklistRow>> RegisterNotes::of(const Session &session, const core::cases::CaseFile &file)
{
    const auto &db = session.reader();
    const auto id = file.subject.isNull() ? file.applicant : file.subject;
    const auto found = core::residents::ResidentStore::find(db, id);
    if (!found && found.error().code == ErrorCode::ResidentUnknown)
    {
        SHOULI_TRY(const bool erased, core::changes::log::WorkingTables::isErased(db, Resident::refOf(id)));
        return erased ? QList<ChecklistRow>{{.text = tr("Erased on lawful request"), .selectable = false}}
                      : QList<ChecklistRow>();
    }
    SHOULI_TRY(const Resident resident, found);
    SHOULI_TRY(const FamilyView family, FamilyView::load(db, id));
    SHOULI_TRY(const auto groups, core::residents::GroupStore::of(db, id, resident.household));
    const QDate today = session.clock().today();
    const auto catalogue = session.reference().catalogues->catalogue(file.catalogue);

    QList<ChecklistRow> rows;
    const auto add = [&rows](const QString &text, const QString &note, Tone tone = Tone::Dim) {
        rows.append({.text = text, .note = note, .noteTone = tone, .selectable = false});
    };
    QStringList person;
    if (!file.subject.isNull() && file.subject != file.applicant)
        person.append(resident.name);
    if (resident.sex == core::residents::Sex::Male || resident.sex == core::residents::Sex::Female)
        person.append(resident.sex == core::residents::Sex::Male ? tr("male") : tr("female"));
    if (const int age = resident.birthDate.ageOn(today); age >= 0)
        person.append(tr("%n years", nullptr, age));
    const int together = static_cast<int>(family.members.size());
    person.append(together <= 1 ? tr("lives alone") : tr("%n persons in the household", nullptr, together));
    const QString verified = resident.verifiedOn.isValid()
        ? tr("checked %1").arg(resident.verifiedOn.toString(QStringLiteral("yyyy-MM")))
        : QString();
    add(person.join(QStringLiteral(" · ")), resident.isDeceased() ? tr("recorded as deceased") : verified,
        resident.isDeceased() ? Tone::Bad : Tone::Dim);

    const office::CodeWords words(session.reference().codes);
    QStringList names;
    QDate review;
    for (const auto &membership : groups) {
        if (!membership.isValidOn(today))
            continue;
        names.append(words.membership(catalogue ? (*catalogue)->group(membership.group) : nullptr, membership));
        if (membership.reviewOn.isValid() && (!review.isValid() || membership.reviewOn < review))
            review = membership.reviewOn;
    }
    if (!names.isEmpty()) {
        const bool soon = review.isValid() && review <= today.addDays(reviewSoonDays);
        add(names.join(QStringLiteral(" · ")),
            review.isValid() ? tr("review %1").arg(review.toString(QStringLiteral("yyyy-MM"))) : QString(),
            soon ? Tone::Warn : Tone::Dim);
    }
    qsizetype away = 0;
    for (const auto &members : {family.members, family.elsewhere}) {
        for (const auto &member : members) {
            const bool own = member.resident.id == id;
            if (own || member.resident.isGone() || member.resident.awayPlace.isEmpty() || away >= mostAway)
                continue;
            add(tr("%1 %2, away").arg(words.of(member.toApplicant), member.resident.name).trimmed(),
                member.resident.awayPlace);
            ++away;
        }
    }
    return rows;
}

} // namespace shouli::app::casework
