// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/engine/WriterThread.h"

namespace shouli::sync::server::engine {

WriterThread::WriterThread(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_thread([this] { work(); })
{
}

WriterThread::~WriterThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
    m_connection->settle();
}

void WriterThread::enqueue(std::function<void(Connection &)> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void WriterThread::work()
{
    for (;;) {
        std::function<void(Connection &)> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(*m_connection);
    }
}

} // namespace shouli::sync::server::engine
