// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Colours.h"

namespace shouli::app::look {

Colours Colours::calm()
{
    return {
        .window = 0xf4f5f7,
        .pane = 0xffffff,
        .line = 0xdfe3e8,
        .border = 0xc6ccd4,
        .ink = 0x1d2530,
        .dim = 0x5b6577,

        .brand = 0x1f5f8b,
        .brandHover = 0x184e73,
        .brandSoft = 0xe8f1f7,
        .onBrand = 0xffffff,
        .onBrandDim = 0xd7e8f4,
        .hover = 0xf2f6f9,
        .cap = 0xfafbfc,

        .ok = 0x27704a,
        .warn = 0x8f5b0a,
        .warnMark = 0xb7791f,
        .warnSoft = 0xfff8ec,
        .warnLine = 0xe2c48d,
        .bad = 0xb3261e,
        .badSoft = 0xfdf1f0,
        .badLine = 0xe5b3af,
        .infoSoft = 0xe8f1f7,
        .infoLine = 0xb9cfe0,
        .paused = 0x7d8798,
        .found = 0xffe9a8,

        .nav = 0x17324a,
        .navInk = 0xcfe0ee,
        .navTitle = 0xffffff,
        .navOn = 0x21486a,
        .navMark = 0x7cc4f5,
        .navLine = 0x28506f,
        .navOk = 0x8fd6a4,
        .navWarn = 0xf2c14e,
        .navBad = 0xff9e94,
        .badge = 0x7cc4f5,
        .onBadge = 0x0d2233,

        .toast = 0x1d2530,
        .onToast = 0xffffff,
        .toastLine = 0x7cc4f5,
    };
}

Colours Colours::highContrast()
{
    return {
        .window = QRgb{0},
        .pane = QRgb{0},
        .line = 0x8c8c8c,
        .border = 0xffffff,
        .ink = 0xffffff,
        .dim = 0xe0e0e0,

        .brand = 0x6fd3ff,
        .brandHover = 0xb5e8ff,
        .brandSoft = 0x00304a,
        .onBrand = QRgb{0},
        .onBrandDim = QRgb{0},
        .hover = 0x1c1c1c,
        .cap = QRgb{0},

        .ok = 0x7dff9b,
        .warn = 0xffd75e,
        .warnMark = 0xffd75e,
        .warnSoft = 0x1f1700,
        .warnLine = 0xffd75e,
        .bad = 0xffb3ab,
        .badSoft = 0x2b0500,
        .badLine = 0xffb3ab,
        .infoSoft = 0x00202f,
        .infoLine = 0x6fd3ff,
        .paused = 0xd0d0d0,
        .found = 0x5a4800,

        .nav = QRgb{0},
        .navInk = 0xffffff,
        .navTitle = 0xffffff,
        .navOn = 0x00304a,
        .navMark = 0x6fd3ff,
        .navLine = 0xffffff,
        .navOk = 0x7dff9b,
        .navWarn = 0xffd75e,
        .navBad = 0xffb3ab,
        .badge = 0xffd75e,
        .onBadge = QRgb{0},

        .toast = QRgb{0},
        .onToast = 0xffffff,
        .toastLine = 0xffd75e,
    };
}

QColor Colours::text(Tone tone) const
{
    switch (tone) {
    case Tone::Normal:
        return ink;
    case Tone::Dim:
        return dim;
    case Tone::Brand:
        return brand;
    case Tone::Ok:
        return ok;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    }
    return ink;
}

QColor Colours::light(Light light) const
{
    switch (light) {
    case Light::None:
        return Qt::transparent;
    case Light::Green:
        return ok;
    case Light::Amber:
        return warnMark;
    case Light::Red:
        return bad;
    case Light::Paused:
        return paused;
    }
    return ink;
}

} // namespace shouli::app::look
