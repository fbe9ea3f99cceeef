// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PageView.h"
#include "app/printing/PreviewDialog.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/app/printing/PrintFixture.h"
#include "tests/support/TestMain.h"

#include "app/look/Theme.h"
#include "core/audit/AuditLog.h"

#include <QComboBox>
#include <QLabel>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::printing::PreviewDialog;
using core::base::ErrorCode;
using tests::CounterDesk;
using tests::PrintFixture;

class TestCounterPrinting : public QObject {
    Q_OBJECT

    static PreviewDialog *dialogOf(CounterDesk &desk)
    {
        PreviewDialog *dialog = nullptr;
        [[maybe_unused]] const bool shown = QTest::qWaitFor(
            [&] { return (dialog = desk.page->findChild<PreviewDialog *>()) != nullptr && dialog->isVisible(); });
        return dialog;
    }
    static bool acceptOne(CounterDesk &desk)
    {
        return desk.find() && desk.choose(u"MZ-01"_s) && desk.sayAll() && desk.accept();
    }

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }

    void formAndCardGoToThePrinterAndAreKept()
    {
        PrintFixture printer;
        CounterDesk desk(printer.system("echo x >> jobs; echo Laser-3"));
        QVERIFY(desk.signIn());
        QVERIFY(acceptOne(desk));
        QTRY_COMPARE(printer.content(u"jobs"_s), QByteArray("x\nx\n"));
        QTRY_COMPARE(desk.pdfs().size(), 2);
        QTRY_VERIFY2(desk.page->hint().contains(u"激光打印机"_s),
                     qPrintable(desk.page->hint())); // the system's default one
        QVERIFY(desk.page->hint().contains(u"PDF"_s));
        QVERIFY(desk.failures.isEmpty());
        desk.shoot("counter-printed");
    }

    void aFailingPrinterIsSaidAndLosesNothing()
    {
        PrintFixture printer;
        CounterDesk desk(printer.system("echo 'out of paper' >&2; exit 1"));
        QVERIFY(desk.signIn());
        QVERIFY(acceptOne(desk));
        QTRY_COMPARE(desk.failures.size(), 1);
        QCOMPARE(desk.failures.first().code, ErrorCode::PrintFailed);
        QTRY_COMPARE(desk.pdfs().size(), 2);                               // kept all the same
        QVERIFY(!desk.page->hint().contains(u"激光打印机"_s));             // not claimed to be printed
        QVERIFY(desk.page->hint().contains(desk.pdfs().first().left(21))); // but accepted, by its number
        desk.shoot("counter-print-failed");

        (void)printer.system("echo Laser-4"); // somebody put paper in: once more, from the preview
        desk.hands->press(Qt::Key_Escape);    // the message
        desk.hands->press(Qt::Key_F8);
        auto *dialog = dialogOf(desk);
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->findChild<QComboBox *>()->isEnabled());
        QCOMPARE(dialog->view().pageCount(), 2 + 1); // the form's two pages and the card
        QSignalSpy printed(dialog, &PreviewDialog::printed);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_P);
        QTRY_COMPARE(printed.size(), 1);
        QVERIFY(printer.content(u"paper.pdf"_s).startsWith("%PDF"));
    }

    void thePrinterChosenIsKeptForThisPc()
    {
        PrintFixture printer;
        CounterDesk desk(printer.system("echo x >> jobs; echo Second-1"));
        QVERIFY(desk.signIn());
        QVERIFY(desk.find());
        QVERIFY(desk.choose(u"MZ-01"_s));
        desk.hands->press(Qt::Key_F8); // before anything is accepted
        auto *dialog = dialogOf(desk);
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->findChild<QComboBox *>()->isEnabled());
        QTRY_VERIFY(!qobject_cast<const QLabel *>(dialog->view().widget())->pixmap().isNull());
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            dialog->grab().save(shots + u"/counter-preview.png"_s);
        QTest::keyClick(dialog->findChild<QComboBox *>(), Qt::Key_Down);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(QFile::exists(desk.office.folder.path() + u"/printer.json"_s));
        QVERIFY(printer.content(u"jobs"_s).isEmpty());
        desk.application->lock();
        QVERIFY(desk.signIn());
        QVERIFY(desk.find() && desk.sayAll() && desk.accept()); // the service is chosen already: the draft is there
        QTRY_VERIFY(printer.content(u"arguments"_s).startsWith("-d\nSecond\n"));
    }

    void aPrinterThatIsGoneIsNotReplacedSilently()
    {
        PrintFixture printer;
        CounterDesk desk(printer.system("echo Laser-3"));
        QFile kept(desk.office.folder.path() + u"/printer.json"_s);
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write(R"({"printer": "Laser in the next room"})");
        kept.close();
        QVERIFY(desk.signIn());
        QVERIFY(acceptOne(desk));
        QTRY_COMPARE(desk.failures.size(), 1);
        QCOMPARE(desk.failures.first().code, ErrorCode::PrinterUnavailable);
        QVERIFY(printer.content(u"arguments"_s).isEmpty());
        QTRY_COMPARE(desk.pdfs().size(), 2);
    }

    void lockingWhilePapersAreMadeStillLeavesThem()
    {
        PrintFixture printer;
        CounterDesk desk(printer.system("exec sleep 60"));
        QVERIFY(desk.signIn());
        QVERIFY(acceptOne(desk));
        desk.application->lock(); // at once; the printer hangs
        QCOMPARE(desk.pdfs().size(), 2);
    }
};

SHOULI_TEST(TestCounterPrinting)
#include "TestCounterPrinting.moc"
