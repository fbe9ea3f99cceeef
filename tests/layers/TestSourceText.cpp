// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/SourceText.h"
#include "tests/support/TestMain.h"

using namespace shouli::tests::layers;

class TestSourceText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void includesAreReadInOrder()
    {
        const SourceText source(QStringLiteral("#include \"core/base/Id.h\"\n"
                                               "  #  include <QString> // why\n"
                                               "// #include \"a.h\"\n"
                                               "/* #include \"b.h\"\n"
                                               "#include \"c.h\" */ int x;\n"
                                               "#include <vector>"));
        const QList<SourceText::Include> expected{
            {1, QStringLiteral("core/base/Id.h"), true},
            {2, QStringLiteral("QString"), false},
            {6, QStringLiteral("vector"), false},
        };
        QCOMPARE(source.includes(), expected);
        QCOMPARE(source.lineCount(), 6);
        QCOMPARE(source.line(6), QStringLiteral("#include <vector>"));
        QCOMPARE(source.line(7), QString());
    }
    void onlyCodeIsLeftOfTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("a line comment") << "a(); // tr(\nb();"
                                        << "a();       \nb();";
        QTest::newRow("a block comment over two lines") << "a();/*x\ny*/b();"
                                                        << "a();   \n   b();";
        QTest::newRow("a string") << "f(\"tr(\");"
                                  << "f(\"   \");";
        QTest::newRow("a quote inside a string") << "f(\"a\\\"tr(\");"
                                                 << "f(\"      \");";
        QTest::newRow("a comment sign inside a string") << "f(\"http://x\"); g();"
                                                        << "f(\"        \"); g();";
        QTest::newRow("a quote as a character") << "f('\"'); g(\"x\");"
                                                << "f(' '); g(\" \");";
        QTest::newRow("a raw string") << "f(R\"x(a\")y\"tr()x\"); g();"
                                      << "f(R\"            \"); g();";
        QTest::newRow("a wide raw string") << "f(u8R\"(\")\"); g();"
                                           << "f(u8R\"   \"); g();";
        QTest::newRow("a macro that ends in R before a string") << "f(PRIR\"(\" \"x\");"
                                                                << "f(PRIR\" \" \" \");";
        QTest::newRow("an apostrophe within a number") << "f(10'000, 'x');"
                                                       << "f(10'000, ' ');";
        QTest::newRow("a string that never ends") << "f(\"abc"
                                                  << "f(\"  c";
    }
    void onlyCodeIsLeftOfTheText()
    {
        QFETCH(QString, text);
        QTEST(SourceText(text).code(), "code");
    }
    void linesAreCountedWithOrWithoutALastNewline()
    {
        QCOMPARE(SourceText(QString()).lineCount(), 0);
        QCOMPARE(SourceText(QStringLiteral("a")).lineCount(), 1);
        QCOMPARE(SourceText(QStringLiteral("a\n")).lineCount(), 1);
        QCOMPARE(SourceText(QStringLiteral("a\nb")).lineCount(), 2);
    }
};

SHOULI_TEST(TestSourceText)
#include "TestSourceText.moc"
