// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QBitArray>
#include <QImage>
#include <QPainterPath>
#include <QString>

namespace shouli::core::cards {

/// How much of a QR code may be lost: about 7, 15, 25 and 30 percent. M for laser printers, Q for
/// thermal paper.
enum class QrLevel { L, M, Q, H };

/// A QR code (ISO/IEC 18004) as dark and light modules, to be drawn at any size. A value.
class QrImage {
public:
    static constexpr int quietZone = 4; ///< modules of white that must stay free on every side

    /// InvalidArgument for no text, or more than the largest code holds.
    [[nodiscard]] static base::Result<QrImage> write(const QString &text, QrLevel level = QrLevel::M);

    [[nodiscard]] int modules() const { return m_modules; } ///< a side, without the quiet zone; 45 = version 7
    [[nodiscard]] bool isDark(int x, int y) const;          ///< 0 <= x, y < modules()

    /// The dark modules in units of modules, from (0, 0) to (modules(), modules()): for a vector
    /// printer. One path, so that no hairlines show between the modules; fill it without antialiasing
    /// on screens.
    [[nodiscard]] QPainterPath path() const;

    /// Black on white with the quiet zone, `pixels` (at least 1) to a module.
    [[nodiscard]] QImage toImage(int pixels) const;

    bool operator==(const QrImage &) const = default;

private:
    QrImage() = default;

    int m_modules = 0;
    QBitArray m_dark; ///< row by row
};

} // namespace shouli::core::cards
