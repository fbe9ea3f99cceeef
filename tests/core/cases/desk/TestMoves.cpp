// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/MoveDesk.h"
#include "core/cases/PublicCase.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "core/residents/moves/DepartureStore.h"
#include "sync/server/Durability.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using base::ErrorCode;
using residents::Resident;
using residents::ResidentStore;
using residents::moves::Departure;
using residents::moves::DepartureStore;
using residents::moves::LeavingReason;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using storage::Transaction;

namespace {

/// The little county with a second community under the same street office.
struct TwoCommunities : MiniCounty {
    TwoCommunities()
        : other(county, 4,
                {QStringLiteral("栾家坪社区"),
                 {},
                 QStringLiteral("610681001007"),
                 {QStringLiteral("community")},
                 street.office.scope(),
                 {}})
    {
        everybody();
        MiniOffice::expect(community.run([&](Transaction &tx) -> base::Result<void> { // what only an open record shows
            SHOULI_TRY(auto act, community.log.begin(tx, community.usual().staff.author()));
            Resident wanted = applicant;
            wanted.documentNumber = number;
            wanted.hukouDivision = wanted.livingDivision = community.office.division;
            wanted.relation = residents::codes::head;
            wanted.sex = residents::Sex::Female;
            SHOULI_CHECK(ResidentStore::update(act, applicant, wanted));
            Resident child = son;
            child.hukouDivision = child.livingDivision = community.office.division;
            child.relation = residents::codes::son;
            child.sex = residents::Sex::Male;
            SHOULI_CHECK(ResidentStore::update(act, son, child));
            applicant = wanted;
            son = child;
            return act.finish();
        }));
        everybody();
    }
    void everybody()
    {
        for (int round = 0; round < 3; ++round) {
            for (MiniOffice *one : {&community, &other, &street, &bureau})
                one->sync();
        }
    }
    /// What was sent exists off the county's machine: offices need not keep their own lines of it any more.
    void nightlyCopy()
    {
        everybody();
        const auto state = changes::log::ReplicaState::load(bureau.db).value();
        MiniOffice::expect(
            county.administer([&](shouli::sync::server::County &, shouli::tests::TestCounty::Transaction &tx) {
                return shouli::sync::server::Durability::note(
                    tx, {county.clock.now(), state.progress.cursor, QStringLiteral("night"), true});
            }));
        everybody();
    }
    base::Result<void> move(MiniOffice &from, MiniOffice &to, const QList<residents::ResidentId> &people,
                            LeavingReason reason = LeavingReason::RegistrationMoved,
                            const QList<CaseId> &following = {})
    {
        return from.run([&](Transaction &tx) {
            MoveDesk desk(from.log, from.audit, from.clock, from.random, from.desk);
            return desk.moveOut(tx, from.usual(),
                                {people, to.office.id, reason, from.clock.today(), QStringLiteral("栾家坪5号院2单元"),
                                 following, QStringLiteral("当事人已迁往栾家坪社区")});
        });
    }
    base::Result<EventId> transfer(MiniOffice &from, MiniOffice &to, CaseId id, const char *reason = "不属本社区管辖")
    {
        return from.run([&](Transaction &tx) {
            return from.desk.transfer(tx, from.usual(), id, {to.office.id, QString::fromUtf8(reason)});
        });
    }
    QList<Departure> stubs(const MiniOffice &office, const QString &typed) const
    {
        return DepartureStore::matching(office.db, typed, office.clock.today()).value();
    }

    static inline const QString number = QStringLiteral("610699195903079428");
    MiniOffice other;
};

/// Columns of any table in which the text stands, as text or within bytes; but for what the search index, which is not
/// here, would have emptied before the commit.
QString found(const MiniOffice &office, const QString &text)
{
    QStringList tables;
    {
        auto query = office.db
                         .prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> "
                                                 "'resident_before'"))
                         .value();
        while (query.step().value())
            tables.append(query.text(0));
    }
    QStringList where;
    for (const QString &table : std::as_const(tables)) {
        auto columns = office.db.prepare(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table)).value();
        while (columns.step().value()) {
            const QString column = columns.text(0);
            auto query = office.db
                             .prepare(
                                 QStringLiteral("SELECT count(*) FROM \"%1\" WHERE instr(CAST(\"%2\" AS BLOB), ?) > 0")
                                     .arg(table, column))
                             .value();
            query.bind(text.toUtf8());
            if (query.step().value() && query.integer(0) > 0)
                where.append(table + u'.' + column);
        }
    }
    return where.join(u' ');
}

} // namespace

