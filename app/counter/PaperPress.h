// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintThread.h"
#include "core/forms/FormData.h"

#include <QList>
#include <QString>

namespace shouli::app::counter {

/// One paper to be made: a form and what it is filled in with.
struct PaperJob {
    QString name; ///< of the file, without folder and ending: 610681001-03-2611-0047-card
    QString form; ///< CARD-01
    core::forms::FormData data;

    bool operator==(const PaperJob &) const = default;
};

/// Makes papers on a thread of its own and keeps each as PDF in the papers folder. GUI thread.
class PaperPress {
public:
    /// `clerk`: who prints, for the footer. `clock` must outlive this.
    PaperPress(const core::base::Clock &clock, QString folder, QString clerk);

    /// Writes all, or tells why not; the paths. Errors as FormRenderer::layOut and AtomicFile::write;
    /// FileUnwritable where the folder cannot be made.
    [[nodiscard]] QFuture<core::base::Result<QStringList>> make(const QList<PaperJob> &jobs);

private:
    QString m_folder;
    core::forms::FormOptions m_options;
    printing::PrintThread m_thread;
};

} // namespace shouli::app::counter
