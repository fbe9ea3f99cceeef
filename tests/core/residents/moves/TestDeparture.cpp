// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "core/residents/moves/Departure.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core;
using namespace shouli::core::residents::moves;
using shouli::tests::TestClock;
using shouli::tests::TestRandom;

/// What a stub knows of somebody, and what it does not.
class TestDeparture : public QObject {
    Q_OBJECT

    TestClock m_clock;
    TestRandom m_random{7};

    Departure stubOf(const QString &name, const QString &number)
    {
        Departure stub;
        stub.id = DepartureId::create(m_clock, m_random);
        stub.subject = residents::Resident::refOf(residents::ResidentId::create(m_clock, m_random));
        stub.to = staff::OfficeId::create(m_clock, m_random);
        stub.toName = QStringLiteral("栾家坪社区");
        stub.leftOn = QDate(2026, 11, 23);
        stub.mark(name, number, m_random);
        return stub;
    }

private Q_SLOTS:
    void theWholeNameOrNumberFindsIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::newRow("the name") << QStringLiteral("贺玉梅") << true;
        QTest::newRow("the name with spaces") << QStringLiteral(" 贺 玉梅 ") << false; // is no mask of three characters
        QTest::newRow("the number") << QStringLiteral("610699195903079428") << true;
        QTest::newRow("the number in groups") << QStringLiteral("610699 19590307 9428") << true;
        QTest::newRow("a part of the name") << QStringLiteral("贺玉") << false;
        QTest::newRow("another name with the same mask") << QStringLiteral("贺小梅") << false;
        QTest::newRow("the tail of the number") << QStringLiteral("9428") << false;
        QTest::newRow("another number") << QStringLiteral("610699195903079427") << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void theWholeNameOrNumberFindsIt()
    {
        QFETCH(QString, typed);
        const Departure stub = stubOf(QStringLiteral("贺玉梅"), QStringLiteral("610699195903079428"));
        QTEST(stub.mayBe(typed), "found");
    }
    void aNumberWithXIsFoundHoweverItIsTyped()
    {
        const Departure stub = stubOf(QStringLiteral("李建军"), QStringLiteral("61069919830819901X"));
        QVERIFY(stub.mayBe(QStringLiteral("61069919830819901x")));
    }
    void aMinorityNameIsFoundWithAnyDot()
    {
        const Departure stub = stubOf(QStringLiteral("阿依古丽·买买提"), {});
        QVERIFY(stub.mayBe(QStringLiteral("阿依古丽·买买提")));
        QVERIFY(stub.mayBe(QStringLiteral("阿依古丽•买买提")));
        QVERIFY(!stub.numberMark);
    }
    void nothingInItTellsNameOrNumber()
    {
        const Departure stub = stubOf(QStringLiteral("贺玉梅"), QStringLiteral("610699195903079428"));
        const QByteArray stored = changes::toCbor(stub.values());
        for (const char *secret : {"贺玉梅", "玉", "610699195903079428", "19590307", "9428"})
            QVERIFY2(!stored.contains(secret), secret);
        QCOMPARE(stub.maskedName, QStringLiteral("贺*梅"));
        QVERIFY(*stub.numberMark < (1 << Departure::numberBits));
        QVERIFY(*stub.nameMark < (1 << Departure::nameBits));
    }
    void manyPossibleNumbersFitOneStub() // so that none of them follows from it
    {
        const Departure stub = stubOf({}, QStringLiteral("610699195903079428"));
        int fitting = 0;
        constexpr int tried = 1 << 21;
        for (int i = 0; i < tried; ++i)
            fitting += stub.mayBe(QStringLiteral("610699%1").arg(i, 12, 10, QLatin1Char('0')));
        QVERIFY2(fitting >= 1 && fitting <= 20, qPrintable(QString::number(fitting))); // 2 are to be expected
    }
    void twoStubsOfOnePersonCannotBeTiedByTheirMarks()
    {
        const Departure one = stubOf(QStringLiteral("贺玉梅"), QStringLiteral("610699195903079428"));
        const Departure other = stubOf(QStringLiteral("贺玉梅"), QStringLiteral("610699195903079428"));
        QVERIFY(one.salt != other.salt);
        QVERIFY(one.numberMark != other.numberMark);
    }
    void itsFieldsComeBack()
    {
        Departure stub = stubOf(QStringLiteral("贺玉梅"), QStringLiteral("610699195903079428"));
        stub.reason = LeavingReason::CaseTransferred;
        stub.caseNumber = QStringLiteral("610681001-03-2611-0001");
        stub.service = QStringLiteral("MZ-01");
        Departure read;
        read.id = stub.id;
        const auto values = stub.values();
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            read.setValue(it.key(), it.value());
        QCOMPARE(read, stub);
        QVERIFY(read.mayBe(QStringLiteral("610681001-03-2611-0001")));
    }
};

SHOULI_TEST(TestDeparture)
#include "TestDeparture.moc"
