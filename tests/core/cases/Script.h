// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFold.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

namespace shouli::tests {

/// Writes the history of one case step by step, as several PCs would have it after a sync.
class Script {
    TestClock m_clock; // first: the ids are made with them
    TestRandom m_random;
    std::int64_t m_lseq = 0;

public:
    core::changes::ReplicaId community = core::changes::ReplicaId::create(m_clock, m_random);
    core::changes::ReplicaId street = core::changes::ReplicaId::create(m_clock, m_random);
    core::changes::ReplicaId county = core::changes::ReplicaId::create(m_clock, m_random);
    core::staff::OfficeId communityOffice = core::staff::OfficeId::create(m_clock, m_random);
    core::staff::OfficeId streetOffice = core::staff::OfficeId::create(m_clock, m_random);
    core::staff::OfficeId countyOffice = core::staff::OfficeId::create(m_clock, m_random);

    QList<core::cases::CaseEvent> events;
    QDate on = QDate(2026, 11, 23);

    /// A new event at the end of the county's order.
    core::cases::CaseEvent &add(const core::changes::ReplicaId &replica, const core::cases::Step &step)
    {
        core::cases::CaseEvent event;
        event.id = {replica, ++m_lseq};
        event.seq = m_lseq;
        event.at = core::base::Timestamp::fromChina(on, QTime(10, 0));
        event.on = on;
        event.staffName = replica == community ? QStringLiteral("王秀兰") : QStringLiteral("冯志军");
        event.officeName = replica == community ? QStringLiteral("齐家湾社区") : QStringLiteral("瓦窑堡街道");
        event.step = step;
        events.append(event);
        return events.last();
    }
    void accept(QList<core::cases::MaterialState> materials = {})
    {
        core::cases::Accepted accepted;
        accepted.materials = std::move(materials);
        for (const char *stage : {"COMM_ACCEPT", "PUBLIC_NOTICE", "COMM_DELIVER"})
            accepted.route.append({QString::fromLatin1(stage), communityOffice, QStringLiteral("齐家湾社区"), false});
        for (const char *stage : {"STREET_ACCEPT", "HOME_VISIT", "STREET_REVIEW", "RECHECK"})
            accepted.route.append({QString::fromLatin1(stage), streetOffice, QStringLiteral("瓦窑堡街道"), false});
        for (const char *stage : {"DATA_CHECK", "COUNTY_CONFIRM"})
            accepted.route.append({QString::fromLatin1(stage), countyOffice, QStringLiteral("民政局"), false});
        add(community, accepted);
    }
    core::cases::CaseEvent &done(const core::changes::ReplicaId &replica, const char *stage,
                                 core::cases::StageDone::Outcome outcome = core::cases::StageDone::Outcome::Done)
    {
        core::cases::StageDone step;
        step.stage = QString::fromLatin1(stage);
        step.outcome = outcome;
        return add(replica, step);
    }
    /// Up to the county's approval.
    void decide()
    {
        accept();
        for (const char *stage : {"STREET_ACCEPT", "HOME_VISIT", "DATA_CHECK", "STREET_REVIEW", "PUBLIC_NOTICE"})
            done(street, stage);
        events.last().step = [&] {
            auto step = std::get<core::cases::StageDone>(events.last().step);
            step.skip = QStringList{QStringLiteral("RECHECK")};
            return step;
        }();
        done(county, "COUNTY_CONFIRM", core::cases::StageDone::Outcome::Approved);
    }
    [[nodiscard]] core::cases::CaseState fold() const { return core::cases::CaseFold::of(plan(), events); }

    /// Like the minimum living allowance: two stages side by side, one that may be skipped.
    [[nodiscard]] static core::cases::StagePlan plan()
    {
        using core::calendar::LimitUnit;
        const auto stage = [](const char *id, const char *role, int days, int group) {
            core::cases::PlannedStage s;
            s.id = QString::fromLatin1(id);
            s.role = QString::fromLatin1(role);
            s.limit = {days, LimitUnit::WorkingDays};
            s.group = group;
            return s;
        };
        core::cases::StagePlan plan;
        plan.service = QStringLiteral("MZ-01");
        plan.promised = {25, LimitUnit::WorkingDays};
        plan.statutory = {30, LimitUnit::WorkingDays};
        plan.stages = {stage("COMM_ACCEPT", "community", 1, 0), stage("STREET_ACCEPT", "street", 2, 1),
                       stage("DATA_CHECK", "county", 10, 2),    stage("HOME_VISIT", "street", 10, 2),
                       stage("STREET_REVIEW", "street", 3, 3),  stage("PUBLIC_NOTICE", "community", 7, 4),
                       stage("RECHECK", "street", 15, 5),       stage("COUNTY_CONFIRM", "county", 10, 6),
                       stage("COMM_DELIVER", "community", 3, 7)};
        plan.stages[0].byAcceptance = true;
        plan.stages[1].startsStatutory = true;
        plan.stages[5].publicNotice = true;
        plan.stages[6].skippable = true;
        plan.stages[8].ends = true;
        plan.stages[8].delivers = true;
        return plan;
    }
};

} // namespace shouli::tests
