// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/Router.h"
#include "tests/support/TestMain.h"

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;

class TestRouter : public QObject {
    Q_OBJECT

    static Router::Route route(Method method, const QByteArray &path)
    {
        return {method, path, {}, Handler([](const Request &) { return Response{}; })};
    }
    static QByteArray pathOf(const Router::Found &found)
    {
        return found.route == nullptr ? QByteArray() : found.route->path;
    }

private Q_SLOTS:
    void theExactPathWinsThenTheLongestPrefix()
    {
        Router router;
        router.addPrefix(route(Method::Get, "/q/"));
        router.addPrefix(route(Method::Get, "/q/deep/"));
        router.add(route(Method::Get, "/q/help"));
        QCOMPARE(pathOf(router.find(Method::Get, "/q/help")), QByteArray("/q/help"));
        QCOMPARE(pathOf(router.find(Method::Get, "/q/ABC")), QByteArray("/q/"));
        QCOMPARE(pathOf(router.find(Method::Get, "/q/deep/x")), QByteArray("/q/deep/"));
        QCOMPARE(router.find(Method::Get, "/q").route, nullptr);
        QCOMPARE(router.find(Method::Get, "/Q/help").route, nullptr);
    }
    void anotherMethodIsToldWhichWouldDo()
    {
        Router router;
        router.add(route(Method::Get, "/a"));
        router.add(route(Method::Post, "/a"));
        const auto found = router.find(Method::Delete, "/a");
        QCOMPARE(found.route, nullptr);
        QCOMPARE(found.allowed, QByteArray("GET, POST"));
        QVERIFY(router.find(Method::Delete, "/b").allowed.isEmpty());
    }
    void aLaterRouteReplacesTheEarlier()
    {
        Router router;
        router.add(route(Method::Get, "/a"));
        auto second = route(Method::Get, "/a");
        second.rules.bodyBytes = 7;
        router.add(second);
        QCOMPARE(router.find(Method::Get, "/a").route->rules.bodyBytes.value_or(0), 7);
        QCOMPARE(router.routes().size(), size_t(1));
    }
    void everyRouteIsListed()
    {
        Router router;
        router.add(route(Method::Post, "/sync"));
        router.addPrefix(route(Method::Get, "/q/"));
        QCOMPARE(router.routes(),
                 (std::vector<std::pair<Method, QByteArray>>{{Method::Get, "/q/*"}, {Method::Post, "/sync"}}));
    }
};

SHOULI_TEST(TestRouter)
#include "TestRouter.moc"
