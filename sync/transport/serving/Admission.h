// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/serving/Limits.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace shouli::sync::transport::serving {

/// Counts what all clients together hold: connections, connections per address, body bytes, waiting
/// requests. Thread-safe. Must outlive every Presence.
class Admission {
public:
    explicit Admission(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// One admitted connection, for as long as the object lives.
    class Presence {
    public:
        Presence() = default;
        Presence(Presence &&other) noexcept;
        Presence &operator=(Presence &&) = delete;
        ~Presence();
        [[nodiscard]] explicit operator bool() const { return m_admission != nullptr; }

    private:
        friend class Admission;
        Admission *m_admission = nullptr;
        QByteArray m_group;
    };

    /// Empty where there are too many already, in all or of this address.
    [[nodiscard]] Presence enter(const QString &address);
    [[nodiscard]] int connections() const;
    /// Waits until nobody is there any more; false when `patience` ends before.
    [[nodiscard]] bool waitUntilEmpty(std::chrono::milliseconds patience);

    /// Takes `bytes` more for bodies; false, with nothing taken, where that would be too many.
    [[nodiscard]] bool takeBytes(qint64 bytes);
    void giveBytes(qint64 bytes) { m_bytes -= bytes; }

    [[nodiscard]] bool takeTurn();
    void giveTurn() { --m_waiting; }

    /// Those who are counted as one: an IPv4 address, or an IPv6 /64.
    [[nodiscard]] static QByteArray groupOf(const QString &address);
    /// What a log may say: IPv4 /24, IPv6 /48.
    [[nodiscard]] static QString networkOf(const QString &address);

private:
    void leave(const QByteArray &group);

    const Limits &m_limits;
    mutable std::mutex m_mutex;
    std::condition_variable m_empty;
    QHash<QByteArray, int> m_byGroup;
    int m_connections = 0;
    std::atomic<qint64> m_bytes = 0;
    std::atomic<int> m_waiting = 0;
};

} // namespace shouli::sync::transport::serving
