// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace shouli::app::look {

/// What a piece of text means, and so its colour. Bad is for what is late or dangerous only.
enum class Tone { Normal, Dim, Brand, Ok, Warn, Bad };

/// A traffic light of the time limits (督办): each has a colour, a shape and, beside it, words,
/// so that it can be told without seeing colours and on a black and white print.
enum class Light { None, Green, Amber, Red, Paused };

/// Every colour of the program; nothing else names one. Text colours reach 4.5 : 1 on every ground
/// they are laid on (WCAG 2.1 AA), in the high-contrast set 7 : 1 (AAA).
struct Colours {
    QColor window; ///< the ground the cards lie on
    QColor pane;   ///< cards, lists, fields
    QColor line;   ///< hairlines between rows, card borders
    QColor border; ///< borders of fields, buttons and key caps
    QColor ink;
    QColor dim;

    QColor brand; ///< the one colour of what is current, chosen or next
    QColor brandHover;
    QColor brandSoft;  ///< ground of the chosen row
    QColor onBrand;    ///< text on brand
    QColor onBrandDim; ///< key caps on brand
    QColor hover;      ///< ground under the mouse
    QColor cap;        ///< ground of a key cap

    QColor ok;
    QColor warn;     ///< amber text
    QColor warnMark; ///< amber dots and bars
    QColor warnSoft; ///< ground of an amber notice
    QColor warnLine;
    QColor bad;
    QColor badSoft;
    QColor badLine;
    QColor infoSoft;
    QColor infoLine;
    QColor paused;
    QColor found; ///< behind the letters that a search matched

    QColor nav;
    QColor navInk;
    QColor navTitle;
    QColor navOn;
    QColor navMark;
    QColor navLine;
    QColor navOk;
    QColor navWarn;
    QColor navBad;
    QColor badge;
    QColor onBadge;

    QColor toast;
    QColor onToast;
    QColor toastLine;

    bool operator==(const Colours &) const = default;

    [[nodiscard]] QColor text(Tone tone) const;
    [[nodiscard]] QColor light(Light light) const;

    [[nodiscard]] static Colours calm();
    [[nodiscard]] static Colours highContrast();
};

} // namespace shouli::app::look
