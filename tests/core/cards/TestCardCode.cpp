// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cards/CardFixture.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using cards::CardCode;

class TestCardCode : public QObject {
    Q_OBJECT

    static constexpr int linkSize = 27; // HTTPS://S.ZICHANG.GOV.CN/Q/

    static bool isAlphanumericMode(const QString &text)
    {
        static const QString allowed = QStringLiteral("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:");
        return std::all_of(text.begin(), text.end(), [](QChar c) { return allowed.contains(c); });
    }
    static QString fullWidth(QString text)
    {
        for (QChar &c : text)
            c = QChar(static_cast<char16_t>(c.unicode() + 0xfee0));
        return text;
    }

private Q_SLOTS:
    void theTextIsALinkInAlphanumericCharacters()
    {
        CardFixture f;
        for (int i = 0; i < 200; ++i) {
            const QString text = f.code.toText(f.card());
            QVERIFY(text.startsWith(QStringLiteral("HTTPS://S.ZICHANG.GOV.CN/Q/")));
            QCOMPARE(text.size(), linkSize + 140);
            QVERIFY(isAlphanumericMode(text));
        }
    }
    void whatScannersDeliverIsForgiven_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<bool>("lower");
        QTest::addColumn<bool>("wide");
        const QString none;
        QTest::newRow("nothing wrong") << none << none << false << false;
        QTest::newRow("small letters") << none << none << true << false;
        QTest::newRow("full-width characters of an input method") << none << none << false << true;
        QTest::newRow("small full-width letters") << none << none << true << true;
        QTest::newRow("surrounded by white space") << QStringLiteral(" \t") << QStringLiteral("\r\n") << false << false;
        QTest::newRow("surrounded by control characters") << QString(QChar(2)) << QString(QChar(3)) << false << false;
        QTest::newRow("behind a byte order mark")
            << QStringLiteral("\ufeff") << QStringLiteral("\u200b") << false << false;
        QTest::newRow("behind an ideographic space") << QStringLiteral("\u3000") << none << false << false;
        QTest::newRow("behind a symbology prefix") << QStringLiteral("]Q1") << none << false << false;
        QTest::newRow("with a query behind it") << none << QStringLiteral("?from=wechat#top") << false << false;
        QTest::newRow("with a slash behind it") << none << QStringLiteral("/") << true << false;
    }
    void whatScannersDeliverIsForgiven()
    {
        QFETCH(const QString, prefix);
        QFETCH(const QString, suffix);
        QFETCH(const bool, lower);
        QFETCH(const bool, wide);
        CardFixture f;
        const auto card = f.card();
        QString text = f.code.toText(card);
        text = lower ? text.toLower() : text;
        text = wide ? fullWidth(text) : text;
        QCOMPARE(f.code.parse(prefix + text + suffix).value(), card);
    }
    void keysOfAChineseLayoutAreForgiven()
    {
        CardFixture f;
        const auto card = f.card();
        const QString text = f.code.toText(card);
        QCOMPARE(f.code.parse(QString(text).replace(u'.', u'。')).value(), card);
        QCOMPARE(f.code.parse(QString(text).replace(u'/', u'、')).value(), card);
        QCOMPARE(f.code.parse(QString(text).replace(u':', u';')).value(), card);
        QCOMPARE(f.code.parse(QString(text).replace(u':', u'：')).value(), card);
        QCOMPARE(f.code.parse(text.mid(8)).value(), card); // no scheme
        QCOMPARE(f.code.parse(QStringLiteral("http://") + text.mid(8)).value(), card);
    }
    void whatLooksAlikeIsReadAlike()
    {
        CardFixture f;
        const auto card = f.card();
        const QString text = f.code.toText(card);
        const QString code = text.mid(linkSize).replace(u'0', u'O').replace(u'1', u'I');
        QCOMPARE(f.code.parse(text.left(linkSize) + code).value(), card);
        QCOMPARE(f.code.parse(text.left(linkSize) + QString(code).replace(u'I', u'l')).value(), card);
    }
    void anotherCountysCardIsForeign()
    {
        CardFixture f;
        const auto card = f.card();
        const auto other = CardCode::forHost(QStringLiteral("s.yanchuan.gov.cn")).value();
        QCOMPARE(f.code.parse(other.toText(card)).error(),
                 (base::Error{ErrorCode::CardForeign, QStringLiteral("S.YANCHUAN.GOV.CN")}));
        const auto longer = CardCode::forHost(QStringLiteral("s.zichang.gov.cn.org")).value();
        QCOMPARE(f.code.parse(longer.toText(card)).error().code, ErrorCode::CardForeign);
        const auto port = CardCode::forHost(QStringLiteral("s.zichang.gov.cn:8443")).value();
        QCOMPARE(port.parse(port.toText(card)).value(), card);
        QCOMPARE(f.code.parse(port.toText(card)).error().code, ErrorCode::CardForeign);
    }
    void whatIsNoCardIsMalformed_data()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("white space") << QStringLiteral(" \r\n");
        QTest::newRow("an ID number") << QStringLiteral("11010519491231002X");
        QTest::newRow("a shop's link") << QStringLiteral("https://wx.qq.com/q/abc");
        QTest::newRow("a link without a host") << QString(QStringLiteral("HTTPS:///Q/") + text.mid(linkSize));
        QTest::newRow("only the code") << text.mid(linkSize);
        QTest::newRow("one character short") << text.chopped(1);
        QTest::newRow("one character more") << QString(text + u'0');
        QTest::newRow("a U in it") << QString(text.left(60) + u'U' + text.mid(61));
        QTest::newRow("a hyphen in it") << QString(text.left(60) + u'-' + text.mid(61));
        QTest::newRow("a Chinese character in it") << QString(text.left(60) + u'受' + text.mid(61));
        QTest::newRow("bits beyond the last byte") << QString(text.chopped(1) + u'1');
        QTest::newRow("another path") << QString(text).replace(QStringLiteral("/Q/"), QStringLiteral("/P/"));
        QTest::newRow("another scheme") << QString(text).replace(QStringLiteral("HTTPS"), QStringLiteral("FTP"));
        QTest::newRow("twice in a row") << QString(text + text);
        QTest::newRow("five thousand spaces") << QString(QString(5000, u' ') + text);
    }
    void whatIsNoCardIsMalformed()
    {
        QFETCH(const QString, text);
        CardFixture f;
        QCOMPARE(f.code.parse(text).error().code, ErrorCode::CardMalformed);
    }
    void aLaterVersionIsSaidToBeUnsupported()
    {
        CardFixture f;
        QString text = f.code.toText(f.card());
        text[linkSize] = u'4'; // version 2
        QCOMPARE(f.code.parse(text).error().code, ErrorCode::Unsupported);
    }
    void rubbishNeverBecomesACard()
    {
        CardFixture f;
        QVERIFY(rc::check([&](const std::vector<std::uint16_t> &units) {
            QString rubbish;
            for (const auto unit : units)
                rubbish += QChar(unit);
            RC_ASSERT(!f.code.parse(rubbish));
            RC_ASSERT(!f.code.parse(QStringLiteral("HTTPS://S.ZICHANG.GOV.CN/Q/") + rubbish));
        }));
    }
    void hostsThatDoNotSuitAreRefused_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("none") << QString();
        QTest::newRow("28 characters") << QString(28, u'a');
        QTest::newRow("a path") << QStringLiteral("zichang.gov.cn/x");
        QTest::newRow("a space") << QStringLiteral("zichang gov.cn");
        QTest::newRow("an underscore, which QR's alphanumeric mode lacks") << QStringLiteral("a_b.cn");
        QTest::newRow("Chinese letters") << QStringLiteral("子长.政务");
        QTest::newRow("a letter that becomes two capitals") << QStringLiteral("stra\u00dfe.cn");
        QTest::newRow("a dotless i, whose capital is I") << QStringLiteral("z\u0131chang.cn");
    }
    void hostsThatDoNotSuitAreRefused()
    {
        QFETCH(const QString, host);
        QCOMPARE(CardCode::forHost(host).error().code, ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestCardCode)
#include "TestCardCode.moc"
