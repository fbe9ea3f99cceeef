// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "tests/core/cases/Script.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using shouli::tests::Script;

Q_DECLARE_METATYPE(shouli::core::cases::Step)

class TestCaseEvent : public QObject {
    Q_OBJECT

    static QString zh(const char *text) { return QString::fromUtf8(text); }
    static changes::LoggedChange lineOf(const CaseEvent &event)
    {
        changes::LoggedChange line;
        line.replica = event.id.replica;
        line.seq = event.seq;
        line.change.lseq = event.id.lseq;
        line.change.operation = changes::Operation::Event;
        line.change.event = event.kind();
        line.change.payload = event.payload();
        line.change.stamp.wall = event.at;
        return line;
    }

private Q_SLOTS:
    void everyStepComesBackAsItWas_data()
    {
        QTest::addColumn<Step>("step");
        Script s;
        s.accept({{zh("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)},
                  {zh("ID"), MaterialStatus::FromRegister, {}}});
        auto accepted = std::get<Accepted>(s.events.first().step);
        accepted.eligibility = {{zh("户籍"), ShownVerdict::Met, zh("本县")}, {zh("财产"), ShownVerdict::ForOffice, {}}};
        accepted.judgements = {{zh("如实申报"), true}, {zh("财产超限"), false}};
        accepted.remark = zh("独居，腿脚不便");
        QTest::newRow("accepted") << Step(accepted);
        QTest::newRow("done") << Step(StageDone{zh("STREET_REVIEW"),
                                                StageDone::Outcome::Approved,
                                                zh("同意"),
                                                {{zh("monthly"), zh("61500")}, {zh("from"), zh("2026-12")}},
                                                {zh("RECHECK")},
                                                {{zh("COUNTY_APPROVE"), s.streetOffice, zh("街道"), true}}});
        QTest::newRow("returned") << Step(Returned{zh("B"), zh("A"), {zh("INCOME"), zh("签名")}, zh("看不清")});
        QTest::newRow("resubmitted") << Step(Resubmitted{zh("A"), {zh("INCOME")}, zh("已补")});
        QTest::newRow("rejected") << Step(Rejected{zh("B"), zh("R1"), zh("超标准"), zh("第五条")});
        QTest::newRow("withdrawn") << Step(Withdrawn{zh("自愿")});
        QTest::newRow("paused") << Step(Paused{zh("B"), zh("等回函")});
        QTest::newRow("resumed") << Step(Resumed{zh("B")});
        QTest::newRow("material received") << Step(MaterialReceived{zh("INCOME")});
        QTest::newRow("certificate collected") << Step(CertificateCollected{zh("低保证 1")});
        QTest::newRow("delivered") << Step(Delivered{Delivered::Way::Home, zh("李建军"), zh("20"), true});
        QTest::newRow("remark") << Step(Remark{zh("𠀀 rare")});
        QTest::newRow("taken back") << Step(TakenBack{4'000'000'000});
        QTest::newRow("tidied") << Step(Tidied{});
        QTest::newRow("transferred") << Step(Transferred{s.countyOffice,
                                                         zh("民政局"),
                                                         zh("不属本街道"),
                                                         {{zh("STREET_REVIEW"), s.countyOffice, zh("民政局"), false}}});
    }
    void everyStepComesBackAsItWas()
    {
        QFETCH(Step, step);
        Script s;
        CaseEvent &event = s.add(s.street, step);
        event.office = s.streetOffice;
        event.shares = {{s.countyOffice, {{{10}, base::idCast<changes::EntityId>(s.streetOffice)}}}};
        event.givenBack = {{s.streetOffice, {}}};
        QCOMPARE(CaseEvent::of(lineOf(event)), event);
        event.on = QDate(2026, 11, 20); // recorded later than it happened
        QCOMPARE(CaseEvent::of(lineOf(event)), event);
    }
    void fieldsOfANewerVersionArePassedOver()
    {
        changes::CborWriter out;
        out.map(6);
        out.number(1);
        out.text(zh("王秀兰"));
        out.number(7); // between what this version knows
        out.array(2);
        out.number(1);
        out.map(1);
        out.text(zh("x"));
        out.null();
        out.number(10);
        out.text(zh("STREET_REVIEW"));
        out.number(12);
        out.text(zh("同意"));
        out.number(90);
        out.blob("new");
        out.number(91);
        out.array(0);
        changes::LoggedChange line;
        line.change.event = {2};
        line.change.payload = out.bytes();
        const CaseEvent event = CaseEvent::of(line);
        QCOMPARE(event.staffName, zh("王秀兰"));
        QCOMPARE(std::get<StageDone>(event.step).opinion, zh("同意"));
    }
    void whatCannotBeReadIsAStepOfANewerVersion_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("payload");
        Script s;
        const QByteArray paused = s.add(s.street, Paused{zh("B"), zh("等回函")}).payload();
        QTest::newRow("a kind of later years") << 300 << paused;
        QTest::newRow("kind nought") << 0 << paused;
        QTest::newRow("nothing: erased by law") << 7 << QByteArray();
        QTest::newRow("cut short") << 7 << paused.chopped(3);
        QTest::newRow("more behind it") << 7 << paused + paused;
        QTest::newRow("text where a list should be") << 3 << QByteArray::fromHex("a10a6161") + "x";
        QTest::newRow("an enumerator of later years") << 11 << QByteArray::fromHex("a10a1863");
        QTest::newRow("a day that is none") << 7 << QByteArray::fromHex("a1046161");
        QTest::newRow("not a map") << 7 << QByteArray::fromHex("80");
    }
    void whatCannotBeReadIsAStepOfANewerVersion()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, payload);
        changes::LoggedChange line;
        line.change.lseq = 5;
        line.change.event = {static_cast<std::uint16_t>(kind)};
        line.change.payload = payload;
        const CaseEvent event = CaseEvent::of(line);
        QVERIFY(std::holds_alternative<NewerStep>(event.step));
        QCOMPARE(event.kind().value, kind);
        QCOMPARE(event.id.lseq, 5);
        QVERIFY(event.shares.isEmpty());
    }
    void aDeadClockGivesAnEarlyDayNotAnImpossibleOne()
    {
        changes::LoggedChange line;
        line.change.event = {12};
        line.change.payload = QByteArray::fromHex("a0");
        line.change.stamp.wall.ms = 0;
        QCOMPARE(CaseEvent::of(line).on, QDate(CaseEvent::firstYear, 1, 1));
        line.change.stamp.wall.ms = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(CaseEvent::of(line).on.year(), CaseEvent::lastYear);
    }
    void anEventIsSmall()
    {
        Script s;
        const CaseEvent event = s.done(s.street, "STREET_REVIEW");
        QVERIFY2(event.payload().size() < 64, qPrintable(QString::number(event.payload().size())));
    }
};

SHOULI_TEST(TestCaseEvent)
#include "TestCaseEvent.moc"
