// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/OpinionEdit.h"

#include "app/look/Theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>

namespace shouli::app::widgets {

using look::Theme;

namespace {

constexpr int maxLines = 4;
constexpr int maxPhrases = 9;
constexpr int barWidth = 3;

} // namespace

OpinionEdit::OpinionEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportMargins(barWidth + 5, 0, 0, 0);
    for (int i = 0; i < maxPhrases; ++i) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] { take(i); });
    }
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, [this] {
        updateGeometry();
        setVerticalScrollBarPolicy(lines() > maxLines ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    });
    setWords();
}

void OpinionEdit::setWords()
{
    setPlaceholderText(m_phrases.isEmpty() ? tr("This opinion: type it here")
                                           : tr("This opinion: type it, or Ctrl+1…%1 for a usual phrase")
                                                 .arg(qMin<qsizetype>(m_phrases.size(), maxPhrases)));
    setAccessibleName(tr("This opinion"));
    QStringList lines;
    for (int i = 0; i < m_phrases.size() && i < maxPhrases; ++i)
        lines.append(QStringLiteral("Ctrl+%1  %2").arg(i + 1).arg(m_phrases.at(i)));
    setToolTip(lines.join(u'\n'));
}

void OpinionEdit::setPhrases(const QStringList &phrases)
{
    m_phrases = phrases;
    setWords();
}

void OpinionEdit::take(int phrase)
{
    if (phrase < 0 || phrase >= m_phrases.size() || isReadOnly())
        return;
    moveCursor(QTextCursor::End);
    insertPlainText(m_phrases.at(phrase));
    setFocus(Qt::ShortcutFocusReason);
}

int OpinionEdit::lines() const
{
    return static_cast<int>(document()->size().height()); // a plain text's layout counts lines
}

QSize OpinionEdit::sizeHint() const
{
    return {240,
            qBound(1, lines(), maxLines) * fontMetrics().lineSpacing()
                + 2 * static_cast<int>(document()->documentMargin()) + 2};
}

QSize OpinionEdit::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void OpinionEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

bool OpinionEdit::event(QEvent *event)
{
    const bool handled = QPlainTextEdit::event(event);
    if (event->type() == QEvent::Paint) // of the frame; the text is painted by the viewport
        QPainter(this).fillRect(0, 0, barWidth, height(), Theme::colours(this).brand);
    return handled;
}

void OpinionEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        event->ignore(); // the page's Esc
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace shouli::app::widgets
