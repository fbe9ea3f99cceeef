// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/Traffic.h"

#include "sync/protocol/Paths.h"

#include <algorithm>

namespace shouli::sync::server::gateway {

namespace {

constexpr std::int64_t presenceMs = 75'000; ///< two polls of 30 s and their spread

} // namespace

void Traffic::answered(const transport::AccessRecord &record)
{
    const QByteArray route = transport::methodName(record.method) + ' '
        + (record.route.isEmpty() ? QByteArrayLiteral("-") : record.route);
    const std::scoped_lock lock(m_mutex);
    ++m_requests[{route, record.status}];
    m_bytesIn += record.bodyIn;
    m_bytesOut += record.bodyOut;
    if (record.route != protocol::paths::sync || record.status != 200)
        return;
    const double ms = static_cast<double>(record.took.count()) / 1000;
    const auto *bound = std::ranges::find_if(bounds, [ms](int most) { return ms <= most; });
    ++m_latency[static_cast<size_t>(bound - bounds.begin())];
    ++m_latencyCount;
    m_latencySum += ms;
}

void Traffic::visited(core::changes::ReplicaId replica, std::int64_t position, std::int64_t taken)
{
    const std::scoped_lock lock(m_mutex);
    m_present.insert(replica, m_clock.monotonicMs());
    m_visits.insert(replica, {m_clock.now(), position, taken});
}

int Traffic::connectedNow() const
{
    const std::int64_t since = m_clock.monotonicMs() - presenceMs;
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(std::ranges::count_if(m_present, [since](std::int64_t at) { return at >= since; }));
}

devices::DeviceHistory::Visits Traffic::takeVisits()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_visits, {});
}

QByteArray Traffic::toPrometheus() const
{
    const int connected = connectedNow();
    const std::scoped_lock lock(m_mutex);
    QByteArray out = "# TYPE shouli_requests_total counter\n";
    for (auto it = m_requests.cbegin(); it != m_requests.cend(); ++it)
        out += "shouli_requests_total{route=\"" + it.key().first + "\",status=\"" + QByteArray::number(it.key().second)
            + "\"} " + QByteArray::number(it.value()) + '\n';
    out += "# TYPE shouli_sync_ms histogram\n";
    qint64 below = 0;
    for (size_t i = 0; i <= bounds.size(); ++i) {
        below += m_latency[i];
        out += "shouli_sync_ms_bucket{le=\"" + (i < bounds.size() ? QByteArray::number(bounds[i]) : QByteArray("+Inf"))
            + "\"} " + QByteArray::number(below) + '\n';
    }
    out += "shouli_sync_ms_sum " + QByteArray::number(m_latencySum, 'f', 3) + '\n';
    out += "shouli_sync_ms_count " + QByteArray::number(m_latencyCount) + '\n';
    out += "# TYPE shouli_body_bytes_total counter\n";
    out += "shouli_body_bytes_total{direction=\"in\"} " + QByteArray::number(m_bytesIn) + '\n';
    out += "shouli_body_bytes_total{direction=\"out\"} " + QByteArray::number(m_bytesOut) + '\n';
    out += "# TYPE shouli_pcs_connected gauge\nshouli_pcs_connected " + QByteArray::number(connected) + '\n';
    return out;
}

} // namespace shouli::sync::server::gateway
