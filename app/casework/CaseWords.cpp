// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CaseWords.h"

#include "app/office/ShownLanguage.h"

namespace shouli::app::casework {

using core::calendar::Deadline;
using core::cases::CaseFile;
using core::cases::CaseRecord;
using core::cases::CaseStatus;
using core::cases::StageState;
using core::cases::StageStatus;
using office::Session;
using CalendarLight = core::calendar::Light;
using Shown = widgets::Stage;

QString CaseWords::service(const Session &session, const CaseFile &file)
{
    return service(session, file.service, file.catalogue);
}

QString CaseWords::service(const Session &session, const QString &code, const QString &version)
{
    const auto service = session.reference().catalogues->service(code, version);
    if (!service)
        return code;
    const auto &name = (*service)->shortName.isEmpty() ? (*service)->name : (*service)->shortName;
    return name.in(office::shownLanguage());
}

QString CaseWords::stage(const Session &session, const CaseFile &file, const QString &stage)
{
    const auto service = session.reference().catalogues->service(file.service, file.catalogue);
    const auto *one = service ? (*service)->stage(stage) : nullptr;
    if (one == nullptr)
        return stage;
    return (one->shortName.isEmpty() ? one->name : one->shortName).in(office::shownLanguage());
}

QString CaseWords::material(const Session &session, const CaseFile &file, const QString &material)
{
    const auto catalogue = session.reference().catalogues->catalogue(file.catalogue);
    const auto *one = catalogue ? (*catalogue)->material(material) : nullptr;
    return one != nullptr ? one->name.in(office::shownLanguage()) : material;
}

QString CaseWords::status(CaseStatus status)
{
    switch (status) {
    case CaseStatus::Unaccepted:
        return tr("not accepted");
    case CaseStatus::Open:
        return tr("under way");
    case CaseStatus::Returned:
        return tr("to be put right");
    case CaseStatus::Paused:
        return tr("stopped");
    case CaseStatus::Approved:
        return tr("approved, to be delivered");
    case CaseStatus::Rejected:
        return tr("refused");
    case CaseStatus::Withdrawn:
        return tr("withdrawn");
    case CaseStatus::Delivered:
        return tr("delivered");
    case CaseStatus::Closed:
        return tr("closed");
    }
    return {};
}

QString CaseWords::left(const Deadline &deadline)
{
    switch (deadline.light) {
    case CalendarLight::None:
    case CalendarLight::Finished:
    case CalendarLight::FinishedLate:
        return {};
    case CalendarLight::Paused:
        return tr("stopped", "the clock");
    case CalendarLight::Red:
        return tr("%n days late", nullptr, -deadline.daysLeft);
    case CalendarLight::Green:
    case CalendarLight::Yellow:
        break;
    }
    return deadline.daysLeft <= 0 ? tr("today") : tr("%n days", "left", deadline.daysLeft);
}

look::Light CaseWords::light(CalendarLight light)
{
    switch (light) {
    case CalendarLight::Green:
        return look::Light::Green;
    case CalendarLight::Yellow:
        return look::Light::Amber;
    case CalendarLight::Red:
        return look::Light::Red;
    case CalendarLight::Paused:
        return look::Light::Paused;
    case CalendarLight::None:
    case CalendarLight::Finished:
    case CalendarLight::FinishedLate:
        break;
    }
    return look::Light::None;
}

QString CaseWords::limit(const core::calendar::Limit &limit)
{
    using core::calendar::LimitUnit;
    switch (limit.unit) {
    case LimitUnit::None:
        return {};
    case LimitUnit::Immediate:
        return tr("same day");
    case LimitUnit::Hours:
        return tr("%1 h").arg(limit.n);
    case LimitUnit::CalendarDays:
        return tr("%n days", "calendar days, under a stage", limit.n);
    case LimitUnit::WorkingDays:
        break;
    }
    return QString::number(limit.n); // working days
}

QString CaseWords::day(QDate day, QDate today)
{
    return day.toString(day.year() == today.year() ? QStringLiteral("MM-dd") : QStringLiteral("yyyy-MM-dd"));
}

QList<Shown> CaseWords::stages(const Session &session, const CaseRecord &record)
{
    const QDate today = session.clock().today();
    const auto rule = session.caseStore().lightRule(today);
    QList<Shown> all;
    for (const StageState &state : record.state.stages) {
        if (state.status == StageStatus::Skipped)
            continue;
        const Deadline deadline = state.deadline(session.caseStore().calendar(), today, rule);
        Shown shown{stage(session, record.file, state.id), {}, Shown::State::Todo};
        switch (state.status) {
        case StageStatus::Done:
            shown.state = Shown::State::Done;
            shown.detail = day(state.clock.finished, today);
            break;
        case StageStatus::Open:
            shown.state = deadline.light == CalendarLight::Red ? Shown::State::Overdue
                : deadline.light == CalendarLight::Paused      ? Shown::State::Paused
                : deadline.light == CalendarLight::Yellow      ? Shown::State::DueSoon
                                                               : Shown::State::Current;
            shown.detail = left(deadline);
            break;
        case StageStatus::Correcting:
            shown.state = Shown::State::DueSoon;
            shown.detail = tr("put right");
            break;
        case StageStatus::Returned:
            shown.state = Shown::State::Paused;
            shown.detail = tr("waits");
            break;
        case StageStatus::Ahead:
        case StageStatus::Skipped:
            break;
        }
        all.append(shown);
    }
    return all;
}

} // namespace shouli::app::casework
