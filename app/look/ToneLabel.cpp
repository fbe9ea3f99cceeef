// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/ToneLabel.h"

#include <QEvent>

namespace shouli::app::look {

ToneLabel::ToneLabel(const QString &text, Tone tone, Theme::Text size, QFont::Weight weight, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(Theme::font(size, weight));
    setWordWrap(true);
    takeColour();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    takeColour();
}

void ToneLabel::takeColour()
{
    QPalette own; // nothing else, so that all other colours follow the theme
    own.setColor(QPalette::WindowText, Theme::colours(this).text(m_tone));
    setPalette(own);
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // a new theme; a PaletteChange may be our own doing
        takeColour();
}

} // namespace shouli::app::look
