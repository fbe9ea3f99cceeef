// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PdfSink.h"

#include "core/base/AtomicFile.h"

#include <QProcess>
#include <QRegularExpression>

namespace shouli::app::printing {

using core::base::ErrorCode;
using core::base::Result;
using namespace Qt::StringLiterals;

PdfSink::PdfSink(core::forms::setting::FormRenderer &renderer, const QString &title,
                 core::forms::setting::FormOptions options, Delivery delivery)
    : m_book(renderer, title)
    , m_options(std::move(options))
    , m_delivery(std::move(delivery))
{
}

Result<void> PdfSink::add(const core::forms::setting::FormPages &pages)
{
    SHOULI_CHECK(m_book.add(pages, m_options));
    m_pages += pages.pageCount();
    return {};
}

Result<PrintReceipt> PdfSink::finish()
{
    SHOULI_TRY(const QByteArray pdf, m_book.finish());
    return m_delivery(pdf, m_pages);
}

PdfSink::Delivery toFile(const QString &path)
{
    return [path](const QByteArray &pdf, int pages) -> Result<PrintReceipt> {
        SHOULI_CHECK(core::base::AtomicFile::write(path, pdf));
        return PrintReceipt{path, {}, pages};
    };
}

namespace {

constexpr int lookMs = 50; ///< how often a wait is looked at

/// False when patience or `givenUp` ended it first.
bool waitFor(QProcess &process, int patienceMs, const std::function<bool()> &givenUp)
{
    for (int waited = 0; waited < patienceMs; waited += lookMs) {
        if (process.waitForFinished(qMin(lookMs, patienceMs - waited)) || process.state() == QProcess::NotRunning)
            return true;
        if (givenUp && givenUp())
            return false;
    }
    return false;
}

} // namespace

PdfSink::Delivery toSpooler(const QString &lp, const PrintChoice &choice, const QString &title, int patienceMs,
                            const std::function<bool()> &givenUp)
{
    return [=](const QByteArray &pdf, int pages) -> Result<PrintReceipt> {
        QProcess process;
        // sizes are exact already: CUPS must not fit the page to what the printer calls printable
        process.start(lp,
                      {u"-d"_s, choice.printer, u"-n"_s, QString::number(choice.copies), u"-t"_s, title, u"-o"_s,
                       u"print-scaling=none"_s, u"-"_s});
        if (!process.waitForStarted(patienceMs))
            return core::base::failure(ErrorCode::PrinterUnavailable, lp);
        process.write(pdf);
        process.closeWriteChannel();
        if (!waitFor(process, patienceMs, givenUp)) {
            process.kill();
            process.waitForFinished(patienceMs);
            if (givenUp && givenUp())
                return core::base::failure(ErrorCode::Cancelled, choice.printer);
            return core::base::failure(ErrorCode::PrintFailed, u"%1: no answer"_s.arg(choice.printer));
        }
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            return core::base::failure(ErrorCode::PrintFailed,
                                       QString::fromLocal8Bit(process.readAllStandardError()).trimmed());
        // "request id is Laser-12 (0 file(s))", in the language of the system
        static const QRegularExpression number(u"\\S+-\\d+"_s);
        const QString answer = QString::fromLocal8Bit(process.readAllStandardOutput());
        return PrintReceipt{choice.printer, number.match(answer).captured(), pages};
    };
}

} // namespace shouli::app::printing
