// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace shouli::app::gallery {

/// Sample data in both languages; not tr(), so that samples do not get among the program's texts.
[[nodiscard]] inline QString words(const char16_t *chinese, const char16_t *english)
{
    return QString::fromUtf16(QLocale().language() == QLocale::Chinese ? chinese : english);
}

} // namespace shouli::app::gallery
