// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PrinterSink.h"

#include <QPageLayout>
#include <QPageSize>

#include <algorithm>

namespace shouli::app::printing {

using core::base::ErrorCode;
using core::base::Result;

PrinterSink::PrinterSink(core::forms::setting::FormRenderer &renderer, std::unique_ptr<QPrinter> printer,
                         const PrintChoice &choice, const QString &title)
    : m_renderer(renderer)
    , m_printer(std::move(printer))
    , m_choice(choice)
{
    const int copies = std::clamp(choice.copies, 1, 99);
    m_printer->setDocName(title);
    m_printer->setFullPage(true); // positions count from the paper's edge
    if (m_printer->supportsMultipleCopies())
        m_printer->setCopyCount(copies);
    else
        m_repeats = copies;
}

PrinterSink::~PrinterSink()
{
    if (m_painter == nullptr)
        return;
    m_printer->abort();
    m_painter->end();
}

Result<void> PrinterSink::add(const core::forms::setting::FormPages &pages)
{
    for (int repeat = 0; repeat < m_repeats; ++repeat) {
        for (int number = 0; number < pages.pageCount(); ++number)
            SHOULI_CHECK(addPage(pages, number));
    }
    m_pages += pages.pageCount();
    return {};
}

Result<void> PrinterSink::addPage(const core::forms::setting::FormPages &pages, int number)
{
    const QSizeF size = pages.pages.at(static_cast<std::size_t>(number)).size;
    const QPageLayout layout(QPageSize(size, QPageSize::Millimeter, QString(), QPageSize::FuzzyMatch),
                             QPageLayout::Portrait, QMarginsF(), QPageLayout::Millimeter);
    m_printer->setPageLayout(layout);
    m_printer->setFullPage(true);
    bool ready = true;
    if (m_painter == nullptr) {
        m_painter = std::make_unique<QPainter>();
        ready = m_painter->begin(m_printer.get());
        if (!ready)
            m_painter.reset();
    } else {
        ready = m_printer->newPage();
    }
    if (!ready || m_printer->printerState() == QPrinter::Error || m_printer->printerState() == QPrinter::Aborted)
        return core::base::failure(ErrorCode::PrintFailed, m_printer->printerName());
    m_renderer.paint(*m_painter, pages, number, m_printer->resolution() / 25.4, m_choice.offset);
    return {};
}

Result<PrintReceipt> PrinterSink::finish()
{
    if (m_painter == nullptr)
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("no page"));
    const bool ended = m_painter->end();
    m_painter.reset();
    if (!ended || m_printer->printerState() == QPrinter::Error || m_printer->printerState() == QPrinter::Aborted)
        return core::base::failure(ErrorCode::PrintFailed, m_printer->printerName());
    const QString file = m_printer->outputFileName();
    return PrintReceipt{file.isEmpty() ? m_printer->printerName() : file, {}, m_pages};
}

} // namespace shouli::app::printing
