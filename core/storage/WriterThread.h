// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/OwningThread.h"
#include "core/base/Result.h"
#include "core/storage/Database.h"

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

    template <class Job>
    auto run(Job job)
    {
        return m_thread.run(std::move(job));
    }

private:
    base::OwningThread<Database> m_thread;
};

} // namespace shouli::core::storage
