// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/WorkingTables.h"
#include "sync/server/CountyLog.h"
#include "sync/server/devices/Devices.h"
#include "sync/server/Erasures.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::storage::Database;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

const QString secret = QStringLiteral("贺玉梅-13900001234"); ///< found nowhere afterwards

FieldValues named(const QString &name)
{
    return {{TestOffice::name, Value(name)}, {TestOffice::note, Value(name + QStringLiteral(" note"))}};
}

/// Every text and blob of every table.
bool anywhere(const Database &db, const QByteArray &what)
{
    auto tables = db.prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table'")).value();
    while (tables.step().value()) {
        auto rows = db.prepare(QStringLiteral("SELECT * FROM ") + tables.text(0)).value();
        auto columns = db.prepare(QStringLiteral("SELECT count(*) FROM pragma_table_info(?)")).value();
        columns.bind(tables.text(0));
        (void)columns.step();
        while (rows.step().value()) {
            for (int i = 0; i < columns.integer(0); ++i) {
                if (rows.blob(i).contains(what))
                    return true;
            }
        }
    }
    return false;
}

bool inLog(const TestCounty &county, const QByteArray &what)
{
    const auto db = county.reader();
    const auto head = server::CountyLog::head(*db).value();
    for (std::int64_t seq = 1; seq <= head.seq; ++seq) {
        const auto line = server::CountyLog::at(*db, seq).value();
        if (line.entry.change.toCbor().contains(what) || line.entry.image.contains(what))
            return true;
    }
    return false;
}

} // namespace

/// Lawful erasure between real offices and a county on real encrypted databases.
class TestErasure : public QObject {
    Q_OBJECT

    std::unique_ptr<TestCounty> m_county;
    std::unique_ptr<TestMember> m_a;
    std::unique_ptr<TestMember> m_b;
    EntityRef m_ref;
    server::devices::DeviceHistory::Visits m_visits;

    void allow(const TestMember &member, bool may = true)
    {
        const auto done = m_county->administer([&](server::County &, TestCounty::Transaction &tx) {
            return server::devices::Devices::setMayErase(tx, member.office.scope, may);
        });
        QVERIFY(done);
    }
    void redact(TestMember &member)
    {
        member.office.act([&](Act &act) { TestOffice::expect(act.redact(m_ref, QStringLiteral("PIPL 47 (3)"))); });
    }
    void settleDown()
    {
        for (int round = 0; round < 3; ++round) {
            m_a->sync();
            m_b->sync();
        }
    }
    /// Who has not confirmed the only erasure there is, told by who asks from now on.
    [[nodiscard]] QSet<ReplicaId> waiting()
    {
        const auto noted = m_county->server->administer([this](server::County &, TestCounty::Transaction &tx) {
            return server::devices::DeviceHistory::noteVisits(tx, m_visits);
        });
        const auto acts = server::Erasures::all(*m_county->reader()).value();
        if (!noted || acts.size() != 1 || acts.first().confirmed + acts.first().waiting.size() != 2)
            qFatal("%d erasures", static_cast<int>(acts.size()));
        QSet<ReplicaId> names;
        for (const auto &pc : acts.first().waiting)
            names.insert(pc.device.replica);
        return names;
    }
    [[nodiscard]] bool isStub(const TestMember &member) const
    {
        return WorkingTables::isErased(member.office.db, m_ref).value();
    }

private Q_SLOTS:
    void init()
    {
        m_county = std::make_unique<TestCounty>(worldSchema());
        m_a = std::make_unique<TestMember>(*m_county, 1);
        m_b = std::make_unique<TestMember>(*m_county, 2);
        m_a->sync();
        m_b->sync();
        m_ref = m_a->office.newRef();
        m_a->office.act([&](Act &act) {
            TestOffice::expect(act.create(m_ref, m_a->office.scope, named(secret)));
            TestOffice::expect(act.create(m_a->office.newRef(), m_a->office.scope, named(QStringLiteral("another"))));
            TestOffice::expect(act.event(m_ref, EventKind{1}, secret.toUtf8()));
        });
        m_a->office.act([&](Act &act) {
            TestOffice::expect(act.set(m_ref, TestOffice::name, Value(secret + u'2')));
            TestOffice::expect(act.enter(m_ref, m_b->office.scope));
        });
        settleDown();
        QCOMPARE(m_b->office.column(m_ref, "name"), secret + u'2');
    }
    void cleanup()
    {
        m_visits.clear();
        m_a.reset();
        m_b.reset();
        m_county.reset();
    }

