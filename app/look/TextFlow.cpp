// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/TextFlow.h"

#include <QPainter>
#include <QTextBoundaryFinder>
#include <QWidget>

#include <cmath>

namespace shouli::app::look {

TextFlow::TextFlow(const QString &text, const QFont &font, int width, Qt::Alignment alignment)
    : m_layout(std::make_unique<QTextLayout>(QString(text).replace(u'\n', QChar::LineSeparator), font))
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout->setTextOption(option);
    m_layout->beginLayout();
    qreal y = 0;
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(qMax(1, width));
        line.setPosition({0, y});
        if (line.lineNumber() == 0)
            m_ascent = qRound(line.ascent());
        y += std::ceil(line.height());
    }
    m_layout->endLayout();
    m_height = static_cast<int>(std::ceil(y));
}

void TextFlow::paint(QPainter &painter, const QPointF &topLeft, const QColor &colour) const
{
    paint(painter, topLeft, colour, {});
}

void TextFlow::paint(QPainter &painter, const QPointF &topLeft, const QColor &colour,
                     const QList<QTextLayout::FormatRange> &marks) const
{
    painter.setPen(colour);
    m_layout->draw(&painter, topLeft, marks);
}

int TextFlow::naturalWidth(const QString &text, const QFont &font)
{
    if (text.isEmpty())
        return 0;
    // not QFontMetrics, whose sums differ by a pixel from what is laid out
    QTextLayout layout(QString(text).replace(u'\n', QChar::LineSeparator), font);
    layout.beginLayout();
    qreal widest = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(QWIDGETSIZE_MAX);
        widest = qMax(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(widest)) + 1;
}

int TextFlow::widestWord(const QString &text, const QFont &font)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    int widest = 0;
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to >= 0; to = finder.toNextBoundary()) {
        widest = qMax(widest, naturalWidth(text.mid(from, to - from).trimmed(), font));
        from = to;
    }
    return widest;
}

} // namespace shouli::app::look
