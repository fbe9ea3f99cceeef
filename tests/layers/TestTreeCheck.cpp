// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/TreeCheck.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace shouli::tests::layers;

namespace {

const QString head = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later\n");
const QString headerHead = head + QStringLiteral("#pragma once\n");

/// A small tree on disk, without a fault until one is planted.
class PlantedTree {
public:
    PlantedTree()
    {
        for (const char *module : {"core/base", "core/cases", "sync/server", "app/counter", "app/review"})
            write(QLatin1String(module) + QStringLiteral("/README.md"), QStringLiteral("# a module\n"));
        write(QStringLiteral("core/base/Id.h"), headerHead + QStringLiteral("#include <QString>\n"));
        write(QStringLiteral("core/cases/Case.h"), headerHead + QStringLiteral("#include \"core/base/Id.h\"\n"));
        write(QStringLiteral("core/cases/Case.cpp"), head + QStringLiteral("#include \"core/cases/Case.h\"\n"));
        write(QStringLiteral("sync/server/Log.h"), headerHead);
        write(QStringLiteral("app/counter/Page.ui"), QStringLiteral("<ui/>\n"));
        write(QStringLiteral("app/counter/Page.h"), headerHead + QStringLiteral("#include <QWidget>\n"));
        write(QStringLiteral("app/counter/Page.cpp"),
              head
                  + QStringLiteral(
                      "#include \"app/counter/Page.h\"\n#include \"core/cases/Case.h\"\n#include \"ui_Page.h\"\n"));
        write(QStringLiteral("app/review/Queue.h"), headerHead);
        write(QStringLiteral("tests/core/cases/TestCase.cpp"),
              head + QStringLiteral("#include \"core/cases/Case.h\"\n#include \"TestCase.moc\"\n"));
        write(QStringLiteral("core/CMakeLists.txt"),
              QStringLiteral("# SPDX-License-Identifier: GPL-3.0-or-later\n# no Qt6::Widgets\nshouli_module(core/base "
                             "LINK Qt6::Core)\n"));
    }
    void write(const QString &file, const QString &text) const
    {
        QDir(m_dir.path()).mkpath(file.section(u'/', 0, -2));
        QFile out(m_dir.filePath(file));
        if (!out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0)
            qFatal("cannot write the planted tree");
    }
    void remove(const QString &file) const { QFile::remove(m_dir.filePath(file)); }
    [[nodiscard]] TreeCheck check() const
    {
        auto rules = LayerRules::parse(QStringLiteral("core/base:\ncore/cases: core/base\nsync/server: core/base\n"
                                                      "app/*: core/*\ntests/*: core/* sync/* app/* tests/*\n"));
        return {m_dir.path(), rules.value(),
                QtHeaders({{QStringLiteral("QWidget"), QStringLiteral("Widgets")},
                           {QStringLiteral("qwidget.h"), QStringLiteral("Widgets")},
                           {QStringLiteral("QPrinter"), QStringLiteral("PrintSupport")},
                           {QStringLiteral("QTcpSocket"), QStringLiteral("Network")},
                           {QStringLiteral("QSqlDatabase"), QStringLiteral("Sql")}})};
    }

private:
    QTemporaryDir m_dir;
};

QString lines(int count)
{
    return QStringLiteral("// a line\n").repeated(count);
}

} // namespace

class TestTreeCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTreeWithoutFaultsHasNoFindings()
    {
        const PlantedTree tree;
        auto check = tree.check();
        QCOMPARE(check.findings(), QStringList());
        QCOMPARE(check.fileCount(), 9);
    }
    void aPlantedFaultIsFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *name, const char *file, const QString &text, const char *where,
                            const char *what) { QTest::newRow(name) << file << text << where << what; };
        const auto header = [](const char *line) { return headerHead + QString::fromUtf8(line) + u'\n'; };

        row("a wrong-way include", "core/base/Up.h", header("#include \"core/cases/Case.h\""),
            "core/base/Up.h:3:", "core/base may not include from core/cases");
        row("a feature that includes another", "app/counter/X.h", header("#include \"app/review/Queue.h\""),
            "app/counter/X.h:3:", "may not include from app/review");
        row("a server that knows cases", "sync/server/X.h", header("#include \"core/cases/Case.h\""),
            "sync/server/X.h:3:", "may not include");
        row("core that includes a test", "core/cases/X.h", header("#include \"tests/core/cases/TestCase.cpp\""),
            "core/cases/X.h:3:", "may not include");
        row("a room without a line", "core/matters/X.h", header(""), "core/matters/X.h:1:", "layers.txt");
        row("an include beside itself", "core/cases/X.h", header("#include \"Case.h\""),
            "core/cases/X.h:3:", "from the root");
        row("an include upwards by dots", "core/cases/X.h", header("#include \"../base/Id.h\""),
            "core/cases/X.h:3:", "from the root");
        row("an include of nothing", "core/cases/X.h", header("#include \"core/base/None.h\""),
            "core/cases/X.h:3:", "from the root");
        row("a library in quotes", "core/cases/X.h", header("#include \"sqlite3.h\""),
            "core/cases/X.h:3:", "from the root");
        row("ours in angle brackets", "core/cases/X.h", header("#include <core/base/Id.h>"),
            "core/cases/X.h:3:", "it is ours");
        row("a form that is not there", "app/counter/X.cpp", head + QStringLiteral("#include \"ui_Other.h\"\n"),
            "app/counter/X.cpp:2:", "from the root");
        row("another file's moc", "tests/core/cases/X.cpp", head + QStringLiteral("#include \"TestCase.moc\"\n"),
            "tests/core/cases/X.cpp:2:", "from the root");
        row("the own header late", "core/cases/Case.cpp",
            head + QStringLiteral("#include <QString>\n#include \"core/cases/Case.h\"\n"),
            "core/cases/Case.cpp:2:", "its own header comes first");
        row("a widget in core", "core/cases/X.h", header("#include <QWidget>"), "core/cases/X.h:3:", "Qt Widgets");
        row("a widget by its file name", "core/cases/X.h", header("#include <qwidget.h>"),
            "core/cases/X.h:3:", "Qt Widgets");
        row("a widget by its library", "core/cases/X.h", header("#include <QtWidgets/QLabel>"),
            "core/cases/X.h:3:", "Qt Widgets");
        row("all widgets in core", "core/cases/X.h", header("#include <QtWidgets>"), "core/cases/X.h:3:", "Qt Widgets");
        row("a socket in core", "core/cases/X.h", header("#include <QTcpSocket>"), "core/cases/X.h:3:", "Qt Network");
        row("a printer in core", "core/cases/X.h", header("#include <QPrinter>"),
            "core/cases/X.h:3:", "Qt PrintSupport");
        row("a widget in sync", "sync/server/X.h", header("#include <QWidget>"), "sync/server/X.h:3:", "Qt Widgets");
        row("QtSql in app", "app/counter/X.h", header("#include <QSqlDatabase>"), "app/counter/X.h:3:", "Qt Sql");
        row("QtSql in tests", "tests/core/cases/X.cpp", head + QStringLiteral("#include <QtSql/QSqlQuery>\n"),
            "tests/core/cases/X.cpp:2:", "Qt Sql");
        row("tr() in core", "core/cases/X.h", header("inline auto x = tr(\"text\");"),
            "core/cases/X.h:3:", "belong to app/");
        row("a class's tr() in core", "core/cases/X.h", header("inline auto x = QObject::tr (\"text\");"),
            "core/cases/X.h:3:", "belong to app/");
        row("translate() in sync", "sync/server/X.h",
            header("inline auto x = QCoreApplication::translate(\"a\", \"b\");"),
            "sync/server/X.h:3:", "belong to app/");
        row("a string connect", "app/counter/X.h", header("connect(a, SIGNAL(b()), c, &C::d);"),
            "app/counter/X.h:3:", "by function pointer");
        row("a singleton", "core/cases/X.h", header("static Store &instance();"), "core/cases/X.h:3:", "no singletons");
        row("a nested event loop", "app/counter/X.h", header("QEventLoop loop;"),
            "app/counter/X.h:3:", "no nested event loops");
        row("a test as a friend", "core/cases/X.h", header("friend class TestCase;"),
            "core/cases/X.h:3:", "test what is public");
        row("a manager", "core/cases/X.h", header("class CaseManager {};"), "core/cases/X.h:3:", "say what it does");
        row("no licence", "core/cases/X.h", QStringLiteral("#pragma once\n"), "core/cases/X.h:1:", "SPDX");
        row("another licence", "core/cases/X.h", QStringLiteral("// SPDX-License-Identifier: MIT\n#pragma once\n"),
            "core/cases/X.h:1:", "SPDX");
        row("no include guard", "core/cases/X.h", head + QStringLiteral("int x;\n"),
            "core/cases/X.h:2:", "#pragma once");
        row("a file too long", "core/cases/X.cpp", head + lines(TreeCheck::longestFile),
            "core/cases/X.cpp:801:", "more than 800 lines");
        row("a README too long", "core/cases/README.md", lines(21), "core/cases/README.md:21:", "more than 20 lines");
        row("Widgets linked to core", "core/CMakeLists.txt",
            QStringLiteral("# SPDX-License-Identifier: GPL-3.0-or-later\nshouli_module(core/base LINK Qt6::Widgets)\n"),
            "core/CMakeLists.txt:2:", "Qt6::Widgets");
        row("QtSql linked to tests", "tests/CMakeLists.txt",
            QStringLiteral("# SPDX-License-Identifier: GPL-3.0-or-later\nlink(Qt6::Sql)\n"),
            "tests/CMakeLists.txt:2:", "Qt6::Sql");
        row("a build file without a licence", "sync/CMakeLists.txt", QStringLiteral("shouli_module(sync/server)\n"),
            "sync/CMakeLists.txt:1:", "SPDX");
    }
    void aPlantedFaultIsFound()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, where);
        QFETCH(QString, what);
        const PlantedTree tree;
        tree.write(file, text);
        if (file.count(u'/') > 1
            && !file.endsWith(QStringLiteral("README.md"))) // a new folder lacks its README as well
            tree.write(file.section(u'/', 0, 1) + QStringLiteral("/README.md"), QStringLiteral("# a module\n"));
        const QStringList findings = tree.check().findings();
        QCOMPARE(findings.size(), 1);
        QVERIFY2(findings.constFirst().startsWith(where), qPrintable(findings.constFirst()));
        QVERIFY2(findings.constFirst().contains(what), qPrintable(findings.constFirst()));
    }
    void aMissingReadmeIsFound()
    {
        const PlantedTree tree;
        tree.remove(QStringLiteral("core/cases/README.md"));
        const QStringList findings = tree.check().findings();
        QCOMPARE(findings.size(), 1);
        QVERIFY(findings.constFirst().startsWith(QStringLiteral("core/cases/README.md:1: is missing")));
    }
    void whatOnlyLooksLikeAFaultIsNone_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("tr() in a comment") << "// tr() has no place here";
        QTest::newRow("tr() in a string") << "inline auto x = \"tr(\";";
        QTest::newRow("a name that ends in tr") << "inline auto x = attr(1);";
        QTest::newRow("an include in a comment") << "// #include <QWidget>";
        QTest::newRow("a manager of Qt's") << "class QNetworkAccessManager;";
    }
    void whatOnlyLooksLikeAFaultIsNone()
    {
        QFETCH(QString, line);
        const PlantedTree tree;
        tree.write(QStringLiteral("core/cases/X.h"), headerHead + line + u'\n');
        QCOMPARE(tree.check().findings(), QStringList());
    }
};

SHOULI_TEST(TestTreeCheck)
#include "TestTreeCheck.moc"
