// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/FileSwap.h"
#include "tests/support/FaultDisk.h"
#include "tests/support/SnapshotCounty.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli::core::changes;
using namespace shouli::sync;
using shouli::core::base::Result;
using shouli::core::storage::Database;
using shouli::core::storage::FileSwap;
using shouli::core::storage::WriterThread;
using shouli::tests::FaultDisk;
using shouli::tests::SnapshotCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;

/// A new PC's register, loaded into a new file again and again, each time with another call to the disk failing: what is
/// there afterwards is the old database or the new one, whole, with what only this PC has; and the next try succeeds.
/// CI takes some of the calls, SHOULI_LONG all of them. SHOULI_SEED chooses which.
class TestNewFile : public QObject {
    Q_OBJECT

    static constexpr int things = 2200;
    static constexpr std::int64_t never = 1'000'000'000; ///< a call that is not made

    std::unique_ptr<SnapshotCounty> m_county;
    std::unique_ptr<TestMember> m_giver;
    std::unique_ptr<TestMember> m_fresh;    ///< as enrolment left it, and a change of its own that waits
    QMap<QByteArray, QByteArray> m_answers; ///< of the county, by what was asked: its disk is not the one that fails
    std::int64_t m_calls = 0;
    std::int64_t m_writes = 0;

    /// What a load does to `office`; the disk fails at no call but from the beginning to the end of it.
    Result<client::ScopeLoad::Outcome> loadInto(TestOffice &office, FaultDisk &disk, std::int64_t call,
                                                FaultDisk::Fault fault)
    {
        const Database key = office.reader();
        WriterThread writer(std::move(office.db));
        client::ScopeLoad load(office.log, writer, m_county->certificate.pin(),
                               [this](const snapshot::Question &question) -> Result<QByteArray> {
                                   return m_answers.value(question.name);
                               });
        if (call > 0)
            disk.failAt(call, fault);
        auto outcome = load.load(m_giver->enrolled.office);
        if (call == never) {
            m_calls = disk.calls();
            m_writes = disk.writes();
        }
        disk.heal();
        return outcome;
    }
    QString loadWith(std::int64_t call, FaultDisk::Fault fault)
    {
        FaultDisk disk;
        TestOffice office(9);
        office.schema = shouli::tests::worldSchema();
        office.copyFrom(m_fresh->office);
        const auto words = [](const auto &result) {
            return result ? QString() : QStringLiteral("%1 ").arg(int(result.error().code)) + result.error().detail;
        };
        const auto whole = [&office](bool loaded) {
            const auto sound = office.db.verify();
            const bool all = office.rows("thing") == things + 1;
            const bool own = office.pending().size() == 1 && office.rows("counter_draft") == 1;
            return sound && own && (all || !loaded);
        };
        const QString path = office.path();
        auto reader = std::make_unique<Database>(office.reader()); // as the window has one
        const auto loaded = loadInto(office, disk, call, fault);
        if (!loaded && call > 0 && !disk.struck() && fault != FaultDisk::Fault::Full)
            return QStringLiteral("fails without a fault: ") + words(loaded);
        const auto opened = reader->openLike(path, Database::Access::Writer);
        if (!opened)
            return QStringLiteral("cannot be opened: ") + words(opened);
        office.db = reader->openLike(path, Database::Access::Writer).value();
        if (!whole(loaded.has_value()))
            return QStringLiteral("neither the old nor the new: %1 of %2, after %3")
                .arg(office.rows("thing"))
                .arg(things + 1)
                .arg(words(loaded));
        const auto again = loadInto(office, disk, 0, fault);
        if (!again)
            return QStringLiteral("not the next time either: ") + words(again);
        office.db = reader->openLike(path, Database::Access::Writer).value();
        return whole(true) ? QString() : QStringLiteral("not whole the next time");
    }
    void fewOrAll(FaultDisk::Fault fault, std::int64_t most, int budget)
    {
        const bool all = qEnvironmentVariableIsSet("SHOULI_LONG");
        const quint64 seed = qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong();
        const std::int64_t stride = all ? 1 : std::max<std::int64_t>(1, most / budget);
        const std::int64_t first = all ? 1 : 1 + static_cast<std::int64_t>(seed % static_cast<quint64>(stride));
        QElapsedTimer timer;
        timer.start();
        int points = 0;
        for (std::int64_t call = first; call <= most; call += stride, ++points) {
            const QString wrong = loadWith(call, fault);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("call %1: %2").arg(call).arg(wrong)));
        }
        qInfo("seed %llu: %d of %lld points in %lld ms", seed, points, static_cast<long long>(most), timer.elapsed());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_county = std::make_unique<SnapshotCounty>();
        m_giver = std::make_unique<TestMember>(m_county->county, 1);
        m_fresh = std::make_unique<TestMember>(m_county->county, 2);
        SnapshotCounty::createMany(*m_giver, m_giver->office.scope, 5, things / 5, QStringLiteral("薛𬭚"));
        m_giver->sync();
        m_county->grant(*m_fresh, m_giver->enrolled.office);
        TestOffice &office = m_fresh->office;
        const auto request = m_fresh->exchange.request(office.db, 2000, true).value();
        TestOffice::expect(m_fresh->exchange.take(office.db, m_fresh->send(request).value()));
        SnapshotCounty::create(*m_fresh, QStringLiteral("我"));
        TestOffice::expect(
            office.db.execute(QStringLiteral("INSERT INTO counter_draft VALUES (x'01', x'02', 'S1', 5, x'03')")));
        const ScopeId scope = m_giver->enrolled.office;
        m_answers.insert({}, m_county->answer(*m_fresh, {scope, 0, {}}).value());
        const auto is = snapshot::SignedManifest::fromCbor(m_answers.value({})).value();
        const auto manifest = snapshot::Manifest::fromCbor(is.manifest).value();
        for (const auto &entry : manifest.chunks)
            m_answers.insert(entry.name, m_county->answer(*m_fresh, {scope, 0, entry.name}).value());
        const QString wrong = loadWith(0, FaultDisk::Fault::Error);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        FaultDisk disk; // and how many calls there are
        TestOffice one(9);
        one.schema = shouli::tests::worldSchema();
        one.copyFrom(office);
        const Database key = one.reader();
        TestOffice::expect(loadInto(one, disk, never, FaultDisk::Fault::Error));
        QVERIFY(QFile::exists(FileSwap::previousOf(one.path())));
        one.db = key.openLike(one.path(), Database::Access::Writer).value();
        QVERIFY(m_calls > 100 && m_writes > 100);
    }
    void aCallThatFails() { fewOrAll(FaultDisk::Fault::Error, m_calls, 24); }
    void aWriteThatIsTorn() { fewOrAll(FaultDisk::Fault::Torn, m_calls, 12); }
    void aDiskThatDies() { fewOrAll(FaultDisk::Fault::Dead, m_calls, 16); }
    void aDiskThatIsFull() { fewOrAll(FaultDisk::Fault::Full, m_writes, 16); }
    void whatIsInTheNewFileIsOnTheDiskBeforeItHasTheName()
    {
        FaultDisk disk;
        TestOffice office(9);
        office.schema = shouli::tests::worldSchema();
        office.copyFrom(m_fresh->office);
        const Database key = office.reader();
        disk.record();
        TestOffice::expect(loadInto(office, disk, 0, FaultDisk::Fault::Error));
        office.db = key.openLike(office.path(), Database::Access::Writer).value();
        std::size_t written = 0;
        std::size_t synced = 0;
        const auto records = disk.recorded();
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!records.at(i).file.endsWith(QStringLiteral(".fresh")))
                continue;
            if (records.at(i).kind == FaultDisk::Record::Kind::Write)
                written = i;
            if (records.at(i).kind == FaultDisk::Record::Kind::Sync)
                synced = i;
        }
        QVERIFY(written > 0);
        QVERIFY(synced > written);
    }
    void cleanupTestCase()
    {
        m_fresh.reset();
        m_giver.reset();
        m_county.reset();
    }
};

SHOULI_TEST(TestNewFile)
#include "TestNewFile.moc"
