// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/server/operations/CommandTexts.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace shouli;
using shouli::tests::ServerProgram;
using sync::server::operations::CommandTexts;

/// The right to erase and the list of what was erased, as county IT uses them.
class TestErasureCommands : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    ServerProgram county()
    {
        const ServerProgram program(m_dir.filePath(QString::number(++m_count)));
        if (program.make().code != 0)
            qFatal("no county");
        return program;
    }
    static QStringList officesThatMay(const ServerProgram &program)
    {
        QStringList ids;
        const auto may = program.run("erasures").out.value(u"may_erase").toArray();
        for (const auto &office : may)
            ids.append(office.toObject().value(u"office").toString());
        return ids;
    }

private Q_SLOTS:
    void theRightIsGivenToAnOfficeAndTakenBack()
    {
        const ServerProgram program = county();
        const QString office = program.addOffice();
        QCOMPARE(officesThatMay(program), QStringList());
        const QStringList whom{QStringLiteral("--office"), office};
        const auto given = program.run("may-erase", whom);
        QVERIFY2(given.code == 0, qPrintable(given.err));
        QCOMPARE(given.out.value(u"may_erase").toBool(), true);
        QVERIFY(given.err.contains(QStringLiteral("已准许：齐家湾社区")));
        QVERIFY(given.err.contains(QStringLiteral("Take it back when it is done")));
        QCOMPARE(officesThatMay(program), QStringList{office});
        const auto taken = program.run("may-erase", whom + QStringList{QStringLiteral("--off")});
        QVERIFY2(taken.code == 0, qPrintable(taken.err));
        QCOMPARE(taken.out.value(u"may_erase").toBool(true), false);
        QVERIFY(taken.err.contains(QStringLiteral("已收回")));
        QCOMPARE(officesThatMay(program), QStringList());
    }
    void aPcStandsForItsOffice()
    {
        const ServerProgram program = county();
        const QString office = program.addOffice();
        QProcess server;
        const quint16 port = program.serve(server);
        QVERIFY(port != 0);
        const auto code = sync::protocol::EnrolmentCode::parse(
            program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
        core::crypto::SystemRandom random;
        const auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("窗口一"),
                                                random);
        QVERIFY(joined);
        const auto given = program.run("may-erase", {QStringLiteral("--machine"), QStringLiteral("窗口一")});
        QCOMPARE(given.out.value(u"office").toString(), office); // asked of the running server
        QCOMPARE(officesThatMay(program), QStringList{office});
        const auto taken = program.run(
            "may-erase",
            {QStringLiteral("--device"), QString::number(joined->answer.deviceNumber), QStringLiteral("--off")});
        QCOMPARE(taken.code, 0);
        QCOMPARE(officesThatMay(program), QStringList());
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void nothingIsGivenToNobody_data()
    {
        QTest::addColumn<QStringList>("whom");
        QTest::newRow("nobody is named") << QStringList();
        QTest::newRow("an office that is none") << QStringList{QStringLiteral("--office"), QStringLiteral("x")};
        QTest::newRow("an unknown office")
            << QStringList{QStringLiteral("--office"), QStringLiteral("01900000000070008000000000000001")};
        QTest::newRow("an unknown PC") << QStringList{QStringLiteral("--device"), QStringLiteral("9")};
    }
    void nothingIsGivenToNobody()
    {
        QFETCH(const QStringList, whom);
        const ServerProgram program = county();
        (void)program.addOffice();
        const auto refused = program.run("may-erase", whom);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(QStringLiteral("nothing was changed")), qPrintable(refused.err));
        QCOMPARE(officesThatMay(program), QStringList());
    }
    void whatWasErasedIsToldWithWhoHasNotConfirmed()
    {
        const QJsonObject pc{{QStringLiteral("number"), 7},
                             {QStringLiteral("machine"), QStringLiteral("窗口二")},
                             {QStringLiteral("office"), QStringLiteral("栾家坪社区")},
                             {QStringLiteral("seen_at"), QStringLiteral("2026-11-20T09:00:00+08:00")},
                             {QStringLiteral("revoked"), true}};
        const QJsonObject act{{QStringLiteral("at"), QStringLiteral("2026-11-23T10:00:00+08:00")},
                              {QStringLiteral("office"), QStringLiteral("齐家湾社区")},
                              {QStringLiteral("things"), 5},
                              {QStringLiteral("grounds"), QStringLiteral("《个人信息保护法》第四十七条")},
                              {QStringLiteral("confirmed"), 3},
                              {QStringLiteral("waiting"), QJsonArray{pc}}};
        QJsonObject result{{QStringLiteral("erasures"), QJsonArray{act}}, {QStringLiteral("rewritten"), false}};
        const QString told = CommandTexts::afterErasures(result);
        for (const char *part :
             {"齐家湾社区  删除 5 项  依据：《个人信息保护法》第四十七条  已确认 3 台，未确认 1 台",
              "5 records erased  grounds: 《个人信息保护法》第四十七条  3 PCs confirmed, 1 not yet",
              "未确认：电脑 7 窗口二 栾家坪社区，最后连接 2026-11-20T09:00:00+08:00，已停用",
              "not yet: PC 7 窗口二 栾家坪社区, last seen 2026-11-20T09:00:00+08:00, revoked", "erasures --rewrite"})
            QVERIFY2(told.contains(QString::fromUtf8(part)), qPrintable(told));
        result.insert(QStringLiteral("rewritten"), true);
        QVERIFY(!CommandTexts::afterErasures(result).contains(QStringLiteral("--rewrite")));
    }
    void whereNothingWasErasedItSaysSo()
    {
        const ServerProgram program = county();
        const auto listed = program.run("erasures", {QStringLiteral("--rewrite")});
        QVERIFY2(listed.code == 0, qPrintable(listed.err));
        QCOMPARE(listed.out.value(u"erasures").toArray().size(), 0);
        QVERIFY(listed.out.value(u"rewritten").toBool());
        QVERIFY(listed.err.contains(QStringLiteral("本县没有依法删除过")));
        QVERIFY(listed.err.contains(QStringLiteral("Nothing was ever lawfully erased")));
    }
};

SHOULI_TEST(TestErasureCommands)
#include "TestErasureCommands.moc"
