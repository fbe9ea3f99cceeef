// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/BatchPrint.h"
#include "tests/app/printing/PrintFixture.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using namespace shouli::app::printing;
using namespace Qt::StringLiterals;
using core::base::Error;
using core::base::ErrorCode;
using tests::PrintFixture;

/// A batch, run by the event loop of the test.
class TestBatchPrint : public QObject {
    Q_OBJECT

    static QList<core::forms::setting::FormJob> jobs(const PrintFixture &fixture, int count)
    {
        QList<core::forms::setting::FormJob> list;
        for (int i = 0; i < count; ++i)
            list.append(fixture.job(i));
        return list;
    }

private Q_SLOTS:
    void all_documents_are_one_job_and_progress_is_told()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("echo 'request id is Laser-7'");
        BatchPrint batch(fixture.renderer, service.open({u"Second"_s, {}, 1}, u"受理卡"_s).value(), jobs(fixture, 30),
                         {});
        QSignalSpy progress(&batch, &BatchPrint::progress);
        QSignalSpy finished(&batch, &BatchPrint::finished);
        QCOMPARE(batch.done(), 0); // nothing before the event loop has control
        QVERIFY(finished.wait(20'000));
        QCOMPARE(finished.first().first().value<PrintReceipt>(), (PrintReceipt{u"Second"_s, u"Laser-7"_s, 30}));
        QCOMPARE(progress.last().first().toInt(), 30);
        QCOMPARE(batch.done(), batch.total());
        int before = 0;
        for (const auto &step : progress) {
            QVERIFY(step.first().toInt() > before);
            before = step.first().toInt();
        }
    }

    void a_batch_that_is_cancelled_prints_nothing()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        BatchPrint batch(fixture.renderer, service.open({u"Second"_s, {}, 1}, u"受理卡"_s).value(), jobs(fixture, 400),
                         {});
        QSignalSpy finished(&batch, &BatchPrint::finished);
        QSignalSpy failed(&batch, &BatchPrint::failed);
        connect(&batch, &BatchPrint::progress, &batch, &BatchPrint::cancel);
        QVERIFY(failed.wait(20'000));
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::Cancelled);
        QVERIFY(batch.done() > 0 && batch.done() < 400);
        QVERIFY(!failed.wait(50));
        batch.cancel(); // again: without effect
        QCOMPARE(failed.size(), 1);
        QCOMPARE(finished.size(), 0);
        QVERIFY(fixture.content(u"arguments"_s).isEmpty());
    }

    void a_batch_cancelled_at_its_last_document_prints_nothing()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        BatchPrint batch(fixture.renderer, service.open({u"Second"_s, {}, 1}, u"受理卡"_s).value(), jobs(fixture, 1),
                         {});
        QSignalSpy finished(&batch, &BatchPrint::finished);
        QSignalSpy failed(&batch, &BatchPrint::failed);
        connect(&batch, &BatchPrint::progress, &batch, &BatchPrint::cancel);
        QVERIFY(failed.wait(20'000));
        QCOMPARE(finished.size(), 0);
        QVERIFY(fixture.content(u"arguments"_s).isEmpty());
    }

    void a_document_that_fails_is_named_and_stops_the_batch()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        auto list = jobs(fixture, 5);
        list[3].data.set(u"service.name"_s, u"\U0010FFFD"_s);
        BatchPrint batch(fixture.renderer, service.open({u"Second"_s, {}, 1}, u"受理卡"_s).value(), list, {});
        QSignalSpy failed(&batch, &BatchPrint::failed);
        QVERIFY(failed.wait(20'000));
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::FontMissing);
        QCOMPARE(failed.first().at(1).toInt(), 3);
        QVERIFY(fixture.content(u"arguments"_s).isEmpty());
    }

    void a_printer_that_refuses_at_the_end_fails_the_batch_as_a_whole()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("echo busy >&2; exit 1");
        BatchPrint batch(fixture.renderer, service.open({u"Second"_s, {}, 1}, u"受理卡"_s).value(), jobs(fixture, 3),
                         {});
        QSignalSpy failed(&batch, &BatchPrint::failed);
        QVERIFY(failed.wait(20'000));
        QCOMPARE(failed.first().first().value<Error>(), (Error{ErrorCode::PrintFailed, u"busy"_s}));
        QCOMPARE(failed.first().at(1).toInt(), -1);
    }
};

SHOULI_TEST(TestBatchPrint)
#include "TestBatchPrint.moc"
