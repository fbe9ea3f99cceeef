// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/EmptyState.h"

#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"

#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::widgets {

using look::KeyButton;
using look::Theme;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int iconExtent = 48;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_title(new ToneLabel({}, Tone::Normal, Theme::Text::Title, QFont::Bold))
    , m_next(new ToneLabel({}, Tone::Dim))
    , m_button(new KeyButton({}))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(2 * Theme::grid);
    column->addStretch(2);
    column->addSpacing(iconExtent + 2 * Theme::grid);
    m_title->setAlignment(Qt::AlignHCenter);
    m_next->setAlignment(Qt::AlignHCenter);
    column->addWidget(m_title);
    column->addWidget(m_next);
    column->addSpacing(Theme::grid);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &KeyButton::clicked, this, &EmptyState::actionRequested);
    setContent({});
}

void EmptyState::setContent(const EmptyContent &content)
{
    m_content = content;
    m_title->setText(content.title);
    m_next->setText(content.next);
    m_next->setVisible(!content.next.isEmpty());
    m_button->setText(content.action);
    m_button->setKey(content.key);
    m_button->setVisible(!content.action.isEmpty());
    setAccessibleName(content.title);
    setAccessibleDescription(content.next);
    update();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    const int top = m_title->y() - iconExtent - 2 * Theme::grid;
    look::Icon::paint(painter, m_content.icon, QRectF((width() - iconExtent) / 2.0, top, iconExtent, iconExtent),
                      colours.paused);
}

} // namespace shouli::app::widgets
