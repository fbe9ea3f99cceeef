// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/WriterThread.h"

namespace shouli::core::storage {

WriterThread::WriterThread(Database database)
    : m_thread(std::move(database), [](Database &db) {
        (void)db.checkpoint(); // fails harmlessly while readers are open: the WAL is then recovered later
    })
{
}

} // namespace shouli::core::storage
