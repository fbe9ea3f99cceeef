// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/SourceText.h"

#include <QRegularExpression>

namespace shouli::tests::layers {

namespace {

/// Ends (one past) of the piece of text that begins at `at`; the piece is a comment or a literal.
qsizetype endOfLine(const QString &text, qsizetype at)
{
    const qsizetype end = text.indexOf(u'\n', at);
    return end < 0 ? text.size() : end;
}

qsizetype endOf(const QString &text, qsizetype at, const QString &mark)
{
    const qsizetype end = text.indexOf(mark, at);
    return end < 0 ? text.size() : end + mark.size();
}

qsizetype endOfLiteral(const QString &text, qsizetype at)
{
    const QChar quote = text.at(at);
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == quote || text.at(i) == u'\n')
            return i + 1;
    }
    return text.size();
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// R"x( … )x": the quote at `at` begins a raw string when the letters before it end in R.
bool beginsRawString(const QString &text, qsizetype at)
{
    qsizetype first = at;
    while (first > 0 && isWord(text.at(first - 1)))
        --first;
    static const QStringList prefixes{QStringLiteral("R"), QStringLiteral("uR"), QStringLiteral("u8R"),
                                      QStringLiteral("UR"), QStringLiteral("LR")};
    return prefixes.contains(text.mid(first, at - first));
}

void blank(QString &text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i) {
        if (text.at(i) != u'\n')
            text[i] = u' ';
    }
}

enum class Blank { Comments, CommentsAndLiterals };

QString blanked(const QString &text, Blank what)
{
    QString out = text;
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text.at(at);
        const QChar next = at + 1 < text.size() ? text.at(at + 1) : QChar();
        qsizetype end = at + 1;
        if (c == u'/' && (next == u'/' || next == u'*')) {
            end = next == u'/' ? endOfLine(text, at) : endOf(text, at + 2, QStringLiteral("*/"));
            blank(out, at, end);
        } else if (c == u'"' || (c == u'\'' && (at == 0 || !isWord(text.at(at - 1))))) { // 10'000 is a number
            const bool raw = c == u'"' && beginsRawString(text, at);
            const QString delimiter = raw ? text.mid(at + 1, text.indexOf(u'(', at) - at - 1) : QString();
            end = raw ? endOf(text, at, u')' + delimiter + u'"') : endOfLiteral(text, at);
            if (what == Blank::CommentsAndLiterals)
                blank(out, at + 1, end - 1);
        }
        at = end;
    }
    return out;
}

} // namespace

SourceText::SourceText(const QString &text)
    : m_text(text)
    , m_code(blanked(text, Blank::CommentsAndLiterals))
{
    static const QRegularExpression include(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]*)[>"])"));
    const QStringList lines = blanked(text, Blank::Comments).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (const auto match = include.match(lines.at(i)); match.hasMatch())
            m_includes.append({static_cast<int>(i) + 1, match.captured(2), match.captured(1) == u'"'});
    }
}

QString SourceText::line(int number) const
{
    return m_text.section(u'\n', number - 1, number - 1);
}

int SourceText::lineCount() const
{
    return static_cast<int>(m_text.count(u'\n')) + (m_text.isEmpty() || m_text.endsWith(u'\n') ? 0 : 1);
}

} // namespace shouli::tests::layers
