// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SystemClock.h"

#include <QHash>
#include <QSysInfo>

#include <chrono>

namespace shouli::core::base {

Timestamp SystemClock::now() const
{
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t SystemClock::monotonicMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::uint64_t SystemClock::bootId() const
{
    static const std::uint64_t id = qHash(QSysInfo::bootUniqueId(), size_t{0x53484f55});
    return id;
}

} // namespace shouli::core::base