/// People and cases that go from one office to another, through a real county server, on real databases.
class TestMoves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHouseholdThatMovesIsWhollyThereAndHereOnlyAStub()
    {
        TwoCommunities c;
        QVERIFY(!found(c.community, c.number).isEmpty());
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.nightlyCopy();

        QCOMPARE(c.community.rows("resident"), 0);
        QCOMPARE(c.community.rows("household") + c.community.rows("group_membership"), 0);
        for (const QString &secret : {c.applicant.name, c.number, c.son.name, c.applicant.phone})
            QCOMPARE(found(c.community, secret), QString());
        QCOMPARE(c.community.rows("departure"), 2);

        const Resident there = ResidentStore::find(c.other.db, c.applicant.id).value();
        QCOMPARE(there.name, c.applicant.name);
        QCOMPARE(there.documentNumber, c.number);
        QCOMPARE(there.phone, c.applicant.phone);
        QCOMPARE(there.hukouDivision, c.other.office.division);
        QCOMPARE(there.livingAddress, QStringLiteral("栾家坪5号院2单元"));
        QCOMPARE(there.household, c.household.id);
        QCOMPARE(ResidentStore::inHousehold(c.other.db, c.household.id)->size(), 2);
        QCOMPARE(c.other.rows("group_membership"), 1);
        QCOMPARE(c.other.rows("departure"), 0);
        QVERIFY(audit::AuditLog::verify(c.community.db));
    }
    void theStubIsFoundByTheWholeNameOrNumberAndByNothingLess()
    {
        TwoCommunities c;
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.everybody();
        const auto byNumber = c.stubs(c.community, c.number);
        QCOMPARE(byNumber.size(), 1);
        QCOMPARE(byNumber.first().maskedName, QStringLiteral("贺*梅"));
        QCOMPARE(byNumber.first().toName, QStringLiteral("栾家坪社区"));
        QCOMPARE(byNumber.first().to, c.other.office.id);
        QCOMPARE(byNumber.first().leftOn, c.community.clock.today());
        QCOMPARE(c.stubs(c.community, c.applicant.name), byNumber);
        QVERIFY(c.stubs(c.community, QStringLiteral("贺玉")).isEmpty());
        QVERIFY(c.stubs(c.community, QStringLiteral("9428")).isEmpty());
        QVERIFY(c.stubs(c.community, QString()).isEmpty());
        const auto of = DepartureStore::of(c.community.db, c.applicant.ref()).value();
        QCOMPARE(of, std::optional(byNumber.first()));
    }
    void aStubIsGivenUpAfterTwoYearsWithTheNextDeparture()
    {
        TwoCommunities c;
        QVERIFY(c.move(c.community, c.other, {c.applicant.id}));
        c.everybody();
        c.community.clock.setDate(c.community.clock.today().addYears(DepartureStore::keepYears).addDays(1));
        QVERIFY(c.stubs(c.community, c.number).isEmpty()); // no longer shown
        QCOMPARE(c.community.rows("departure"), 1);
        QVERIFY(c.move(c.community, c.other, {c.son.id}));
        c.everybody();
        QCOMPARE(c.community.rows("departure"), 1); // the son's
        QCOMPARE(c.stubs(c.community, c.son.name).size(), 1);
    }
    void theNewOwnerMovesThemBack()
    {
        TwoCommunities c;
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.everybody();
        QVERIFY(c.move(c.other, c.community, {c.applicant.id, c.son.id}));
        c.everybody();
        QVERIFY(c.community.holds(c.applicant.id) && c.community.holds(c.son.id));
        QVERIFY(!c.other.holds(c.applicant.id) && !c.other.holds(c.son.id));
        QCOMPARE(ResidentStore::find(c.community.db, c.applicant.id)->documentNumber, c.number);
        QVERIFY(c.stubs(c.community, c.number).isEmpty()); // they are here: no stub is shown
        QCOMPARE(c.stubs(c.other, c.number).size(), 1);
        c.nightlyCopy();
        QCOMPARE(found(c.other, c.number), QString());
        // and once more: every hold that was taken was given back
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.everybody();
        QCOMPARE(c.community.rows("resident"), 0);
        QVERIFY(c.other.holds(c.applicant.id));
    }
    void onePersonGetsABookOfTheirOwn()
    {
        TwoCommunities c;
        QVERIFY(c.move(c.community, c.other, {c.son.id}));
        c.everybody();
        QVERIFY(c.community.holds(c.applicant.id) && !c.community.holds(c.son.id));
        QCOMPARE(ResidentStore::inHousehold(c.community.db, c.household.id)->size(), 1);
        const Resident there = ResidentStore::find(c.other.db, c.son.id).value();
        QVERIFY(!there.household.isNull() && there.household != c.household.id);
        QCOMPARE(there.relation, residents::codes::head);
        const auto book = residents::HouseholdStore::find(c.other.db, there.household).value();
        QCOMPARE(book.address, QStringLiteral("栾家坪5号院2单元"));
        QCOMPARE(c.community.rows("household"), 1);
        QCOMPARE(c.other.rows("resident"), 1);
    }
    void whereOnlyTheHomeMovesBothOfficesServeThatPerson()
    {
        TwoCommunities c;
        QVERIFY(c.move(c.community, c.other, {c.applicant.id}, LeavingReason::HomeMoved));
        c.everybody();
        for (MiniOffice *office : {&c.community, &c.other}) {
            const Resident person = ResidentStore::find(office->db, c.applicant.id).value();
            QCOMPARE(person.hukouDivision, c.community.office.division);
            QCOMPARE(person.livingDivision, c.other.office.division);
            QCOMPARE(person.household, c.household.id);
            QCOMPARE(office->rows("departure"), 0);
        }
        QVERIFY(!c.other.holds(c.son.id));
        // then the registration follows: nothing is held twice
        QVERIFY(c.move(c.community, c.other, {c.applicant.id}));
        c.everybody();
        QVERIFY(!c.community.holds(c.applicant.id));
        QCOMPARE(ResidentStore::find(c.other.db, c.applicant.id)->hukouDivision, c.other.office.division);
        QVERIFY(c.move(c.other, c.community, {c.applicant.id}));
        c.everybody();
        QVERIFY(!c.other.holds(c.applicant.id));
        c.nightlyCopy();
        QCOMPARE(found(c.other, c.number), QString());
    }
    void anOpenCaseThatStaysKeepsWhatItIsAboutUntilItIsClosed()
    {
        TwoCommunities c;
        const CaseId id = c.accept();
        c.everybody();
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.everybody();
        QVERIFY(c.community.holds(c.applicant.id)); // lent for the case
        QVERIFY(c.other.holds(c.applicant.id));
        QVERIFY(c.street.holds(c.applicant.id));
        QCOMPARE(CaseStore::find(c.other.db, id).error().code, ErrorCode::CaseUnknown);
        // it is lent: only the new community moves them on
        QCOMPARE(c.move(c.community, c.other, {c.applicant.id}).error().code, ErrorCode::StepNotYours);

        c.advanceTo(id, "COMM_DELIVER");
        QVERIFY(c.deliver(id));
        c.everybody();
        for (MiniOffice *office : {&c.community, &c.street, &c.bureau}) {
            QCOMPARE(office->rows("resident"), 0);
            QVERIFY(office->state(id).shares.isEmpty());
        }
        QVERIFY(c.other.holds(c.applicant.id) && c.other.holds(c.son.id));
        QCOMPARE(c.stubs(c.community, c.number).size(), 1);
        c.nightlyCopy();
        QCOMPARE(found(c.community, c.number), QString());
    }
    void aCaseThatGoesAlongIsTheNewOfficesToDeliver()
    {
        TwoCommunities c;
        const auto file = c.tryAccept(c.acceptance()).value();
        const CaseId id = file.id;
        c.everybody();
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}, LeavingReason::RegistrationMoved, {id}));
        c.nightlyCopy();
        QCOMPARE(CaseStore::find(c.community.db, id).error().code, ErrorCode::CaseUnknown);
        QCOMPARE(c.community.rows("resident") + c.community.rows("case_file") + c.community.rows("public_case"), 0);
        for (const QString &secret : {c.applicant.name, c.number, c.applicant.phone})
            QCOMPARE(found(c.community, secret), QString());
        QCOMPARE(CaseStore::find(c.other.db, id)->home, c.other.office.id);

        // on it goes, and home
        const auto step = [&](MiniOffice &office, const char *stage) {
            MiniOffice::expect(c.done(office, id, stage));
            c.everybody();
        };
        for (int steps = 0; c.other.state(id).status != CaseStatus::Approved && steps < 30; ++steps) {
            const auto open = c.other.state(id).open();
            QVERIFY(!open.isEmpty());
            MiniOffice &next = open.first().office == c.other.office.id ? c.other : c.officeOf(open.first().office);
            step(next, qPrintable(open.first().id));
        }
        QVERIFY(c.other.run([&](Transaction &tx) {
            return c.other.desk.deliver(tx, c.other.usual(), id,
                                        {Delivered::Way::Home, QStringLiteral("贺玉梅"), QStringLiteral("self"), true});
        }));
        c.everybody();
        QCOMPARE(c.street.state(id).status, CaseStatus::Delivered);
        QVERIFY(c.street.state(id).flagged.isEmpty() && c.street.state(id).shares.isEmpty());
        QCOMPARE(c.street.rows("resident") + c.bureau.rows("resident"), 0);
        QVERIFY(c.other.holds(c.applicant.id));
        // every hold was given back: they can move on
        QVERIFY(c.move(c.other, c.community, {c.applicant.id, c.son.id}));
        c.everybody();
        QCOMPARE(c.other.rows("resident"), 0);
    }
    void aCaseIsTransferredWithItsReasonAndLeavesAStub()
    {
        TwoCommunities c;
        const auto file = c.tryAccept(c.acceptance()).value();
        c.everybody();
        QVERIFY(c.transfer(c.community, c.other, file.id));
        c.everybody();
        const CaseState state = c.other.state(file.id);
        QVERIFY(state.flagged.isEmpty());
        QCOMPARE(state.opinions.last().text, QStringLiteral("不属本社区管辖"));
        QCOMPARE(state.opinions.last().officeName, c.community.office.name);
        QVERIFY(std::holds_alternative<Transferred>(c.other.open(file.id).events.last().step));
        QCOMPARE(state, c.street.state(file.id));
        QVERIFY(c.other.holds(c.applicant.id)); // lent for it
        QVERIFY(c.community.holds(c.applicant.id));
        QCOMPARE(c.community.rows("case_file") + c.community.rows("case_stage"), 0);
        for (const QString &typed : {file.number, QString::fromLatin1(file.token.toHex())}) {
            const auto stubs = c.stubs(c.community, typed);
            QCOMPARE(stubs.size(), 1);
            QCOMPARE(stubs.first().toName, c.other.office.name);
            QCOMPARE(stubs.first().reason, LeavingReason::CaseTransferred);
            QCOMPARE(stubs.first().caseNumber, file.number);
            QCOMPARE(stubs.first().service, QStringLiteral("MZ-01"));
        }
        // what is sent back for correction reaches the new office
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.returnForCorrection(
                tx, c.street.usual(), file.id,
                {QStringLiteral("STREET_ACCEPT"), {}, {QStringLiteral("INCOME")}, QStringLiteral("看不清")});
        }));
        c.everybody();
        QCOMPARE(c.other.queue().mine, 1);
        QCOMPARE(c.other.queue().items.first().turn, QueueItem::Turn::Correction);
        QCOMPARE(c.community.queue().items.size(), 0);
        // and back again
        QVERIFY(c.transfer(c.other, c.community, file.id, "已查明属齐家湾社区"));
        c.everybody();
        QCOMPARE(c.community.queue().mine, 1);
        QVERIFY(c.stubs(c.community, file.number).isEmpty());
        QVERIFY(!c.other.holds(c.applicant.id));
        QCOMPARE(CaseStore::find(c.community.db, file.id)->home, c.community.office.id);
    }
    void whatCannotBeTransferredSaysWhy()
    {
        TwoCommunities c;
        const CaseId id = c.accept();
        c.everybody();
        QCOMPARE(c.transfer(c.community, c.other, id, " ").error().code, ErrorCode::ReasonMissing);
        QCOMPARE(c.transfer(c.community, c.community, id).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(c.transfer(c.community, c.street, id).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(c.transfer(c.street, c.bureau, id).error().code, ErrorCode::InvalidArgument);
        const auto event = c.transfer(c.community, c.other, id);
        QVERIFY(event);
        const auto back = c.community.run(
            [&](Transaction &tx) { return c.community.desk.takeBack(tx, c.community.usual(), id, *event); });
        QCOMPARE(back.error().code, ErrorCode::StepNotPossible);
        c.everybody();
        QCOMPARE(c.transfer(c.community, c.other, id).error().code, ErrorCode::CaseUnknown);
    }
    void twoPcsThatTransferOneCaseGiveItToTheFirst()
    {
        TwoCommunities c;
        MiniOffice second(c.county, 11, {}, c.community.office.scope(), 2);
        second.office = c.community.office;
        const CaseId id = c.accept();
        c.everybody();
        second.sync();
        MiniOffice third(c.county, 5,
                         {QStringLiteral("冯家屯社区"),
                          {},
                          QStringLiteral("610681001009"),
                          {QStringLiteral("community")},
                          c.street.office.scope(),
                          {}});
        c.everybody();
        second.sync();
        QVERIFY(c.transfer(c.community, c.other, id));
        QVERIFY(c.transfer(second, third, id)); // without a line
        c.everybody();
        second.sync();
        third.sync();
        c.everybody();
        QCOMPARE(CaseStore::find(c.other.db, id)->home, c.other.office.id);
        QCOMPARE(CaseStore::find(third.db, id).error().code, ErrorCode::CaseUnknown);
        QCOMPARE(CaseStore::find(second.db, id).error().code, ErrorCode::CaseUnknown);
        QCOMPARE(c.other.state(id).flagged.size(), 1); // kept, for a person to see
        for (const StageState &stage : c.other.state(id).stages)
            QVERIFY(stage.office != third.office.id);
    }
    void anEditThatComesLateIsASuggestionToTheNewOffice()
    {
        TwoCommunities c;
        MiniOffice second(c.county, 11, {}, c.community.office.scope(), 2);
        second.office = c.community.office;
        second.sync();
        QVERIFY(second.holds(c.applicant.id));
        QVERIFY(second.run([&](Transaction &tx) -> base::Result<void> { // without a line
            SHOULI_TRY(auto act, second.log.begin(tx, second.usual().staff.author()));
            SHOULI_CHECK(act.set(c.applicant.ref(), residents::fieldOf(residents::ResidentField::Phone),
                                 changes::Value(QStringLiteral("13911112222"))));
            return act.finish();
        }));
        QVERIFY(c.move(c.community, c.other, {c.applicant.id, c.son.id}));
        c.everybody();
        second.sync();
        c.everybody();
        second.sync();
        QVERIFY(!second.holds(c.applicant.id));
        c.nightlyCopy();
        second.sync();
        QCOMPARE(found(second, QStringLiteral("13911112222")), QString());
        QCOMPARE(ResidentStore::find(c.other.db, c.applicant.id)->phone, c.applicant.phone);
        QCOMPARE(changes::log::DisputeTable::openCount(c.other.db, c.applicant.ref().id).value(), 1);
    }
    void whatIsNoMoveIsRefusedAndNothingIsWritten()
    {
        TwoCommunities c;
        const auto code = [&](MiniOffice &to, const QList<residents::ResidentId> &people) {
            const auto outcome = c.move(c.community, to, people);
            return outcome ? ErrorCode::Cancelled : outcome.error().code;
        };
        QCOMPARE(code(c.other, {}), ErrorCode::InvalidArgument);
        QCOMPARE(code(c.community, {c.son.id}), ErrorCode::InvalidArgument);
        QCOMPARE(code(c.street, {c.son.id}), ErrorCode::InvalidArgument);
        QCOMPARE(code(c.other, {residents::ResidentId::create(c.community.clock, c.community.random)}),
                 ErrorCode::ResidentUnknown);
        const auto as = [&](staff::Role role, QDate on) {
            return c.community
                .run([&](Transaction &tx) {
                    MoveDesk desk(c.community.log, c.community.audit, c.community.clock, c.community.random,
                                  c.community.desk);
                    return desk.moveOut(tx, c.community.as(role),
                                        {{c.son.id}, c.other.office.id, LeavingReason::HomeMoved, on, {}, {}, {}});
                })
                .error()
                .code;
        };
        QCOMPARE(as(staff::Role::Auditor, c.community.clock.today()), ErrorCode::PermissionDenied);
        QCOMPARE(as(staff::Role::Counter, c.community.clock.today().addDays(1)), ErrorCode::InvalidArgument);
        QCOMPARE(c.community.rows("departure"), 0);
        QCOMPARE(c.community.rows("household"), 1);
    }
};

SHOULI_TEST(TestMoves)
#include "TestMoves.moc"
