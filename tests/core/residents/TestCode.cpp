// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Code.h"
#include "tests/support/TestMain.h"

#include <QSet>

using namespace shouli::core::residents;

class TestCode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListsAreComplete()
    {
        QCOMPARE(codeList(CodeSystem::Marital).size(), 8);
        QCOMPARE(codeList(CodeSystem::Ethnic).size(), 58);
        QCOMPARE(codeList(CodeSystem::Political).size(), 13);
        QCOMPARE(codeList(CodeSystem::Education).size(), 40);
        QCOMPARE(codeList(CodeSystem::DisabilityCategory).size(), 7);
        QCOMPARE(codeList(CodeSystem::DisabilityLevel).size(), 4);
        QCOMPARE(codeList(CodeSystem::DocumentType).size(), 16);
        QCOMPARE(codeList(CodeSystem::ResidenceStatus).size(), 6);
    }
    void everyCodeSurvivesARoundTrip()
    {
        for (int s = 0; s <= int(CodeSystem::WorkStatus); ++s) {
            const auto system = CodeSystem(s);
            QSet<QString> texts;
            QSet<QString> names;
            for (const CodeEntry &entry : codeList(system)) {
                QCOMPARE(entry.text.size(), codeWidth(system));
                QCOMPARE(detail::parseCode(system, entry.text), entry.value);
                QVERIFY(!entry.name.isEmpty());
                texts.insert(entry.text);
                names.insert(entry.name);
            }
            QCOMPARE(texts.size(), codeList(system).size());
            QCOMPARE(names.size(), codeList(system).size());
        }
    }
    void codesHaveTheStandardsNames()
    {
        QCOMPARE(codes::han.name(), QStringLiteral("汉族"));
        QCOMPARE(codes::han.toString(), QStringLiteral("01"));
        QCOMPARE(codes::head.name(), QStringLiteral("户主"));
        QCOMPARE(codes::daughterInLaw.name(), QStringLiteral("儿媳"));
        QCOMPARE(codes::mothersMother.name(), QStringLiteral("外祖母"));
        QCOMPARE(codes::widowed.name(), QStringLiteral("丧偶"));
        QCOMPARE(codes::away.name(), QStringLiteral("户在人不在"));
    }
    void aCodeOfANewerListIsKept()
    {
        const auto code = EthnicCode::parse(QStringLiteral("77")).value();
        QVERIFY(!code.isListed());
        QCOMPARE(code.toString(), QStringLiteral("77"));
        QCOMPARE(code.name(), QStringLiteral("77"));
    }
    void whatIsNoCodeIsNone()
    {
        QVERIFY(!EthnicCode::parse({}));
        QVERIFY(!EthnicCode::parse(QStringLiteral("汉")));
        QVERIFY(!EthnicCode::parse(QStringLiteral("001")));
        QVERIFY(!EthnicCode::parse(QStringLiteral("-1")));
        QVERIFY(EthnicCode().isEmpty());
        QCOMPARE(EthnicCode().toString(), QString());
        QCOMPARE(EthnicCode().name(), QString());
        QCOMPARE(RelationCode::parse(QStringLiteral(" 2")).value(), codes::head);
    }
};

SHOULI_TEST(TestCode)
#include "TestCode.moc"
