// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Divisions.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QFile>

using namespace shouli::core;
using namespace shouli::core::catalogue;
using base::ErrorCode;

class TestDivisions : public QObject {
    Q_OBJECT
    const QString m_file = QStringLiteral(":/codes/divisions.csv");
    Divisions m_divisions = Divisions::load(m_file).value();

    const QString m_community = QStringLiteral("610681001001");
    const QString m_county = QStringLiteral("610681000000");

    QByteArray csv() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void theCountyHasItsTownsAndVillages()
    {
        const auto towns = m_divisions.children(m_county);
        QCOMPARE(towns.size(), 11U);
        int communities = 0;
        int villages = 0;
        for (const Division *town : towns) {
            for (const Division *place : m_divisions.children(town->code))
                ++(place->kind == Division::Kind::Community ? communities : villages);
        }
        QCOMPARE(communities, 12);
        QCOMPARE(villages, 188);
    }
    void kindsFollowFromTheDigits_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *code, Division::Kind kind) {
            QTest::newRow(code) << QString::fromLatin1(code) << static_cast<int>(kind);
        };
        row("610000000000", Division::Kind::Province);
        row("610600000000", Division::Kind::Prefecture);
        row("610681000000", Division::Kind::County);
        row("610681003000", Division::Kind::Street);
        row("610681101000", Division::Kind::Town);
        row("610681203000", Division::Kind::Township);
        row("610681400000", Division::Kind::Special);
        row("610681001001", Division::Kind::Community);
        row("610681001201", Division::Kind::Village);
    }
    void kindsFollowFromTheDigits()
    {
        QFETCH(QString, code);
        QTEST(static_cast<int>(Division::kindOf(code).value()), "kind");
    }
    void whatIsNoCodeIsRefused()
    {
        for (const char *code : {"", "61068100100", "61068100100X", "000000000000", "610081001001", "６10681001001"})
            QCOMPARE(Division::kindOf(QString::fromUtf8(code)).error().code, ErrorCode::InvalidArgument);
    }
    void ancestryGoesFromTheProvinceDown()
    {
        const auto line = m_divisions.ancestry(m_community);
        QCOMPARE(line.size(), 5U);
        QCOMPARE(line.front()->name, QStringLiteral("陕西省"));
        QCOMPARE(m_divisions.fullName(m_community), QStringLiteral("陕西省延安市子长市瓦窑堡街道米粮山社区居委会"));
        QCOMPARE(m_divisions.fullName(m_community, m_county), QStringLiteral("瓦窑堡街道米粮山社区居委会"));
        QVERIFY(m_divisions.ancestry(QStringLiteral("110000000000")).empty());
        QCOMPARE(m_divisions.label(m_community), QStringLiteral("米粮山社区居委会（瓦窑堡街道）"));
        QCOMPARE(m_divisions.label(QStringLiteral("x")), QStringLiteral("x"));
    }
    void oldCodesLeadToTheNewOnes()
    {
        const QString oldCounty = QStringLiteral("610623000000");
        QCOMPARE(m_divisions.find(oldCounty)->name, QStringLiteral("子长县")); // an old case still prints
        QCOMPARE(m_divisions.current(oldCounty), m_county);
        QCOMPARE(m_divisions.current(QStringLiteral("610623101000")), QStringLiteral("610681101000"));
        QCOMPARE(m_divisions.current(m_community), m_community);
        QCOMPARE(m_divisions.children(QStringLiteral("610600000000")).size(), 1U);
    }
    void aCodeLiesInItsDivisions()
    {
        QVERIFY(m_divisions.isWithin(m_community, m_county));
        QVERIFY(m_divisions.isWithin(m_community, m_community));
        QVERIFY(m_divisions.isWithin(m_community, QStringLiteral("610681001000")));
        QVERIFY(!m_divisions.isWithin(m_community, QStringLiteral("610681002000")));
        QVERIFY(m_divisions.isWithin(QStringLiteral("610623101201"), m_county)); // by the county's former code
        QVERIFY(m_divisions.isWithin(m_community, QStringLiteral("610623000000")));
        QVERIFY(!m_divisions.isWithin(QStringLiteral("610602001001"), m_county)); // another county, not in the table
        QVERIFY(m_divisions.isWithin(QStringLiteral("610602001001"), QStringLiteral("610600000000")));
        QVERIFY(!m_divisions.isWithin(QString(), m_county));
        QVERIFY(!m_divisions.isWithin(m_community, QString()));
        QCOMPARE(Divisions::townOf(m_community), QStringLiteral("610681001000"));
        QCOMPARE(Divisions::countyOf(m_community), m_county);
    }
    void formerNamesAreFound()
    {
        QCOMPARE(m_divisions.search(QStringLiteral("瓦窑堡镇")).size(), 3U);
        QCOMPARE(m_divisions.search(QStringLiteral("杨家园子")).front()->name, QStringLiteral("杨家园则镇"));
        const auto twins = m_divisions.search(QStringLiteral("十里铺村"));
        QVERIFY(twins.size() >= 2);
        QVERIFY(m_divisions.label(twins.at(0)->code) != m_divisions.label(twins.at(1)->code));
        QVERIFY(m_divisions.search(QString()).empty());
        QCOMPARE(m_divisions.search(QStringLiteral("子长县")).size(), 1U); // the city; the county is no longer valid
    }
    void damageIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *name, const char *was, const char *becomes, const char *complaint) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(becomes) << QString::fromLatin1(complaint);
        };
        row("another header", "code,name", "name,code", "line 1: the header");
        row("a kind its digits do not say", "610681001000,瓦窑堡街道,street", "610681001000,瓦窑堡街道,town",
            "line 6: 610681001000 is a street");
        row("another parent", "street,610681000000", "street,610600000000", "line 6: 610681001000 does not lie in");
        row("a code twice", "610681002000,秀延街道", "610681001000,秀延街道", "a second 610681001000");
        row("no name", "610681002000,秀延街道", "610681002000,", "no twelve-digit code with a name");
        row("a field too few", "610681002000,秀延街道,street", "610681002000,秀延街道", "7 fields");
        row("no date", "2019-06-30", "2019-06-31", "2019-06-31 is no date");
        row("replaced by nothing", ",2019-06-30,610681000000", ",2019-06-30,610682000000",
            "replaced by no valid division");
        row("no province", "610000000000,陕西省,province,,,,,\n", "", "is not above it");
    }
    void damageIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, complaint);
        QByteArray bytes = csv();
        QVERIFY(bytes.contains(was));
        bytes.replace(bytes.indexOf(was), was.size(), becomes);
        const auto result = Divisions::parse(bytes, QStringLiteral("d.csv"));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::CatalogueDamaged);
        QVERIFY2(result.error().detail.contains(complaint), qPrintable(result.error().detail));
    }
    void mutatedTablesNeverCrash()
    {
        shouli::tests::TestRandom random(3);
        const QByteArray sound = csv();
        for (int i = 0; i < 200; ++i) {
            QByteArray bytes = sound;
            for (int j = 0; j < 3; ++j)
                bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<char>(random.below(256));
            if (const auto result = Divisions::parse(bytes, QStringLiteral("d")))
                QVERIFY(result->all().size() > 200);
        }
    }
};

SHOULI_TEST(TestDivisions)
#include "TestDivisions.moc"
