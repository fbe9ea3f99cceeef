// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/NameText.h"
#include "core/residents/search/Pinyin.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

using namespace shouli::core;
using residents::search::Pinyin;
namespace NameText = residents::search::NameText;

class TestPinyin : public QObject {
    Q_OBJECT
    Pinyin m_pinyin = Pinyin::load().value();

    QByteArrayList spellings(const QString &name) const
    {
        QByteArrayList list;
        for (const auto &spelling : Pinyin::spellings(m_pinyin.ofName(name).units))
            list.append(spelling.letters);
        return list;
    }

private Q_SLOTS:
    void theUsualReadingComesFirst()
    {
        QCOMPARE(spellings(QStringLiteral("王小明")), (QByteArrayList{"wangxiaoming"}));
        QCOMPARE(spellings(QStringLiteral("强长生")).first(), QByteArray("qiangchangsheng"));
        QCOMPARE(spellings(QStringLiteral("单红卫")).first(), QByteArray("shanhongwei"));
        QCOMPARE(spellings(QStringLiteral("李单")).first(), QByteArray("lidan")); // not a surname there
    }
    void compoundSurnamesAreReadAsOne_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<int>("surname");
        QTest::newRow("尉迟") << "尉迟恭" << QByteArray("yuchigong") << 2;
        QTest::newRow("尉 alone") << "尉恭" << QByteArray("weigong") << 1;
        QTest::newRow("万俟") << "万俟明" << QByteArray("moqiming") << 2;
        QTest::newRow("澹台") << "澹台明" << QByteArray("tantaiming") << 2;
        QTest::newRow("长孙") << "长孙无忌" << QByteArray("zhangsunwuji") << 2;
        QTest::newRow("令狐") << "令狐冲" << QByteArray("linghuchong") << 2;
        QTest::newRow("欧阳 without a given name is 欧 阳") << "欧阳" << QByteArray("ouyang") << 1;
    }
    void compoundSurnamesAreReadAsOne()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, first);
        QFETCH(int, surname);
        QCOMPARE(spellings(name).first(), first);
        QCOMPARE(m_pinyin.ofName(name).surname, surname);
    }
    void aNameHasAtMostSixteenSpellings()
    {
        const auto list = spellings(QStringLiteral("单长乐重行朝大"));
        QCOMPARE(list.size(), Pinyin::maxSpellings);
        QCOMPARE(list.first(), QByteArray("shanchanglezhongxingchaoda"));
        QCOMPARE(QSet<QByteArray>(list.begin(), list.end()).size(), list.size());
    }
    void aVeryLongNameIsStillRead()
    {
        const auto list = spellings(QString(200, u'长'));
        QCOMPARE(list.size(), Pinyin::maxSpellings);
    }
    void aCharacterWithoutReadingIsLeftOut()
    {
        QCOMPARE(spellings(QStringLiteral("王\uE123明")), (QByteArrayList{"wangming"}));
        QCOMPARE(spellings(QStringLiteral("王?")), (QByteArrayList{"wang"}));
        QVERIFY(spellings(QStringLiteral("??")).isEmpty());
        QVERIFY(spellings({}).isEmpty());
    }
    void pinyinInThePlaceOfACharacterIsRead()
    {
        QCOMPARE(spellings(QStringLiteral("高MIN")), (QByteArrayList{"gaomin"}));
        QCOMPARE(Pinyin::spellings(m_pinyin.ofName(QStringLiteral("ＷＡＮＧ Ｌｉ")).units).first(),
                 (Pinyin::Spelling{"wangli", "wl"}));
    }
    void traditionalAndVariantFormsAreComparedAsOne()
    {
        QCOMPARE(m_pinyin.comparable(QStringLiteral("陳峯")), QStringLiteral("陈峰"));
        QCOMPARE(m_pinyin.comparable(QStringLiteral("李昇")), QStringLiteral("李升"));
        QCOMPARE(m_pinyin.comparable(QStringLiteral("吾提库尔·买买提")), QStringLiteral("吾提库尔买买提"));
        QCOMPARE(m_pinyin.comparable(QStringLiteral("高 芳")), QStringLiteral("高芳"));
        QCOMPARE(m_pinyin.comparable(QStringLiteral("\uF9CA")), QStringLiteral("\u6D41")); // compatibility ideograph
        QCOMPARE(m_pinyin.comparable(QStringLiteral("李乾坤")), QStringLiteral("李乾坤"));
    }
    void allDotsOfMinorityNamesAreOne()
    {
        for (const QString &dot :
             {QStringLiteral("·"), QStringLiteral("."), QStringLiteral("．"), QStringLiteral("•"), QStringLiteral("・"),
              QStringLiteral("‧"), QStringLiteral("●"), QStringLiteral(" "), QString()})
            QCOMPARE(NameText::plain(QStringLiteral("卓玛") + dot + QStringLiteral("央金")),
                     QStringLiteral("卓玛央金"));
    }
    void syllablesAreKnown()
    {
        QVERIFY(m_pinyin.isSyllable("zhuang"));
        QVERIFY(m_pinyin.isSyllable("lv"));
        QVERIFY(!m_pinyin.isSyllable("zhu ang"));
        QVERIFY(!m_pinyin.isSyllable("zhua ng"));
        QVERIFY(!m_pinyin.isSyllable(""));
        QVERIFY(m_pinyin.beginsSyllable("zhua"));
        QVERIFY(m_pinyin.beginsSyllable("z"));
        QVERIFY(!m_pinyin.beginsSyllable("i"));
        QVERIFY(!m_pinyin.beginsSyllable("zhuangx"));
    }

    /// The table was made once with ICU; ICU of another year may have better readings.
    void theTableAgreesWithIcu()
    {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance(
            "Han-Latin; NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC", UTRANS_FORWARD, status));
        QVERIFY(U_SUCCESS(status));
        int differ = 0;
        int known = 0;
        for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
            icu::UnicodeString text(static_cast<UChar32>(c));
            latin->transliterate(text);
            std::string utf8;
            text.trim().toUTF8String(utf8);
            const QByteArray expected = QByteArray::fromStdString(utf8).replace("\xC3\xBC", "v");
            const auto units = m_pinyin.ofPlace(QString::fromUcs4(&c, 1));
            if (units.first().syllables.isEmpty())
                continue;
            ++known;
            if (!units.first().syllables.contains(expected))
                ++differ;
        }
        QVERIFY2(known > 20500, qPrintable(QString::number(known)));
        QVERIFY2(differ < 40, qPrintable(QString::number(differ)));
    }

    void aDamagedTableIsSaid_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("missing") << "polyphones.txt" << QByteArray();
        QTest::newRow("line without characters") << "character_readings.txt" << QByteArray("wang\n");
        QTest::newRow("not sorted") << "character_readings.txt" << QByteArray("b \xE5\xA4\xA7\na \xE5\xB0\x8F\n");
        QTest::newRow("too few syllables") << "surname_readings.txt" << QByteArray("\xE5\xB0\x89\xE8\xBF\x9F yu\n");
        QTest::newRow("three characters") << "variants.txt" << QByteArray("\xE5\xB0\x89\xE8\xBF\x9F\xE5\xA4\xA7\n");
        QTest::newRow("two characters with readings")
            << "polyphones.txt" << QByteArray("\xE5\xB0\x89\xE8\xBF\x9F yu\n");
    }
    void aDamagedTableIsSaid()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        for (const QString &name : {QStringLiteral("character_readings.txt"), QStringLiteral("polyphones.txt"),
                                    QStringLiteral("variants.txt"), QStringLiteral("surname_readings.txt"),
                                    QStringLiteral("place_readings.txt")})
            QVERIFY(QFile::copy(QStringLiteral(":/names/") + name, folder.filePath(name)));
        QVERIFY(Pinyin::load(folder.path()));
        QVERIFY(QFile::remove(folder.filePath(file)));
        if (!content.isEmpty()) {
            QFile damaged(folder.filePath(file));
            QVERIFY(damaged.open(QIODevice::WriteOnly));
            damaged.write(content);
        }
        const auto loaded = Pinyin::load(folder.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, base::ErrorCode::CatalogueDamaged);
        QVERIFY(loaded.error().detail.contains(file));
    }
};

SHOULI_TEST(TestPinyin)
#include "TestPinyin.moc"
