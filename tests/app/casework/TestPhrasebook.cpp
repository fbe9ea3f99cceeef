// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/Phrasebook.h"
#include "core/catalogue/CatalogueLibrary.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

using namespace shouli;
using app::casework::Phrasebook;
using core::base::ErrorCode;
using core::base::Language;

class TestPhrasebook : public QObject {
    Q_OBJECT

    static QStringList neededAt(const Phrasebook &book, const char *service, const char *stage)
    {
        const auto library = core::catalogue::CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value();
        const auto *one = library.service(QString::fromLatin1(service), library.versions().last()).value();
        QStringList ids;
        for (const auto &fact : book.needed(*one, *one->stage(QString::fromLatin1(stage))))
            ids.append(fact.id);
        return ids;
    }

private Q_SLOTS:
    void usualPhrasesAreKeptInChineseAndShownInTheWindowsLanguage()
    {
        const auto book = Phrasebook::load().value();
        const QString english = QStringLiteral(
            "The age does not meet the rules. Born 1970. A signature or a seal is missing.");
        const QString kept = book.inChinese(english);
        QCOMPARE(kept, QStringLiteral("年龄不符合规定。 Born 1970. 缺少签字或盖章。"));
        QCOMPARE(book.in(core::base::Language::English, kept), english);
        QCOMPARE(book.in(core::base::Language::Chinese, kept), kept);
        QCOMPARE(book.inChinese(kept), kept);
        for (const auto &reason : book.refusals())
            QCOMPARE(book.inChinese(reason.text.en), reason.text.zh); // none hides in another
    }
    void theProgramsOwnListIsRead()
    {
        const auto book = Phrasebook::load();
        QVERIFY2(book, book ? "" : qPrintable(book.error().detail));
        QVERIFY(book->refusals().size() >= 5);
        QVERIFY(!book->returns(Language::Chinese).isEmpty());
        QVERIFY(!book->pauses(Language::English).isEmpty());
        QVERIFY(!book->transfers(Language::Chinese).isEmpty());
        for (const char *role : {"community", "street", "county_check_center"}) {
            const auto phrases = book->opinions({QString::fromLatin1(role)}, Language::Chinese);
            QVERIFY2(phrases.size() >= 3 && phrases.size() <= 9, role);
        }
    }
    void stagesAskForWhatTheyMustFindOut()
    {
        const Phrasebook book = Phrasebook::load().value();
        QCOMPARE(neededAt(book, "MZ-01", "COUNTY_CONFIRM"),
                 (QStringList{QStringLiteral("monthly"), QStringLiteral("persons")}));
        QCOMPARE(neededAt(book, "MZ-01", "PUBLIC_NOTICE").first(), QStringLiteral("notice_from"));
        QVERIFY(neededAt(book, "MZ-01", "HOME_VISIT").contains(QStringLiteral("visitors")));
        QVERIFY(neededAt(book, "MZ-01", "STREET_ACCEPT").isEmpty());
        QCOMPARE(neededAt(book, "MZ-04", "COUNTY_APPROVE"), QStringList{QStringLiteral("once")});
        QVERIFY(neededAt(book, "MZ-06", "COUNTY_ISSUE").isEmpty());
    }
    void aFactIsKeptAsItIsMeant_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept");
        using Kind = Phrasebook::Fact::Kind;
        const auto row = [](const char *name, Kind kind, const char *typed, const char *kept) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromUtf8(typed) << QString::fromUtf8(kept);
        };
        row("whole yuan", Kind::Money, "615", "61500");
        row("jiao", Kind::Money, "61.5", "6150");
        row("full-width digits", Kind::Money, "６１５", "61500");
        row("no money", Kind::Money, "much", "");
        row("nothing is no money", Kind::Money, "0", "");
        row("a date without dashes", Kind::Date, "20261130", "2026-11-30");
        row("a Chinese date", Kind::Date, "2026年11月30日", "2026-11-30");
        row("no such day", Kind::Date, "2026-02-30", "");
        row("persons", Kind::Count, "3", "3");
        row("no persons", Kind::Count, "-1", "");
        row("words", Kind::Text, "  张三 李四 ", "张三 李四");
    }
    void aFactIsKeptAsItIsMeant()
    {
        QFETCH(int, kind);
        QFETCH(QString, typed);
        QFETCH(QString, kept);
        Phrasebook::Fact fact;
        fact.kind = static_cast<Phrasebook::Fact::Kind>(kind);
        QCOMPARE(Phrasebook::kept(fact, typed), kept);
    }
    void moneyIsShownInYuan()
    {
        Phrasebook::Fact fact;
        fact.kind = Phrasebook::Fact::Kind::Money;
        QCOMPARE(Phrasebook::shown(fact, QStringLiteral("61500")), QStringLiteral("615"));
        QCOMPARE(Phrasebook::shown(fact, QStringLiteral("6150")), QStringLiteral("61.50"));
    }
    void aDamagedListIsNamed()
    {
        QTemporaryDir dir;
        const auto load = [&](const char *text) {
            QFile file(dir.filePath(QStringLiteral("words.json")));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
                qFatal("cannot write");
            file.close();
            return Phrasebook::load(file.fileName());
        };
        QCOMPARE(load("{\"format\": \"shouli-review/2\"}").error().code, ErrorCode::Unsupported);
        QCOMPARE(load("{\"format\": \"shouli-review/1\", \"facts\": [{\"id\": \"x\"}]}").error().code,
                 ErrorCode::CatalogueDamaged);
        QCOMPARE(load("{\"format\": \"shouli-review/1\", \"frases\": []}").error().code, ErrorCode::CatalogueDamaged);
        QCOMPARE(Phrasebook::load(dir.filePath(QStringLiteral("none.json"))).error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestPhrasebook)
#include "TestPhrasebook.moc"
