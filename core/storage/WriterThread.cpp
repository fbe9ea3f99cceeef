// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/WriterThread.h"

namespace shouli::core::storage {

WriterThread::WriterThread(Database database)
    : m_database(std::move(database))
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
    (void)m_database.checkpoint(); // fails harmlessly while readers are open: the WAL is then recovered later
}

void WriterThread::enqueue(std::function<void(Database &)> job)
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
        std::function<void(Database &)> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(m_database);
    }
}

} // namespace shouli::core::storage
