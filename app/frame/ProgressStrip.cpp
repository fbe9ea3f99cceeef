// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ProgressStrip.h"

#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace shouli::app::frame {

using look::Theme;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int trackWidth = 240;
constexpr int trackHeight = 8;

} // namespace

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent)
    , m_text(new ToneLabel)
    , m_count(new ToneLabel({}, Tone::Dim))
    , m_cancel(new look::KeyButton({}))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * Theme::grid, 4, 4 * Theme::grid, 4);
    row->setSpacing(3 * Theme::grid);
    m_count->setWordWrap(false);
    row->addWidget(m_text, 1);
    row->addSpacing(trackWidth);
    row->addWidget(m_count);
    row->addWidget(m_cancel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_cancel, &look::KeyButton::clicked, this, &ProgressStrip::cancelRequested);
    hide();
}

void ProgressStrip::setProgress(const Progress &progress)
{
    m_progress = progress;
    setWords();
    setVisible(!progress.text.isEmpty());
    update();
}

void ProgressStrip::setWords()
{
    const QLocale locale;
    m_text->setText(m_progress.text);
    m_count->setText(m_progress.total > 0
                         ? tr("%1 of %2").arg(locale.toString(m_progress.done), locale.toString(m_progress.total))
                         : QString());
    m_cancel->setText(tr("Stop"));
    m_cancel->setVisible(m_progress.cancellable);
    setAccessibleName(m_progress.text + u' ' + m_count->text());
}

void ProgressStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void ProgressStrip::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.pane);
    painter.fillRect(0, 0, width(), 1, colours.line);
    painter.setRenderHint(QPainter::Antialiasing);
    const int right = m_count->x() - 3 * Theme::grid;
    const QRectF track(right - trackWidth + 3 * Theme::grid, (height() - trackHeight) / 2.0,
                       trackWidth - 3 * Theme::grid, trackHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.line);
    painter.drawRoundedRect(track, trackHeight / 2.0, trackHeight / 2.0);
    if (m_progress.total <= 0)
        return;
    const double share = qBound(0.0, static_cast<double>(m_progress.done) / m_progress.total, 1.0);
    painter.setBrush(colours.brand);
    painter.drawRoundedRect(
        QRectF(track.topLeft(), QSizeF(qMax<double>(trackHeight, track.width() * share), trackHeight)),
        trackHeight / 2.0, trackHeight / 2.0);
}

} // namespace shouli::app::frame
