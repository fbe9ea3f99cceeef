// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyLog.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <QRandomGenerator>

#include <memory>
#include <vector>

using namespace shouli::core::changes;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::crypto::SigningKey;
using shouli::core::storage::Transaction;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

FieldValues named(const QString &name)
{
    return {{TestOffice::name, Value(name)}, {TestOffice::note, Value(QString())}};
}

QString rowsOf(TestOffice &office)
{
    auto query = office.db
                     .prepare(QStringLiteral("SELECT hex(id) || '=' || name || '/' || note FROM thing ORDER BY id"))
                     .value();
    QString all;
    while (query.step().value())
        all += query.text(0) + u'\n';
    return all;
}

} // namespace

class TestExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everybodyLearnsOfOfficesAndDevices()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        a.sync();
        b.sync();
        QCOMPARE(a.office.rows("office"), 2);
        QCOMPARE(a.office.rows("device"), 2);
        QCOMPARE(b.office.rows("device"), 2);
        QCOMPARE(server::CountyLog::verify(county.reader()).value(), 4);
    }
    void aThingGoesOverAndComesBackChanged()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        const EntityRef ref = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.office.scope, named(QStringLiteral("薛𬭚"))));
            TestOffice::expect(act.event(ref, {1}, "accepted"));
        });
        a.sync();
        b.sync();
        QCOMPARE(b.office.column(ref, "name"), QStringLiteral("(gone)")); // not its business yet
        a.office.act([&](Act &act) { TestOffice::expect(act.enter(ref, b.office.scope)); });
        a.sync();
        b.sync();
        QCOMPARE(b.office.column(ref, "name"), QStringLiteral("薛𬭚"));
        QCOMPARE(ChangeTable::events(b.office.db, ref)->size(), 1);
        b.office.act([&](Act &act) {
            TestOffice::expect(act.event(ref, {2}, "approved"));
            TestOffice::expect(act.set(ref, TestOffice::note, Value(QStringLiteral("ok"))));
        });
        b.sync();
        a.sync();
        QCOMPARE(a.office.column(ref, "note"), QStringLiteral("ok"));
        QCOMPARE(ChangeTable::events(a.office.db, ref)->size(), 2);
    }
    void concurrentEditsEndEqualAndTheLaterOneIsAProposal()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        const EntityRef ref = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.office.scope, named(QStringLiteral("old"))));
            TestOffice::expect(act.enter(ref, b.office.scope));
        });
        a.sync();
        b.sync();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("from a")))); });
        b.office.act(
            [&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("from b")))); });
        a.sync();
        b.sync();
        a.sync();
        QCOMPARE(a.office.column(ref, "name"), QStringLiteral("from a"));
        QCOMPARE(b.office.column(ref, "name"), QStringLiteral("from a"));
        const auto history = ChangeTable::history(a.office.db, ref).value();
        QCOMPARE(history.last().verdict, Verdict::Parked);
        QCOMPARE(Value::fromCbor(history.last().change.payload)->text(), QStringLiteral("from b")); // nothing lost
        QCOMPARE(Value::fromCbor(history.last().change.baseValue)->text(), QStringLiteral("old"));
    }
    void aLostAnswerIsHarmless()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.create(ref, a.office.scope, named(QStringLiteral("x")))); });
        const auto request = a.exchange.request(a.office.db).value();
        const auto lost = a.send(request).value();
        QCOMPARE(lost.verdicts.size(), 1);
        a.office.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("y")))); });
        a.sync();
        QCOMPARE(a.office.pending().size(), 0);
        QCOMPARE(server::CountyLog::head(county.reader())->seq, 2 + 2);
    }
    void aClonedPcIsNoticedBeforeAnythingIsLost()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.create(ref, a.office.scope, named(QStringLiteral("a")))); });
        auto clonedRequest = a.exchange.request(a.office.db).value();
        a.sync();
        Change other = Change::fromCbor(clonedRequest.push.first()).value();
        other.entity = a.office.newRef();
        clonedRequest.push = {other.toCbor()};
        QCOMPARE(a.send(clonedRequest).error().code, ErrorCode::ForkDetected);
    }
    void aGapIsAnsweredWithWhereToBegin()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.create(ref, a.office.scope, named(QStringLiteral("a")))); });
        auto request = a.exchange.request(a.office.db).value();
        Change later = Change::fromCbor(request.push.first()).value();
        later.lseq = later.actFirst = 9;
        request.push = {later.toCbor()};
        request.pushFirst = 9;
        const auto response = a.send(request).value();
        QCOMPARE(response.acknowledged, 0);
        QVERIFY(response.verdicts.isEmpty());
    }
    void foreignKeysRevokedPcsAndNoiseGetNothing()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const auto request = a.exchange.request(a.office.db).value();
        const auto forged = protocol::Envelope::seal(a.enrolled.replica, request.toCbor(), SigningKey::generate());
        QCOMPARE(county.server->sync(forged.toCbor()).error().code, ErrorCode::SignatureWrong);
        QCOMPARE(county.server->sync("noise").error().code, ErrorCode::MessageMalformed);
        TestCounty::expect(county.administer(
            [&](server::County &c, Transaction &tx) { return c.revoke(tx, a.enrolled.deviceNumber); }));
        QCOMPARE(a.send(request).error().code, ErrorCode::DeviceRevoked);
    }
    void aCodeWorksOnceAndForOnePc()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        const auto code = county
                              .administer([&](server::County &c, Transaction &tx) {
                                  return c.issueCode(tx, a.enrolled.office);
                              })
                              .value();
        a.key = SigningKey::generate();
        const auto first = a.join(code);
        QCOMPARE(first->officeOrdinal, 2); // the office's second PC: another block of numbers
        QCOMPARE(first->officeName, QStringLiteral("社区"));
        QCOMPARE(first->officeRoles, QStringLiteral("community"));
        QCOMPARE(a.join(code).value().replica, first->replica); // the answer was lost: asked again
        QCOMPARE(b.join(code).error().code, ErrorCode::EnrolmentCodeUsed);
    }
    void codesExpireAndCannotBeTriedForEver()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const auto code = county
                              .administer([&](server::County &c, Transaction &tx) {
                                  return c.issueCode(tx, a.enrolled.office);
                              })
                              .value();
        county.clock.advanceMs(24 * 3600 * 1000 + 1);
        a.key = SigningKey::generate();
        QCOMPARE(a.join(code).error().code, ErrorCode::EnrolmentCodeExpired);
        const auto fresh = county
                               .administer([&](server::County &c, Transaction &tx) {
                                   return c.issueCode(tx, a.enrolled.office);
                               })
                               .value();
        county.pin = QByteArray(32, 'x'); // a server in between shows another key
        for (int i = 0; i < 5; ++i)
            QCOMPARE(a.join(fresh).error().code, ErrorCode::EnrolmentCodeWrong);
        county.pin = QByteArray(32, 'p');
        QCOMPARE(a.join(fresh).error().code, ErrorCode::EnrolmentCodeWrong); // used up
    }
    void aServerFromABackupIsNoticed()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        a.sync();
        auto request = a.exchange.request(a.office.db).value();
        request.cursor += 5;
        QCOMPARE(a.send(request).error().code, ErrorCode::EpochChanged);
        request = a.exchange.request(a.office.db).value();
        request.cursorHash[0] = static_cast<char>(request.cursorHash[0] ^ 1);
        QCOMPARE(a.send(request).error().code, ErrorCode::EpochChanged);
    }
    void smallAnswersComeToTheSameAsLargeOnes()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        for (int i = 0; i < 40; ++i) {
            const EntityRef ref = a.office.newRef();
            a.office.act([&](Act &act) {
                TestOffice::expect(act.create(ref, a.office.scope, named(QString::number(i))));
                TestOffice::expect(act.set(ref, TestOffice::note, Value(QStringLiteral("n%1").arg(i))));
                TestOffice::expect(act.enter(ref, b.office.scope));
            });
        }
        while (a.roundTrip(7).value().waiting > 0) { }
        int trips = 0;
        while (b.roundTrip(10, 1).value().more)
            ++trips;
        QVERIFY(trips > 30);
        QCOMPARE(rowsOf(b.office), rowsOf(a.office));
    }
    /// Random edits of three offices, synced in random order, come to the same rows everywhere.
    void randomWorkConverges()
    {
        const quint64 seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? qEnvironmentVariable("SHOULI_SEED").toULongLong()
            : QRandomGenerator::global()->generate();
        qInfo("seed %llu", seed);
        shouli::tests::TestRandom random(seed);
        TestCounty county(worldSchema());
        std::vector<std::unique_ptr<TestMember>> members;
        for (quint64 i = 0; i < 3; ++i)
            members.push_back(std::make_unique<TestMember>(county, i + 1));
        QList<EntityRef> refs;
        TestMember &first = *members[0];
        for (int i = 0; i < 5; ++i) {
            refs.append(first.office.newRef());
            first.office.act([&](Act &act) {
                TestOffice::expect(act.create(refs.last(), first.office.scope, named(QStringLiteral("v0"))));
                for (auto &other : members) {
                    if (other.get() != &first)
                        TestOffice::expect(act.enter(refs.last(), other->office.scope));
                }
            });
        }
        for (auto &member : members)
            member->sync();
        for (int step = 0; step < 200; ++step) {
            TestMember &member = *members[random.below(3)];
            if (random.below(4) == 0) {
                TestOffice::expect(
                    member.roundTrip(1 + static_cast<int>(random.below(4)), random.below(2) == 0 ? 1 : 100'000));
                continue;
            }
            const EntityRef ref = refs.at(random.below(5));
            member.office.act([&](Act &act) {
                TestOffice::expect(act.set(ref, random.below(2) == 0 ? TestOffice::name : TestOffice::note,
                                           Value(QStringLiteral("v%1").arg(random.below(4)))));
                if (random.below(3) == 0)
                    TestOffice::expect(act.event(ref, {1}, random.bytes(3)));
            });
        }
        for (int round = 0; round < 2; ++round) {
            for (auto &member : members)
                member->sync();
        }
        for (auto &member : members) {
            QCOMPARE(rowsOf(member->office), rowsOf(first.office));
            QCOMPARE(member->office.rows("shadow"), 0);
            QCOMPARE(ChangeTable::events(member->office.db, refs.first())->size(),
                     ChangeTable::events(first.office.db, refs.first())->size());
        }
        QVERIFY(server::CountyLog::verify(county.reader()));
    }
};

SHOULI_TEST(TestExchange)
#include "TestExchange.moc"
