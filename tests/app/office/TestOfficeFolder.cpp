// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using app::office::OfficeFolder;
using app::office::SignInName;
using core::base::ErrorCode;
using core::staff::Role;
using tests::NewPc;
using tests::OfficePc;

class TestOfficeFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFolderThatIsNotThereIsNotSetUp()
    {
        NewPc pc;
        QVERIFY(!pc.folder.isSetUp());
        QCOMPARE(pc.folder.names().error().code, ErrorCode::VaultMissing);
        QCOMPARE(pc.folder.officeName(), QString());
    }
    void anythingOfAnOfficesDataCountsAsSetUp_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"vault.keys.a", "vault.keys.b", "office.db", "office.db-wal", "sign-in.json"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void anythingOfAnOfficesDataCountsAsSetUp()
    {
        QFETCH(QString, file);
        NewPc pc;
        QVERIFY(QDir().mkpath(pc.folder.path()));
        QVERIFY(!pc.folder.isSetUp());
        pc.overwrite(qPrintable(file), "damaged or not");
        QVERIFY(pc.folder.isSetUp());
    }
    void theFolderIsItsOwnersAlone()
    {
        NewPc pc;
        NewPc::expect(pc.folder.beginSetUp());
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(pc.folder.path()) & others));
    }
    void aFolderThatCannotBeMadeIsAnError()
    {
        NewPc pc;
        QFile file(pc.dir.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(OfficeFolder(file.fileName() + QStringLiteral("/office")).beginSetUp().error().code,
                 ErrorCode::FileUnwritable);
    }

    void tenNamesComeBackAsTheyWere()
    {
        OfficePc pc;
        auto vault = core::keys::Vault::open(pc.folder.path(), pc.clock).value();
        const auto key = vault.unlock(pc.who, tests::passphrase("counter-2026")).value();
        QList<SignInName> names{{pc.who, QStringLiteral("王秀兰"), Role::Counter}};
        for (int i = 1; i < 10; ++i) {
            names.append({core::staff::StaffId::create(pc.clock, pc.random),
                          QStringLiteral("买买提·艾力𬭚%1").arg(i), static_cast<Role>(i % 7)});
            NewPc::expect(vault.addSlot(key, names.last().id, tests::passphrase("colleague-2026")));
        }
        NewPc::expect(pc.folder.storeNames(names, QStringLiteral("齐家湾社区")));
        QCOMPARE(pc.folder.names().value(), names);
        QCOMPARE(pc.folder.officeName(), QStringLiteral("齐家湾社区"));
    }
    void whoHasNoSlotInTheVaultIsNotListed()
    {
        OfficePc pc;
        const SignInName own{pc.who, QStringLiteral("王秀兰"), Role::Counter};
        NewPc::expect(pc.folder.storeNames(
            {{core::staff::StaffId::create(pc.clock, pc.random), QStringLiteral("冯志军"), Role::Reviewer}, own}, {}));
        QCOMPARE(pc.folder.names().value(), QList{own});
    }
    void aLostListOfNamesKeepsNobodyOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no file") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("\x00\xff{", 3);
        QTest::newRow("cut short") << QByteArray(R"({"office":"","staff":[{"id":)");
        QTest::newRow("another structure") << QByteArray(R"([{"staff":7}])");
        QTest::newRow("staff that is no list") << QByteArray(R"({"staff":{"id":"x"}})");
        QTest::newRow("entries that are none") << QByteArray(
            R"({"staff":[1,null,{},{"id":"zz","name":"王秀兰","role":"counter"},{"id":"00000000-0000-7000-8000-000000000001","name":"x","role":"king"}]})");
        QTest::newRow("too large to be one") << QByteArray((1 << 20) + 1, ' ');
    }
    void aLostListOfNamesKeepsNobodyOut()
    {
        QFETCH(QByteArray, bytes);
        OfficePc pc;
        if (bytes.isEmpty())
            QVERIFY(QFile::remove(pc.file("sign-in.json")));
        else
            pc.overwrite("sign-in.json", bytes);
        const auto names = pc.folder.names();
        QVERIFY(names);
        QCOMPARE(names->size(), 1);
        QCOMPARE(names->first().id, pc.who);
        QCOMPARE(names->first().name, pc.who.toString().left(8));
        QVERIFY(pc.folder.isSetUp());
        QVERIFY(pc.unlock()); // and mends it
        QCOMPARE(pc.folder.names().value(), (QList<SignInName>{{pc.who, QStringLiteral("王秀兰"), Role::Counter}}));
    }
    void anotherOfficesListIsNotShown()
    {
        OfficePc ours(1);
        const OfficePc theirs(2);
        ours.overwrite("sign-in.json", theirs.bytes("sign-in.json"));
        QCOMPARE(ours.folder.names().value().size(), 1);
        QCOMPARE(ours.folder.names().value().first().id, ours.who);
    }
    void namesThatCannotBeStoredAreAnError()
    {
        OfficePc pc;
        QVERIFY(QFile::remove(pc.file("sign-in.json")));
        QVERIFY(QDir().mkpath(pc.file("sign-in.json/x")));
        QCOMPARE(pc.folder.storeNames({}, {}).error().code, ErrorCode::FileUnwritable);
        QVERIFY(pc.unlock()); // and keep nobody out
    }
};

SHOULI_TEST(TestOfficeFolder)
#include "TestOfficeFolder.moc"
