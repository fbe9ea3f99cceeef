// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::base;

class TestResult : public QObject {
    Q_OBJECT

    static Result<int> half(int n)
    {
        if (n % 2 != 0)
            return failure(ErrorCode::InvalidArgument, QStringLiteral("odd"));
        return n / 2;
    }
    static Result<int> quarter(int n)
    {
        SHOULI_TRY(const int h, half(n));
        SHOULI_CHECK(half(h));
        return h / 2;
    }

private Q_SLOTS:
    void aValueComesThrough() { QCOMPARE(quarter(8).value(), 2); }
    void anErrorIsHandedToTheCaller_data()
    {
        QTest::addColumn<int>("n");
        QTest::newRow("fails in the first call") << 7;
        QTest::newRow("fails in the checked call") << 6;
    }
    void anErrorIsHandedToTheCaller()
    {
        QFETCH(int, n);
        const auto result = quarter(n);
        QVERIFY(!result);
        QCOMPARE(result.error(), (Error{ErrorCode::InvalidArgument, QStringLiteral("odd")}));
    }
};

SHOULI_TEST(TestResult)
#include "TestResult.moc"
