// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>

namespace shouli::app::look {

namespace {

constexpr int scrollBarWidth = 10;
constexpr int fieldHeight = 36;
constexpr int fieldPadding = 5;

/// A rounded frame whose stroke lies wholly inside `rect`.
void roundedBox(QPainter &painter, const QRect &rect, const QColor &ground, const QColor &border, qreal stroke)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(stroke > 0 ? QPen(border, stroke) : QPen(Qt::NoPen));
    const qreal inset = stroke / 2;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), Theme::radius - 1, Theme::radius - 1);
    painter.restore();
}

const Theme *themeOf(const QStyle *style)
{
    return qobject_cast<const Theme *>(style);
}

} // namespace

Theme::Theme(Contrast contrast)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_contrast(contrast)
    , m_colours(contrast == Contrast::High ? Colours::highContrast() : Colours::calm())
{
}

void Theme::apply(QApplication &app, Contrast contrast)
{
    auto *theme = new Theme(contrast); // the application owns its style
    const QPalette palette = theme->standardPalette();
    QPalette rows = palette;
    rows.setColor(QPalette::Highlight, theme->m_colours.brandSoft);
    rows.setColor(QPalette::HighlightedText, theme->m_colours.ink);
    QPalette headings = palette;
    headings.setColor(QPalette::ButtonText, theme->m_colours.dim);
    app.setFont(font(Text::Body));
    app.setStyle(theme);
    app.setPalette(palette);
    QApplication::setPalette(rows, "QAbstractItemView"); // the chosen row is a soft ground, not a solid bar
    QApplication::setPalette(headings, "QHeaderView");
}

const Colours &Theme::colours(const QWidget *widget)
{
    static const Colours calm = Colours::calm();
    const Theme *theme = widget ? themeOf(widget->style()) : nullptr;
    if (!theme)
        theme = themeOf(QApplication::style());
    return theme ? theme->m_colours : calm;
}

Theme::Contrast Theme::contrast()
{
    const Theme *theme = themeOf(QApplication::style());
    return theme ? theme->m_contrast : Contrast::Calm;
}

QFont Theme::font(Text size, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Microsoft YaHei UI"),
                      QStringLiteral("HanaMinA"), QStringLiteral("HanaMinB"), QStringLiteral("sans-serif")});
    font.setPixelSize(static_cast<int>(size));
    font.setWeight(weight);
    return font;
}

QFont Theme::monospace(Text size)
{
    QFont font;
    font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Consolas"),
                      QStringLiteral("Noto Sans Mono CJK SC"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(static_cast<int>(size));
    return font;
}

QPalette Theme::standardPalette() const
{
    const Colours &c = m_colours;
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.ink);
    p.setColor(QPalette::Base, c.pane);
    p.setColor(QPalette::AlternateBase, c.hover);
    p.setColor(QPalette::Text, c.ink);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Button, c.pane);
    p.setColor(QPalette::ButtonText, c.ink);
    p.setColor(QPalette::BrightText, c.bad);
    p.setColor(QPalette::Highlight, c.brand);
    p.setColor(QPalette::HighlightedText, c.onBrand);
    p.setColor(QPalette::Link, c.brand);
    p.setColor(QPalette::LinkVisited, c.brand);
    p.setColor(QPalette::ToolTipBase, c.toast);
    p.setColor(QPalette::ToolTipText, c.onToast);
    p.setColor(QPalette::Light, c.pane);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.border);
    p.setColor(QPalette::Shadow, c.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.dim);
    return p;
}

void Theme::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // hover is painted, so it must be reported
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QScrollBar *>(widget)
        || qobject_cast<QAbstractScrollArea *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int Theme::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 3 * grid;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 2 * grid;
    case PM_HeaderMargin:
        return 2 * grid;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Theme::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Widget_Animate:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QRect Theme::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(fieldPadding, 0, -fieldPadding, 0) : rect;
}

void Theme::drawField(const QStyleOption &option, QPainter &painter) const
{
    const bool focused = option.state.testFlag(State_HasFocus);
    roundedBox(painter, option.rect, m_colours.pane, focused ? m_colours.brand : m_colours.border, focused ? 2 : 1);
}

void Theme::drawButton(const QStyleOption &option, QPainter &painter) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool focused = option.state.testFlag(State_HasFocus);
    const bool held = option.state.testFlag(State_Sunken) || option.state.testFlag(State_On);
    QColor ground = m_colours.pane;
    if (held)
        ground = m_colours.brandSoft;
    else if (enabled && option.state.testFlag(State_MouseOver))
        ground = m_colours.hover;
    roundedBox(painter, option.rect, ground, focused ? m_colours.brand : m_colours.border, focused ? 2 : 1);
}

void Theme::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *panel = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (panel->lineWidth > 0)
                drawField(*option, *painter);
            else
                painter->fillRect(option->rect, option->palette.base());
        }
        return;
    case PE_FrameLineEdit:
        return; // part of the panel
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget)) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            const bool focused = option->state.testFlag(State_HasFocus);
            painter->setPen(QPen(focused ? m_colours.brand : m_colours.border, 1));
            painter->drawRoundedRect(QRectF(option->rect).adjusted(.5, .5, -.5, -.5), 3, 3);
            painter->restore();
            return;
        }
        break;
    case PE_PanelButtonCommand:
        drawButton(*option, *painter);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractScrollArea *>(widget)) // rows show focus by their ground
            roundedBox(*painter, option->rect, Qt::transparent, m_colours.brand, 2);
        return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            if (item->state.testFlag(State_Selected))
                painter->fillRect(item->rect, m_colours.brandSoft);
            else if (item->state.testFlag(State_MouseOver) && item->state.testFlag(State_Enabled))
                painter->fillRect(item->rect, m_colours.hover);
            else if (item->backgroundBrush.style() != Qt::NoBrush)
                painter->fillRect(item->rect, item->backgroundBrush);
        }
        return;
    case PE_PanelTipLabel:
        roundedBox(*painter, option->rect, m_colours.toast, m_colours.toastLine, 1);
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Theme::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_colours.pane);
        painter->fillRect(option->rect.x(), option->rect.bottom(), option->rect.width(), 1, m_colours.line);
        return;
    case CE_PushButtonBevel: // no default-button glow
        drawButton(*option, *painter);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Theme::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    painter.save();
    painter.fillRect(option.rect, m_colours.pane);
    const QRect thumb = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget).adjusted(2, 2, -2, -2);
    if (option.maximum > option.minimum) {
        const bool hot = option.state.testFlag(State_MouseOver) || option.state.testFlag(State_Sunken);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(hot ? m_colours.dim : m_colours.border);
        painter.drawRoundedRect(thumb, 3, 3);
    }
    painter.restore();
}

void Theme::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(*slider, *painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Theme::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
    case CT_PushButton:
        result.setHeight(qMax(result.height(), fieldHeight));
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(result.height(), 8 * grid));
        break;
    default:
        break;
    }
    if (type == CT_PushButton)
        result.setWidth(result.width() + 4 * grid);
    return result;
}

} // namespace shouli::app::look
