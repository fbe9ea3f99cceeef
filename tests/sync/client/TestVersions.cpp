// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "sync/server/CountyLog.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <array>
#include <memory>
#include <vector>

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::storage::Transaction;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

/// What version n adds to each change: parts 18 … 17 + n.
QByteArray additionsOf(int version)
{
    if (version == 0)
        return {};
    CborWriter out;
    out.map(version);
    for (int i = 0; i < version; ++i) {
        out.number(18 + i);
        out.text(QStringLiteral("new in %1").arg(i));
    }
    return out.bytes();
}

/// Makes an office's last changes such as version n would have written, with the chain over them.
void rewriteAs(TestOffice &office, int version, std::int64_t firstLseq)
{
    auto pending = office.pending();
    QByteArray hash = chainStart();
    if (firstLseq > 1)
        hash = ChangeTable::find(office.db, office.replica, firstLseq - 1).value()->hash;
    for (auto &line : pending) {
        if (line.change.lseq < firstLseq)
            continue;
        line.change.extension = additionsOf(version);
        if (line.change.operation == Operation::Event && version > 0) {
            line.change.event = EventKind{static_cast<std::uint16_t>(900 + version)};
            line.change.operation = static_cast<Operation>(version == 1 ? 3 : 40 + version);
        }
        hash = chainNext(hash, line.change);
        auto tx = Transaction::begin(office.db).value();
        {
            auto update = tx.prepare(QStringLiteral("UPDATE change SET extension = ?, event = ?, operation = ?, "
                                                    "hash = ? WHERE replica = ? AND lseq = ?"))
                              .value();
            update.bindAll(line.change.extension, line.change.event.value, static_cast<int>(line.change.operation),
                           hash, office.replica, line.change.lseq);
            TestOffice::expect(update.run());
        }
        {
            auto update = tx.prepare(QStringLiteral("UPDATE replica SET last_hash = ?")).value();
            update.bindAll(hash);
            TestOffice::expect(update.run());
        }
        TestOffice::expect(tx.commit());
    }
}

} // namespace

/// Offices of three versions and a server that knows the middle one at most: whatever one adds, the
/// others keep and pass on.
class TestVersions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatANewerOfficeWritesPassesThroughAnOlderServerToAllOthers()
    {
        TestCounty county(worldSchema());
        std::vector<std::unique_ptr<TestMember>> offices;
        for (quint64 i = 0; i < 3; ++i)
            offices.push_back(std::make_unique<TestMember>(county, i + 1));
        for (int writer = 0; writer < 3; ++writer) {
            TestOffice &office = offices.at(static_cast<size_t>(writer))->office;
            offices.at(static_cast<size_t>(writer))->sync();
            QCOMPARE(ChangeTable::pendingCount(office.db).value(), 0);
            const EntityRef ref = office.newRef();
            const auto before = ReplicaState::load(office.db)->lastLseq;
            office.act([&](Act &act) {
                TestOffice::expect(act.create(ref, office.scope, {{TestOffice::name, Value(QStringLiteral("名"))}}));
                TestOffice::expect(act.event(ref, EventKind{1}, "payload"));
                for (const auto &other : offices) {
                    if (&other->office != &office)
                        TestOffice::expect(act.enter(ref, other->office.scope));
                }
            });
            rewriteAs(office, writer, before + 1);
            for (int round = 0; round < 2; ++round) {
                for (auto &member : offices)
                    member->sync();
            }
            const auto written = ChangeTable::find(office.db, office.replica, before + 2).value();
            QCOMPARE(written->change.extension, additionsOf(writer));
            QVERIFY(written->seq.has_value());
            QCOMPARE(written->verdict, Verdict::Applied);
            for (auto &member : offices) {
                const auto arrived = ChangeTable::find(member->office.db, office.replica, before + 2).value();
                QVERIFY(arrived.has_value());
                QCOMPARE(arrived->change.forOthers(), written->change.forOthers());
                QCOMPARE(member->office.column(ref, "name"), QStringLiteral("名"));
            }
        }
        QVERIFY(server::CountyLog::verify(*county.reader()));
    }
    void anErasureOfANewerVersionPassesThroughUntouched()
    {
        // to a program that knows no erasure Redact is what this one is to a version that knows it: the next operation
        TestCounty county(worldSchema());
        TestMember newer(county, 1);
        TestMember older(county, 2);
        const EntityRef ref = newer.office.newRef();
        newer.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, newer.office.scope, {{TestOffice::name, Value(QStringLiteral("名"))}}));
            TestOffice::expect(act.enter(ref, older.office.scope));
        });
        newer.sync();
        const auto before = ReplicaState::load(newer.office.db)->lastLseq;
        const QByteArray grounds = Value(QStringLiteral("《个人信息保护法》第四十七条")).toCbor();
        newer.office.act([&](Act &act) { TestOffice::expect(act.event(ref, EventKind{1}, grounds)); });
        rewriteAs(newer.office, 2, before + 1);
        for (int round = 0; round < 2; ++round) {
            newer.sync();
            older.sync();
        }
        const auto sent = ChangeTable::find(newer.office.db, newer.office.replica, before + 1).value();
        const auto came = ChangeTable::find(older.office.db, newer.office.replica, before + 1).value();
        QVERIFY(came);
        QVERIFY(static_cast<int>(came->change.operation) > static_cast<int>(Operation::Redact));
        QCOMPARE(came->verdict, Verdict::Applied);
        QCOMPARE(came->change.payload, grounds);
        QCOMPARE(came->change.extension, additionsOf(2));
        QCOMPARE(came->change.forOthers(), sent->change.forOthers());
        QCOMPARE(older.office.column(ref, "name"), QStringLiteral("名")); // and what it does not know, it does not do
        TestMember later(county, 3);
        older.office.act([&](Act &act) { TestOffice::expect(act.enter(ref, later.office.scope)); });
        older.sync();
        later.sync();
        const auto image = ChangeTable::find(later.office.db, newer.office.replica, before + 1).value();
        QVERIFY(image); // whoever gets the thing gets it too, and may know what it means
        QCOMPARE(image->change.forOthers(), sent->change.forOthers());
    }
    void newKeysOfARequestAreReadOverByTheServer()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        auto request = a.exchange.request(a.office.db).value();
        request.schemaVersion = 99;
        request.unknown = {{60, additionsOf(2)}};
        auto envelope = protocol::Envelope::seal(a.enrolled.replica, request.toCbor(), a.key);
        QVERIFY(county.server->sync(envelope.toCbor()));
        QVERIFY(!a.send(request)->epoch.isEmpty());
    }
    void onlyAVersionBelowTheOldestIsSentAway()
    {
        TestCounty county(worldSchema());
        TestMember a(county, 1);
        const auto request = a.exchange.request(a.office.db).value();
        auto envelope = protocol::Envelope::seal(a.enrolled.replica, request.toCbor(), a.key);
        envelope.version = protocol::oldestProtocolVersion - 1;
        QCOMPARE(county.server->sync(envelope.toCbor()).error().code, ErrorCode::ProtocolTooOld);
        envelope.version = protocol::protocolVersion + 1; // taken for what it says; the signature covers that
        QCOMPARE(county.server->sync(envelope.toCbor()).error().code, ErrorCode::SignatureWrong);
    }
};

SHOULI_TEST(TestVersions)
#include "TestVersions.moc"
