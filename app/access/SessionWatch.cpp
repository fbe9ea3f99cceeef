// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/SessionWatch.h"

#include <QCoreApplication>
#include <QDBusAbstractInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace shouli::app::access {

namespace {

// What others say on the bus, under the names it has there.

class LoginBus final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    static constexpr const char *interfaceName = "org.freedesktop.login1.Manager";

    LoginBus(const QString &service, const QString &path, const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(service, path, interfaceName, bus, parent)
    {
    }

Q_SIGNALS:
    void PrepareForSleep(bool begins); // NOLINT(readability-identifier-naming)
};

class LoginSession final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    LoginSession(const QString &service, const QString &path, const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(service, path, "org.freedesktop.login1.Session", bus, parent)
    {
    }

Q_SIGNALS:
    void Lock(); // NOLINT(readability-identifier-naming)
};

class ScreenSaver final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    ScreenSaver(const QString &service, const QString &path, const char *interface, const QDBusConnection &bus,
                QObject *parent)
        : QDBusAbstractInterface(service, path, interface, bus, parent)
    {
    }

Q_SIGNALS:
    void ActiveChanged(bool active); // NOLINT(readability-identifier-naming)
};

struct Saver {
    const char *name; ///< of service and interface
    const char *path;
};
constexpr Saver savers[] = {{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
                            {"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
                            {"org.mate.ScreenSaver", "/org/mate/ScreenSaver"},
                            {"org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"}};

/// On a bus whoever speaks has a name; somebody at the other end of a line of one's own has none.
QString nameOn(const QDBusConnection &bus, const QString &name)
{
    return bus.baseService().isEmpty() ? QString() : name;
}

} // namespace

SessionWatch::SessionWatch(QObject *parent)
    : QObject(parent)
    , m_system(QString())
{
}

QString SessionWatch::sender() const
{
    return nameOn(m_system, QStringLiteral("org.freedesktop.login1"));
}

void SessionWatch::watch()
{
    watch(QDBusConnection::systemBus(), QDBusConnection::sessionBus());
}

void SessionWatch::watch(const QDBusConnection &system, const QDBusConnection &session)
{
    m_system = system;
    const auto lockIf = [this](bool so) {
        if (so)
            Q_EMIT lockRequested();
    };
    if (m_system.isConnected()) {
        const QString path = QStringLiteral("/org/freedesktop/login1");
        auto *manager = new LoginBus(sender(), path, m_system, this);
        connect(manager, &LoginBus::PrepareForSleep, this, lockIf);
        QDBusMessage ask = QDBusMessage::createMethodCall(sender(), path, QLatin1String(LoginBus::interfaceName),
                                                          QStringLiteral("GetSessionByPID"));
        ask << static_cast<uint>(QCoreApplication::applicationPid());
        auto *answer = new QDBusPendingCallWatcher(m_system.asyncCall(ask), this);
        connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
            const QDBusPendingReply<QDBusObjectPath> told = *answer;
            if (told.isValid())
                listenTo(told.value());
            answer->deleteLater();
        });
    }
    if (session.isConnected()) {
        for (const Saver &saver : savers) {
            auto *one = new ScreenSaver(nameOn(session, QLatin1String(saver.name)), QLatin1String(saver.path),
                                        saver.name, session, this);
            connect(one, &ScreenSaver::ActiveChanged, this, lockIf);
        }
    }
}

void SessionWatch::listenTo(const QDBusObjectPath &session)
{
    auto *own = new LoginSession(sender(), session.path(), m_system, this);
    connect(own, &LoginSession::Lock, this, &SessionWatch::lockRequested);
}

} // namespace shouli::app::access

#include "SessionWatch.moc"
