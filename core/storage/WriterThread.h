// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Database.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace shouli::core::storage {

/// The one thread of an office process that writes. Jobs run one after another in the order they
/// were given; a job runs its own transactions. Pages never wait: they take the QFuture with
/// .then(this, ...). Tools and tests may wait for it.
///
///     writer.run([=](Database &db) -> Result<CaseId> { ... }).then(this, [](Result<CaseId> r) { ... });
///
/// Thread-safe. Destroying it finishes the jobs already given, checkpoints and closes the database.
class WriterThread {
public:
    explicit WriterThread(Database database);
    ~WriterThread();
    WriterThread(const WriterThread &) = delete;
    WriterThread &operator=(const WriterThread &) = delete;

    template <class Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Database &>>
    {
        using Outcome = std::invoke_result_t<Job, Database &>;
        auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        QFuture<Outcome> future = promise->future();
        enqueue([promise, job = std::move(job)](Database &db) mutable {
            promise->addResult(job(db));
            promise->finish();
        });
        return future;
    }

private:
    void enqueue(std::function<void(Database &)> job);
    void work();

    Database m_database;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void(Database &)>> m_jobs;
    bool m_stopping = false;
    std::thread m_thread; // last: starts when all else is ready
};

} // namespace shouli::core::storage
