// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/KeptChoice.h"
#include "app/printing/PrintThread.h"
#include "core/forms/FormData.h"

#include <QList>
#include <QString>

namespace shouli::app::printing {

/// One paper to be made: a form and what it is filled in with.
struct PaperJob {
    QString name; ///< of the file, without folder and ending: 610681001-03-2611-0047-card
    QString form; ///< CARD-01
    core::forms::FormData data;

    bool operator==(const PaperJob &) const = default;
};

/// What became of a printing: the system has the jobs.
struct GivenToPrinter {
    QString printer; ///< empty: none is installed and none was chosen
    int papers = 0;

    bool operator==(const GivenToPrinter &) const = default;
};

/// Makes papers on a thread of its own: keeps each as PDF in the papers folder, and gives them to the
/// printer of this PC. GUI thread.
class PaperPress {
public:
    struct Office {
        QString papersFolder; ///< where papers are kept as PDF
        QString choiceFile;   ///< which printer this PC uses; empty: not kept
        PrintService::System system = PrintService::System::real();
    };

    /// `clerk`: who prints, for the footer. `clock` must outlive this.
    PaperPress(const core::base::Clock &clock, Office office, QString clerk);

    /// Writes all, or tells why not; the paths. Errors as FormRenderer::layOut and AtomicFile::write;
    /// FileUnwritable where the folder cannot be made.
    [[nodiscard]] QFuture<core::base::Result<QStringList>> make(const QList<PaperJob> &jobs);
    /// Prints on the printer chosen, else on the system's default one. Errors as PrintService::print; the
    /// papers before the one that failed are with the printer.
    [[nodiscard]] QFuture<core::base::Result<GivenToPrinter>> print(const QList<PaperJob> &jobs);
    /// All papers as one document, to be looked at. Errors as FormRenderer::layOut.
    [[nodiscard]] QFuture<core::base::Result<core::forms::setting::FormPages>> layOut(const QList<PaperJob> &jobs);

    [[nodiscard]] const PrintChoice &choice() const { return m_choice; }
    /// Kept for this PC.
    void choose(const PrintChoice &choice);
    [[nodiscard]] PrintThread &thread() { return m_thread; }

private:
    Office m_office;
    core::forms::setting::FormOptions m_options;
    PrintChoice m_choice;
    PrintThread m_thread;
};

} // namespace shouli::app::printing
