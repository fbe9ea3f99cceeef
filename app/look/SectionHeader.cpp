// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/SectionHeader.h"

#include "app/look/TextFlow.h"

#include <QPainter>

namespace shouli::app::look {

namespace {

constexpr int gap = 3 * Theme::grid;

} // namespace

SectionHeader::SectionHeader(const QString &title, const QString &hint, Theme::Text size, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_hint(hint)
    , m_size(size)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    textChanged();
}

void SectionHeader::setTitle(const QString &title)
{
    m_title = title;
    textChanged();
}

void SectionHeader::setHint(const QString &hint)
{
    m_hint = hint;
    textChanged();
}

void SectionHeader::textChanged()
{
    setAccessibleName(m_title);
    setAccessibleDescription(m_hint);
    updateGeometry();
    update();
}

QFont SectionHeader::titleFont() const
{
    return Theme::font(m_size, QFont::Bold);
}

bool SectionHeader::onOneLine(int width) const
{
    return m_hint.isEmpty()
        || TextFlow::naturalWidth(m_title, titleFont()) + gap
            + TextFlow::naturalWidth(m_hint, Theme::font(Theme::Text::Body))
        <= width;
}

QSize SectionHeader::sizeHint() const
{
    const int width = TextFlow::naturalWidth(m_title, titleFont()) + gap
        + TextFlow::naturalWidth(m_hint, Theme::font(Theme::Text::Body));
    return {width, heightForWidth(width)};
}

QSize SectionHeader::minimumSizeHint() const
{
    const int width = qMax(TextFlow::widestWord(m_title, titleFont()),
                           TextFlow::widestWord(m_hint, Theme::font(Theme::Text::Body)));
    return {width, TextFlow(QStringLiteral("X"), titleFont(), width).height()};
}

int SectionHeader::heightForWidth(int width) const
{
    const int title = TextFlow(m_title, titleFont(), width).height();
    if (onOneLine(width))
        return title;
    return title + TextFlow(m_hint, Theme::font(Theme::Text::Body), width).height();
}

void SectionHeader::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    const TextFlow title(m_title, titleFont(), width());
    title.paint(painter, {0, 0}, colours.ink);
    if (m_hint.isEmpty())
        return;
    if (onOneLine(width())) {
        const TextFlow hint(m_hint, Theme::font(Theme::Text::Body), width(), Qt::AlignRight);
        hint.paint(painter, QPointF(0, title.ascent() - hint.ascent()), colours.dim);
    } else {
        TextFlow(m_hint, Theme::font(Theme::Text::Body), width())
            .paint(painter, QPointF(0, title.height()), colours.dim);
    }
}

} // namespace shouli::app::look
