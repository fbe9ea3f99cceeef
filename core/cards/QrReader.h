// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QImage>
#include <QString>
#include <QStringList>

namespace shouli::core::cards {

/// Finds QR codes in scans, photographs and screenshots, in any orientation, and white on black.
/// Thread-safe; a large photograph takes a second or so, so call it from a worker.
class QrReader {
public:
    static constexpr qint64 fileLimit = 32LL << 20;       ///< bytes
    static constexpr qint64 pixelLimit = 32'000'000;      ///< of an image held in memory
    static constexpr qint64 jpegPixelLimit = 200'000'000; ///< of a JPEG, which is read at reduced size

    /// The texts of all codes found, each once. ImageWithoutCode where there is none;
    /// MessageTooLarge above pixelLimit.
    [[nodiscard]] static base::Result<QStringList> read(const QImage &image);

    /// The same for a PNG, JPEG, BMP, GIF or WebP file, whatever its name says.
    /// FileMissing, FileUnreadable (another kind of file, or damaged), MessageTooLarge.
    [[nodiscard]] static base::Result<QStringList> readFile(const QString &path);

    /// The image in a file, for a caller who wants to show it. Errors as readFile(). Its size is known before
    /// any memory is taken for it, so a bomb costs nothing.
    [[nodiscard]] static base::Result<QImage> loadFile(const QString &path);
};

} // namespace shouli::core::cards
