// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/Pane.h"

#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::widgets {

using look::SectionHeader;
using look::Theme;

Pane::Pane(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(1, 3 * Theme::grid, 1, 3 * Theme::grid);
    m_column->setSpacing(0);
    m_column->addStretch(0); // last: keeps the rest at the top
}

SectionHeader *Pane::addSection(const QString &title, const QString &hint, Theme::Text size)
{
    if (m_column->count() > 1)
        addSpace(3 * Theme::grid);
    auto *header = new SectionHeader(title, hint, size);
    insert(header, Inset::Padded, 0);
    addSpace(Theme::grid);
    return header;
}

void Pane::add(QWidget *widget, Inset inset, int stretch)
{
    insert(widget, inset, stretch);
}

void Pane::addSpace(int pixels)
{
    m_column->insertSpacing(m_column->count() - 1, pixels);
}

void Pane::insert(QWidget *widget, Inset inset, int stretch)
{
    const int at = m_column->count() - 1;
    if (inset == Inset::EdgeToEdge) {
        m_column->insertWidget(at, widget, stretch);
        return;
    }
    auto *row = new QVBoxLayout;
    row->setContentsMargins(padding - 1, 0, padding - 1, 0);
    row->addWidget(widget);
    m_column->insertLayout(at, row, stretch);
}

void Pane::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line);
    painter.setBrush(colours.pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), Theme::radius, Theme::radius);
}

} // namespace shouli::app::widgets
