// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "sync/client/StickTrip.h"
#include "sync/server/CountyLog.h"
#include "sync/server/gateway/StickPost.h"
#include "sync/stick/StickFile.h"
#include "tests/support/SnapshotCounty.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace shouli::core::changes;
using namespace shouli::sync;
using client::StickTrip;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::crypto::SigningKey;
using shouli::core::storage::WriterThread;
using shouli::tests::SnapshotCounty;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using Found = StickTrip::Found;
using Line = server::gateway::StickPost::Line;

namespace {

EntityRef create(TestMember &member, const QString &name)
{
    return SnapshotCounty::create(member, name);
}

void createMany(TestMember &member, ScopeId scope, int acts, int each, const QString &name)
{
    SnapshotCounty::createMany(member, scope, acts, each, name);
}

void rename(TestMember &member, EntityRef ref, const char *name)
{
    SnapshotCounty::rename(member, ref, QString::fromUtf8(name));
}

QString nameOf(TestMember &member, EntityRef ref)
{
    return member.office.column(ref, "name");
}

/// A county that some PCs reach by stick only.
class World : public SnapshotCounty {
public:
    explicit World(quint64 seed = 99)
        : SnapshotCounty(seed)
    {
        county.pin = certificate.pin();
        TestCounty::expect(
            county.administer([](server::County &, TestCounty::Transaction &) { return Result<void>(); }));
    }
    /// At the office: what the program does with the stick.
    Result<StickTrip::Outcome> visit(TestMember &member, const QTemporaryDir &stick)
    {
        const auto installation = client::Installation::load(member.office.db).value();
        const auto key = std::make_shared<const SigningKey>(SigningKey::fromSeed(member.key.seed()).value());
        auto outcome = member.office.onWriterThread([&](WriterThread &writer) {
            StickTrip trip(member.office.log, writer, member.office.clock, member.office.random, installation, key);
            return trip.run(stick.path());
        });
        if (outcome && outcome->renamed)
            member.office.replica = log::ReplicaState::load(member.office.db)->id;
        return outcome;
    }
    /// At the county.
    QList<Line> post(const QTemporaryDir &stick)
    {
        return server::gateway::StickPost(*county.server, certificate, county.clock).run(stick.path()).value();
    }
    /// There and back.
    StickTrip::Outcome trip(TestMember &member, const QTemporaryDir &stick)
    {
        TestOffice::expect(visit(member, stick));
        post(stick);
        const auto outcome = visit(member, stick);
        TestOffice::expect(outcome);
        return *outcome;
    }
    std::int64_t lines() { return server::CountyLog::head(*county.reader())->seq; }
};

QString answerOf(const TestMember &member, const QTemporaryDir &stick)
{
    return stick::StickFolder(stick.path()).answer(member.office.replica);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// What an office has: what must not move by a stick that is of no use.
QStringList dumpOf(TestOffice &office)
{
    QStringList lines;
    for (const char *sql : {"SELECT hex(id), name, note FROM thing ORDER BY id",
                            "SELECT hex(replica), lseq, ifnull(seq, '-') FROM change ORDER BY row",
                            "SELECT hex(entity), hex(scope), count || ':' || version FROM membership ORDER BY 1, 2",
                            "SELECT hex(scope), cursor, '' FROM replica_scope ORDER BY 1"}) {
        auto query = office.db.prepare(QString::fromLatin1(sql)).value();
        while (query.step().value())
            lines.append(query.text(0) + u' ' + query.text(1) + u' ' + query.text(2));
    }
    return lines;
}

} // namespace

class TestStickTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneWayThereAndBackBringsEverythingBothWays()
    {
        World world;
        TestMember a(world.county, 1); // has no line
        TestMember c(world.county, 2);
        const EntityRef mine = create(a, QStringLiteral("贺玉梅"));
        createMany(a, a.office.scope, 5, 500, QStringLiteral("薛𬭚")); // more than one push
        const QTemporaryDir stick;
        const auto out = world.visit(a, stick);
        TestOffice::expect(out);
        QCOMPARE(out->found, Found::Nothing);
        QCOMPARE(out->written, 2501);
        const QList<Line> lines = world.post(stick);
        QCOMPARE(lines.size(), 1);
        QVERIFY(!lines.first().trouble);
        QCOMPARE(lines.first().changes, 2501);
        QCOMPARE(lines.first().number, a.enrolled.deviceNumber);
        QVERIFY(lines.first().snapshots >= 1); // the office's own scope has something now, and the common one
        const auto back = world.visit(a, stick);
        TestOffice::expect(back);
        QCOMPARE(back->found, Found::Taken);
        QVERIFY(!back->trouble);
        QVERIFY(!back->onceMore);
        QCOMPARE(back->written, 0);
        QCOMPARE(a.office.pending().size(), 0);
        QCOMPARE(nameOf(a, mine), QStringLiteral("贺玉梅"));

