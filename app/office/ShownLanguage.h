// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/LocalText.h"

#include <QLocale>

namespace shouli::app::office {

/// The language in which texts of the catalogue are shown: that of the window.
[[nodiscard]] inline core::base::Language shownLanguage()
{
    return QLocale().language() == QLocale::Chinese ? core::base::Language::Chinese : core::base::Language::English;
}

} // namespace shouli::app::office
