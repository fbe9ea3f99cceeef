// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace shouli::core::base {

/// A thread and the one thing that only it uses. Jobs `job(Owned &)` run one after another in the order they were
/// given; whoever asked has the outcome in a QFuture. Thread-safe. Destroying it finishes the jobs already given, then
/// says `farewell` to what it owned, on that thread.
template <class Owned>
class OwningThread {
public:
    using Farewell = std::function<void(Owned &)>;

    OwningThread(Owned owned, Farewell farewell)
        : m_owned(std::move(owned))
        , m_farewell(std::move(farewell))
        , m_thread([this] { work(); })
    {
    }
    ~OwningThread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    OwningThread(const OwningThread &) = delete;
    OwningThread &operator=(const OwningThread &) = delete;

    template <class Job>
    auto run(Job job) -> QFuture<std::invoke_result_t<Job, Owned &>>
    {
        using Outcome = std::invoke_result_t<Job, Owned &>;
        auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        QFuture<Outcome> future = promise->future();
        enqueue([promise, job = std::move(job)](Owned &owned) mutable {
            promise->addResult(job(owned));
            promise->finish();
        });
        return future;
    }

private:
    using Step = std::function<void(Owned &)>;

    void enqueue(Step step)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_steps.push_back(std::move(step));
        }
        m_wake.notify_one();
    }
    void work()
    {
        for (;;) {
            Step step;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_stopping || !m_steps.empty(); });
                if (m_steps.empty())
                    break;
                step = std::move(m_steps.front());
                m_steps.pop_front();
            }
            step(m_owned);
        }
        m_farewell(m_owned);
    }

    Owned m_owned;
    Farewell m_farewell;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Step> m_steps;
    bool m_stopping = false;
    std::thread m_thread; // last: starts when all else is ready
};

} // namespace shouli::core::base
