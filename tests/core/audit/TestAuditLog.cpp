// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditLog.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestOffice.h"

using namespace shouli::core;
using audit::Action;
using audit::AuditLog;
using base::ErrorCode;
using shouli::tests::TestOffice;
using storage::Transaction;

class TestAuditLog : public QObject {
    Q_OBJECT

    /// An office with `lines` audit lines, every third about the same thing.
    struct Filled {
        TestOffice office{1};
        AuditLog log{office.clock, office.random};
        changes::EntityRef subject = office.newRef();

        explicit Filled(int lines)
        {
            auto tx = Transaction::begin(office.db).value();
            for (int i = 0; i < lines; ++i)
                TestOffice::expect(log.record(tx, office.author, Action::Look,
                                              i % 3 == 0 ? subject : changes::EntityRef(),
                                              QStringLiteral("line %1").arg(i)));
            TestOffice::expect(tx.commit());
        }
    };

private Q_SLOTS:
    void linesAreChainedAndRead()
    {
        Filled f(9);
        QCOMPARE(AuditLog::verify(f.office.db).value(), 9);
        QCOMPARE(AuditLog::newest(f.office.db, 2)->at(0).details, QStringLiteral("line 8"));
        QCOMPARE(AuditLog::about(f.office.db, f.subject, 10)->size(), 3);
    }
    void anUncommittedActLeavesNoLine()
    {
        Filled f(1);
        {
            auto tx = Transaction::begin(f.office.db).value();
            QVERIFY(f.log.record(tx, f.office.author, Action::Print));
        }
        QCOMPARE(AuditLog::verify(f.office.db).value(), 1);
    }
    void everyTamperingIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("where");
        QTest::newRow("details changed") << "UPDATE audit SET details = 'x' WHERE number = 4"
                                         << "audit line 4";
        QTest::newRow("time changed") << "UPDATE audit SET at_ms = 1 WHERE number = 4"
                                      << "audit line 4";
        QTest::newRow("person changed") << "UPDATE audit SET who = NULL WHERE number = 2"
                                        << "audit line 2";
        QTest::newRow("action changed") << "UPDATE audit SET action = 30 WHERE number = 9"
                                        << "audit line 9";
        QTest::newRow("subject changed") << "UPDATE audit SET subject = NULL WHERE number = 1"
                                         << "audit line 1";
        QTest::newRow("line deleted") << "DELETE FROM audit WHERE number = 5"
                                      << "audit line 5";
        QTest::newRow("first line deleted") << "DELETE FROM audit WHERE number = 1"
                                            << "audit line 1";
        QTest::newRow("two lines swapped") << "UPDATE audit SET number = 100 WHERE number = 2; UPDATE audit SET number "
                                              "= 2 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 100"
                                           << "audit line 2";
        QTest::newRow("salt erased, details kept") << "UPDATE audit SET salt = NULL WHERE number = 4"
                                                   << "audit line 4";
    }
    void everyTamperingIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, where);
        Filled f(9);
        TestOffice::expect(f.office.db.execute(sql));
        const auto verified = AuditLog::verify(f.office.db);
        QVERIFY(!verified);
        QCOMPARE(verified.error(), (base::Error{ErrorCode::ChainBroken, where}));
    }
    void lawfulErasureKeepsTheChain()
    {
        Filled f(9);
        {
            auto tx = Transaction::begin(f.office.db).value();
            QVERIFY(AuditLog::eraseDetails(tx, f.subject));
            QVERIFY(tx.commit());
        }
        QCOMPARE(AuditLog::verify(f.office.db).value(), 9);
        QCOMPARE(AuditLog::about(f.office.db, f.subject, 1)->at(0).details, QString());
    }
    void theGroundsOfAnErasureOutliveIt()
    {
        Filled f(3);
        const QString grounds = QStringLiteral("《个人信息保护法》第四十七条");
        auto tx = Transaction::begin(f.office.db).value();
        QVERIFY(f.log.record(tx, f.office.author, Action::Look, f.subject, QStringLiteral("register")));
        QVERIFY(f.log.record(tx, f.office.author, Action::Erase, f.subject, grounds));
        QVERIFY(AuditLog::eraseDetails(tx, f.subject));
        QVERIFY(tx.commit());
        const auto lines = AuditLog::about(f.office.db, f.subject, 2).value();
        QCOMPARE(lines.at(0).details, grounds);
        QCOMPARE(lines.at(1).details, QString());
        QCOMPARE(AuditLog::verify(f.office.db).value(), 5);
    }
};

SHOULI_TEST(TestAuditLog)
#include "TestAuditLog.moc"
