// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PrintService.h"
#include "app/printing/PrinterSink.h"
#include "tests/app/printing/PrintFixture.h"
#include "tests/support/TestMain.h"

#include <QProcess>

using namespace shouli;
using namespace shouli::app::printing;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;
using tests::PrintFixture;

namespace {

std::unique_ptr<QPrinter> filePrinter(const QString &path)
{
    auto printer = std::make_unique<QPrinter>(QPrinter::HighResolution);
    printer->setOutputFormat(QPrinter::PdfFormat);
    printer->setOutputFileName(path);
    return printer;
}

QString inspected(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestPrintService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_document_goes_to_the_spooler_with_its_copies_and_comes_back_with_its_number()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("echo 'request id is Laser-12 (0 file(s))'");
        const auto receipt = service.print(fixture.document(), {u"激光打印机"_s, QPointF(), 3});
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(*receipt, (PrintReceipt{u"激光打印机"_s, u"Laser-12"_s, 2}));
        const QStringList arguments = QString::fromUtf8(fixture.content(u"arguments"_s))
                                          .split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(arguments,
                 (QStringList{u"-d"_s, u"激光打印机"_s, u"-n"_s, u"3"_s, u"-t"_s, u"最低生活保障申请审核确认表"_s,
                              u"-o"_s, u"print-scaling=none"_s, u"-"_s}));
        QVERIFY(inspected(u"pdfinfo"_s, {fixture.folder.filePath(u"paper.pdf"_s)}).contains(u"Pages:           2"_s));
    }

