// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QFont>
#include <QProxyStyle>

class QApplication;
class QStyleOptionSlider;

namespace shouli::app::look {

/// The look of the whole program: Qt's Fusion drawn flat, on a grid of 4 px, in the colours of
/// Colours. One object is the application's style; widgets that paint themselves ask it for colours
/// at the time they paint, so that a change of theme needs no more than a repaint.
class Theme final : public QProxyStyle {
    Q_OBJECT

public:
    enum class Contrast { Calm, High };

    /// Sizes of text in device-independent pixels. Nothing meant to be read is below 14.
    enum class Text { Key = 13, Body = 14, Heading = 15, Box = 16, Title = 18, Name = 26 };

    static constexpr int grid = 4;
    static constexpr int radius = 6;

    explicit Theme(Contrast contrast);

    /// Gives the application this look: style, palette, fonts. May be called again to change it.
    static void apply(QApplication &app, Contrast contrast);

    /// The colours `widget` is to paint with; the calm ones where the application has another style.
    [[nodiscard]] static const Colours &colours(const QWidget *widget);
    [[nodiscard]] static Contrast contrast();

    /// Noto Sans CJK SC; characters of CJK Extension B and later come from HanaMin.
    [[nodiscard]] static QFont font(Text size, QFont::Weight weight = QFont::Normal);
    /// For key caps and numbers that are compared digit by digit.
    [[nodiscard]] static QFont monospace(Text size = Text::Key);

    [[nodiscard]] QPalette standardPalette() const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;

private:
    void drawField(const QStyleOption &option, QPainter &painter) const;
    void drawButton(const QStyleOption &option, QPainter &painter) const;
    void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const;

    Contrast m_contrast;
    Colours m_colours;
};

} // namespace shouli::app::look
