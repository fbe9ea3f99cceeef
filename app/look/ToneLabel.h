// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Theme.h"

#include <QLabel>

namespace shouli::app::look {

/// A label in one of the program's text sizes and tones; follows the theme. Wraps; plain text only,
/// so that a name with "<" in it shows as it is.
class ToneLabel : public QLabel {
    Q_OBJECT

public:
    explicit ToneLabel(const QString &text = {}, Tone tone = Tone::Normal, Theme::Text size = Theme::Text::Body,
                       QFont::Weight weight = QFont::Normal, QWidget *parent = nullptr);

    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeColour();

    Tone m_tone;
};

} // namespace shouli::app::look