        // what another office does comes with the next one
        a.office.act([&](Act &act) { TestOffice::expect(act.enter(mine, c.office.scope)); });
        world.trip(a, stick);
        c.sync();
        rename(c, mine, "贺玉兰");
        c.sync();
        world.trip(a, stick);
        QCOMPARE(nameOf(a, mine), QStringLiteral("贺玉兰"));
        QCOMPARE(log::DisputeTable::openCount(a.office.db).value(), 0);
    }
    void moreThanOneAnswerHoldsIsOnTheSameStick()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 2);
        const QTemporaryDir stick;
        world.trip(fresh, stick); // has the common scope, and of its own all there is
        world.grant(a, fresh.enrolled.office);
        a.sync();
        QRandomGenerator dice(7);
        QString much; // that does not pack well
        for (int i = 0; i < 2000; ++i)
            much.append(QChar(0x4e00 + dice.bounded(20'000)));
        for (int i = 0; i < 6; ++i) {
            for (int j = 0; j < 50; ++j)
                createMany(a, fresh.office.scope, 1, 1, much + QString::number(j));
            a.sync();
        }
        create(fresh, QStringLiteral("其一"));
        world.trip(fresh, stick); // 1.8 MB in many answers, and nothing of them is a snapshot
        QCOMPARE(fresh.office.rows("thing"), 301);
    }
    void aNewPcGetsItsRegisterOnTheFirstTrip()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 2);
        createMany(a, a.office.scope, 5, 500, QStringLiteral("贺玉梅"));
        a.sync();
        world.grant(fresh, a.enrolled.office);
        const QTemporaryDir stick;
        const auto outcome = world.trip(fresh, stick);
        QCOMPARE(outcome.found, Found::Taken);
        QVERIFY(outcome.rows >= 2'500);
        QCOMPARE(fresh.office.rows("thing"), 2'500);
        QVERIFY(!outcome.trouble);
        // and goes on as one that has a line
        create(a, QStringLiteral("后来"));
        a.sync();
        world.trip(fresh, stick);
        QCOMPARE(fresh.office.rows("thing"), 2'501);
        fresh.sync();
        QCOMPARE(fresh.office.rows("thing"), 2'501);
    }
    void theSameStickTwiceChangesNothing()
    {
        World world;
        TestMember a(world.county, 1);
        create(a, QStringLiteral("贺玉梅"));
        const QTemporaryDir stick;
        TestOffice::expect(world.visit(a, stick));
        QCOMPARE(world.post(stick).first().changes, 1);
        const std::int64_t lines = world.lines();
        QCOMPARE(world.post(stick).first().changes, 0); // the county again
        QCOMPARE(world.lines(), lines);
        const QByteArray answer = bytesOf(answerOf(a, stick));
        QCOMPARE(world.visit(a, stick)->found, Found::Taken);
        QVERIFY(!QFile::exists(answerOf(a, stick)));
        const QStringList before = dumpOf(a.office);
        put(answerOf(a, stick), answer);
        const auto again = world.visit(a, stick);
        QCOMPARE(again->found, Found::Old);
        QCOMPARE(again->arrived, 0);
        QCOMPARE(dumpOf(a.office), before);
    }
    void anOldStickAfterANewerOneChangesNothing()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember c(world.county, 2);
        const EntityRef ref = create(a, QStringLiteral("旧"));
        const QTemporaryDir first;
        const QTemporaryDir second;
        world.trip(a, second);
        a.office.act([&](Act &act) { TestOffice::expect(act.enter(ref, c.office.scope)); });
        TestOffice::expect(world.visit(a, first));
        world.post(first);
        c.sync();
        c.office.act([&](Act &act) { TestOffice::expect(act.leave(ref, a.office.scope)); });
        c.sync(); // the thing has left
        world.trip(a, second);
        QCOMPARE(nameOf(a, ref), QStringLiteral("(gone)"));
        const QStringList before = dumpOf(a.office);
        QCOMPARE(world.visit(a, first)->found, Found::Old); // says that it is there
        QCOMPARE(dumpOf(a.office), before);
        QCOMPARE(world.trip(a, first).trouble, std::nullopt);
        QCOMPARE(nameOf(a, ref), QStringLiteral("(gone)"));
    }
    void aStickThatNeverComesBackLosesNothing()
    {
        World world;
        TestMember a(world.county, 1);
        create(a, QStringLiteral("一"));
        {
            const QTemporaryDir lost;
            TestOffice::expect(world.visit(a, lost));
        }
        create(a, QStringLiteral("二"));
        {
            const QTemporaryDir lostOnTheWayBack;
            TestOffice::expect(world.visit(a, lostOnTheWayBack));
            world.post(lostOnTheWayBack);
        }
        create(a, QStringLiteral("三"));
        const QTemporaryDir stick;
        TestOffice::expect(world.visit(a, stick));
        QCOMPARE(world.post(stick).first().changes, 1); // the others are there
        QCOMPARE(world.visit(a, stick)->found, Found::Taken);
        QCOMPARE(a.office.pending().size(), 0);
        QCOMPARE(a.office.rows("thing"), 3);
    }
    void lineAndStickInAnyOrder()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember c(world.county, 2);
        const QTemporaryDir stick;
        const EntityRef ref = create(a, QStringLiteral("一"));
        TestOffice::expect(world.visit(a, stick));
        a.sync(); // the line came back before the stick left
        world.post(stick);
        create(a, QStringLiteral("二"));
        const QStringList before = dumpOf(a.office);
        const auto late = world.visit(a, stick);
        QCOMPARE(late->found, Found::Old);
        QCOMPARE(late->written, 1);
        QCOMPARE(dumpOf(a.office), before);
        world.post(stick);
        a.office.act([&](Act &act) { TestOffice::expect(act.enter(ref, c.office.scope)); });
        a.sync(); // and once more while it was away
        QCOMPARE(world.visit(a, stick)->found, Found::Old);
        c.sync();
        rename(c, ref, "丙");
        c.sync();
        rename(a, ref, "甲"); // has not seen it: waits for a person
        world.trip(a, stick);
        c.sync();
        a.sync();
        QCOMPARE(nameOf(a, ref), nameOf(c, ref));
        QCOMPARE(log::DisputeTable::openCount(a.office.db).value(), log::DisputeTable::openCount(c.office.db).value());
        QCOMPARE(a.office.pending().size(), 0);
    }
    void whatIsNotForThisPcIsRefusedAndChangesNothing_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("found");
        QTest::addRow("cut short") << 0 << int(Found::Damaged);
        QTest::addRow("empty") << 1 << int(Found::Damaged);
        QTest::addRow("one byte is another") << 2 << int(Found::Damaged);
        QTest::addRow("another PC's answer under this one's name") << 3 << int(Found::Damaged);
        QTest::addRow("another county's") << 4 << int(Found::Foreign);
        QTest::addRow("a newer version's") << 5 << int(Found::Newer);
        QTest::addRow("some other file") << 6 << int(Found::Damaged);
        QTest::addRow("a folder of that name") << 7 << int(Found::Damaged);
    }
    void whatIsNotForThisPcIsRefusedAndChangesNothing()
    {
        QFETCH(const int, what);
        QFETCH(const int, found);
        World world;
        TestMember a(world.county, 1);
        TestMember c(world.county, 2);
        create(a, QStringLiteral("贺玉梅"));
        const QTemporaryDir stick;
        TestOffice::expect(world.visit(a, stick));
        TestOffice::expect(world.visit(c, stick));
        QCOMPARE(world.post(stick).size(), 2);
        const QString path = answerOf(a, stick);
        QByteArray bytes = bytesOf(path);
        if (what == 0)
            bytes.chop(bytes.size() / 3);
        if (what == 1)
            bytes.clear();
        if (what == 2)
            bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
        if (what == 3)
            bytes = bytesOf(answerOf(c, stick));
        if (what == 4)
            bytes[14] = static_cast<char>(bytes.at(14) ^ 1);
        if (what == 5)
            bytes[12] = 2;
        if (what == 6)
            bytes = "PK\x03\x04 not ours";
        if (what == 7) {
            QFile::remove(path);
            QVERIFY(QDir().mkpath(path));
        } else {
            put(path, bytes);
        }
        const QStringList before = dumpOf(a.office);
        const auto outcome = world.visit(a, stick);
        TestOffice::expect(outcome);
        QCOMPARE(int(outcome->found), found);
        QVERIFY(outcome->trouble);
        QCOMPARE(outcome->written, 1); // it goes on waiting, and is on the stick again
        QCOMPARE(dumpOf(a.office), before);
        if (what == 7)
            QVERIFY(QDir().rmdir(path));
        QCOMPARE(world.trip(a, stick).trouble, std::nullopt);
        QCOMPARE(a.office.pending().size(), 0);
    }
    void theCountyTakesNothingThatIsNotItsOwn()
    {
        World world;
        World neighbour(98);
        TestMember a(world.county, 1);
        TestMember foreign(neighbour.county, 2);
        TestMember revoked(world.county, 3);
        TestMember cut(world.county, 4);
        for (TestMember *member : {&a, &foreign, &revoked, &cut})
            create(*member, QStringLiteral("贺玉梅"));
        const QTemporaryDir stick;
        for (TestMember *member : {&a, &foreign, &revoked, &cut})
            TestOffice::expect(world.visit(*member, stick));
        TestCounty::expect(world.county.administer([&](server::County &c, TestCounty::Transaction &tx) {
            return c.revoke(tx, revoked.enrolled.deviceNumber);
        }));
        const QString torn = stick::StickFolder(stick.path()).request(cut.office.replica);
        put(torn, bytesOf(torn).chopped(10));
        const std::int64_t before = world.lines();
        QMap<ReplicaId, Line> lines;
        for (const Line &line : world.post(stick))
            lines.insert(line.replica, line);
        QCOMPARE(lines.size(), 4);
        QVERIFY(!lines.value(a.office.replica).trouble);
        QCOMPARE(lines.value(foreign.office.replica).trouble->code, ErrorCode::DatabaseForeign);
        QCOMPARE(lines.value(revoked.office.replica).trouble->code, ErrorCode::DeviceRevoked);
        QCOMPARE(lines.value(cut.office.replica).trouble->code, ErrorCode::DecryptionFailed);
        QCOMPARE(world.lines(), before + 1); // of `a`
        QVERIFY(!QFile::exists(answerOf(foreign, stick)));
        QVERIFY(!QFile::exists(answerOf(cut, stick)));
        const auto shutOut = world.visit(revoked, stick);
        QCOMPARE(shutOut->found, Found::Refused);
        QCOMPARE(shutOut->trouble->code, ErrorCode::DeviceRevoked);
        QCOMPARE(revoked.office.pending().size(), 1);
        QVERIFY(server::gateway::StickPost(*world.county.server, world.certificate, world.county.clock)
                    .run(QDir(stick.path()).filePath(QStringLiteral("nowhere")))
                    .error()
                    .code
                == ErrorCode::FileMissing);
    }
    void aCopiedPcPartsByStick()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember b(world.county, 2);
        create(a, QStringLiteral("两台共有"));
        a.sync();
        b.office.copyFrom(a.office);
        b.key = SigningKey::fromSeed(a.key.seed()).value();
        create(a, QStringLiteral("甲"));
        create(b, QStringLiteral("乙"));
        a.sync();
        const QTemporaryDir stick;
        const auto told = world.trip(b, stick);
        QVERIFY(told.onceMore);
        QVERIFY(!told.renamed);
        world.post(stick);
        const auto parted = world.visit(b, stick);
        QVERIFY(parted->renamed);
        QVERIFY(parted->onceMore);
        QVERIFY(b.office.replica != a.office.replica);
        world.post(stick);
        const auto done = world.visit(b, stick);
        QVERIFY(!done->onceMore);
        QCOMPARE(b.office.pending().size(), 0);
        a.sync();
        QCOMPARE(a.office.rows("thing"), 3);
        QCOMPARE(b.office.rows("thing"), 3);
    }
    void aCountyThatWasPutBackGetsByStickWhatItLost()
    {
        World world;
        TestMember a(world.county, 1);
        const QTemporaryDir stick;
        create(a, QStringLiteral("备份前"));
        world.trip(a, stick);
        world.county.copyAside();
        create(a, QStringLiteral("备份后"));
        world.trip(a, stick);
        world.county.putBack();
        QVERIFY(world.trip(a, stick).onceMore);
        world.post(stick);
        const auto anew = world.visit(a, stick);
        QVERIFY(anew->startedAnew);
        world.post(stick);
        TestOffice::expect(world.visit(a, stick));
        world.trip(a, stick);
        QCOMPARE(a.office.pending().size(), 0);
        QCOMPARE(a.office.rows("thing"), 2);
        QVERIFY(world.lines() > 2);
    }
    void aStickThatIsGoneOrFullLosesNothing()
    {
        World world;
        TestMember a(world.county, 1);
        create(a, QStringLiteral("贺玉梅"));
        const QTemporaryDir stick;
        const stick::StickFolder folder(stick.path());
        QVERIFY(QDir().mkpath(folder.request(a.office.replica))); // nothing can be written in its place
        const auto refused = world.visit(a, stick);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(a.office.pending().size(), 1);
        QVERIFY(QDir().rmdir(folder.request(a.office.replica)));
        world.trip(a, stick);
        QCOMPARE(a.office.pending().size(), 0);

        QTemporaryDir pulled;
        QVERIFY(pulled.remove());
        const auto gone = world.visit(a, pulled);
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestStickTrip)
#include "TestStickTrip.moc"
