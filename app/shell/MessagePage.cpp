// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MessagePage.h"

#include "app/look/Icon.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::shell {

using look::Icon;
using look::Theme;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int columnWidth = 640;
constexpr int signExtent = 56;
constexpr int markExtent = 24;

} // namespace

MessagePage::MessagePage(QWidget *parent)
    : QWidget(parent)
    , m_happened(new ToneLabel({}, Tone::Normal, Theme::Text::Name, QFont::Bold))
    , m_kept(new ToneLabel({}, Tone::Normal, Theme::Text::Box))
    , m_todo(new ToneLabel({}, Tone::Normal, Theme::Text::Box))
    , m_detail(new ToneLabel({}, Tone::Dim))
    , m_actions(new frame::ActionBar)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4 * Theme::grid);
    column->addStretch(2);
    column->addSpacing(signExtent);
    for (ToneLabel *label : {m_happened, m_kept, m_todo, m_detail}) {
        label->setFixedWidth(columnWidth);
        column->addWidget(label);
    }
    m_kept->setIndent(markExtent + 3 * Theme::grid);
    m_todo->setIndent(markExtent + 3 * Theme::grid);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addStretch(3);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addLayout(column);
    middle->addStretch();
    outer->addLayout(middle, 1);
    outer->addWidget(m_actions);
    setWords();
}

void MessagePage::setError(const core::base::Error &error)
{
    m_error = error;
    setWords();
}

void MessagePage::setWords()
{
    const frame::ErrorMessage message = ErrorText::of(m_error);
    m_happened->setText(message.happened);
    m_kept->setText(message.kept);
    m_todo->setText(message.todo);
    m_detail->setText(message.detail.isEmpty() ? QString() : tr("For IT staff: %1").arg(message.detail));
    m_detail->setVisible(!message.detail.isEmpty());
    setAccessibleName(message.happened);
}

void MessagePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void MessagePage::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    const QPoint top = m_happened->pos() - QPoint(0, signExtent + 4 * Theme::grid);
    Icon::paint(painter, Icon::Warning, QRectF(top, QSize(signExtent, signExtent)), colours.warn);
    const QSize mark(markExtent, markExtent);
    Icon::paint(painter, Icon::Check, QRectF(m_kept->pos(), mark), colours.ok);
    Icon::paint(painter, Icon::Info, QRectF(m_todo->pos(), mark), colours.brand);
}

} // namespace shouli::app::shell
