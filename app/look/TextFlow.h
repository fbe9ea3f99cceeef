// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace shouli::app::look {

/// A paragraph laid out to a width, for widgets that paint their own text. Breaks between words, and
/// inside one that is wider than the line; Chinese breaks between characters. Never cuts anything off:
/// what does not fit becomes another line.
class TextFlow {
public:
    TextFlow(const QString &text, const QFont &font, int width, Qt::Alignment alignment = Qt::AlignLeft);

    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int lines() const { return m_layout->lineCount(); }
    /// Distance from the top to the first baseline.
    [[nodiscard]] int ascent() const { return m_ascent; }

    void paint(QPainter &painter, const QPointF &topLeft, const QColor &colour) const;
    /// With another ground behind some of the letters.
    void paint(QPainter &painter, const QPointF &topLeft, const QColor &colour,
               const QList<QTextLayout::FormatRange> &marks) const;

    /// Width of the text on one line.
    [[nodiscard]] static int naturalWidth(const QString &text, const QFont &font);
    /// Width of the widest piece that cannot be broken.
    [[nodiscard]] static int widestWord(const QString &text, const QFont &font);

private:
    std::unique_ptr<QTextLayout> m_layout;
    int m_height = 0;
    int m_ascent = 0;
};

} // namespace shouli::app::look
