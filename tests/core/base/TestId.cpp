// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Id.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core::base;

class TestId : public QObject {
    Q_OBJECT
    struct SomeTag;
    using SomeId = Id<SomeTag>;
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random;

private Q_SLOTS:
    void laterIdsSortLater()
    {
        const auto first = SomeId::create(m_clock, m_random);
        m_clock.advanceMs(1);
        const auto second = SomeId::create(m_clock, m_random);
        QVERIFY(first < second);
    }
    void versionAndVariantAreThoseOfUuid7()
    {
        const QString text = SomeId::create(m_clock, m_random).toString();
        QCOMPARE(text.size(), 32);
        QCOMPARE(text.at(12), u'7');
        QVERIFY(QStringLiteral("89ab").contains(text.at(16)));
    }
    void textAndBytesRoundTrip()
    {
        const auto id = SomeId::create(m_clock, m_random);
        QCOMPARE(SomeId::parse(id.toString()).value(), id);
        QCOMPARE(SomeId::fromBytes(id.toBytes()).value(), id);
        QVERIFY(SomeId().isNull());
        QVERIFY(!id.isNull());
    }
    void otherLengthsAreRefused()
    {
        QCOMPARE(SomeId::fromBytes("short").error().code, ErrorCode::InvalidArgument);
        QVERIFY(!SomeId::parse(QStringLiteral("zz")));
    }
};

SHOULI_TEST(TestId)
#include "TestId.moc"
