// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintSink.h"
#include "core/forms/setting/FormRenderer.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace shouli::app::printing {

/// Prints documents to a printer by name, or to a PDF file. One thread, that of its renderer.
/// Through CUPS' `lp` where there is one, because its answer can be trusted; else through QPrinter.
class PrintService {
public:
    /// How the system is reached; tests put their own in place.
    struct System {
        std::function<QStringList()> printers; ///< names, the default one first
        QString lp;                            ///< path of lp; empty: QPrinter draws
        int patienceMs = 20'000;
        std::function<bool()> givenUp = {}; ///< asked while a printer is waited for; true ends the waiting

        [[nodiscard]] static System real();
    };

    /// The renderer must outlive the service.
    explicit PrintService(core::forms::setting::FormRenderer &renderer, System system = System::real());

    [[nodiscard]] QStringList printers() const { return m_system.printers(); }

    /// Begins a job for a printer. Errors: PrinterUnavailable when the system does not know its name.
    [[nodiscard]] core::base::Result<std::unique_ptr<PrintSink>> open(const PrintChoice &choice, const QString &title);
    /// Begins a PDF file; `choice.printer` does not matter.
    [[nodiscard]] std::unique_ptr<PrintSink> openFile(const QString &path, const PrintChoice &choice,
                                                      const QString &title);

    /// One document at once. Errors: those of open() and PrintSink.
    [[nodiscard]] core::base::Result<PrintReceipt> print(const core::forms::setting::FormPages &pages,
                                                         const PrintChoice &choice);
    [[nodiscard]] core::base::Result<PrintReceipt> save(const core::forms::setting::FormPages &pages,
                                                        const QString &path, const PrintChoice &choice = {});

    [[nodiscard]] core::forms::setting::FormRenderer &renderer() { return m_renderer; }

private:
    core::forms::setting::FormRenderer &m_renderer;
    System m_system;
};

} // namespace shouli::app::printing
