// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ErrorBanner.h"

#include "app/look/Icon.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::frame {

using look::KeyButton;
using look::Theme;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int iconExtent = 24;

} // namespace

QString ErrorMessage::join(const QString &first, const QString &second)
{
    const bool blank = !first.isEmpty() && !second.isEmpty() && !first.endsWith(u'。');
    return first + (blank ? QStringLiteral(" ") : QString()) + second;
}

ErrorBanner::ErrorBanner(QWidget *parent)
    : QWidget(parent)
    , m_happened(new ToneLabel({}, Tone::Bad, Theme::Text::Heading, QFont::Bold))
    , m_rest(new ToneLabel)
    , m_detail(new ToneLabel({}, Tone::Dim))
    , m_close(new KeyButton({}, QKeySequence(Qt::Key_Escape)))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * Theme::grid + iconExtent + 3 * Theme::grid, 10, 4 * Theme::grid, 10);
    row->setSpacing(4 * Theme::grid);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_happened);
    words->addWidget(m_rest);
    words->addWidget(m_detail);
    row->addLayout(words, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_close, &KeyButton::clicked, this, &ErrorBanner::dismiss);
    setWords();
    hide();
}

void ErrorBanner::show(const ErrorMessage &message)
{
    m_message = message;
    setWords();
    setVisible(true);
}

void ErrorBanner::dismiss()
{
    m_message = {};
    hide();
    Q_EMIT dismissed();
}

void ErrorBanner::setWords()
{
    m_happened->setText(m_message.happened);
    m_rest->setText(ErrorMessage::join(m_message.kept, m_message.todo));
    m_detail->setText(m_message.detail.isEmpty() ? QString() : tr("For IT staff: %1").arg(m_message.detail));
    m_detail->setVisible(!m_message.detail.isEmpty());
    m_close->setText(tr("Understood"));
    setAccessibleName(ErrorMessage::join(m_happened->text(), m_rest->text()));
}

void ErrorBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void ErrorBanner::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.badSoft);
    painter.fillRect(0, 0, 4, height(), colours.bad);
    painter.fillRect(0, height() - 1, width(), 1, colours.badLine);
    look::Icon::paint(painter, look::Icon::Warning, QRectF(4 * Theme::grid, 10, iconExtent, iconExtent), colours.bad);
}

} // namespace shouli::app::frame
