// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/NameMatcher.h"
#include "core/residents/search/SearchQuery.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents::search;
using Fit = NameMatcher::Fit;

class TestSearchQuery : public QObject {
    Q_OBJECT
    Pinyin m_pinyin = Pinyin::load().value();

private Q_SLOTS:
    void whatIsTypedIsTakenApart_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QStringList>("numbers");
        QTest::newRow("characters") << "贺玉梅" << QStringList{QStringLiteral("贺玉梅")} << QStringList();
        QTest::newRow("full-width letters") << "ＨＹＭ" << QStringList{QStringLiteral("hym")} << QStringList();
        QTest::newRow("two words") << "wang 小明" << QStringList{QStringLiteral("wang"), QStringLiteral("小明")}
                                   << QStringList();
        QTest::newRow("name and tail") << "贺玉梅 2046" << QStringList{QStringLiteral("贺玉梅")}
                                       << QStringList{QStringLiteral("2046")};
        QTest::newRow("name and tail run together")
            << "贺玉梅2046" << QStringList{QStringLiteral("贺玉梅")} << QStringList{QStringLiteral("2046")};
        QTest::newRow("tail and name") << "2046hym" << QStringList{QStringLiteral("hym")}
                                       << QStringList{QStringLiteral("2046")};
        QTest::newRow("identity number with small x")
            << "61069919550607907x" << QStringList() << QStringList{QStringLiteral("61069919550607907X")};
        QTest::newRow("identity number in groups")
            << "610699 19550607 907X" << QStringList() << QStringList{QStringLiteral("61069919550607907X")};
        QTest::newRow("tail with x") << "907x" << QStringList() << QStringList{QStringLiteral("907X")};
        QTest::newRow("tail with x before a name")
            << QStringLiteral("907x王小明") << QStringList{QStringLiteral("王小明")}
            << QStringList{QStringLiteral("907X")};
        QTest::newRow("x of a name stays")
            << "20xm" << QStringList{QStringLiteral("xm")} << QStringList{QStringLiteral("20")};
        QTest::newRow("telephone in groups")
            << "138 0911 2345" << QStringList() << QStringList{QStringLiteral("13809112345")};
        QTest::newRow("telephone with hyphens")
            << "138-0911-2345" << QStringList() << QStringList{QStringLiteral("13809112345")};
        QTest::newRow("telephone with country code")
            << "+86 13809112345" << QStringList() << QStringList{QStringLiteral("13809112345")};
        QTest::newRow("fixed line") << "0911-7112345" << QStringList() << QStringList{QStringLiteral("09117112345")};
        QTest::newRow("two tails") << "2046 5127" << QStringList()
                                   << QStringList{QStringLiteral("2046"), QStringLiteral("5127")};
        QTest::newRow("full-width digits") << "２０４６" << QStringList() << QStringList{QStringLiteral("2046")};
        QTest::newRow("dot of a minority name")
            << "卓玛・央金" << QStringList{QStringLiteral("卓玛央金")} << QStringList();
        QTest::newRow("nothing") << "  \t " << QStringList() << QStringList();
        QTest::newRow("marks only") << "·.,-" << QStringList() << QStringList();
    }
    void whatIsTypedIsTakenApart()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, names);
        QFETCH(QStringList, numbers);
        const auto query = SearchQuery::parse(typed);
        QCOMPARE(query.names, names);
        QCOMPARE(query.numbers, numbers);
    }
    void aPastedTextIsCut() { QVERIFY(SearchQuery::parse(QString(100000, u'a')).joinedName().size() <= 64); }

    void namesFit_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("fit");
        const auto row = [](const char *typed, const char *name, Fit fit) {
            QTest::addRow("%s for %s", typed, name) << QString::fromUtf8(typed) << QString::fromUtf8(name) << int(fit);
        };
        row("王小明", "王小明", Fit::Whole);
        row("王小", "王小明", Fit::Prefix);
        row("小明", "王小明", Fit::Given);
        row("明", "王小明", Fit::Inside);
        row("wangxiaoming", "王小明", Fit::Whole);
        row("wangxiao", "王小明", Fit::Prefix);
        row("wangxiaom", "王小明", Fit::Prefix);
        row("wxm", "王小明", Fit::Prefix);
        row("wangxm", "王小明", Fit::Prefix);
        row("wxiaom", "王小明", Fit::Prefix);
        row("wang小m", "王小明", Fit::Prefix);
        row("王xm", "王小明", Fit::Prefix);
        row("王小ming", "王小明", Fit::Whole);
        row("wm", "王小明", Fit::None);
        row("wxmx", "王小明", Fit::None);
        row("zhxm", "张小明", Fit::Prefix);
        row("zxm", "张小明", Fit::Prefix);
        row("zxm", "曾小明", Fit::Prefix);
        row("zhxm", "曾小明", Fit::None);
        row("xian", "西安", Fit::Whole);
        row("xian", "贤", Fit::Whole);
        row("lv", "吕绿", Fit::Prefix);
        row("lu", "吕绿", Fit::Prefix);
        row("lue", "吕绿", Fit::Prefix);
        row("lyu", "吕绿", Fit::Prefix);
        row("lv", "卢露", Fit::None);
        row("xv", "徐明", Fit::Prefix);
        row("ouym", "欧阳明", Fit::Prefix);
        row("ming", "欧阳明", Fit::Given);
        row("陈峰", "陳峯", Fit::Whole);
        row("w", "王\uE123明", Fit::Prefix);
        row("wm", "王\uE123明", Fit::Prefix);
        row("wangmin", "王敏", Fit::Whole);
        row("wangming", "王敏", Fit::None);
    }
    void namesFit()
    {
        QFETCH(QString, typed);
        QFETCH(QString, name);
        QFETCH(int, fit);
        QCOMPARE(int(NameMatcher(typed, m_pinyin).fit(m_pinyin.ofName(name))), fit);
    }
    void theLocalAccentIsTakenOnlyOnRequest_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::newRow("ing for in") << "wangming"
                                    << "王敏";
        QTest::newRow("in for ing within") << "wangminli"
                                           << "王明丽";
        QTest::newRow("l for n") << "lalili"
                                 << "那丽丽";
        QTest::newRow("z for zh") << "zangwei"
                                  << "张伟";
        QTest::newRow("sh for s") << "shunli"
                                  << "孙丽";
        QTest::newRow("eng for en") << "chengwei"
                                    << "陈伟";
    }
    void theLocalAccentIsTakenOnlyOnRequest()
    {
        QFETCH(QString, typed);
        QFETCH(QString, name);
        const auto read = m_pinyin.ofName(name);
        QCOMPARE(NameMatcher(typed, m_pinyin).fit(read), Fit::None);
        const NameMatcher accent(typed, m_pinyin, true);
        QVERIFY(accent.fit(read) >= Fit::Prefix);
        bool found = false; // and the index is asked for it
        for (const auto &spelling : Pinyin::spellings(read.units)) {
            for (const QByteArray &initials : accent.initials())
                found = found || spelling.initials.startsWith(initials);
        }
        QVERIFY(found);
    }

    void lettersAreCutIntoInitials_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArrayList>("has");
        QTest::newRow("initials") << "wxm" << QByteArrayList{"wxm"};
        QTest::newRow("surname spelled") << "wangxm" << QByteArrayList{"wxm"};
        QTest::newRow("two ways") << "fangag" << QByteArrayList{"fag", "fgg"};
        QTest::newRow("zh") << "zhxm" << QByteArrayList{"zxm"};
        QTest::newRow("mixed") << "王xm" << QByteArrayList{"wxm"};
        QTest::newRow("mixed, several readings") << "单h" << QByteArrayList{"sh", "dh"};
    }
    void lettersAreCutIntoInitials()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArrayList, has);
        const auto initials = NameMatcher(typed, m_pinyin).initials();
        for (const QByteArray &one : has)
            QVERIFY2(initials.contains(one), one.constData());
        QVERIFY(initials.size() <= 12);
    }
    void charactersHaveNoInitials() { QVERIFY(NameMatcher(QStringLiteral("王小明"), m_pinyin).initials().isEmpty()); }
    void strangeTextIsCutInReasonableTime()
    {
        const NameMatcher matcher(QString(64, u'a'), m_pinyin);
        QVERIFY(matcher.initials().size() <= 12);
        QCOMPARE(matcher.fit(m_pinyin.ofName(QString(60, u'阿'))), Fit::None); // 64 syllables do not fit 60
        QCOMPARE(NameMatcher(QString(60, u'h'), m_pinyin).fit(m_pinyin.ofName(QString(60, u'赫'))), Fit::Prefix);
    }
};

SHOULI_TEST(TestSearchQuery)
#include "TestSearchQuery.moc"
