// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PrintThread.h"

namespace shouli::app::printing {

using core::base::ErrorCode;
using core::base::Result;
using core::forms::FormTemplate;

Workshop::Workshop(const core::base::Clock &clock, PrintService::System system)
    : renderer(clock)
    , forms(core::forms::FormLibrary::load())
    , service(renderer, std::move(system))
{
}

Result<const FormTemplate *> Workshop::form(const QString &id) const
{
    if (!forms)
        return core::base::failure(forms);
    const FormTemplate *found = forms->find(id);
    if (found == nullptr)
        return core::base::failure(ErrorCode::TemplateDamaged, id);
    return found;
}

PrintThread::PrintThread(const core::base::Clock &clock, PrintService::System system)
    : m_givenUp(std::make_shared<std::atomic<bool>>(false))
{
    system.givenUp = [givenUp = m_givenUp] { return givenUp->load(); };
    m_thread = std::thread([this, &clock, system = std::move(system)]() mutable { work(clock, std::move(system)); });
}

PrintThread::~PrintThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        *m_givenUp = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void PrintThread::enqueue(std::function<void(Workshop &)> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void PrintThread::work(const core::base::Clock &clock, PrintService::System system)
{
    Workshop shop(clock, std::move(system));
    for (;;) {
        std::function<void(Workshop &)> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job(shop);
    }
}

} // namespace shouli::app::printing
