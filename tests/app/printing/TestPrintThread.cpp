// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PrintThread.h"
#include "tests/app/printing/PrintFixture.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli;
using namespace shouli::app::printing;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;
using core::base::Result;
using tests::PrintFixture;

class TestPrintThread : public QObject {
    Q_OBJECT

    static Result<PrintReceipt> print(Workshop &shop)
    {
        SHOULI_TRY(const auto *form, shop.form(u"CARD-01"_s));
        SHOULI_TRY(const auto pages, shop.renderer.layOut({form, {}, {}}));
        return shop.service.print(pages, {u"Second"_s, {}, 1});
    }

private Q_SLOTS:
    void jobs_run_in_order_on_one_thread_that_is_not_ours()
    {
        PrintFixture fixture;
        PrintThread thread(fixture.clock, fixture.system("echo Second-1"));
        QList<int> order;
        std::thread::id where;
        QFuture<int> last;
        for (int i = 0; i < 5; ++i) {
            last = thread.run([i, &order, &where](Workshop &) {
                order.append(i);
                where = std::this_thread::get_id();
                return i;
            });
        }
        QCOMPARE(last.result(), 4);
        QCOMPARE(order, (QList<int>{0, 1, 2, 3, 4}));
        QVERIFY(where != std::this_thread::get_id());
    }

    void what_is_printed_there_reaches_the_printer()
    {
        PrintFixture fixture;
        PrintThread thread(fixture.clock, fixture.system("echo Second-7"));
        const auto receipt = thread.run(print).result();
        QVERIFY(receipt);
        QCOMPARE(receipt->job, u"Second-7"_s);
        QVERIFY(fixture.content(u"paper.pdf"_s).startsWith("%PDF"));
    }

    void an_unknown_form_is_said_by_name()
    {
        PrintFixture fixture;
        PrintThread thread(fixture.clock, fixture.system("true"));
        const auto error = thread
                               .run([](Workshop &shop) -> Result<int> {
                                   SHOULI_TRY(const auto *form, shop.form(u"NO-99"_s));
                                   return form->version;
                               })
                               .result();
        QCOMPARE(error.error().code, ErrorCode::TemplateDamaged);
        QCOMPARE(error.error().detail, u"NO-99"_s);
    }

    void its_end_does_not_wait_for_a_printer_that_hangs()
    {
        PrintFixture fixture;
        QFuture<Result<PrintReceipt>> hanging;
        QFuture<Result<PrintReceipt>> next;
        QFuture<int> papers;
        QElapsedTimer took;
        {
            PrintThread thread(fixture.clock, fixture.system("exec sleep 60"));
            hanging = thread.run(print);
            next = thread.run(print);
            papers = thread.run([](Workshop &) { return 1; });
            QTRY_VERIFY(!fixture.content(u"paper.pdf"_s).isEmpty());
            took.start();
        }
        QVERIFY(took.elapsed() < 10'000);
        QCOMPARE(hanging.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(next.result().error().code, ErrorCode::Cancelled); // given to no printer any more
        QCOMPARE(papers.result(), 1);                               // but what was begun is done
    }
};

SHOULI_TEST(TestPrintThread)
#include "TestPrintThread.moc"
