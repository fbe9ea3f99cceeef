// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/OwningThread.h"
#include "sync/server/engine/Connection.h"

namespace shouli::sync::server::engine {

/// The one thread of a server process that uses the county's connection. Jobs run one after another in the order they
/// were given; a job runs its own transactions. Thread-safe. Destroying it finishes the jobs already given.
class WriterThread {
public:
    explicit WriterThread(std::unique_ptr<Connection> connection);

    template <class Job>
    auto run(Job job)
    {
        return m_thread.run([job = std::move(job)](Owned &connection) mutable { return job(*connection); });
    }

private:
    using Owned = std::unique_ptr<Connection>;
    core::base::OwningThread<Owned> m_thread;
};

} // namespace shouli::sync::server::engine
