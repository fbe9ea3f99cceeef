// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/PublicCase.h"

#include "core/residents/Masking.h"

namespace shouli::core::cases {

using changes::FieldValues;
using changes::Value;
using residents::Masking;

QString wordOf(CaseStatus status)
{
    switch (status) {
    case CaseStatus::Unaccepted:
        return QStringLiteral("unaccepted");
    case CaseStatus::Open:
        return QStringLiteral("open");
    case CaseStatus::Returned:
        return QStringLiteral("returned");
    case CaseStatus::Paused:
        return QStringLiteral("paused");
    case CaseStatus::Approved:
        return QStringLiteral("approved");
    case CaseStatus::Rejected:
        return QStringLiteral("rejected");
    case CaseStatus::Withdrawn:
        return QStringLiteral("withdrawn");
    case CaseStatus::Delivered:
        return QStringLiteral("delivered");
    case CaseStatus::Closed:
        break;
    }
    return QStringLiteral("closed");
}

PublicCase PublicCase::of(const CaseFile &file, const CaseState &state, const QString &phone,
                          const calendar::WorkCalendar &calendar, QDate today)
{
    PublicCase record;
    record.id = file.id;
    record.tokenHash = file.tokenHash;
    record.service = file.service;
    record.number = file.number;
    record.applicant = Masking::shown(Masking::Field::Name, Masking::Place::Public, file.applicantName);
    record.phone = phone;
    record.state = wordOf(state.status);
    record.missing = static_cast<int>(state.missing().size());
    // where it is sent back, the turn is with the one who corrects; else with the first open stage
    const StageState *turn = nullptr;
    for (const StageState &stage : state.stages) {
        if (stage.status == StageStatus::Correcting) {
            turn = &stage;
            break;
        }
        if (stage.status == StageStatus::Open && turn == nullptr)
            turn = &stage;
    }
    if (turn != nullptr) {
        record.stage = turn->id;
        record.office = turn->officeName;
        record.stageSince = turn->clock.started;
        if (turn->status == StageStatus::Open)
            record.stageDue = turn->deadline(calendar, today).due.date;
        for (const Correction &correction : state.corrections) {
            if (correction.to == turn->id)
                record.stageSince = correction.since;
        }
    }
    return record;
}

FieldValues PublicCase::moving() const
{
    return {
        {{3}, Value(state)},    {{4}, Value(stage)},  {{5}, Value(stageSince)},
        {{6}, Value(stageDue)}, {{7}, Value(office)}, {{10}, Value(missing)},
    };
}

FieldValues PublicCase::values() const
{
    FieldValues all = moving();
    all.insert({1}, Value(tokenHash));
    all.insert({2}, Value(service));
    all.insert({8}, Value(applicant));
    all.insert({9}, Value(phone));
    all.insert({11}, Value(number));
    return all;
}

} // namespace shouli::core::cases
