// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditLog.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "core/changes/log/ReplicaState.h"
#include "core/staff/Directory.h"
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using core::base::ErrorCode;
using tests::NewPc;
using tests::OfficePc;

namespace {

/// The schema, and after it one statement more: what a set-up meets where a step of it cannot succeed.
app::office::Reference spoilt(const QTemporaryDir &dir, const QString &sql)
{
    app::office::Reference reference = NewPc::reference();
    const QString folder = dir.filePath(QStringLiteral("schema"));
    if (!QDir().mkpath(folder))
        qFatal("no folder");
    const QStringList files = QDir(QStringLiteral(":/schema/office")).entryList({QStringLiteral("*.sql")});
    for (const QString &name : files)
        QFile::copy(QStringLiteral(":/schema/office/") + name, folder + u'/' + name);
    QFile last(folder
               + QStringLiteral("/%1_spoilt.sql").arg(reference.migrations.newest() + 1, 4, 10, QLatin1Char('0')));
    if (!last.open(QIODevice::WriteOnly) || last.write(sql.toUtf8()) < 0)
        qFatal("no file");
    last.close();
    reference.migrations = core::storage::Migrations::load(folder).value();
    return reference;
}

} // namespace

class TestSetUp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSetUpPcHoldsAllItNeeds()
    {
        OfficePc pc;
        QVERIFY(pc.folder.isSetUp());
        QCOMPARE(pc.files(),
                 (QStringList{QStringLiteral("office.db"), QStringLiteral("sign-in.json"),
                              QStringLiteral("vault.keys.a"), QStringLiteral("vault.keys.b")}));
        const auto open = pc.unlock().value();
        const auto replica = core::changes::log::ReplicaState::load(open.reader).value();
        QCOMPARE(replica.id, pc.enrolled.answer.replica);
        QCOMPARE(replica.deviceNumber, 3);
        QCOMPARE(sync::client::Installation::load(open.reader).value(), pc.enrolled.installation);
        QCOMPARE(sync::client::Installation::loadKey(open.reader).value().publicKey(), pc.enrolled.key.publicKey());
        const auto member = core::staff::Directory::load(open.reader).value().member(pc.who);
        QVERIFY(member);
        QCOMPARE(member->name, QStringLiteral("王秀兰"));
        QVERIFY(member->role == core::staff::Role::Counter);
        QCOMPARE(app::office::operationsIn(open.reader).value(), 1U); // the enrolment
    }
    void aSecondSetUpIsRefusedAndTouchesNothing()
    {
        OfficePc pc;
        const QByteArray vault = pc.bytes("vault.keys.a");
        const QByteArray database = pc.bytes("office.db");
        const auto refused = pc.setUp("another-2026");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(pc.bytes("vault.keys.a"), vault);
        QCOMPARE(pc.bytes("office.db"), database);
        QVERIFY(pc.unlock());
    }

    void nothingHalfDoneIsLeftWhenAStepFails_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("a migration") << QStringLiteral("NOT SQL");
        QTest::newRow("the change log") << QStringLiteral("DROP TABLE replica");
        QTest::newRow("the installation") << QStringLiteral("DROP TABLE installation");
        QTest::newRow("the block of numbers") << QStringLiteral("DROP TABLE number_block");
        QTest::newRow("the first member of staff") << QStringLiteral("DROP TABLE staff");
        QTest::newRow("the audit line") << QStringLiteral("DROP TABLE audit");
    }
    void nothingHalfDoneIsLeftWhenAStepFails()
    {
        QFETCH(QString, sql);
        NewPc pc;
        const auto failed = pc.setUp(spoilt(pc.dir, sql));
        QVERIFY(!failed);
        QVERIFY(!pc.folder.isSetUp());
        QCOMPARE(pc.files(), QStringList());
        QVERIFY2(pc.setUp(), "the next try is as good as the first");
        QVERIFY(pc.folder.isSetUp());
    }
    void aPassphraseTooWeakLeavesNothing()
    {
        NewPc pc;
        QCOMPARE(pc.setUp("short").error().code, ErrorCode::PassphraseTooWeak);
        QCOMPARE(pc.files(), QStringList());
    }
    void aRecoveryKeyThatIsNoneLeavesNothing()
    {
        NewPc pc;
        pc.enrolled.answer.recoveryKey = "short";
        QCOMPARE(pc.setUp().error().code, ErrorCode::KeyMalformed);
        QCOMPARE(pc.files(), QStringList());
    }
    void aFileInTheWayLeavesNothingElse_data()
    {
        QTest::addColumn<QString>("inTheWay");
        QTest::newRow("of the database") << QStringLiteral("office.db");
        QTest::newRow("of the names, the last step") << QStringLiteral("sign-in.json");
    }
    void aFileInTheWayLeavesNothingElse()
    {
        QFETCH(QString, inTheWay);
        NewPc pc;
        QVERIFY(QDir().mkpath(pc.folder.path() + u'/' + inTheWay + QStringLiteral("/not ours")));
        QCOMPARE(pc.setUp().error().code, ErrorCode::FileUnwritable);
        QVERIFY(!pc.folder.isSetUp());
        QCOMPARE(pc.files(), QStringList{inTheWay});
    }
    void aFolderThatCannotBeMadeIsSaidSo()
    {
        NewPc pc;
        QFile file(pc.folder.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QCOMPARE(pc.setUp().error().code, ErrorCode::FileUnwritable);
        QVERIFY(!pc.folder.isSetUp());
    }
    void aPowerCutDuringTheSetUpIsForgottenAtTheNext()
    {
        NewPc pc;
        NewPc::expect(pc.folder.beginSetUp());
        pc.overwrite("vault.keys.a", "half");
        pc.overwrite("office.db", "half");
        pc.overwrite("office.db-wal", "half");
        QVERIFY(!pc.folder.isSetUp());
        const auto first = pc.setUp();
        QVERIFY(first);
        QVERIFY(pc.folder.isSetUp());
        QVERIFY(pc.unlock(first->id));
    }
};

SHOULI_TEST(TestSetUp)
#include "TestSetUp.moc"
