// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/TreeCheck.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <utility>

namespace shouli::tests::layers {

namespace {

const QString licence = QStringLiteral("SPDX-License-Identifier: GPL-3.0-or-later");

/// Qt libraries that a layer may not use, Sql (a second SQLite in the process) apart.
QStringList forbiddenLibraries(const QString &file)
{
    QStringList forbidden{QStringLiteral("Sql")};
    if (file.startsWith(QStringLiteral("core/")))
        forbidden << QStringLiteral("Widgets") << QStringLiteral("Network") << QStringLiteral("PrintSupport");
    else if (file.startsWith(QStringLiteral("sync/")))
        forbidden << QStringLiteral("Widgets") << QStringLiteral("PrintSupport");
    return forbidden;
}

bool isOurs(const QString &include)
{
    static const QRegularExpression ours(QStringLiteral("^(core|sync|app|tests)/"));
    return ours.match(include).hasMatch();
}

struct Habit {
    const char *where; ///< beginnings of paths, separated by blanks
    const char *pattern;
    const char *what;
};
constexpr Habit habits[] = {
    {"core/ sync/", R"((?<![\w>.])(tr|QCoreApplication::translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\s*\()",
     "texts for people belong to app/"},
    {"core/ sync/ app/ tests/", R"(\b(SIGNAL|SLOT)\s*\()", "connect by function pointer, not by string"},
    {"core/ sync/ app/", R"(\bstatic\s+[\w:]+\s*[&*]\s*instance\s*\()", "no singletons: hand it in"},
    {"core/ sync/ app/", R"(\bQEventLoop\b)", "no nested event loops"},
    {"core/ sync/ app/", R"(\bfriend\s+(class|struct)\s+Test)", "test what is public"},
    {"core/ sync/ app/ tests/", R"(\b(class|struct)\s+(?!Q[A-Z])\w*(Manager|Helper)\b)",
     "say what it does, not that it helps"},
};

} // namespace

TreeCheck::TreeCheck(QString root, LayerRules rules, QtHeaders qt)
    : m_root(std::move(root))
    , m_rules(std::move(rules))
    , m_qt(std::move(qt))
{
}

QStringList TreeCheck::findings()
{
    m_findings.clear();
    m_files = 0;
    QStringList files;
    for (const char *top : {"core", "sync", "app", "tests"}) {
        QDirIterator it(m_root + u'/' + QLatin1String(top),
                        {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("CMakeLists.txt")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next().mid(m_root.size() + 1));
    }
    files.sort();
    QSet<QString> modules;
    for (const QString &file : std::as_const(files)) {
        ++m_files;
        if (file.endsWith(QStringLiteral("CMakeLists.txt"))) {
            checkBuildFile(file);
            continue;
        }
        checkSource(file);
        if (!file.startsWith(QStringLiteral("tests/")))
            modules.insert(file.section(u'/', 0, 1));
    }
    for (const QString &module : std::as_const(modules))
        checkModule(module);
    m_findings.sort();
    return m_findings;
}

void TreeCheck::checkSource(const QString &file)
{
    const SourceText source(read(file));
    if (m_rules.roomOf(file).isEmpty())
        find(file, 1, QStringLiteral("its folder has no line in packaging/layers.txt"));
    if (source.lineCount() > longestFile)
        find(file, source.lineCount(), QStringLiteral("more than %1 lines").arg(longestFile));
    checkHead(file, source);
    checkIncludes(file, source);
    checkOwnHeaderFirst(file, source);
    checkHabits(file, source);
}

void TreeCheck::checkHead(const QString &file, const SourceText &source)
{
    if (source.line(1) != QStringLiteral("// ") + licence)
        find(file, 1, QStringLiteral("the first line is not // ") + licence);
    else if (file.endsWith(QStringLiteral(".h")) && source.line(2) != QStringLiteral("#pragma once"))
        find(file, 2, QStringLiteral("the second line of a header is not #pragma once"));
}

void TreeCheck::checkIncludes(const QString &file, const SourceText &source)
{
    const QStringList forbidden = forbiddenLibraries(file);
    for (const SourceText::Include &include : source.includes()) {
        const QString library = m_qt.libraryOf(include.path);
        if (forbidden.contains(library))
            find(file, include.line,
                 QStringLiteral("%1 is of Qt %2, which has no place here").arg(include.path, library));
        else if (include.quoted)
            checkQuoted(file, include);
        else if (isOurs(include.path))
            find(file, include.line, QStringLiteral("\"%1\", not <>: it is ours").arg(include.path));
    }
}

void TreeCheck::checkQuoted(const QString &file, const SourceText::Include &include)
{
    const QString folder = file.section(u'/', 0, -2);
    const QFileInfo path(include.path);
    if (include.path == path.fileName()) { // what moc and uic make
        const QString stem = path.completeBaseName();
        if (path.suffix() == QStringLiteral("moc") && stem == QFileInfo(file).completeBaseName())
            return;
        if (stem.startsWith(QStringLiteral("ui_")) && exists(folder + u'/' + stem.mid(3) + QStringLiteral(".ui")))
            return;
    }
    if (!isOurs(include.path) || !exists(include.path)) {
        find(file, include.line, QStringLiteral("\"%1\" is no header of ours, from the root").arg(include.path));
        return;
    }
    const QString from = m_rules.roomOf(file);
    const QString to = m_rules.roomOf(include.path);
    if (!from.isEmpty() && !m_rules.allows(from, to))
        find(file, include.line,
             QStringLiteral("%1 may not include from %2 (packaging/layers.txt)")
                 .arg(from, to.isEmpty() ? include.path : to));
}

void TreeCheck::checkOwnHeaderFirst(const QString &file, const SourceText &source)
{
    if (!file.endsWith(QStringLiteral(".cpp")) || source.includes().isEmpty())
        return;
    const QString header = file.chopped(4) + QStringLiteral(".h");
    const SourceText::Include &first = source.includes().constFirst();
    if (exists(header) && first.path != header)
        find(file, first.line, QStringLiteral("its own header comes first, which shows that it is complete"));
}

void TreeCheck::checkHabits(const QString &file, const SourceText &source)
{
    for (const Habit &habit : habits) {
        bool applies = false;
        const QStringList where = QString(QLatin1String(habit.where)).split(u' ');
        for (const QString &beginning : where)
            applies = applies || file.startsWith(beginning);
        if (!applies)
            continue;
        auto matches = QRegularExpression(QLatin1String(habit.pattern)).globalMatch(source.code());
        while (matches.hasNext()) {
            const qsizetype at = matches.next().capturedStart();
            const auto line = static_cast<int>(source.code().left(at).count(u'\n')) + 1;
            find(file, line, QLatin1String(habit.what));
        }
    }
}

void TreeCheck::checkBuildFile(const QString &file)
{
    const QString text = read(file);
    if (!text.trimmed().isEmpty() && !text.startsWith(QStringLiteral("# ") + licence))
        find(file, 1, QStringLiteral("the first line is not # ") + licence);
    const QStringList forbidden = forbiddenLibraries(file);
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        for (const QString &library : forbidden) {
            const QRegularExpression linked(QStringLiteral("^[^#]*\\bQt6::%1\\b").arg(library));
            if (linked.match(lines.at(i)).hasMatch())
                find(file, static_cast<int>(i) + 1, QStringLiteral("Qt6::%1 has no place here").arg(library));
        }
    }
}

void TreeCheck::checkModule(const QString &folder)
{
    const QString readme = folder + QStringLiteral("/README.md");
    if (!exists(readme))
        find(readme, 1, QStringLiteral("is missing: purpose, main classes, what the module must not know"));
    else if (const int lines = SourceText(read(readme)).lineCount(); lines > longestReadme)
        find(readme, lines, QStringLiteral("more than %1 lines").arg(longestReadme));
}

void TreeCheck::find(const QString &file, int line, const QString &what)
{
    m_findings.append(QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(what));
}

QString TreeCheck::read(const QString &file) const
{
    QFile source(m_root + u'/' + file);
    return source.open(QIODevice::ReadOnly) ? QString::fromUtf8(source.readAll()) : QString();
}

bool TreeCheck::exists(const QString &file) const
{
    return QFile::exists(m_root + u'/' + file);
}

} // namespace shouli::tests::layers
