// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QObject>

namespace shouli::app::access {

/// Notices that this desktop session is being locked, that the computer goes to sleep, or that somebody else takes
/// the screen: logind's Lock and PrepareForSleep (org.freedesktop.login1), and the screen savers' ActiveChanged.
/// Where there is no such bus nothing is ever noticed, and idleness alone locks. GUI thread.
class SessionWatch : public QObject {
    Q_OBJECT

public:
    explicit SessionWatch(QObject *parent = nullptr);

    /// On this computer's own buses.
    void watch();
    void watch(const QDBusConnection &system, const QDBusConnection &session);

Q_SIGNALS:
    void lockRequested();

private:
    void listenTo(const QDBusObjectPath &session);
    [[nodiscard]] QString sender() const;

    QDBusConnection m_system;
};

} // namespace shouli::app::access
