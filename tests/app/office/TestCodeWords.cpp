// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/CodeWords.h"
#include "tests/support/TestMain.h"

#include <QLocale>

using namespace shouli;
using namespace core::residents;
using app::office::CodeWords;

/// Words of the code lists in either language.
class TestCodeWords : public QObject {
    Q_OBJECT

    const core::catalogue::CodeLists lists = core::catalogue::CodeLists::load(QStringLiteral(":/codes/codes.json"))
                                                 .value();
    const CodeWords words{lists};

    static void speak(QLocale::Language language) { QLocale::setDefault(QLocale(language)); }

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void everyCodeOfARecordHasAWordInBothLanguages()
    {
        for (int system = 0; system <= static_cast<int>(CodeSystem::WorkStatus); ++system) {
            const auto *list = lists.list(CodeWords::listOf(static_cast<CodeSystem>(system)));
            QVERIFY(list != nullptr);
            for (const CodeEntry &entry : codeList(static_cast<CodeSystem>(system))) {
                const auto *found = list->find(entry.text);
                QVERIFY2(found != nullptr && !found->name.en.isEmpty(), qPrintable(list->id + u' ' + entry.text));
                QCOMPARE(found->name.zh, entry.name);
            }
        }
    }
    void theWindowsLanguageIsSpoken()
    {
        speak(QLocale::Chinese);
        QCOMPARE(words.of(codes::eldestSon), QStringLiteral("长子"));
        QCOMPARE(words.of(Sex::Female), QStringLiteral("女"));
        QCOMPARE(words.disability(DisabilityCategoryCode(4), DisabilityLevelCode(2)), QStringLiteral("肢体二级"));
        speak(QLocale::English);
        QCOMPARE(words.of(codes::eldestSon), QStringLiteral("eldest son"));
        QCOMPARE(words.of(Sex::Female), QStringLiteral("female"));
        QCOMPARE(words.disability(DisabilityCategoryCode(1), DisabilityLevelCode(1)),
                 QStringLiteral("visual, level 1"));
        QCOMPARE(words.of(RelationCode()), QString());
        QCOMPARE(words.of(Sex::NotStated), QString());
        QCOMPARE(words.of(RelationCode(5)), QStringLiteral("05")); // of a newer list: as it is
    }
    void relationsAreKeptInSeveralWays_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("shown");
        QTest::newRow("the applicant") << QStringLiteral("self") << QStringLiteral("self");
        QTest::newRow("a code") << QStringLiteral("22") << QStringLiteral("eldest son");
        QTest::newRow("the standard's word") << QStringLiteral("长子") << QStringLiteral("eldest son");
        QTest::newRow("words of their own") << QStringLiteral("邻居") << QStringLiteral("邻居");
        QTest::newRow("nothing") << QString() << QString();
    }
    void relationsAreKeptInSeveralWays()
    {
        QFETCH(QString, kept);
        speak(QLocale::English);
        QTEST(words.relation(kept), "shown");
    }
    void whatIsTypedIsUnderstoodInEitherLanguage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("Chinese") << QStringLiteral("长子") << QStringLiteral("22");
        QTest::newRow("English") << QStringLiteral("Eldest  Son ") << QStringLiteral("22");
        QTest::newRow("a code") << QStringLiteral("22") << QStringLiteral("22");
        QTest::newRow("half a word") << QStringLiteral("elde") << QStringLiteral("elde");
        QTest::newRow("nothing") << QString() << QString();
    }
    void whatIsTypedIsUnderstoodInEitherLanguage()
    {
        QFETCH(QString, text);
        QTEST(words.typed(QStringLiteral("relation"), text), "code");
        QCOMPARE(words.typed(QStringLiteral("no such list"), text), text);
    }
    void aMembershipInShortNamesNoIllness()
    {
        speak(QLocale::English);
        core::catalogue::GroupDefinition group;
        group.name = {QStringLiteral("重病患者"), QStringLiteral("Serious illness")};
        GroupMembership membership;
        membership.group = QStringLiteral("DABING");
        membership.detail = QStringLiteral("尿毒症");
        QCOMPARE(words.membership(&group, membership), QStringLiteral("Serious illness"));
        QCOMPARE(words.membership(nullptr, membership), QStringLiteral("DABING"));
        group.kinds = {{QStringLiteral("尿毒症"), QStringLiteral("uraemia")}}; // a sub-kind that the rule itself lists
        QCOMPARE(words.membership(&group, membership), QStringLiteral("Serious illness, uraemia"));
        speak(QLocale::Chinese);
        QCOMPARE(words.membership(&group, membership), QStringLiteral("重病患者 尿毒症"));
    }
};

SHOULI_TEST(TestCodeWords)
#include "TestCodeWords.moc"
