// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/Judge.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core::changes;
using shouli::sync::merge::HeldField;
using shouli::sync::merge::judge;
using shouli::sync::merge::Situation;

class TestJudge : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random;
    ReplicaId m_me = ReplicaId::create(m_clock, m_random);
    ReplicaId m_other = ReplicaId::create(m_clock, m_random);
    Schema m_schema = Schema::parse(R"({"schema":1,"kinds":[{"kind":1,"name":"thing","table":"thing","fields":[
        {"field":1,"column":"name","policy":"park"},{"field":2,"column":"note","policy":"last"},
        {"field":3,"column":"born","policy":"park","group":"identity"},{"field":4,"column":"number","policy":"park","group":"identity"}]}]})")
                          .value();

    Change set(int field, const char *value)
    {
        Change c;
        c.operation = Operation::Set;
        c.entity.kind = Kind{1};
        c.field = Field{static_cast<std::uint16_t>(field)};
        c.payload = Value(QString::fromLatin1(value)).toCbor();
        return c;
    }
    Situation held(std::int64_t base, QList<HeldField> group)
    {
        Situation s;
        s.author = m_me;
        s.exists = s.holds = s.heldOnce = true;
        s.base = base;
        s.group = std::move(group);
        return s;
    }
    HeldField at(int field, std::int64_t seq, ReplicaId writer, const char *value)
    {
        return {Field{static_cast<std::uint16_t>(field)}, seq, writer, Value(QString::fromLatin1(value)).toCbor()};
    }

private Q_SLOTS:
    void whoSawTheNewestValueMayChangeIt()
    {
        QCOMPARE(judge(m_schema, set(1, "new"), held(5, {at(1, 5, m_other, "old")})), Verdict::Applied);
    }
    void whoDidNotSeeItMakesAProposal()
    {
        QCOMPARE(judge(m_schema, set(1, "new"), held(5, {at(1, 6, m_other, "theirs")})), Verdict::Parked);
    }
    void whereTheLastWinsItWins()
    {
        QCOMPARE(judge(m_schema, set(2, "new"), held(5, {at(2, 6, m_other, "theirs")})), Verdict::Applied);
    }
    void equalValuesNeverConflict()
    {
        QCOMPARE(judge(m_schema, set(1, "same"), held(5, {at(1, 6, m_other, "same")})), Verdict::Applied);
    }
    void ownEarlierEditsAreNoConflict()
    {
        QCOMPARE(judge(m_schema, set(1, "b"), held(5, {at(1, 6, m_me, "a")})), Verdict::Applied);
    }
    void coupledFieldsConflictTogether()
    {
        QCOMPARE(judge(m_schema, set(3, "1950"), held(5, {at(3, 5, m_me, "1949"), at(4, 6, m_other, "61")})),
                 Verdict::Parked);
    }
    void aProposalBuiltOnAProposalIsOne()
    {
        Situation s = held(0, {at(1, 4, m_other, "x")});
        s.baseWasApplied = false;
        QCOMPARE(judge(m_schema, set(1, "y"), s), Verdict::Parked);
    }
    void whoHandedItOnCanOnlySuggest()
    {
        Situation s = held(9, {at(1, 5, m_other, "x")});
        s.holds = false;
        QCOMPARE(judge(m_schema, set(1, "y"), s), Verdict::Suggestion);
        s.heldOnce = false;
        QCOMPARE(judge(m_schema, set(1, "y"), s), Verdict::Refused);
    }
    void nothingIsCreatedTwiceNorForOthers()
    {
        Change c;
        c.operation = Operation::Create;
        Situation s;
        s.scopeIsOwn = true;
        QCOMPARE(judge(m_schema, c, s), Verdict::Applied);
        s.exists = true;
        QCOMPARE(judge(m_schema, c, s), Verdict::Refused);
        s = Situation();
        QCOMPARE(judge(m_schema, c, s), Verdict::Refused);
    }
    void onlyHoldersAddEventsOrShare()
    {
        for (const Operation operation : {Operation::Event, Operation::Settle, Operation::Enter, Operation::Leave}) {
            Change c;
            c.operation = operation;
            Situation s;
            QCOMPARE(judge(m_schema, c, s), Verdict::Refused);
            s.heldOnce = true;
            QCOMPARE(judge(m_schema, c, s), Verdict::Suggestion);
            s.holds = true;
            QCOMPARE(judge(m_schema, c, s), Verdict::Applied);
        }
    }
    void kindsOfANewerVersionPass()
    {
        Change c = set(77, "x");
        c.entity.kind = Kind{500};
        QCOMPARE(judge(m_schema, c, held(1, {at(77, 9, m_other, "y")})), Verdict::Applied);
    }
};

SHOULI_TEST(TestJudge)
#include "TestJudge.moc"
