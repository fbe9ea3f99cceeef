// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PrintService.h"

#include "app/printing/PdfSink.h"
#include "app/printing/PrinterSink.h"

#include <QPrinterInfo>
#include <QStandardPaths>

namespace shouli::app::printing {

using core::base::ErrorCode;
using core::base::Result;

namespace {

QStringList installedPrinters()
{
    QStringList names = QPrinterInfo::availablePrinterNames();
    const QString first = QPrinterInfo::defaultPrinterName();
    if (names.removeOne(first))
        names.prepend(first);
    return names;
}

} // namespace

PrintService::System PrintService::System::real()
{
    return {installedPrinters, QStandardPaths::findExecutable(QStringLiteral("lp"))};
}

PrintService::PrintService(core::forms::setting::FormRenderer &renderer, System system)
    : m_renderer(renderer)
    , m_system(std::move(system))
{
}

Result<std::unique_ptr<PrintSink>> PrintService::open(const PrintChoice &choice, const QString &title)
{
    if (m_system.givenUp && m_system.givenUp())
        return core::base::failure(ErrorCode::Cancelled);
    if (choice.printer.isEmpty() || !printers().contains(choice.printer))
        return core::base::failure(ErrorCode::PrinterUnavailable, choice.printer);
    std::unique_ptr<PrintSink> sink;
    if (!m_system.lp.isEmpty()) {
        // lp makes the copies
        sink = std::make_unique<PdfSink>(m_renderer, title, core::forms::setting::FormOptions{{}, choice.offset, 1},
                                         toSpooler(m_system.lp, choice, title, m_system.patienceMs, m_system.givenUp));
    } else {
        auto printer = std::make_unique<QPrinter>(QPrinter::HighResolution);
        printer->setPrinterName(choice.printer);
        if (!printer->isValid() || printer->printerName() != choice.printer) // it falls back to a file by itself
            return core::base::failure(ErrorCode::PrinterUnavailable, choice.printer);
        sink = std::make_unique<PrinterSink>(m_renderer, std::move(printer), choice, title);
    }
    return sink;
}

std::unique_ptr<PrintSink> PrintService::openFile(const QString &path, const PrintChoice &choice, const QString &title)
{
    return std::make_unique<PdfSink>(m_renderer, title,
                                     core::forms::setting::FormOptions{{}, choice.offset, choice.copies}, toFile(path));
}

Result<PrintReceipt> PrintService::print(const core::forms::setting::FormPages &pages, const PrintChoice &choice)
{
    SHOULI_TRY(const auto sink, open(choice, pages.title));
    SHOULI_CHECK(sink->add(pages));
    return sink->finish();
}

Result<PrintReceipt> PrintService::save(const core::forms::setting::FormPages &pages, const QString &path,
                                        const PrintChoice &choice)
{
    const auto sink = openFile(path, choice, pages.title);
    SHOULI_CHECK(sink->add(pages));
    return sink->finish();
}

} // namespace shouli::app::printing