    void afterItTheContentsAreNowhereAndTheChainsHold()
    {
        allow(*m_a);
        QVERIFY(inLog(*m_county, secret.toUtf8()));
        m_b->office.act([&](Act &act) { TestOffice::expect(act.set(m_ref, TestOffice::note, Value(secret + u'3'))); });
        redact(*m_a);
        settleDown();
        for (TestMember *member : {m_a.get(), m_b.get()}) {
            QVERIFY(isStub(*member));
            QCOMPARE(member->office.column(m_ref, "name"), QStringLiteral("(gone)"));
            const auto lines = ChangeTable::history(member->office.db, m_ref).value();
            for (const auto &line : lines) {
                QVERIFY(line.change.erased || !line.change.hasContents());
                QVERIFY(!line.change.toCbor().contains(secret.toUtf8()));
            }
            QCOMPARE(DisputeTable::openCount(member->office.db).value(), 0);
        }
        QVERIFY(!anywhere(m_b->office.db, secret.toUtf8()));
        QVERIFY(!inLog(*m_county, secret.toUtf8()));
        QVERIFY(server::CountyLog::verify(*m_county->reader()));
        // the chain of whoever wrote it
        QByteArray hash = chainStart();
        const auto last = ReplicaState::load(m_a->office.db)->lastLseq;
        for (std::int64_t lseq = 1; lseq <= last; ++lseq) {
            const auto line = ChangeTable::find(m_a->office.db, m_a->office.replica, lseq).value();
            hash = chainNext(hash, line->change);
            QCOMPARE(hash, line->hash);
        }
    }
    void otherThingsStayAsTheyAre()
    {
        allow(*m_a);
        redact(*m_a);
        settleDown();
        QCOMPARE(m_a->office.rows("thing"), 1);
        m_a->office.act([&](Act &act) {
            TestOffice::expect(act.create(m_a->office.newRef(), m_a->office.scope, named(QStringLiteral("new"))));
        });
        settleDown();
        QCOMPARE(m_a->office.pending().size(), 0);
        QVERIFY(server::CountyLog::verify(*m_county->reader()));
    }
    void nothingCanBeWrittenAboutItHereAnyMore()
    {
        allow(*m_a);
        redact(*m_a);
        settleDown();
        auto tx = shouli::core::storage::Transaction::begin(m_b->office.db).value();
        auto act = m_b->office.log.begin(tx, m_b->office.author).value();
        QCOMPARE(act.set(m_ref, TestOffice::name, Value(1)).error().code, ErrorCode::LawfullyErased);
        QCOMPARE(act.event(m_ref, EventKind{1}, "x").error().code, ErrorCode::LawfullyErased);
        QCOMPARE(act.redact(m_ref, QStringLiteral("again")).error().code, ErrorCode::LawfullyErased);
    }
    void whatAnOfficeWroteMeanwhileIsRefusedAndKeptByNobody()
    {
        allow(*m_a);
        const QString late = QStringLiteral("late words");
        m_b->office.act([&](Act &act) {
            TestOffice::expect(act.set(m_ref, TestOffice::name, Value(late)));
            TestOffice::expect(act.event(m_ref, EventKind{2}, late.toUtf8()));
        });
        redact(*m_a);
        m_a->sync();
        QCOMPARE(m_b->office.column(m_ref, "name"), late); // it does not know yet
        m_b->sync();
        m_b->sync();
        QVERIFY(!inLog(*m_county, late.toUtf8()));
        QVERIFY(!anywhere(m_b->office.db, late.toUtf8()));
        QCOMPARE(m_b->office.pending().size(), 0);
        const auto line = ChangeTable::history(m_b->office.db, m_ref)->last();
        QVERIFY(line.change.erased || line.change.operation == Operation::Redact);
        QVERIFY(server::CountyLog::verify(*m_county->reader()));
    }
    void whoMayNotIsRefusedAndNothingGoes()
    {
        redact(*m_b);
        settleDown();
        QCOMPARE(ChangeTable::history(m_b->office.db, m_ref)->last().verdict, Verdict::Refused);
        QVERIFY(!isStub(*m_b));
        QCOMPARE(m_a->office.column(m_ref, "name"), secret + u'2');
        QVERIFY(inLog(*m_county, secret.toUtf8()));
        allow(*m_b);
        redact(*m_b);
        settleDown();
        QVERIFY(isStub(*m_a));
        allow(*m_b, false);
    }
    void aPcConfirmsByAskingFromALaterPosition()
    {
        allow(*m_a);
        m_county->server->tellVisits([this](ReplicaId replica, std::int64_t position, std::int64_t taken) {
            m_visits.insert(replica, {m_county->clock.now(), position, taken});
        });
        const ReplicaId a = m_a->office.replica;
        const ReplicaId b = m_b->office.replica;
        redact(*m_a);
        QVERIFY(m_a->roundTrip()); // the answer is on its way
        QCOMPARE(waiting(), (QSet<ReplicaId>{a, b}));
        QVERIFY(m_a->roundTrip()); // it came
        QCOMPARE(waiting(), QSet<ReplicaId>{b});
        QVERIFY(m_b->roundTrip());
        QCOMPARE(waiting(), QSet<ReplicaId>{b});
        QVERIFY(m_b->roundTrip());
        QCOMPARE(waiting(), QSet<ReplicaId>());
        const auto act = server::Erasures::all(*m_county->reader())->first();
        QCOMPARE(act.replica, a);
        QCOMPARE(act.things, 1);
        QCOMPARE(act.grounds, QStringLiteral("PIPL 47 (3)"));
        QCOMPARE(act.at, m_a->office.clock.now());
        QCOMPARE(act.confirmed, 2);
    }
    void aPcThatWasShutOutNeverConfirms()
    {
        allow(*m_a);
        const auto revoked = m_county->administer([&](server::County &county, TestCounty::Transaction &tx) {
            return county.revoke(tx, m_b->enrolled.deviceNumber);
        });
        QVERIFY(revoked);
        redact(*m_a);
        m_a->sync();
        const auto act = server::Erasures::all(*m_county->reader())->first();
        QCOMPARE(act.waiting.size(), 2);
        for (const auto &pc : act.waiting)
            QCOMPARE(pc.device.revoked, pc.device.replica == m_b->office.replica);
    }
    void anOfficeThatGetsItLaterGetsAStub()
    {
        allow(*m_a);
        redact(*m_a);
        settleDown();
        TestMember c(*m_county, 3);
        m_a->office.act([&](Act &act) { TestOffice::expect(act.enter(m_ref, c.office.scope)); });
        m_a->sync();
        c.sync();
        QVERIFY(isStub(c));
        QVERIFY(!anywhere(c.office.db, secret.toUtf8()));
    }
    void aNewPcOfTheOfficeIsAsTheOthersAre()
    {
        allow(*m_a);
        redact(*m_a);
        settleDown();
        TestMember fresh(*m_county, 4);
        const auto granted = m_county->administer([&](server::County &, TestCounty::Transaction &tx) {
            auto grant = tx.prepare(server::engine::Sql("INSERT INTO device_scope ({county,} replica, scope) VALUES "
                                                        "({value,} ?, ?)"))
                             .value();
            grant.bindAll(fresh.office.replica, m_a->office.scope);
            return grant.run();
        });
        QVERIFY(granted);
        fresh.sync();
        QVERIFY(isStub(fresh));
        QVERIFY(!anywhere(fresh.office.db, secret.toUtf8()));
        QCOMPARE(fresh.office.rows("thing"), 1);
    }
    void aCountyThatIsPutBackToBeforeItErasesAgain()
    {
        allow(*m_a);
        m_county->copyAside();
        redact(*m_a);
        settleDown();
        QVERIFY(!inLog(*m_county, secret.toUtf8()));
        m_county->putBack();
        QVERIFY(inLog(*m_county, secret.toUtf8())); // as it was then
        for (TestMember *member : {m_b.get(), m_a.get()}) {
            member->exchange.forget();
            QCOMPARE(member->roundTrip().error().code, ErrorCode::EpochChanged);
            const auto question = member->exchange.checkpoints(member->office.db, member->key).value();
            const auto answer = m_county->server->agree(question);
            QVERIFY(answer);
            QVERIFY(member->exchange.agree(member->office.db, *answer));
            member->exchange.forget();
            member->sync();
        }
        settleDown();
        QVERIFY(!inLog(*m_county, secret.toUtf8()));
        QVERIFY(isStub(*m_a) && isStub(*m_b));
        QVERIFY(server::CountyLog::verify(*m_county->reader()));
    }
};

SHOULI_TEST(TestErasure)
#include "TestErasure.moc"
