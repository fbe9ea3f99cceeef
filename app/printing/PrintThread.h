// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintService.h"
#include "core/forms/FormLibrary.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace shouli::app::printing {

/// What a job on the print thread works with; made there, because fonts and templates belong to one thread.
struct Workshop {
    core::forms::setting::FormRenderer renderer;
    core::base::Result<core::forms::FormLibrary> forms; ///< TemplateDamaged where they could not be read
    PrintService service;

    Workshop(const core::base::Clock &clock, PrintService::System system);

    /// TemplateDamaged where there is no form of that name.
    [[nodiscard]] core::base::Result<const core::forms::FormTemplate *> form(const QString &id) const;
};

/// The one thread of a window that lays out papers, writes them and gives them to printers, so that
/// nobody waits at the counter for a font or a printer. Jobs run one after another in the order given.
///
///     thread.run([=](Workshop &shop) -> Result<int> { ... }).then(this, [](Result<int> r) { ... });
///
/// run() may be called from any thread. Destroying it ends the job under way, at the latest when a
/// printer that does not answer has been given up; jobs not yet begun still run, so that what was
/// accepted has its papers, but nothing is given to a printer any more (Cancelled).
class PrintThread {
public:
    /// `clock` must outlive this.
    explicit PrintThread(const core::base::Clock &clock, PrintService::System system = PrintService::System::real());
    ~PrintThread();
    PrintThread(const PrintThread &) = delete;
    PrintThread &operator=(const PrintThread &) = delete;

    template <class Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Workshop &>>
    {
        using Outcome = std::invoke_result_t<Job, Workshop &>;
        auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        QFuture<Outcome> future = promise->future();
        enqueue([promise, job = std::move(job)](Workshop &shop) mutable {
            promise->addResult(job(shop));
            promise->finish();
        });
        return future;
    }

private:
    void enqueue(std::function<void(Workshop &)> job);
    void work(const core::base::Clock &clock, PrintService::System system);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void(Workshop &)>> m_jobs;
    bool m_stopping = false;
    std::shared_ptr<std::atomic<bool>> m_givenUp; ///< shared with the system: ends waiting for a printer
    std::thread m_thread;                         // last: starts when all else is ready
};

} // namespace shouli::app::printing
