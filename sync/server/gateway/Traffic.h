// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/changes/Names.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/transport/HttpMessage.h"

#include <QMap>

#include <array>
#include <mutex>
#include <utility>

namespace shouli::sync::server::gateway {

/// What goes through the server, counted: requests by route and status, how long answers to /sync took, which PCs were
/// here. Numbers only, nothing about a resident, and no name or id of a PC leaves it. Thread-safe.
class Traffic {
public:
    explicit Traffic(const core::base::Clock &clock)
        : m_clock(clock)
    {
    }

    void answered(const transport::AccessRecord &record);
    /// It was given the log up to `position`, and said that it has it up to `taken`.
    void visited(core::changes::ReplicaId replica, std::int64_t position, std::int64_t taken);

    /// PCs that were here within the last two polls.
    [[nodiscard]] int connectedNow() const;
    /// Visits since the last call, to be written down.
    [[nodiscard]] devices::DeviceHistory::Visits takeVisits();

    /// In Prometheus' text format 0.0.4, names beginning with shouli_.
    [[nodiscard]] QByteArray toPrometheus() const;

private:
    /// Upper bounds in ms; the last is infinity.
    static constexpr std::array<int, 10> bounds{1, 2, 5, 10, 20, 50, 100, 500, 2'000, 10'000};

    const core::base::Clock &m_clock;
    mutable std::mutex m_mutex;
    QMap<std::pair<QByteArray, int>, qint64> m_requests; ///< (method and route, status)
    std::array<qint64, bounds.size() + 1> m_latency{};
    qint64 m_latencyCount = 0;
    double m_latencySum = 0;
    qint64 m_bytesIn = 0;
    qint64 m_bytesOut = 0;
    QMap<core::changes::ReplicaId, std::int64_t> m_present; ///< monotonic ms
    devices::DeviceHistory::Visits m_visits;
};

} // namespace shouli::sync::server::gateway
