// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/CountyCertificate.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

using namespace shouli::core::base;
using shouli::sync::transport::CountyCertificate;
using shouli::tests::TestClock;

class TestCountyCertificate : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    TestClock m_clock;

    CountyCertificate fresh(const QStringList &hosts = {QStringLiteral("sync.county.example"),
                                                        QStringLiteral("10.1.2.3")})
    {
        return std::move(*CountyCertificate::create(hosts, CountyCertificate::tenYears(m_clock)));
    }
    QByteArray pemOf(const CountyCertificate &certificate)
    {
        const QString path = m_dir.filePath(QStringLiteral("pem"));
        if (!certificate.save(path))
            return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void itIsWhatItSays()
    {
        const auto made = fresh();
        const QSslCertificate seen(made.certificatePem());
        QVERIFY(!seen.isNull());
        QVERIFY(seen.isSelfSigned());
        QCOMPARE(seen.toDer(), made.certificateDer());
        QCOMPARE(seen.subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("sync.county.example")});
        QVERIFY(seen.subjectAlternativeNames().values(QSsl::DnsEntry).contains(QStringLiteral("sync.county.example")));
        QVERIFY(seen.subjectAlternativeNames().values(QSsl::IpAddressEntry).contains(QStringLiteral("10.1.2.3")));
        QCOMPARE(seen.publicKey().algorithm(), QSsl::Ec);
        QCOMPARE(seen.publicKey().length(), 256);
        QCOMPARE(seen.effectiveDate().toUTC().date(), QDate(2026, 11, 22)); // a day early: other clocks lag
        QCOMPARE(seen.expiryDate().toUTC().date(), QDate(2036, 11, 23));
        QCOMPARE(made.validUntil().ms, seen.expiryDate().toMSecsSinceEpoch());
    }
    void thePinIsTheHashOfThePublicKey()
    {
        const auto made = fresh();
        const QSslCertificate seen(made.certificatePem());
        QCOMPARE(made.pin(), QCryptographicHash::hash(seen.publicKey().toDer(), QCryptographicHash::Sha256));
        QCOMPARE(CountyCertificate::pinOf(seen.toDer()).value(), made.pin());
        QVERIFY(fresh().pin() != made.pin());
        QCOMPARE(CountyCertificate::pinOf("no certificate").error().code, ErrorCode::KeyMalformed);
        QCOMPARE(CountyCertificate::pinOf({}).error().code, ErrorCode::KeyMalformed);
    }
    void whatWasSavedIsLoadedAndOnlyItsOwnerReadsIt()
    {
        const auto made = fresh();
        const QString path = m_dir.filePath(QStringLiteral("server.pem"));
        QVERIFY(made.save(path));
        QCOMPARE(QFile(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        const auto loaded = CountyCertificate::load(path);
        QVERIFY(loaded);
        QCOMPARE(loaded->pin(), made.pin());
        QCOMPARE(loaded->certificatePem(), made.certificatePem());
        QVERIFY(!loaded->certificatePem().contains("PRIVATE"));
    }
    void aDamagedFileIsSaidToBeDamaged()
    {
        const QByteArray pem = pemOf(fresh());
        QVERIFY(CountyCertificate::fromPem(pem));
        const qsizetype keyAt = pem.indexOf("-----BEGIN PRIVATE");
        QVERIFY(keyAt > 0);
        QCOMPARE(CountyCertificate::fromPem({}).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(CountyCertificate::fromPem(pem.first(keyAt)).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(CountyCertificate::fromPem(pem.sliced(keyAt)).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(CountyCertificate::fromPem(pem.first(pem.size() - 40)).error().code, ErrorCode::KeyMalformed);
        QVERIFY(CountyCertificate::fromPem(pem.sliced(keyAt) + pem.first(keyAt))); // in either order
        QCOMPARE(CountyCertificate::load(m_dir.filePath(QStringLiteral("none"))).error().code, ErrorCode::FileMissing);
    }
    void anotherKeyIsNotTaken()
    {
        const QByteArray one = pemOf(fresh());
        const QByteArray other = pemOf(fresh());
        const auto mixed = one.first(one.indexOf("-----BEGIN PRIVATE"))
            + other.sliced(other.indexOf("-----BEGIN PRIVATE"));
        QCOMPARE(CountyCertificate::fromPem(mixed).error().code, ErrorCode::KeyMalformed);
    }
    void hostsThatAreNoneAreRefused_data()
    {
        QTest::addColumn<QStringList>("hosts");
        QTest::newRow("none") << QStringList{};
        QTest::newRow("an empty one") << QStringList{QStringLiteral("a.example"), QString()};
        QTest::newRow("one that names another") << QStringList{QStringLiteral("a.example,DNS:b.example")};
        QTest::newRow("one with a line feed") << QStringList{QStringLiteral("a\nb")};
        QTest::newRow("one not in ASCII") << QStringList{QStringLiteral("县.example")};
    }
    void hostsThatAreNoneAreRefused()
    {
        QFETCH(const QStringList, hosts);
        QCOMPARE(CountyCertificate::create(hosts, CountyCertificate::tenYears(m_clock)).error().code,
                 ErrorCode::InvalidArgument);
    }
    void aLongNameAndAnIPv6AddressAreTaken()
    {
        QVERIFY(CountyCertificate::create({QStringLiteral("a").repeated(60) + QStringLiteral(".county.example")},
                                          CountyCertificate::tenYears(m_clock)));
        const auto six = fresh({QStringLiteral("2001:db8::1")});
        QVERIFY(
            !QSslCertificate(six.certificatePem()).subjectAlternativeNames().values(QSsl::IpAddressEntry).isEmpty());
    }
};

SHOULI_TEST(TestCountyCertificate)
#include "TestCountyCertificate.moc"
