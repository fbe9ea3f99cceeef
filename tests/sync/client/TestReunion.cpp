// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ReplicaState.h"
#include "sync/client/CourierState.h"
#include "sync/protocol/Return.h"
#include "sync/server/CountyLog.h"
#include "sync/server/devices/Devices.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <QFile>
#include <QRegularExpression>

using namespace shouli::core::changes;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::Transaction;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

EntityRef create(TestMember &member, const char *name)
{
    const EntityRef ref = member.office.newRef();
    member.office.act([&](Act &act) {
        TestOffice::expect(
            act.create(ref, member.office.scope,
                       {{TestOffice::name, Value(QString::fromUtf8(name))}, {TestOffice::note, Value()}}));
    });
    return ref;
}

void rename(TestMember &member, EntityRef ref, const char *name)
{
    member.office.act(
        [&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QString::fromUtf8(name)))); });
}

QString nameOf(TestMember &member, EntityRef ref)
{
    return member.office.column(ref, "name");
}

/// As the courier does when it is told *fork*: how many questions it took.
int part(TestCounty &county, TestMember &member)
{
    for (int questions = 1;; ++questions) {
        const auto question = member.exchange.chain(member.office.db, member.key).value();
        const auto answer = county.server->part(question);
        TestOffice::expect(answer);
        const auto parted = member.exchange.part(member.office.db, *answer);
        TestOffice::expect(parted);
        if (*parted) {
            member.office.replica = log::ReplicaState::load(member.office.db)->id;
            member.exchange.forget();
            return questions;
        }
    }
}

/// As the courier does when it is told *epoch changed*.
Result<void> agree(TestCounty &county, TestMember &member)
{
    SHOULI_TRY(const auto question, member.exchange.checkpoints(member.office.db, member.key));
    SHOULI_TRY(const auto answer, county.server->agree(question));
    SHOULI_CHECK(member.exchange.agree(member.office.db, answer));
    member.exchange.forget();
    return {};
}

qsizetype linesOf(TestCounty &county)
{
    return static_cast<qsizetype>(server::CountyLog::head(*county.reader())->seq);
}

QString word(client::CourierState state)
{
    static const QStringList words{QStringLiteral("stopped"),  QStringLiteral("resting"),   QStringLiteral("packing"),
                                   QStringLiteral("sent"),     QStringLiteral("taking"),    QStringLiteral("parting"),
                                   QStringLiteral("agreeing"), QStringLiteral("returning"), QStringLiteral("pausing")};
    return words.at(static_cast<int>(state));
}

/// A cell as PROTOCOL.md writes it.
QString cell(client::CourierState from, client::CourierMove move)
{
    using enum client::CourierDeed;
    switch (move.deed) {
    case Missing:
        return QStringLiteral("?");
    case Nothing:
        return QStringLiteral("stays");
    case CannotBe:
        return QStringLiteral("cannot be");
    case HurryUp:
        return QStringLiteral("0.15 s later");
    case Remember:
        return QStringLiteral("once more after");
    case SignAll:
        return QStringLiteral("%1, all in full and signed").arg(word(move.to));
    case Begin:
    case Pack:
    case Send:
    case Take:
    case AskPart:
    case AskAgree:
    case AskOrders:
    case AskHome:
    case Rest:
    case Pause:
    case GiveUp:
        break;
    }
    return from == move.to ? QStringLiteral("next step") : word(move.to);
}

} // namespace

