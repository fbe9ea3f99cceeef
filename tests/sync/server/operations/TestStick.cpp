// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Enrol.h"
#include "sync/client/StickTrip.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace shouli::core::changes;
using namespace shouli::sync;
using client::StickTrip;
using shouli::core::storage::Transaction;
using shouli::core::storage::WriterThread;
using shouli::tests::OfficeDatabase;
using shouli::tests::ServerProgram;

namespace {

/// A PC that was set up at the county and then stands where there is no line.
class RemoteOffice {
public:
    RemoteOffice(quint64 seed, quint16 port, const QString &code)
        : db(seed)
        , m_enrolled(client::enrol(QStringLiteral("127.0.0.1"), port, protocol::EnrolmentCode::parse(code).value(),
                                   QStringLiteral("窗口"), db.random)
                         .value())
    {
        auto tx = Transaction::begin(db.db).value();
        OfficeDatabase::expect(db.db.execute(QStringLiteral("DELETE FROM replica")));
        const auto &answer = m_enrolled.answer;
        OfficeDatabase::expect(log::ChangeLog::setUp(tx, answer.replica, answer.office, answer.deviceNumber));
        OfficeDatabase::expect(m_enrolled.installation.store(tx, m_enrolled.key));
        OfficeDatabase::expect(tx.commit());
        db.scope = answer.office;
        db.replica = answer.replica;
    }
    StickTrip::Outcome visit(const QString &stick)
    {
        const auto outcome = db.onWriterThread([&](WriterThread &writer) {
            StickTrip trip(db.log, writer, db.clock, db.random, m_enrolled.installation,
                           std::make_shared<const shouli::core::crypto::SigningKey>(
                               shouli::core::crypto::SigningKey::fromSeed(m_enrolled.key.seed()).value()));
            return trip.run(stick);
        });
        OfficeDatabase::expect(outcome);
        return *outcome;
    }
    EntityRef note(const QString &name)
    {
        const auto *kind = db.schema.find(QStringLiteral("resident"));
        const EntityRef ref{kind->kind, EntityId::create(db.clock, db.random)};
        db.act([&](Act &act) {
            OfficeDatabase::expect(act.create(ref, db.scope, {{kind->fieldOf(QStringLiteral("name")), Value(name)}}));
        });
        return ref;
    }
    QStringList names()
    {
        auto query = db.db.prepare(QStringLiteral("SELECT name FROM resident ORDER BY name")).value();
        QStringList names;
        while (query.step().value())
            names.append(query.text(0));
        return names;
    }

    OfficeDatabase db;

private:
    client::Enrolled m_enrolled;
};

} // namespace

class TestStick : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoPcsOfAnOfficeWithoutALineWorkTogetherByStick()
    {
        const QTemporaryDir dir;
        const ServerProgram program(dir.filePath(QStringLiteral("county")));
        QCOMPARE(program.make().code, 0);
        const QString office = program.addOffice();
        const auto code = [&] {
            return program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString();
        };
        const QStringList codes{code(), code()};
        std::unique_ptr<RemoteOffice> a;
        std::unique_ptr<RemoteOffice> b;
        {
            QProcess server;
            const quint16 port = program.serve(server);
            QVERIFY(port != 0);
            a = std::make_unique<RemoteOffice>(1, port, codes.at(0));
            b = std::make_unique<RemoteOffice>(2, port, codes.at(1));
            server.terminate();
            QVERIFY(server.waitForFinished());
        }
        const QString stick = dir.filePath(QStringLiteral("stick"));
        QVERIFY(QDir().mkpath(stick));
        const auto county = [&] { return program.run("stick", {QStringLiteral("--folder"), stick}); };

        // nothing of an office on it yet
        const auto empty = county();
        QCOMPARE(empty.code, 1);
        QVERIFY2(empty.err.contains(QStringLiteral("U 盘")), qPrintable(empty.err));

        // first trip: what A made goes there, with the server stopped
        a->note(QStringLiteral("贺玉梅"));
        QCOMPARE(a->visit(stick).written, 1);
        QCOMPARE(b->visit(stick).written, 0);
        const auto first = county();
        QCOMPARE(first.code, 0);
        const QJsonArray pcs = first.out.value(u"pcs").toArray();
        QCOMPARE(pcs.size(), 2);
        QCOMPARE(pcs.at(0).toObject().value(u"changes").toInt() + pcs.at(1).toObject().value(u"changes").toInt(), 1);
        QVERIFY2(first.err.contains(QStringLiteral("收到 1 条")), qPrintable(first.err));
        QVERIFY2(first.err.contains(QStringLiteral("1 changes received")), qPrintable(first.err));

        // second trip: B has it, and adds; the server runs meanwhile
        QCOMPARE(a->visit(stick).found, StickTrip::Found::Taken);
        const auto came = b->visit(stick);
        QCOMPARE(came.found, StickTrip::Found::Taken);
        b->note(QStringLiteral("薛𬭚"));
        QCOMPARE(b->visit(stick).written, 1);
        QProcess server;
        QVERIFY(program.serve(server) != 0);
        QCOMPARE(county().code, 0);
        server.terminate();
        QVERIFY(server.waitForFinished());

        // third trip
        a->visit(stick);
        b->visit(stick);
        QCOMPARE(county().code, 0);
        a->visit(stick);
        b->visit(stick);
        const QStringList both{QStringLiteral("薛𬭚"), QStringLiteral("贺玉梅")};
        QCOMPARE(a->names(), both);
        QCOMPARE(b->names(), both);
        QCOMPARE(program.run("verify").code, 0);
    }
};

SHOULI_TEST(TestStick)
#include "TestStick.moc"
