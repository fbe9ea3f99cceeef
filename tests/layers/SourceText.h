// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace shouli::tests::layers {

/// One C++ file as the checks see it.
class SourceText {
public:
    struct Include {
        int line = 0;        ///< from 1
        QString path;        ///< without quotes or brackets
        bool quoted = false; ///< "…" and not <…>

        bool operator==(const Include &) const = default;
    };

    explicit SourceText(const QString &text);

    /// In order; those in comments are not seen.
    [[nodiscard]] const QList<Include> &includes() const { return m_includes; }
    /// The text with comments and the insides of string and character literals blanked; lines stay where they are.
    [[nodiscard]] const QString &code() const { return m_code; }
    [[nodiscard]] QString line(int number) const; ///< as written; from 1; empty past the end
    [[nodiscard]] int lineCount() const;

private:
    QString m_text;
    QString m_code;
    QList<Include> m_includes;
};

} // namespace shouli::tests::layers
