// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintSink.h"
#include "core/forms/setting/PdfBook.h"

#include <functional>

namespace shouli::app::printing {

/// Gathers documents into one PDF, with exact text and fixed bytes, and gives it to somebody.
class PdfSink final : public PrintSink {
public:
    using Delivery = std::function<core::base::Result<PrintReceipt>(const QByteArray &pdf, int pages)>;

    PdfSink(core::forms::setting::FormRenderer &renderer, const QString &title,
            core::forms::setting::FormOptions options, Delivery delivery);

    [[nodiscard]] core::base::Result<void> add(const core::forms::setting::FormPages &pages) override;
    [[nodiscard]] core::base::Result<PrintReceipt> finish() override;

private:
    core::forms::setting::PdfBook m_book;
    core::forms::setting::FormOptions m_options;
    Delivery m_delivery;
    int m_pages = 0;
};

/// Writes the PDF to a file that is whole or not there.
[[nodiscard]] PdfSink::Delivery toFile(const QString &path);

/// Gives the PDF to CUPS through its `lp` program, on standard input, so that no copy stays on the
/// disk. Unlike QPrinter, which does not look at CUPS' answer, this knows whether the job was taken.
/// Waits at most `patienceMs`, and no longer than `givenUp` lets it. Errors: PrinterUnavailable when
/// lp cannot be run, PrintFailed with its own words, Cancelled when it was given up.
[[nodiscard]] PdfSink::Delivery toSpooler(const QString &lp, const PrintChoice &choice, const QString &title,
                                          int patienceMs = 20'000, const std::function<bool()> &givenUp = {});

} // namespace shouli::app::printing
