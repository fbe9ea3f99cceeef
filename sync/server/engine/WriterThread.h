// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Connection.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace shouli::sync::server::engine {

/// The one thread of a server process that uses the county's connection. Jobs run one after another in the order they
/// were given; a job runs its own transactions. Thread-safe. Destroying it finishes the jobs already given.
class WriterThread {
public:
    explicit WriterThread(std::unique_ptr<Connection> connection);
    ~WriterThread();
    WriterThread(const WriterThread &) = delete;
    WriterThread &operator=(const WriterThread &) = delete;

    template <class Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Connection &>>
    {
        using Outcome = std::invoke_result_t<Job, Connection &>;
        auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        QFuture<Outcome> future = promise->future();
        enqueue([promise, job = std::move(job)](Connection &connection) mutable {
            promise->addResult(job(connection));
            promise->finish();
        });
        return future;
    }

private:
    void enqueue(std::function<void(Connection &)> job);
    void work();

    std::unique_ptr<Connection> m_connection;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void(Connection &)>> m_jobs;
    bool m_stopping = false;
    std::thread m_thread; // last: starts when all else is ready
};

} // namespace shouli::sync::server::engine
