// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/SessionWatch.h"
#include "tests/support/TestMain.h"

#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusServer>
#include <QSignalSpy>

#include <memory>

using shouli::app::access::SessionWatch;

namespace {

const auto sessionPath = QStringLiteral("/org/freedesktop/login1/session/_32");

/// logind, as far as it matters: answers which session this is.
class Login : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    uint asked = 0;

public Q_SLOTS:
    QDBusObjectPath GetSessionByPID(uint pid)
    {
        asked = pid;
        return QDBusObjectPath(sessionPath);
    }
};

/// A bus of our own, between two ends in this process.
struct Bus {
    QDBusServer server{QStringLiteral("unix:tmpdir=/tmp")};
    Login login;
    std::unique_ptr<QDBusConnection> far;
    QDBusConnection near{QString()};
    SessionWatch watch;
    QSignalSpy locks{&watch, &SessionWatch::lockRequested};

    Bus()
    {
        server.setAnonymousAuthenticationAllowed(true);
        QObject::connect(&server, &QDBusServer::newConnection, &login, [this](QDBusConnection connection) {
            connection.registerObject(QStringLiteral("/org/freedesktop/login1"), &login,
                                      QDBusConnection::ExportAllSlots);
            far = std::make_unique<QDBusConnection>(connection);
        });
        near = QDBusConnection::connectToPeer(server.address(), QStringLiteral("near"));
        if (!QTest::qWaitFor([this] { return far && near.isConnected(); }))
            qFatal("no bus");
        watch.watch(near, near);
        if (!QTest::qWaitFor([this] { return login.asked != 0; }))
            qFatal("not asked");
        QTest::qWait(0);
    }
    ~Bus() { QDBusConnection::disconnectFromPeer(QStringLiteral("near")); }

    void say(const QString &path, const char *interface, const char *name, const QVariantList &with = {}) const
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, QLatin1String(interface), QLatin1String(name));
        signal.setArguments(with);
        if (!far->send(signal))
            qFatal("not sent");
    }
    void sleep(bool begins) const
    {
        say(QStringLiteral("/org/freedesktop/login1"), "org.freedesktop.login1.Manager", "PrepareForSleep", {begins});
    }
    /// What was said before has arrived when the answer to this has.
    void settle() const
    {
        QDBusMessage ask = QDBusMessage::createMethodCall(QString(), QStringLiteral("/org/freedesktop/login1"),
                                                          QStringLiteral("org.freedesktop.login1.Manager"),
                                                          QStringLiteral("GetSessionByPID"));
        ask << 1U;
        const auto answer = near.asyncCall(ask);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }))
            qFatal("no answer");
        QCoreApplication::processEvents();
    }
};

} // namespace

class TestSessionWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goingToSleepLocksAndWakingDoesNot()
    {
        Bus bus;
        QCOMPARE(bus.login.asked, static_cast<uint>(QCoreApplication::applicationPid()));
        bus.sleep(true);
        QTRY_COMPARE(bus.locks.size(), 1);
        bus.sleep(false);
        bus.settle();
        QCOMPARE(bus.locks.size(), 1);
    }
    void theOwnSessionsLockLocksAndNobodyElses()
    {
        Bus bus;
        for (int i = 0; i < 100 && bus.locks.isEmpty(); ++i) { // until the watch has heard which session is its own
            bus.say(sessionPath, "org.freedesktop.login1.Session", "Lock");
            bus.settle();
        }
        const auto heard = bus.locks.size();
        QVERIFY(heard > 0);
        bus.say(QStringLiteral("/org/freedesktop/login1/session/_33"), "org.freedesktop.login1.Session", "Lock");
        bus.settle();
        QCOMPARE(bus.locks.size(), heard);
    }
    void aScreenSaverThatBeginsLocks()
    {
        Bus bus;
        bus.say(QStringLiteral("/org/gnome/ScreenSaver"), "org.gnome.ScreenSaver", "ActiveChanged", {true});
        QTRY_COMPARE(bus.locks.size(), 1);
        bus.say(QStringLiteral("/org/gnome/ScreenSaver"), "org.gnome.ScreenSaver", "ActiveChanged", {false});
        bus.settle();
        QCOMPARE(bus.locks.size(), 1);
    }
    void withoutABusNothingHappens()
    {
        SessionWatch watch;
        const QSignalSpy locks(&watch, &SessionWatch::lockRequested);
        watch.watch(QDBusConnection(QStringLiteral("none")), QDBusConnection(QStringLiteral("none")));
        QTest::qWait(0);
        QCOMPARE(locks.size(), 0);
    }
};

SHOULI_TEST(TestSessionWatch)
#include "TestSessionWatch.moc"
