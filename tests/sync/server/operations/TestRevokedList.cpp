// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/Return.h"
#include "sync/protocol/SyncResponse.h"
#include "sync/server/operations/RevokedList.h"
#include "sync/transport/HttpsClient.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace shouli;
using shouli::tests::ServerProgram;
using sync::server::operations::RevokedList;

/// A stolen PC stays shut out, whatever happens to the county's disk and whoever puts it back.
class TestRevokedList : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    QString fresh()
    {
        const QString path = m_dir.filePath(QString::number(++m_count));
        QDir().mkpath(path);
        return path;
    }
    ServerProgram county(QString *safe)
    {
        const ServerProgram program(m_dir.filePath(QString::number(++m_count)));
        if (program.make().code != 0)
            qFatal("no county");
        *safe = program.folder() + QStringLiteral("/RECOVERY-KEY-take-away.key");
        return program;
    }
    static QStringList into(const QString &folder)
    {
        return {QStringLiteral("--into"), folder, QStringLiteral("--elsewhere")};
    }
    static QStringList from(const QString &copy, const QString &key)
    {
        return {QStringLiteral("--from"), copy, QStringLiteral("--recovery-key"), key};
    }
    /// What the county gives a PC to come back with; empty where it gives it nothing.
    static QByteArray ticketOf(const sync::client::Enrolled &pc, quint16 port)
    {
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pc.installation.serverPin});
        const QByteArray body = sync::protocol::Envelope::seal(pc.answer.replica,
                                                               sync::protocol::SyncRequest().toCbor(), pc.key)
                                    .toCbor();
        const auto result = http.exchange({sync::transport::Method::Post, QByteArrayLiteral("/sync"), body, {}});
        if (!result.body)
            return {};
        const auto plain = sync::protocol::decompress(*result.body);
        return sync::protocol::SyncResponse::fromCbor(plain.value()).value().ticket;
    }

private Q_SLOTS:
    void onlyTheCountyWritesOne()
    {
        tests::TestClock clock;
        tests::TestRandom random;
        const QByteArray key(32, 'k');
        RevokedList::Entries entries;
        entries.insert(core::changes::ReplicaId::create(clock, random), {clock.now(), QStringLiteral("被盗"), true});
        entries.insert(core::changes::ReplicaId::create(clock, random), {clock.now(), {}, false});
        const QByteArray sealed = RevokedList::seal(entries, key);
        QCOMPARE(RevokedList::open(sealed, key).value(), entries);
        QCOMPARE(RevokedList::open(RevokedList::seal({}, key), key).value(), RevokedList::Entries());
        QCOMPARE(RevokedList::open(sealed, QByteArray(32, 'x')).error().code, core::base::ErrorCode::SignatureWrong);
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray spoilt = sealed;
            spoilt[i] = static_cast<char>(spoilt.at(i) ^ 1);
            QVERIFY(!RevokedList::open(spoilt, key));
            QVERIFY(!RevokedList::open(sealed.left(i), key));
        }
    }
    void aRevocationOutlivesTheDisk_data()
    {
        QTest::addColumn<bool>("diskLost");
        QTest::addColumn<bool>("enrolledBefore");
        QTest::newRow("the copy is put back over what is there") << false << true;
        QTest::newRow("the disk is lost, the copies are not") << true << true;
        QTest::newRow("the copy does not even know the PC") << true << false;
    }
    void aRevocationOutlivesTheDisk()
    {
        QFETCH(const bool, diskLost);
        QFETCH(const bool, enrolledBefore);
        QString safe;
        const ServerProgram program = county(&safe);
        const QString office = program.addOffice();
        const QString usb = fresh();
        QString copy;
        core::crypto::SystemRandom random;
        std::optional<sync::client::Enrolled> thief;
        QByteArray ticket;
        {
            QProcess server;
            const quint16 port = program.serve(server);
            QVERIFY(port != 0);
            const auto backup = [&] { copy = program.run("backup", into(usb)).out.value(u"folder").toString(); };
            if (!enrolledBefore)
                backup();
            const auto code = sync::protocol::EnrolmentCode::parse(
                program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
            auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("丢失"), random);
            QVERIFY(joined);
            thief.emplace(std::move(*joined));
            if (enrolledBefore)
                backup();
            ticket = ticketOf(*thief, port);
            QVERIFY(!ticket.isEmpty());
            const auto revoked = program.run("revoke", {QStringLiteral("--machine"), QStringLiteral("丢失"),
                                                        QStringLiteral("--reason"), QStringLiteral("被盗")});
            QVERIFY2(revoked.code == 0, qPrintable(revoked.err));
            QVERIFY(revoked.out.value(u"beside_copies").toBool());
            server.terminate();
            QVERIFY(server.waitForFinished(30'000));
        }
        const ServerProgram other(diskLost ? fresh() : program.folder());
        const auto restored = other.run("restore", from(copy, safe));
        QVERIFY2(restored.code == 0, qPrintable(restored.err));
        QProcess server;
        const quint16 port = other.serve(server);
        QVERIFY(port != 0);
        QVERIFY(ticketOf(*thief, port).isEmpty());
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, thief->installation.serverPin});
        const auto ask = [&](const QByteArray &path, const QByteArray &body) {
            return http.exchange({sync::transport::Method::Post, path, body, QByteArrayLiteral("application/cbor")});
        };
        if (!enrolledBefore) { // comes back by its ticket only to be told
            const auto &me = thief->answer.replica;
            (void)ask("/return", sync::protocol::ReturnRequest::seal(me, ticket, thief->key).toCbor());
            QVERIFY(ticketOf(*thief, port).isEmpty());
        }
        const auto order = ask("/orders",
                               sync::protocol::Envelope::seal(thief->answer.replica, "x", thief->key).toCbor());
        QVERIFY(order.body); // to erase its keys
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void aSpoiltListKeepsNoServerFromStarting()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        QProcess server;
        QVERIFY(program.serve(server) != 0);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        QFile list(program.folder() + QStringLiteral("/revoked.list"));
        QVERIFY(list.open(QIODevice::ReadWrite));
        const QByteArray whole = list.readAll();
        list.resize(5);
        list.close();
        QProcess again;
        QVERIFY(program.serve(again) != 0);
        again.terminate();
        QVERIFY(again.waitForFinished(30'000));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QCOMPARE(list.readAll(), whole); // written anew
    }
};

SHOULI_TEST(TestRevokedList)
#include "TestRevokedList.moc"