/// Copied disks and restored servers, over the real bytes of the protocol: nobody is asked, nothing is lost.
class TestReunion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoCopiesOfOneDiskBothGoOn()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        const EntityRef before = create(a, "前");
        a.sync();
        const EntityRef unsent = create(a, "未发");
        b.office.copyFrom(a.office);
        b.key = shouli::core::crypto::SigningKey::fromSeed(a.key.seed()).value();
        b.enrolled = a.enrolled;
        const EntityRef atA = create(a, "甲");
        const EntityRef atB = create(b, "乙");
        rename(b, unsent, "乙改");
        a.sync();
        QCOMPARE(b.roundTrip().error().code, ErrorCode::ForkDetected);

        ReplicaId told;
        int ordinal = 0;
        b.exchange.atRenaming([&](Transaction &, ReplicaId name, int place) -> Result<void> {
            told = name;
            ordinal = place;
            return {};
        });
        QCOMPARE(part(county, b), 1);
        QVERIFY(b.office.replica != a.office.replica);
        QCOMPARE(told, b.office.replica);
        QCOMPARE(ordinal, 2); // of this office
        b.sync();
        a.sync();
        for (TestMember *member : {&a, &b}) {
            QCOMPARE(nameOf(*member, before), QStringLiteral("前"));
            QCOMPARE(nameOf(*member, unsent), QStringLiteral("乙改"));
            QCOMPARE(nameOf(*member, atA), QStringLiteral("甲"));
            QCOMPARE(nameOf(*member, atB), QStringLiteral("乙"));
        }
        // two offices, two devices; before, unsent, 甲, 乙 and the edit: each once
        QCOMPARE(linesOf(county), 4 + 5);
        create(a, "丙");
        create(b, "丁");
        a.sync();
        b.sync();
        QCOMPARE(linesOf(county), 4 + 7);
    }
    void aHistoryThatIsLongerThanAQuestionIsAskedForInParts()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        a.sync();
        for (int act = 0; act < 12; ++act) {
            a.office.act([&](Act &one) {
                for (int i = 0; i < 800; ++i)
                    TestOffice::expect(one.create(a.office.newRef(), a.office.scope,
                                                  {{TestOffice::name, Value(i)}, {TestOffice::note, Value()}}));
            });
        }
        b.office.copyFrom(a.office);
        b.key = shouli::core::crypto::SigningKey::fromSeed(a.key.seed()).value();
        create(a, "甲");
        create(b, "乙");
        a.sync();
        QCOMPARE(b.roundTrip().error().code, ErrorCode::ForkDetected);
        QCOMPARE(part(county, b), 2);
        b.sync();
        QCOMPARE(linesOf(county), 4 + 12 * 800 + 2);
    }
    void anOldDiskPutBackGoesOnUnderAnotherName()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember backup(county, 2);
        const EntityRef first = create(a, "一");
        a.sync();
        backup.office.copyFrom(a.office);
        const EntityRef lost = create(a, "二");
        a.sync();
        a.office.copyFrom(backup.office); // the disk broke
        a.exchange.forget();
        const EntityRef after = create(a, "三");
        QCOMPARE(a.roundTrip().error().code, ErrorCode::ForkDetected);
        part(county, a);
        a.sync();
        QCOMPARE(nameOf(a, first), QStringLiteral("一"));
        QCOMPARE(nameOf(a, lost), QStringLiteral("二"));
        QCOMPARE(nameOf(a, after), QStringLiteral("三"));
    }
    void aCountyPutBackIsHealedByItsOffices()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        const EntityRef kept = create(a, "留");
        a.sync();
        b.sync();
        county.copyAside();
        const EntityRef lost = create(a, "失");
        rename(a, kept, "改");
        a.sync();
        const EntityRef alsoLost = create(b, "乙失");
        b.sync();
        const EntityRef waiting = create(b, "未发");
        const auto head = linesOf(county);
        county.putBack();
        QVERIFY(linesOf(county) < head);

        for (TestMember *member : {&a, &b}) {
            member->exchange.forget();
            QCOMPARE(member->roundTrip().error().code, ErrorCode::EpochChanged);
            TestOffice::expect(agree(county, *member));
            member->sync();
        }
        a.sync();
        QCOMPARE(nameOf(a, kept), QStringLiteral("改"));
        QCOMPARE(nameOf(a, lost), QStringLiteral("失"));
        QCOMPARE(nameOf(b, alsoLost), QStringLiteral("乙失"));
        QCOMPARE(nameOf(b, waiting), QStringLiteral("未发"));
        QCOMPARE(linesOf(county), head + 1);
        for (TestMember *member : {&a, &b})
            QCOMPARE(member->office.pending().size(), 0);
    }
    void whatWasGivenUpAsDurableIsNotMadeUp()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        a.sync();
        county.copyAside();
        const EntityRef gone = create(a, "去");
        a.sync();
        // said to be safe elsewhere, left, and erased here; and then an older copy is put back all the same
        TestOffice::expect(a.office.db.execute(QStringLiteral("UPDATE change SET payload = x'', forgotten = 1")));
        county.putBack();
        a.exchange.forget();
        QCOMPARE(a.roundTrip().error().code, ErrorCode::EpochChanged);
        QCOMPARE(agree(county, a).error().code, ErrorCode::ChainBroken);
        QCOMPARE(nameOf(a, gone), QStringLiteral("去")); // nothing was touched
    }
    void aCountyPutBackToBeforeAnEnrolmentTakesThePcInAgain()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        a.sync();
        county.copyAside();
        TestMember late(county, 2); // with an office of its own, that is lost as well
        TestMember clone(county, 3);
        const EntityRef ref = create(late, "后来");
        late.sync();
        clone.office.copyFrom(late.office);
        clone.key = shouli::core::crypto::SigningKey::fromSeed(late.key.seed()).value();
        create(late, "甲");
        create(clone, "乙");
        late.sync();
        part(county, clone); // goes by two names
        clone.sync();
        county.putBack();
        TestMember other(county, 4); // gets the number that was the lost PC's
        QCOMPARE(other.enrolled.deviceNumber, late.enrolled.deviceNumber);

        clone.exchange.forget();
        late.exchange.forget();
        QCOMPARE(late.roundTrip().error().code, ErrorCode::DeviceRevoked);
        QCOMPARE(clone.roundTrip().error().code, ErrorCode::DeviceRevoked);
        const auto question = clone.exchange.homecoming(clone.office.db, clone.key).value();
        const auto answer = county.server->takeBack(question);
        TestOffice::expect(answer);
        TestOffice::expect(clone.exchange.comeHome(clone.office.db, *answer));
        QCOMPARE(county.server->takeBack(question).value(), *answer); // asked twice
        QVERIFY(log::ReplicaState::load(clone.office.db)->deviceNumber != other.enrolled.deviceNumber);
        for (TestMember *member : {&clone, &late}) { // its earlier name came back with it
            QCOMPARE(member->roundTrip().error().code, ErrorCode::EpochChanged);
            TestOffice::expect(agree(county, *member));
            member->sync();
        }
        clone.sync();
        for (TestMember *member : {&clone, &late}) {
            QCOMPARE(nameOf(*member, ref), QStringLiteral("后来"));
            QCOMPARE(member->office.pending().size(), 0);
            QCOMPARE(member->office.rows("thing"), 3);
        }
        other.sync();
        QCOMPARE(server::devices::Devices::all(*county.reader())->size(), 4); // a, other, and two names of one key
    }
    void aTicketIsTheCountysAndThePcsOwn()
    {
        TestCounty county(worldSchema());
        TestCounty neighbour(worldSchema(), {}, 98);
        TestMember a(county, 1);
        TestMember stranger(neighbour, 2);
        QVERIFY(!a.exchange.homecoming(a.office.db, a.key)); // none yet
        a.sync();
        stranger.sync();
        const QByteArray right = a.exchange.homecoming(a.office.db, a.key).value();
        QVERIFY(county.server->takeBack(right)); // known: nothing happens
        QCOMPARE(server::devices::Devices::all(*county.reader())->size(), 1);
        QCOMPARE(neighbour.server->takeBack(right).error().code, ErrorCode::SignatureWrong);
        QCOMPARE(county.server->takeBack(a.exchange.homecoming(a.office.db, stranger.key).value()).error().code,
                 ErrorCode::SignatureWrong);
        auto request = protocol::ReturnRequest::fromCbor(right).value();
        for (qsizetype i = 0; i < request.ticket.size(); i += 7) {
            auto forged = request;
            forged.ticket[i] = static_cast<char>(forged.ticket[i] ^ 1);
            QCOMPARE(county.server->takeBack(forged.toCbor()).error().code, ErrorCode::SignatureWrong);
        }
        for (qsizetype cut = 0; cut < right.size(); ++cut)
            QVERIFY(!county.server->takeBack(right.first(cut)));
        TestCounty::expect(county.administer(
            [&](server::County &c, server::engine::Transaction &tx) { return c.revoke(tx, a.enrolled.deviceNumber); }));
        QCOMPARE(county.server->takeBack(right).error().code, ErrorCode::DeviceRevoked);
    }
    void aRevokedCloneIsShutOutWithItsOriginal()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember b(county, 2);
        a.sync();
        b.office.copyFrom(a.office);
        b.key = shouli::core::crypto::SigningKey::fromSeed(a.key.seed()).value();
        create(a, "甲");
        create(b, "乙");
        a.sync();
        part(county, b);
        b.sync();
        TestCounty::expect(county.administer([&](server::County &c, server::engine::Transaction &tx) {
            return c.revoke(tx, a.enrolled.deviceNumber); // whoever has the key
        }));
        for (TestMember *member : {&a, &b}) {
            member->exchange.forget();
            QCOMPARE(member->roundTrip().error().code, ErrorCode::DeviceRevoked);
        }
    }
    void noiseGetsNoName()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        TestMember stranger(county, 2);
        a.sync();
        const QByteArray question = a.exchange.chain(a.office.db, a.key).value();
        QCOMPARE(county.server->part(a.exchange.checkpoints(a.office.db, a.key).value()).error().code,
                 ErrorCode::MessageMalformed);
        QCOMPARE(county.server->agree(question).error().code, ErrorCode::MessageMalformed);
        QCOMPARE(county.server->part("x").error().code, ErrorCode::MessageMalformed);
        const QByteArray forged = a.exchange.chain(a.office.db, stranger.key).value();
        QCOMPARE(county.server->part(forged).error().code, ErrorCode::SignatureWrong);
        QVERIFY(!a.exchange.part(a.office.db, "x"));
        QVERIFY(!a.exchange.agree(a.office.db, "x"));
        a.sync();
    }
    void theProtocolShowsTheCouriersTableAsItIs()
    {
        QFile file(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/sync/protocol/PROTOCOL.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (std::size_t s = 0; s < client::courierStates; ++s) {
            const auto state = static_cast<client::CourierState>(s);
            QStringList cells{word(state)};
            for (std::size_t e = 0; e < client::courierEvents; ++e)
                cells.append(cell(state, client::courierMove(state, static_cast<client::CourierEvent>(e))));
            const QString row = QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
            QVERIFY2(text.contains(row), qPrintable(row));
        }
    }
};

SHOULI_TEST(TestReunion)
#include "TestReunion.moc"
