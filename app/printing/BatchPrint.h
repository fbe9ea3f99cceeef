// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintSink.h"
#include "core/forms/setting/FormRenderer.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace shouli::app::printing {

/// Prints many documents as one job in slices of a few milliseconds, so that the screen stays alive
/// under a progress bar. Begins by itself when control returns to the event loop. GUI thread.
class BatchPrint final : public QObject {
    Q_OBJECT

public:
    /// The renderer and the templates of the jobs must outlive the batch.
    BatchPrint(core::forms::setting::FormRenderer &renderer, std::unique_ptr<PrintSink> sink,
               QList<core::forms::setting::FormJob> jobs, core::forms::setting::FormOptions options,
               QObject *parent = nullptr);

    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int total() const { return static_cast<int>(m_jobs.size()); }

public Q_SLOTS:
    /// Stops; nothing is printed, and failed(Cancelled) follows. Without effect once it has ended.
    void cancel();

Q_SIGNALS:
    void progress(int done, int total);
    void finished(const shouli::app::printing::PrintReceipt &receipt);
    /// `document`: which of the jobs it was, from 0; -1 where it was the job as a whole.
    void failed(const shouli::core::base::Error &error, int document);

private:
    void slice();
    void end();

    core::forms::setting::FormRenderer &m_renderer;
    std::unique_ptr<PrintSink> m_sink;
    QList<core::forms::setting::FormJob> m_jobs;
    core::forms::setting::FormOptions m_options;
    QTimer m_timer;
    int m_done = 0;
};

} // namespace shouli::app::printing
