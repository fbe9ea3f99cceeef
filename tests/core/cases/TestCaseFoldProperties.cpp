// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cases/Script.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

#include <set>

using namespace shouli::core;
using namespace shouli::core::cases;
using shouli::tests::Script;

namespace {

/// Any plan: groups, skippable, ending and delivering stages in any combination.
StagePlan anyPlan()
{
    StagePlan plan;
    const int count = *rc::gen::inRange(0, 7);
    int group = 0;
    for (int i = 0; i < count; ++i) {
        PlannedStage stage;
        stage.id = QString(QChar(u'A' + i));
        stage.limit = {*rc::gen::inRange(0, 9), calendar::LimitUnit::WorkingDays};
        group += *rc::gen::inRange(0, 3) > 0 ? 1 : 0;
        stage.group = group;
        stage.byAcceptance = i == 0 && *rc::gen::arbitrary<bool>();
        stage.skippable = *rc::gen::arbitrary<bool>();
        stage.ends = i == count - 1 || *rc::gen::inRange(0, 6) == 0;
        stage.delivers = stage.ends && *rc::gen::arbitrary<bool>();
        stage.offTheClock = *rc::gen::inRange(0, 4) == 0;
        plan.stages.append(stage);
    }
    return plan;
}

QString anyStage()
{
    return QString(QChar(u'A' + *rc::gen::inRange(0, 8)));
}

Step anyStep(std::int64_t soFar)
{
    switch (*rc::gen::inRange(0, 19)) {
    case 0:
        return Accepted{{{QStringLiteral("ID"), MaterialStatus::Tolerated, {}},
                         {QStringLiteral("HK"), MaterialStatus::Brought, {}}},
                        {},
                        {},
                        {},
                        {}};
    case 1:
        return Returned{anyStage(), anyStage(), {QStringLiteral("HK")}, QStringLiteral("r")};
    case 2:
        return Resubmitted{anyStage(), {QStringLiteral("HK")}, {}};
    case 3:
        return Rejected{anyStage(), {}, QStringLiteral("r"), {}};
    case 4:
        return *rc::gen::inRange(0, 4) == 0 ? Step(Withdrawn{}) : Step(Remark{QStringLiteral("x")});
    case 5:
        return Paused{anyStage(), {}};
    case 6:
        return Resumed{anyStage()};
    case 7:
        return MaterialReceived{QStringLiteral("ID")};
    case 8:
        return CertificateCollected{};
    case 9:
        return Delivered{};
    case 10:
        return NewerStep{99};
    case 11:
        return TakenBack{soFar - *rc::gen::inRange(0, 3)};
    case 12:
        return Tidied{};
    case 13:
        return Transferred{
            *staff::OfficeId::fromBytes(QByteArray(16, 't')),
            QStringLiteral("t"),
            QStringLiteral("r"),
            {{anyStage(), *staff::OfficeId::fromBytes(QByteArray(16, 't')), QStringLiteral("t"), false}}};
    default: {
        StageDone done;
        done.stage = anyStage();
        if (*rc::gen::arbitrary<bool>())
            done.skip = QStringList{anyStage()};
        return done;
    }
    }
}

QList<CaseEvent> anyEvents(Script &script)
{
    const int count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count; ++i) {
        script.on = QDate(2026, 11, 1).addDays(*rc::gen::inRange(-5, 60));
        const auto replica = *rc::gen::element(script.community, script.street, script.county);
        const bool first = i == 0 && *rc::gen::inRange(0, 5) > 0;
        CaseEvent &event = script.add(replica, first ? Step(Accepted{}) : anyStep(i));
        if (*rc::gen::inRange(0, 12) == 0)
            event.verdict = changes::Verdict::Refused;
        if (*rc::gen::inRange(0, 8) == 0)
            event.shares = {{script.streetOffice, {}}};
    }
    return script.events;
}

