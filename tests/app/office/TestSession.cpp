// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/DatabaseCopy.h"
#include "core/storage/FileSwap.h"
#include "sync/client/StickCourier.h"
#include "sync/stick/StickFolder.h"
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

#include <QSemaphore>
#include <QSignalSpy>

#include <thread>

using namespace shouli;
using app::office::Session;
using app::office::Writing;
using core::audit::Action;
using core::base::ErrorCode;
using core::base::Result;
using sync::client::StickCourier;
using tests::NewPc;
using tests::OfficePc;

namespace {

Result<void> look(Writing &writing)
{
    return writing.audit.record(writing.tx, writing.actor.staff.author(), Action::Look);
}

std::uint64_t operations(const Session &session)
{
    return app::office::operationsIn(session.reader()).value();
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoSignedInActs()
    {
        OfficePc pc;
        const auto session = pc.session();
        QCOMPARE(session->actor().staff.id, pc.who);
        QCOMPARE(session->actor().staff.name, QStringLiteral("王秀兰"));
        QCOMPARE(session->office().id, core::base::idCast<core::staff::OfficeId>(pc.enrolled.answer.office));
        QCOMPARE(session->deviceNumber(), 3);
        QVERIFY(!session->isWriting());
    }
    void aNewDayIsToldOnce()
    {
        OfficePc pc;
        const auto session = pc.session();
        QSignalSpy changed(session.get(), &Session::changed);
        session->minutePassed();
        QCOMPARE(changed.size(), 0);
        pc.clock.setDate(pc.clock.today().addDays(1));
        session->minutePassed();
        session->minutePassed();
        QCOMPARE(changed.size(), 1);
    }
    void whoHasLeftDoesNotGetIn()
    {
        OfficePc pc;
        {
            const auto session = pc.session();
            const auto left = session->write([](Writing &w) -> Result<void> {
                SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
                SHOULI_CHECK(
                    act.set(w.actor.staff.ref(), core::staff::StaffMember::activeField, core::changes::Value(false)));
                return act.finish();
            });
            QTRY_VERIFY(left.isFinished());
            QVERIFY(left.result());
        }
        auto unlocked = pc.unlock();
        QVERIFY(unlocked);
        const auto refused = Session::begin(std::move(*unlocked), NewPc::reference(), pc.clock, pc.random);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StaffUnknown);
    }
    void aWriteIsCommittedAndToldOnce()
    {
        OfficePc pc;
        const auto session = pc.session();
        const auto before = operations(*session);
        QSignalSpy changed(session.get(), &Session::changed);
        const auto written = session->write([](Writing &w) -> Result<int> {
            SHOULI_CHECK(look(w));
            return 47;
        });
        QVERIFY(session->isWriting());
        QTRY_VERIFY(written.isFinished());
        QCOMPARE(written.result().value(), 47);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(operations(*session), before + 1);
        QVERIFY(!session->isWriting());
    }
    void aWriteOfWhatStaysHereIsToldToNobody()
    {
        OfficePc pc;
        const auto session = pc.session();
        const auto before = operations(*session);
        QSignalSpy changed(session.get(), &Session::changed);
        const auto written = session->write(look, Session::Tell::Nobody);
        QTRY_VERIFY(written.isFinished());
        QTRY_VERIFY(!session->isWriting());
        QVERIFY(written.result());
        QCOMPARE(changed.size(), 0);
        QCOMPARE(operations(*session), before + 1); // committed all the same
    }
    void whatANewFileInTheDatabasesPlaceHoldsIsReadAtOnce()
    {
        OfficePc pc;
        const QString path = pc.folder.database();
        const QString fresh = core::storage::FileSwap::freshOf(path);
        {
            const auto db = pc.database();
            auto filler = db.createLike(fresh).value();
            QVERIFY(core::storage::DatabaseCopy::copy(db, filler));
            QVERIFY(filler.execute(QStringLiteral("INSERT INTO office (id, name) VALUES (x'01', '新来的')")));
        }
        const auto kept = QTemporaryDir();
        QVERIFY(QFile::rename(fresh, kept.filePath(QStringLiteral("db")))); // unlocking throws left-overs away
        const auto session = pc.session();
        const auto offices = [&session] {
            auto query = session->reader().prepare(QStringLiteral("SELECT count(*) FROM office")).value();
            return query.step().value() ? query.integer(0) : -1;
        };
        QCOMPARE(offices(), 0);
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::copy(kept.filePath(QStringLiteral("db")), path));
        for (const char *part : {"-wal", "-shm"})
            QFile::remove(path + QLatin1String(part));
        QCOMPARE(offices(), 0);
        const auto written = session->write(look, Session::Tell::Nobody);
        QTRY_VERIFY(written.isFinished());
        QTRY_VERIFY(!session->isWriting());
        QCOMPARE(offices(), 1);
    }
    void theCourierRestsWhileAStickIsExchangedAndGoesOnAfter()
    {
        OfficePc pc;
        const auto session = pc.session();
        session->startCourier(); // to a port where nobody answers
        QTRY_VERIFY_WITH_TIMEOUT(session->syncStatus().trouble && !session->syncStatus().busy, 20'000);
        const QTemporaryDir stick;
        QSignalSpy begun(&session->stick(), &StickCourier::begun);
        QSignalSpy done(&session->stick(), &StickCourier::done);
        QSignalSpy told(session.get(), &Session::changed);
        QSignalSpy status(session.get(), &Session::syncStatusChanged);
        session->stick().exchange(stick.path());
        session->stick().exchange(stick.path()); // it is busy
        QVERIFY(session->stick().isBusy());
        QVERIFY(done.wait(20'000));
        QCOMPARE(begun.size(), 1);
        QCOMPARE(done.size(), 1);
        QCOMPARE(told.size(), 1);
        QCOMPARE(sync::stick::StickFolder(stick.path()).requests().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!status.isEmpty(), 20'000); // tries the line again
    }
    void aSessionThatEndsGivesAStickUp()
    {
        OfficePc pc;
        const QTemporaryDir stick;
        {
            const auto session = pc.session();
            session->stick().exchange(stick.path());
        }
        QVERIFY(pc.session()); // nothing is locked or lost
    }
    void writesAreCarriedOutInTheOrderGiven()
    {
        OfficePc pc;
        const auto session = pc.session();
        QSignalSpy changed(session.get(), &Session::changed);
        QList<int> order;
        QFuture<Result<void>> last;
        for (int i = 0; i < 20; ++i) {
            last = session->write([&order, i](Writing &) -> Result<void> { // on the one writer thread
                order.append(i);
                return {};
            });
        }
        QTRY_VERIFY(last.isFinished());
        QList<int> expected;
        for (int i = 0; i < 20; ++i)
            expected.append(i);
        QCOMPARE(order, expected);
        QCOMPARE(changed.size(), 20);
    }
    void aFailingJobChangesNothingAndTellsNobody()
    {
        OfficePc pc;
        const auto session = pc.session();
        const auto before = operations(*session);
        QSignalSpy changed(session.get(), &Session::changed);
        const auto failed = session->write([](Writing &w) -> Result<void> {
            SHOULI_CHECK(look(w));
            return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("on purpose"));
        });
        QTRY_VERIFY(failed.isFinished());
        QCOMPARE(failed.result().error().code, ErrorCode::InvalidArgument);
        QCOMPARE(failed.result().error().detail, QStringLiteral("on purpose"));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(operations(*session), before);
        QVERIFY(!session->isWriting());
        const auto next = session->write(look); // and stands in nobody's way
        QTRY_VERIFY(next.isFinished());
        QVERIFY(next.result());
        QCOMPARE(operations(*session), before + 1);
    }
    void whatLiesOutsideTheDatabaseFollowsTheCommit()
    {
        OfficePc pc;
        const auto session = pc.session();
        const auto before = operations(*session);
        QSignalSpy changed(session.get(), &Session::changed);
        int done = 0;
        const auto write = [&](bool well) {
            return session->write([&done, well](Writing &w) -> Result<void> {
                SHOULI_CHECK(look(w));
                w.afterwards = [&done, well]() -> Result<void> {
                    ++done;
                    return well ? Result<void>() : core::base::failure(ErrorCode::FileUnwritable);
                };
                return {};
            });
        };
        const auto well = write(true);
        QTRY_VERIFY(well.isFinished());
        QVERIFY(well.result());
        QCOMPARE(done, 1);
        const auto ill = write(false);
        QTRY_VERIFY(ill.isFinished());
        QCOMPARE(ill.result().error().code, ErrorCode::FileUnwritable);
        QCOMPARE(done, 2);
        QCOMPARE(operations(*session), before + 2); // the rows stay
        QVERIFY(OfficePc::commitsFail(*session));
        const auto never = write(true);
        QTRY_VERIFY(never.isFinished());
        QVERIFY(!never.result());
        QCOMPARE(done, 2);
    }
    void aSessionThatEndsWhileAJobRunsFinishesIt()
    {
        OfficePc pc;
        QSemaphore begun;
        QSemaphore mayEnd;
        std::uint64_t before = 0;
        int told = 0;
        {
            auto session = pc.session();
            before = operations(*session);
            connect(session.get(), &Session::changed, this, [&told] { ++told; });
            const auto running = session->write([&](Writing &w) -> Result<void> {
                begun.release();
                mayEnd.acquire();
                return look(w);
            });
            const auto waiting = session->write(look);
            begun.acquire();
            std::thread other([&mayEnd] { mayEnd.release(); });
            session.reset();
            other.join();
        }
        QCOMPARE(told, 0); // nobody is left to be told
        QCOMPARE(app::office::operationsIn(pc.unlock().value().reader).value(), before + 2);
    }
    void theHighWaterMarkIsRaisedWhenTheSessionEnds()
    {
        OfficePc pc;
        std::uint64_t operationsThen = 0;
        {
            const auto session = pc.session();
            const auto looked = session->write(look);
            QTRY_VERIFY(looked.isFinished());
            operationsThen = operations(*session);
            QCOMPARE(operationsThen, 2U);
        }
        QCOMPARE(core::keys::Vault::open(pc.folder.path(), pc.clock).value().highWater(), operationsThen);
        QVERIFY(pc.unlock());
    }
    void aDatabaseRolledBackAfterASessionIsRefused()
    {
        OfficePc pc;
        const QByteArray old = pc.bytes("office.db");
        {
            const auto session = pc.session();
            const auto looked = session->write(look);
            QTRY_VERIFY(looked.isFinished());
        }
        QFile::remove(pc.file("office.db-wal"));
        QFile::remove(pc.file("office.db-shm"));
        pc.overwrite("office.db", old);
        const auto refused = pc.unlock();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::DatabaseShortened);
    }
    void twoSessionsAfterEachOtherSeeTheSameData()
    {
        OfficePc pc;
        for (std::uint64_t i = 1; i <= 3; ++i) {
            const auto session = pc.session();
            QCOMPARE(operations(*session), i);
            const auto looked = session->write(look);
            QTRY_VERIFY(looked.isFinished());
        }
    }
};

SHOULI_TEST(TestSession)
#include "TestSession.moc"
