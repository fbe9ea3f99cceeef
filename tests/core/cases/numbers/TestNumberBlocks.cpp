// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/numbers/NumberBlocks.h"
#include "core/changes/log/ChangeLog.h"
#include "core/storage/Migrations.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QSet>
#include <QTemporaryDir>

using namespace shouli::core;
using namespace shouli::core::cases::numbers;
using base::ErrorCode;
using storage::Database;
using storage::Transaction;

namespace {

const QString division = QStringLiteral("610681001003");
const QDate november(2026, 11, 23);

/// A database with the real schema, belonging to one PC.
struct Pc {
    shouli::tests::TestClock clock;
    shouli::tests::TestRandom random;
    changes::ReplicaId replica = changes::ReplicaId::create(clock, random);
    QTemporaryDir dir;
    crypto::SecretBytes key = crypto::SecretBytes::random(32);
    Database db = Database::create(dir.filePath(QStringLiteral("office.db")), key).value();

    Pc()
    {
        if (!storage::Migrations::load(QStringLiteral(":/schema/office"))->apply(db))
            qFatal("schema");
        run([&](Transaction &tx) {
            return changes::log::ChangeLog::setUp(tx, replica, changes::ScopeId::create(clock, random), 1);
        });
    }
    template <class Job>
    void run(Job job)
    {
        auto tx = Transaction::begin(db).value();
        auto result = job(tx);
        if (!result || !tx.commit())
            qFatal("job failed");
    }
    base::Result<CaseNumber> allot(QDate on = november)
    {
        auto tx = Transaction::begin(db).value();
        auto number = NumberBlocks::allot(tx, division, on);
        if (number && !tx.commit())
            qFatal("commit");
        return number;
    }
    void give(int first, int last)
    {
        run([&](Transaction &tx) { return NumberBlocks::give(tx, {replica, first, last}); });
    }
};

} // namespace

class TestNumberBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksOfAnOfficesPcsDoNotOverlap()
    {
        QSet<int> serials;
        for (int pc = 1; pc <= 12; ++pc) {
            const NumberBlock block = NumberBlock::ofPc({}, pc);
            for (int serial = block.first; serial <= block.last; ++serial) {
                QVERIFY(!serials.contains(serial));
                serials.insert(serial);
            }
        }
        QCOMPARE(serials.size(), 11'999);
    }
    void numbersFollowEachOtherAndBeginAnewEachMonth()
    {
        Pc pc;
        pc.give(1, 999);
        QCOMPARE(pc.allot()->serial, 1);
        QCOMPARE(pc.allot()->serial, 2);
        QCOMPARE(pc.allot(QDate(2026, 12, 1))->toString(), QStringLiteral("610681001-03-2612-0001"));
        QCOMPARE(pc.allot()->serial, 3); // the clock was set back: nothing comes twice
    }
    void aNumberOfAnActThatWasUndoneIsFreeAgain()
    {
        Pc pc;
        pc.give(1, 999);
        {
            auto tx = Transaction::begin(pc.db).value();
            QCOMPARE(NumberBlocks::allot(tx, division, november)->serial, 1);
            QCOMPARE(NumberBlocks::allot(tx, division, november)->serial, 2);
        }
        QCOMPARE(pc.allot()->serial, 1);
        { // a crash after the commit: opened again, it goes on
            Database again = Database::open(pc.db.path(), pc.key, Database::Access::Reader).value();
            QCOMPARE(NumberBlocks::stock(again, november)->next, 2);
        }
    }
    void thePaperLedgerIsContinued()
    {
        Pc pc;
        pc.give(1, 999);
        pc.run([](Transaction &tx) { return NumberBlocks::startAt(tx, november, 38); });
        QCOMPARE(pc.allot()->serial, 38);
        auto tx = Transaction::begin(pc.db).value();
        QCOMPARE(NumberBlocks::startAt(tx, november, 38).error().code, ErrorCode::InvalidArgument); // passed
        QCOMPARE(NumberBlocks::startAt(tx, november, 1000).error().code, ErrorCode::InvalidArgument);
    }
    void itWarnsBeforeItRunsOut()
    {
        Pc pc;
        pc.give(1, 51);
        QVERIFY(!NumberBlocks::stock(pc.db, november)->isLow() && pc.allot()
                && !NumberBlocks::stock(pc.db, november)->isLow());
        QVERIFY(pc.allot());
        QCOMPARE(NumberBlocks::stock(pc.db, november).value(), (NumberStock{3, 49}));
        QVERIFY(NumberBlocks::stock(pc.db, november)->isLow());
        for (int i = 0; i < 49; ++i)
            QVERIFY(pc.allot());
        QCOMPARE(pc.allot().error().code, ErrorCode::NumbersExhausted);
        QCOMPARE(NumberBlocks::stock(pc.db, november)->left, 0);
        pc.give(1, 60); // the county gives more
        QCOMPARE(pc.allot()->serial, 52);
    }
    void withoutABlockThereAreNoNumbers()
    {
        Pc pc;
        QCOMPARE(pc.allot().error().code, ErrorCode::NumbersExhausted);
        QCOMPARE(NumberBlocks::stock(pc.db, november).value(), NumberStock());
        auto tx = Transaction::begin(pc.db).value();
        QCOMPARE(NumberBlocks::startAt(tx, november, 1).error().code, ErrorCode::NumbersExhausted);
        QCOMPARE(NumberBlocks::give(tx, {pc.replica, 5, 4}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(NumberBlocks::give(tx, {pc.replica, 0, 4}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(NumberBlocks::give(tx, {{}, 1, 4}).error().code, ErrorCode::InvalidArgument);
    }
    void aPcThatBecameAnotherReplicaHasNoBlock()
    {
        Pc pc;
        pc.give(1, 999);
        QVERIFY(pc.allot());
        pc.run([&](Transaction &tx) {
            auto update = tx.prepare(QStringLiteral("UPDATE replica SET id = ?")).value();
            update.bind(changes::ReplicaId::create(pc.clock, pc.random));
            return update.run();
        });
        QCOMPARE(pc.allot().error().code, ErrorCode::NumbersExhausted);
    }
    void numbersOfCasesThatCameBackFromTheCountyAreNotGivenAgain()
    {
        Pc pc;
        pc.give(1, 999);
        pc.run([](Transaction &tx) {
            auto insert = tx.prepare(QStringLiteral("INSERT INTO case_file (id, number) VALUES (x'00', "
                                                    "'610681001-03-2611-0001'), (x'01', '610681001-03-2611-0002')"))
                              .value();
            return insert.run();
        });
        QCOMPARE(pc.allot()->serial, 3);
    }
};

SHOULI_TEST(TestNumberBlocks)
#include "TestNumberBlocks.moc"
