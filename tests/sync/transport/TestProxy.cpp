// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ProxySetting.h"
#include "tests/support/ConnectProxy.h"
#include "tests/support/TestMain.h"
#include "tests/sync/transport/Office.h"

using namespace shouli::sync::transport;
using shouli::core::base::ErrorCode;
using shouli::tests::ConnectProxy;
using shouli::tests::County;
using shouli::tests::countyCertificate;
using shouli::tests::outgoing;
using Manner = ConnectProxy::Manner;

class TestProxy : public QObject {
    Q_OBJECT

    /// One request to a county of that name, through `proxy` as `line` has it.
    static HttpResult through(const QString &line, const QByteArray &pin = countyCertificate().pin())
    {
        const ProxySetting setting = ProxySetting::parse(line).value();
        HttpsClient client({QStringLiteral("sync.county.example"), 8443, pin}, {},
                           [setting](const QString &host, quint16 port) { return setting.towards(host, port); });
        return client.exchange(outgoing("precious"));
    }
    static QString at(const ConnectProxy &proxy, const char *login = "")
    {
        return QLatin1String(login) + QStringLiteral("127.0.0.1:%1").arg(proxy.port());
    }

private Q_SLOTS:
    void aSettingIsOneLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("kept");
        const auto row = [](const char *name, const char *line, const char *kept) {
            QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(kept);
        };
        row("as the system says", "  ", "");
        row("directly", "Direct", "direct");
        row("a name", "proxy.gov.cn:8080", "proxy.gov.cn:8080");
        row("an address", "10.1.2.3:3128", "10.1.2.3:3128");
        row("IPv6", "[2001:db8::1]:3128", "[2001:db8::1]:3128");
        row("as browsers write it", "http://10.1.2.3:3128/", "10.1.2.3:3128");
        row("with a login", "wang:s3cret@10.1.2.3:3128", "wang:s3cret@10.1.2.3:3128");
        row("with signs in the password", "wang:a%3Ab%40c@10.1.2.3:3128", "wang:a:b%40c@10.1.2.3:3128");
    }
    void aSettingIsOneLine()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, kept);
        const auto setting = ProxySetting::parse(line);
        QVERIFY(setting);
        QCOMPARE(ProxySetting::parse(setting->toString()).value(), *setting);
        QCOMPARE(setting->toString().toLower(), kept.toLower());
    }
    void signsInAPasswordAreItsOwn()
    {
        const auto setting = ProxySetting::parse(QStringLiteral("wang:a%3Ab%40c@10.1.2.3:3128"));
        QCOMPARE(setting->user, QStringLiteral("wang"));
        QCOMPARE(setting->password, QStringLiteral("a:b@c"));
        const QNetworkProxy proxy = setting->towards(QStringLiteral("county"), 443);
        QCOMPARE(proxy.type(), QNetworkProxy::HttpProxy);
        QCOMPARE(proxy.password(), QStringLiteral("a:b@c"));
    }
    void whatIsNoSettingIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"proxy.gov.cn", "proxy.gov.cn:0", "proxy.gov.cn:70000", ":3128", "a b:3128",
                                 "socks5://10.1.2.3:1080", "10.1.2.3:3128/path", "10.1.2.3:3128?x", ":pw@10.1.2.3:3128"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void whatIsNoSettingIsRefused()
    {
        QFETCH(const QString, line);
        QCOMPARE(ProxySetting::parse(line).error().code, ErrorCode::InvalidArgument);
    }
    void aTunnelCarriesTlsAndShowsNothing()
    {
        County county;
        QVERIFY(county.start());
        const ConnectProxy proxy(county.port);
        const HttpResult result = through(at(proxy));
        QVERIFY2(result.body, qPrintable(result.body ? QString() : result.body.error().detail));
        QCOMPARE(*result.body, QByteArray("precious"));
        QVERIFY2(proxy.heads().startsWith("CONNECT sync.county.example:8443 HTTP/1.1\r\n"),
                 proxy.heads().constData());
        QVERIFY(!proxy.heads().contains("precious"));
        QCOMPARE(proxy.tunnels(), 1);
        // whoever sits behind the proxy is asked for the pinned key as ever
        QCOMPARE(through(at(proxy), QByteArray(32, 'x')).body.error().code, ErrorCode::CertificateMismatch);
    }
    void aLoginIsGivenWhereItIsAskedFor()
    {
        County county;
        QVERIFY(county.start());
        const ConnectProxy proxy(county.port, Manner::Tunnels, "wang:s3cret");
        const HttpResult known = through(at(proxy, "wang:s3cret@"));
        QVERIFY2(known.body, qPrintable(known.body ? QString() : known.body.error().detail));
        QCOMPARE(through(at(proxy)).body.error().code, ErrorCode::ProxyLoginNeeded);
        QCOMPARE(through(at(proxy, "wang:other@")).body.error().code, ErrorCode::ProxyLoginNeeded);
        QCOMPARE(proxy.tunnels(), 1);
    }
    void whatGoesWrongIsSaid_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("it lets nobody through") << Manner::Refuses << ErrorCode::ProxyRefused;
        QTest::newRow("it hangs up") << Manner::HangsUp << ErrorCode::ProxyUnreachable;
        QTest::newRow("it dies half-way") << Manner::DiesInTheMiddle << ErrorCode::ServerUnreachable;
    }
    void whatGoesWrongIsSaid()
    {
        QFETCH(const Manner, manner);
        QFETCH(const ErrorCode, code);
        County county;
        QVERIFY(county.start());
        const ConnectProxy proxy(county.port, manner);
        QCOMPARE(through(at(proxy)).body.error().code, code);
    }
    void aProxyThatIsNotThereIsNotTheCounty()
    {
        County county;
        QVERIFY(county.start());
        quint16 port = 0;
        {
            const ConnectProxy gone(county.port);
            port = gone.port();
        }
        const QString nobody = QStringLiteral("127.0.0.1:%1").arg(port);
        QCOMPARE(through(nobody).body.error().code, ErrorCode::ProxyUnreachable);
        const ConnectProxy proxy(port); // here, but nobody behind it
        QCOMPARE(through(at(proxy)).body.error().code, ErrorCode::ProxyRefused);
    }
    void aChoiceHoldsFromTheNextConnectionOn()
    {
        County county;
        QVERIFY(county.start());
        const ConnectProxy proxy(county.port);
        ProxyChoice choice{ProxySetting{ProxySetting::Way::Direct, {}, 0, {}, {}}};
        const auto way = [&](const QString &host, quint16 port) { return choice.chosen().towards(host, port); };
        HttpsClient client(shouli::tests::at(county.port), {}, way);
        QVERIFY(client.exchange(outgoing("x")).body);
        choice.choose(ProxySetting::parse(at(proxy)).value());
        QVERIFY(!client.exchange(outgoing("x")).fresh); // a connection that stands goes on
        QCOMPARE(proxy.tunnels(), 0);
        QVERIFY(client.exchange(shouli::sync::transport::pinRequest()).body); // makes a new one
        QCOMPARE(proxy.tunnels(), 1);
    }
};

SHOULI_TEST(TestProxy)
#include "TestProxy.moc"
