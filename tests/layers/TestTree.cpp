// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "tests/layers/TreeCheck.h"
#include "tests/support/TestMain.h"

using namespace shouli::tests::layers;
using shouli::core::base::AtomicFile;

/// The rules of the house on this very tree.
class TestTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void qtTellsWhichHeaderIsWhose()
    {
        const QtHeaders qt = QtHeaders::installed();
        QCOMPARE(qt.libraryOf(QStringLiteral("QWidget")), QStringLiteral("Widgets"));
        QCOMPARE(qt.libraryOf(QStringLiteral("QTcpSocket")), QStringLiteral("Network"));
        QCOMPARE(qt.libraryOf(QStringLiteral("QPrinter")), QStringLiteral("PrintSupport"));
        QCOMPARE(qt.libraryOf(QStringLiteral("QSqlDatabase")), QStringLiteral("Sql"));
        QCOMPARE(qt.libraryOf(QStringLiteral("QString")), QString());
        QCOMPARE(qt.libraryOf(QStringLiteral("QPainter")), QString());
    }
    void thisTreeKeepsTheRules()
    {
        const QString root = qEnvironmentVariable("SHOULI_SOURCE");
        QVERIFY2(!root.isEmpty(), "SHOULI_SOURCE: the root of the sources");
        const auto text = AtomicFile::read(root + QStringLiteral("/packaging/layers.txt"));
        QVERIFY(text);
        const auto rules = LayerRules::parse(QString::fromUtf8(*text));
        QVERIFY2(rules, rules ? "" : qPrintable(rules.error().detail));
        QCOMPARE(rules->undescribed(), QStringList());
        TreeCheck check(root, *rules, QtHeaders::installed());
        const QStringList findings = check.findings();
        QVERIFY(check.fileCount() > 50);
        QVERIFY2(findings.isEmpty(), qPrintable(u'\n' + findings.join(u'\n')));
    }
};

SHOULI_TEST(TestTree)
#include "TestTree.moc"
