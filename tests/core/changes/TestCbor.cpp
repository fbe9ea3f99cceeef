// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::changes;

class TestCbor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotWantedIsSkippedWhole()
    {
        CborWriter out;
        out.array(3);
        out.map(1);
        out.number(1);
        out.array(2);
        out.text(QStringLiteral("x"));
        out.blob("y");
        out.null();
        out.number(7);
        CborReader in(out.bytes());
        in.arrayOf(3);
        in.skip();
        in.skip();
        QCOMPARE(in.number(), 7);
        QVERIFY(in.atEnd());
    }
    void skippingPastTheEndIsAnError()
    {
        CborReader in(QByteArray::fromHex("8101"));
        in.arrayOf(1);
        in.skip();
        QVERIFY(in.ok());
        in.skip();
        QVERIFY(!in.ok());
    }
    void skippingIsBoundedInDepth()
    {
        CborReader in(QByteArray(100'000, '\x81') + '\x01');
        in.skip();
        QVERIFY(!in.ok());
    }
};

SHOULI_TEST(TestCbor)
#include "TestCbor.moc"
