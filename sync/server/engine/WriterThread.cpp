// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/engine/WriterThread.h"

namespace shouli::sync::server::engine {

WriterThread::WriterThread(std::unique_ptr<Connection> connection)
    : m_thread(std::move(connection), [](Owned &open) { open->settle(); })
{
}

} // namespace shouli::sync::server::engine
