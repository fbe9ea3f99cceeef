// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/layers/LayerRules.h"
#include "tests/layers/QtHeaders.h"
#include "tests/layers/SourceText.h"

#include <QString>
#include <QStringList>

namespace shouli::tests::layers {

/// Checks the sources under core/, sync/, app/ and tests/ of one tree:
///   - a room includes only from rooms that the rules allow; every room with sources has a rule
///   - "…" is for headers of ours, from the root; <…> for everybody else's; the own header comes first
///   - core/: no Widgets, Network, PrintSupport; sync/: no Widgets, PrintSupport; nowhere Sql. Includes and linking
///   - core/ and sync/: no tr(), which belongs to app/
///   - no string connects, instance(), nested event loops, classes named …Manager or …Helper
///   - the first line says the licence; headers have #pragma once in the second
///   - no file above 800 lines; each module has a README.md of at most 20 lines
class TreeCheck {
public:
    static constexpr int longestFile = 800;
    static constexpr int longestReadme = 20;

    /// `root`: folder of the tree.
    TreeCheck(QString root, LayerRules rules, QtHeaders qt);

    /// One line each, "core/cases/Case.h:12: what is wrong"; empty when all is well.
    [[nodiscard]] QStringList findings();
    /// Files looked at by the last findings().
    [[nodiscard]] int fileCount() const { return m_files; }

private:
    void checkSource(const QString &file);
    void checkIncludes(const QString &file, const SourceText &source);
    void checkQuoted(const QString &file, const SourceText::Include &include);
    void checkOwnHeaderFirst(const QString &file, const SourceText &source);
    void checkHead(const QString &file, const SourceText &source);
    void checkHabits(const QString &file, const SourceText &source);
    void checkBuildFile(const QString &file);
    void checkModule(const QString &folder);
    void find(const QString &file, int line, const QString &what);

    [[nodiscard]] QString read(const QString &file) const;
    [[nodiscard]] bool exists(const QString &file) const;

    QString m_root;
    LayerRules m_rules;
    QtHeaders m_qt;
    QStringList m_findings;
    int m_files = 0;
};

} // namespace shouli::tests::layers
