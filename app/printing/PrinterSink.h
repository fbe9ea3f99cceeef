// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintSink.h"
#include "core/forms/setting/FormRenderer.h"

#include <QPrinter>

#include <memory>

namespace shouli::app::printing {

/// Draws documents on a QPrinter, page by page, each in its own paper size, without any scaling.
class PrinterSink final : public PrintSink {
public:
    /// The renderer must outlive the sink. `printer` is set up by the caller: its name, or a file.
    PrinterSink(core::forms::setting::FormRenderer &renderer, std::unique_ptr<QPrinter> printer,
                const PrintChoice &choice, const QString &title);
    ~PrinterSink() override; ///< aborts the job unless finish() handed it over

    [[nodiscard]] core::base::Result<void> add(const core::forms::setting::FormPages &pages) override;
    [[nodiscard]] core::base::Result<PrintReceipt> finish() override;

private:
    [[nodiscard]] core::base::Result<void> addPage(const core::forms::setting::FormPages &pages, int number);

    core::forms::setting::FormRenderer &m_renderer;
    std::unique_ptr<QPrinter> m_printer;
    PrintChoice m_choice;
    std::unique_ptr<QPainter> m_painter;
    int m_repeats = 1; ///< copies that the printer does not make by itself
    int m_pages = 0;
};

} // namespace shouli::app::printing
