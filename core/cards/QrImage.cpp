// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QrImage.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <QPainter>

#include <algorithm>
#include <exception>

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

namespace {
/// ZXing-C++ maps its levels 0..8 to L L L M M Q Q H H.
int zxingLevel(QrLevel level)
{
    return 2 * (static_cast<int>(level) + 1);
}
} // namespace

Result<QrImage> QrImage::write(const QString &text, QrLevel level)
{
    if (text.isEmpty())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("QR code of nothing"));
    try {
        const ZXing::BitMatrix matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                            .setEncoding(ZXing::CharacterSet::UTF8)
                                            .setEccLevel(zxingLevel(level))
                                            .setMargin(0)
                                            .encode(text.toStdWString(), 0, 0);
        QrImage image;
        image.m_modules = matrix.width();
        image.m_dark.resize(qsizetype(image.m_modules) * image.m_modules);
        for (int y = 0; y < image.m_modules; ++y) {
            for (int x = 0; x < image.m_modules; ++x)
                image.m_dark.setBit(qsizetype(y) * image.m_modules + x, matrix.get(x, y));
        }
        return image;
    } catch (const std::exception &error) {
        return base::failure(ErrorCode::InvalidArgument, QString::fromUtf8(error.what()));
    }
}

bool QrImage::isDark(int x, int y) const
{
    return m_dark.testBit(qsizetype(y) * m_modules + x);
}

QPainterPath QrImage::path() const
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (int y = 0; y < m_modules; ++y) {
        for (int x = 0; x < m_modules; ++x) {
            if (!isDark(x, y))
                continue;
            const int begin = x;
            while (x < m_modules && isDark(x, y))
                ++x;
            path.addRect(begin, y, x - begin, 1);
        }
    }
    return path;
}

QImage QrImage::toImage(int pixels) const
{
    const int side = (m_modules + 2 * quietZone) * std::max(1, pixels);
    QImage image(side, side, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(std::max(1, pixels), std::max(1, pixels));
    painter.translate(quietZone, quietZone);
    painter.fillPath(path(), Qt::black);
    return image;
}

} // namespace shouli::core::cards
