// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/Admission.h"

#include <QHostAddress>

#include <utility>

namespace shouli::sync::transport::serving {

namespace {

/// IPv4 (also where written as IPv4 in IPv6) as 4 bytes, IPv6 as 16.
QByteArray bytesOf(const QString &address)
{
    const QHostAddress parsed(address);
    bool isV4 = false;
    const quint32 v4 = parsed.toIPv4Address(&isV4);
    if (isV4) {
        QByteArray out(4, Qt::Uninitialized);
        for (int i = 0; i < 4; ++i)
            out[i] = static_cast<char>(v4 >> (24 - 8 * i));
        return out;
    }
    const Q_IPV6ADDR v6 = parsed.toIPv6Address();
    return {reinterpret_cast<const char *>(v6.c), 16};
}

} // namespace

Admission::Presence::Presence(Presence &&other) noexcept
    : m_admission(std::exchange(other.m_admission, nullptr))
    , m_group(std::move(other.m_group))
{
}

Admission::Presence::~Presence()
{
    if (m_admission != nullptr)
        m_admission->leave(m_group);
}

Admission::Presence Admission::enter(const QString &address)
{
    Presence presence;
    const QByteArray group = groupOf(address);
    const std::scoped_lock lock(m_mutex);
    if (m_connections >= m_limits.connections || m_byGroup.value(group) >= m_limits.connectionsPerAddress)
        return presence;
    ++m_connections;
    ++m_byGroup[group];
    presence.m_admission = this;
    presence.m_group = group;
    return presence;
}

void Admission::leave(const QByteArray &group)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto it = m_byGroup.find(group); it != m_byGroup.end() && --it.value() <= 0)
        m_byGroup.erase(it);
    if (--m_connections == 0)
        m_empty.notify_all(); // under the lock: whoever waits may destroy this object next
}

int Admission::connections() const
{
    const std::scoped_lock lock(m_mutex);
    return m_connections;
}

bool Admission::waitUntilEmpty(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    return m_empty.wait_for(lock, patience, [this] { return m_connections == 0; });
}

bool Admission::takeBytes(qint64 bytes)
{
    if (m_bytes.fetch_add(bytes) + bytes <= m_limits.allBodyBytes)
        return true;
    m_bytes -= bytes;
    return false;
}

bool Admission::takeTurn()
{
    if (m_waiting.fetch_add(1) < m_limits.waitingRequests)
        return true;
    --m_waiting;
    return false;
}

QByteArray Admission::groupOf(const QString &address)
{
    const QByteArray all = bytesOf(address);
    return all.first(all.size() == 4 ? 4 : 8);
}

QString Admission::networkOf(const QString &address)
{
    const QByteArray all = bytesOf(address);
    if (all.size() == 4) {
        return QStringLiteral("%1.%2.%3.0/24")
            .arg(static_cast<unsigned char>(all[0]))
            .arg(static_cast<unsigned char>(all[1]))
            .arg(static_cast<unsigned char>(all[2]));
    }
    Q_IPV6ADDR kept{};
    std::copy_n(all.constData(), 6, reinterpret_cast<char *>(kept.c));
    return QHostAddress(kept).toString() + QStringLiteral("/48");
}

} // namespace shouli::sync::transport::serving