/// What must hold of every state, whatever its events.
void check(const StagePlan &plan, const CaseState &state, const QList<CaseEvent> &events)
{
    RC_ASSERT(state.stages.size() == plan.stages.size());
    // no event is lost: each has had its effect, or is listed with the reason why not
    std::set<EventId> listed;
    for (const FlaggedEvent &flagged : state.flagged)
        listed.insert(flagged.event);
    listed.insert(state.newer.cbegin(), state.newer.cend());
    for (const CaseEvent &event : events) {
        const bool newer = std::holds_alternative<NewerStep>(event.step);
        const bool refused = event.verdict.value_or(changes::Verdict::Applied) != changes::Verdict::Applied;
        if (newer || refused)
            RC_ASSERT(listed.contains(event.id));
    }
    // the groups open one after another
    for (qsizetype i = 0; i < plan.stages.size(); ++i) {
        for (qsizetype k = i + 1; k < plan.stages.size(); ++k) {
            const bool earlierIsOpen = state.stages[i].status == StageStatus::Open;
            const bool laterIsOpen = state.stages[k].status == StageStatus::Open;
            if (earlierIsOpen && laterIsOpen && plan.stages[i].group != plan.stages[k].group)
                RC_FAIL("two groups open");
        }
    }
    if (state.isClosed()) {
        RC_ASSERT(state.open().isEmpty());
        RC_ASSERT(state.corrections.isEmpty());
        RC_ASSERT(state.decidedOn.isValid());
    }
    RC_ASSERT((state.status == CaseStatus::Returned) == !state.corrections.isEmpty());
    if (state.status == CaseStatus::Delivered)
        RC_ASSERT(!state.lacksTolerated());
    for (const StageState &stage : state.stages)
        RC_ASSERT((stage.status == StageStatus::Ahead)
                  == (stage.status == StageStatus::Ahead && !stage.clock.started.isValid()));
}

} // namespace

class TestCaseFoldProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyEventsFoldAndNoneIsLost()
    {
        QVERIFY(rc::check([] {
            Script script;
            const StagePlan plan = anyPlan();
            const QList<CaseEvent> events = anyEvents(script);
            check(plan, CaseFold::of(plan, events), events);
        }));
    }
    void foldingOneByOneIsFoldingAllAtOnceAndTwiceIsTheSame()
    {
        QVERIFY(rc::check([] {
            Script script;
            const StagePlan plan = anyPlan();
            const QList<CaseEvent> events = anyEvents(script);
            CaseFold fold(plan);
            for (qsizetype i = 0; i < events.size(); ++i) {
                const CaseFold copy = fold; // a state kept meanwhile does not change under it
                const CaseState kept = copy.state();
                fold.apply(events.at(i));
                RC_ASSERT(copy.state() == kept);
                RC_ASSERT(fold.state() == CaseFold::of(plan, events.first(i + 1)));
            }
        }));
    }
    void aFlaggedEventLeftOutMakesNoDifference()
    {
        QVERIFY(rc::check([] {
            Script script;
            const StagePlan plan = anyPlan();
            QList<CaseEvent> events = anyEvents(script);
            for (CaseEvent &event : events)
                event.shares.clear(); // those count in any case
            CaseState all = CaseFold::of(plan, events);
            std::set<EventId> without;
            for (const FlaggedEvent &flagged : std::as_const(all.flagged))
                without.insert(flagged.event);
            events.removeIf([&](const CaseEvent &event) { return without.contains(event.id); });
            const CaseState fewer = CaseFold::of(plan, events);
            RC_ASSERT(fewer.flagged.isEmpty());
            all.flagged.clear();
            RC_ASSERT(all == fewer);
        }));
    }
    void theStateSurvivesTheWayThroughTheLog()
    {
        QVERIFY(rc::check([] {
            Script script;
            const StagePlan plan = anyPlan();
            const QList<CaseEvent> events = anyEvents(script);
            QList<changes::LoggedChange> lines;
            for (const CaseEvent &event : events) {
                changes::LoggedChange line;
                line.replica = event.id.replica;
                line.seq = event.seq;
                line.verdict = event.verdict;
                line.change.lseq = event.id.lseq;
                line.change.event = event.kind();
                line.change.payload = event.payload();
                line.change.stamp.wall = event.at;
                lines.append(line);
            }
            RC_ASSERT(CaseFold::of(plan, CaseEvent::of(lines)) == CaseFold::of(plan, events));
        }));
    }
};

SHOULI_TEST(TestCaseFoldProperties)
#include "TestCaseFoldProperties.moc"
