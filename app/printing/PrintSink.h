// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/forms/setting/FormPages.h"

#include <QPointF>
#include <QString>

namespace shouli::app::printing {

/// Where and how something is printed. A value.
struct PrintChoice {
    QString printer; ///< its name in the system
    QPointF offset;  ///< mm to the right and down, for this printer
    int copies = 1;  ///< 1 to 99
};

/// What is known once a job was taken over. It says that the system has the job, not that paper
/// came out: a printer may still jam.
struct PrintReceipt {
    QString printer; ///< or the file
    QString job;     ///< the system's number of the job, where it tells one
    int pages = 0;   ///< of one copy

    bool operator==(const PrintReceipt &) const = default;
};

/// Takes documents one by one and hands them over together. A sink that is destroyed before
/// finish() has printed nothing. GUI thread.
class PrintSink {
public:
    PrintSink() = default;
    PrintSink(const PrintSink &) = delete;
    PrintSink &operator=(const PrintSink &) = delete;
    virtual ~PrintSink() = default;

    /// Errors: PrintFailed.
    [[nodiscard]] virtual core::base::Result<void> add(const core::forms::setting::FormPages &pages) = 0;

    /// Hands the job over. Once. Errors: PrintFailed, PrinterUnavailable; FileUnwritable, DiskFull
    /// for a file. An error means that nothing is claimed to be printed.
    [[nodiscard]] virtual core::base::Result<PrintReceipt> finish() = 0;
};

} // namespace shouli::app::printing