    void a_spooler_that_refuses_is_a_failure_in_its_own_words()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("echo 'lp: The printer or class does not exist.' >&2; exit 1");
        const auto receipt = service.print(fixture.document(), {u"Second"_s, {}, 1});
        QCOMPARE(receipt.error().code, ErrorCode::PrintFailed);
        QCOMPARE(receipt.error().detail, u"lp: The printer or class does not exist."_s);
    }

    void a_spooler_that_does_not_answer_is_a_failure()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("exec sleep 30", 300);
        const auto receipt = service.print(fixture.document(), {u"Second"_s, {}, 1});
        QCOMPARE(receipt.error().code, ErrorCode::PrintFailed);
        QVERIFY(receipt.error().detail.contains(u"no answer"_s));
    }

    void a_spooler_that_dies_is_a_failure()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("kill -9 $$");
        QCOMPARE(service.print(fixture.document(), {u"Second"_s, {}, 1}).error().code, ErrorCode::PrintFailed);
    }

    void a_spooler_that_cannot_be_run_leaves_the_printer_unavailable()
    {
        PrintFixture fixture;
        PrintService service(fixture.renderer, {PrintFixture::printers, u"/nowhere/lp"_s, 1000});
        QCOMPARE(service.print(fixture.document(), {u"Second"_s, {}, 1}).error().code, ErrorCode::PrinterUnavailable);
    }

    void a_printer_the_system_does_not_know_is_unavailable()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        for (const QString &name : {u"Gone"_s, QString()}) {
            const auto receipt = service.print(fixture.document(), {name, {}, 1});
            QCOMPARE(receipt.error().code, ErrorCode::PrinterUnavailable);
            QCOMPARE(receipt.error().detail, name);
        }
        QVERIFY(fixture.content(u"paper.pdf"_s).isEmpty());
        PrintService real(fixture.renderer, {PrintFixture::printers, QString(), 0}); // QPrinter knows no such printer
        QCOMPARE(real.print(fixture.document(), {u"Second"_s, {}, 1}).error().code, ErrorCode::PrinterUnavailable);
    }

    void nothing_is_printed_by_a_job_that_is_dropped()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        {
            const auto sink = service.open({u"Second"_s, {}, 1}, u"t"_s);
            QVERIFY(sink.has_value());
            QVERIFY((*sink)->add(fixture.document()).has_value());
        }
        QVERIFY(fixture.content(u"arguments"_s).isEmpty());
    }

    void a_job_without_pages_is_refused()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        QCOMPARE(service.open({u"Second"_s, {}, 1}, u"t"_s).value()->finish().error().code, ErrorCode::InvalidArgument);
        PrinterSink sink(fixture.renderer, filePrinter(fixture.folder.filePath(u"q.pdf"_s)), {}, u"t"_s);
        QCOMPARE(sink.finish().error().code, ErrorCode::InvalidArgument);
    }

    void a_pdf_file_is_written_with_offset_and_copies()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        const QString plain = fixture.folder.filePath(u"plain.pdf"_s);
        const QString moved = fixture.folder.filePath(u"moved.pdf"_s);
        QCOMPARE(service.save(fixture.document(), plain).value(), (PrintReceipt{plain, {}, 2}));
        QVERIFY(service.save(fixture.document(), moved, {{}, QPointF(10, 20), 2}).has_value());
        QVERIFY(inspected(u"pdfinfo"_s, {moved}).contains(u"Pages:           4"_s));
        const auto firstWord = [](const QString &file) {
            const QString boxes = inspected(u"pdftotext"_s, {u"-bbox"_s, u"-l"_s, u"1"_s, file, u"-"_s});
            const QString word = boxes.section(u"<word "_s, 1, 1);
            return QPointF(word.section(u'"', 1, 1).toDouble(), word.section(u'"', 3, 3).toDouble()) * 25.4 / 72;
        };
        const QPointF by = firstWord(moved) - firstWord(plain);
        QVERIFY(qAbs(by.x() - 10) < 0.01 && qAbs(by.y() - 20) < 0.01);
    }

    void a_file_that_cannot_be_written_is_an_error()
    {
        PrintFixture fixture;
        PrintService service = fixture.service("true");
        const auto saved = service.save(fixture.document(), u"/nowhere/at/all.pdf"_s);
        QCOMPARE(saved.error().code, ErrorCode::FileUnwritable);
    }

    void qprinter_draws_every_page_in_its_own_size()
    {
        PrintFixture fixture;
        const QString path = fixture.folder.filePath(u"q.pdf"_s);
        PrinterSink sink(fixture.renderer, filePrinter(path), {{}, {}, 1}, u"t"_s);
        QVERIFY(sink.add(fixture.document()).has_value());
        QVERIFY(sink.add(fixture.renderer.layOut(fixture.job()).value()).has_value());
        const auto receipt = sink.finish();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(*receipt, (PrintReceipt{path, {}, 3}));
        const QString info = inspected(u"pdfinfo"_s, {u"-l"_s, u"9"_s, path});
        QVERIFY2(info.contains(u"Page    1 size:  595"_s) && info.contains(u"Page    3 size:  420 x 298"_s),
                 qPrintable(info));
        // Qt's own file, unpolished: 生 comes out as a Kangxi radical
        const QString text = inspected(u"pdftotext"_s, {u"-raw"_s, path, u"-"_s})
                                 .normalized(QString::NormalizationForm_KC);
        QVERIFY(text.contains(u"最低生活保障"_s) && text.contains(u"610681001-03-2611-1"_s));
    }

    void qprinter_repeats_what_it_cannot_copy()
    {
        PrintFixture fixture;
        const QString path = fixture.folder.filePath(u"q.pdf"_s);
        PrinterSink sink(fixture.renderer, filePrinter(path), {{}, {}, 3}, u"t"_s);
        QVERIFY(sink.add(fixture.document()).has_value());
        QCOMPARE(sink.finish()->pages, 2);
        QVERIFY(inspected(u"pdfinfo"_s, {path}).contains(u"Pages:           6"_s));
    }

    void qprinter_that_cannot_begin_is_a_failure()
    {
        PrintFixture fixture;
        PrinterSink sink(fixture.renderer, filePrinter(u"/nowhere/at/all.pdf"_s), {{}, {}, 1}, u"t"_s);
        QCOMPARE(sink.add(fixture.document()).error().code, ErrorCode::PrintFailed);
    }
};

SHOULI_TEST(TestPrintService)
#include "TestPrintService.moc"
