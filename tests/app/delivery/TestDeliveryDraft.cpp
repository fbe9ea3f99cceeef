// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/DeliveryDraft.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::cases;
using shouli::app::delivery::DeliveryDraft;
using shouli::app::delivery::promisedPapers;
using shouli::app::delivery::Waiting;
using shouli::app::delivery::WaitingLists;
using shouli::core::papers::ReceiptData;
using shouli::core::residents::family::FamilyView;
using Problem = DeliveryDraft::Problem;
using Turn = QueueItem::Turn;

class TestDeliveryDraft : public QObject {
    Q_OBJECT

    static CaseRecord record()
    {
        CaseRecord record;
        record.file.applicantName = QStringLiteral("贺玉梅");
        record.file.proxy = {QStringLiteral("李建军"), QStringLiteral("13900005127"), QStringLiteral("21")};
        return record;
    }
    static FamilyView family()
    {
        FamilyView family;
        FamilyView::Member daughter;
        daughter.resident.name = QStringLiteral("李梅");
        daughter.resident.id = *shouli::core::residents::ResidentId::fromBytes(QByteArray(16, 'd'));
        daughter.toApplicant = shouli::core::residents::codes::daughter;
        family.members = {daughter};
        return family;
    }
    static CaseId idOf(char c) { return *CaseId::fromBytes(QByteArray(16, c)); }
    static QueueItem item(char c, Turn turn, bool delivers = false, int certificates = 0)
    {
        QueueItem item;
        item.id = idOf(c);
        item.turn = turn;
        item.delivers = delivers;
        item.certificates = certificates;
        return item;
    }

private Q_SLOTS:
    void aQueueIsPartedByWhatIsToBeDone()
    {
        Queue queue;
        queue.items = {item('a', Turn::Stage, true),  item('b', Turn::Stage, true, 1), item('c', Turn::Telling),
                       item('d', Turn::Papers),       item('e', Turn::Stage),          item('f', Turn::Correction),
                       item('g', Turn::Notice, true), item('h', Turn::Stage, true),    item('b', Turn::Papers)};
        const auto lists = WaitingLists::of(queue, {idOf('h')});
        const auto ids = [&](Waiting waiting) {
            QByteArray letters;
            for (const QueueItem &one : lists.of(waiting))
                letters += one.id.toBytes().front();
            return letters;
        };
        QCOMPARE(ids(Waiting::Collect), QByteArray("a"));
        QCOMPARE(ids(Waiting::Deliver), QByteArray("bh"));
        QCOMPARE(ids(Waiting::Tell), QByteArray("c"));
        QCOMPARE(ids(Waiting::Papers), QByteArray("db"));
        QCOMPARE(lists.listOf(idOf('b')), std::optional(Waiting::Deliver)); // where more can be done
        QCOMPARE(lists.listOf(idOf('e')), std::optional<Waiting>());
        QCOMPARE(lists.dueCount(), 4); // papers that may still come in time are nobody's work here
    }
    void aPaperThatIsLateCounts()
    {
        Queue queue;
        queue.items = {item('a', Turn::Papers)};
        queue.items.first().deadline.light = shouli::core::calendar::Light::Red;
        QCOMPARE(WaitingLists::of(queue, {}).dueCount(), 1);
    }
    void theReceiversAreThoseWhomCaseAndRegisterKnow()
    {
        auto draft = DeliveryDraft::of(Waiting::Deliver, record(), nullptr, family());
        QCOMPARE(draft.receiver, QStringLiteral("贺玉梅"));
        QCOMPARE(draft.relation, QStringLiteral("self"));
        draft.nextReceiver();
        QCOMPARE(draft.receiver, QStringLiteral("李建军"));
        QCOMPARE(draft.relation, QStringLiteral("21"));
        draft.nextReceiver();
        QCOMPARE(draft.receiver, QStringLiteral("李梅"));
        QCOMPARE(draft.relation, QStringLiteral("30"));
        draft.nextReceiver();
        QCOMPARE(draft.receiver, QStringLiteral("贺玉梅"));
        draft.setReceiver(QStringLiteral("刘六"));
        QVERIFY(draft.relation.isEmpty()); // of a stranger nothing is claimed
        QCOMPARE(draft.problem({}), Problem::NoRelation);
        draft.setReceiver(QStringLiteral("李建军"));
        QCOMPARE(draft.relation, QStringLiteral("21"));
    }
    void aRelationIsACodeOrItsWord_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("relation");
        QTest::newRow("the applicant") << QStringLiteral("本人") << QStringLiteral("self");
        QTest::newRow("the applicant's code") << QStringLiteral("1") << QStringLiteral("self");
        QTest::newRow("a code") << QStringLiteral("22") << QStringLiteral("22");
        QTest::newRow("a word") << QStringLiteral("长子") << QStringLiteral("22");
        QTest::newRow("a code that is not listed") << QStringLiteral("98") << QString();
        QTest::newRow("another word") << QStringLiteral("朋友家的") << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void aRelationIsACodeOrItsWord()
    {
        QFETCH(QString, typed);
        QFETCH(QString, relation);
        DeliveryDraft draft;
        draft.relation = QStringLiteral("10");
        QCOMPARE(draft.setRelation(typed), !relation.isEmpty());
        QCOMPARE(draft.relation, relation.isEmpty() ? QStringLiteral("10") : relation); // kept where refused
    }
    void nothingIsClaimedThatNobodySaid()
    {
        auto draft = DeliveryDraft::of(Waiting::Deliver, record(), nullptr, {});
        QCOMPARE(draft.problem({}), Problem::SignatureNotSaid);
        draft.receiptSigned = false;
        QCOMPARE(draft.problem({}), Problem::None);
        QVERIFY(!draft.delivered().receiptSigned);
        draft.receiptSigned = true;
        QVERIFY(draft.delivered().receiptSigned);
        draft.way = DeliveryDraft::Way::Phone;
        QVERIFY(!draft.delivered().receiptSigned); // nobody signs on the telephone
        draft.handsPaperOver = true;
        QCOMPARE(draft.problem({}), Problem::PaperByPhone);
        draft.receiver.clear();
        QCOMPARE(draft.problem({}), Problem::NoReceiver);
        draft.document = QStringLiteral(" ");
        draft.waiting = Waiting::Collect;
        QCOMPARE(draft.problem({}), Problem::NoDocument);
    }
    void aPromisedPaperComesFirst()
    {
        CaseState state;
        state.materials = {{QStringLiteral("BANK"), MaterialStatus::Tolerated, {}},
                           {QStringLiteral("ID"), MaterialStatus::Brought, {}}};
        auto draft = DeliveryDraft::of(Waiting::Deliver, record(), nullptr, {});
        draft.receiptSigned = true;
        QCOMPARE(draft.problem(state), Problem::MaterialMissing);
        draft.waiting = Waiting::Tell; // a refusal does not wait for it
        QCOMPARE(draft.problem(state), Problem::None);
        QCOMPARE(promisedPapers(state).size(), 1);
    }
    void aCertificatesNameAndNumberAreTakenApartAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("number");
        QTest::newRow("both") << QStringLiteral("最低生活保障证") << QStringLiteral("6106990012");
        QTest::newRow("no number") << QStringLiteral("审核确认（批准）通知书") << QString();
        QTest::newRow("a space in the name") << QStringLiteral("Dibao certificate") << QStringLiteral("X-17");
        QTest::newRow("a space and no number") << QStringLiteral("Dibao certificate") << QString();
    }
    void aCertificatesNameAndNumberAreTakenApartAgain()
    {
        QFETCH(QString, name);
        QFETCH(QString, number);
        const ReceiptData::Document document{name, number};
        QCOMPARE(ReceiptData::parted(ReceiptData::joined(document)), document);
        QCOMPARE(ReceiptData::joined({name, QStringLiteral("12 34")}), name + QStringLiteral(" 1234"));
    }
};

SHOULI_TEST(TestDeliveryDraft)
#include "TestDeliveryDraft.moc"
