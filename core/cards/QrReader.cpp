// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QrReader.h"

#include <ZXing/ReadBarcode.h>

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <exception>

namespace shouli::core::cards {

using base::ErrorCode;
using base::Result;

namespace {

qint64 pixelsOf(QSize size)
{
    return qint64(size.width()) * size.height();
}

/// Transparent counts as white: the paper, not the ink.
QImage toGrey(const QImage &image)
{
    if (!image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_Grayscale8);
    QImage paper(image.size(), QImage::Format_RGB32);
    paper.fill(Qt::white);
    QPainter painter(&paper);
    painter.drawImage(0, 0, image);
    painter.end();
    return paper.convertToFormat(QImage::Format_Grayscale8);
}

QStringList codesIn(const QImage &grey, ZXing::Binarizer binarizer)
{
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.bytesPerLine()));
    const auto hints = ZXing::DecodeHints()
                           .setFormats(ZXing::BarcodeFormat::QRCode)
                           .setTryHarder(true)
                           .setTryRotate(true)
                           .setTryDownscale(true)
                           .setBinarizer(binarizer);
    QStringList texts;
    for (const ZXing::Result &result : ZXing::ReadBarcodes(view, hints)) {
        const QString text = QString::fromStdString(result.text());
        if (result.isValid() && !text.isEmpty() && !texts.contains(text))
            texts.append(text);
    }
    return texts;
}

/// Each attempt costs a pass over the image, so the usual case comes first.
QStringList codesInAnyLight(QImage grey)
{
    for (const bool inverted : {false, true}) {
        if (inverted)
            grey.invertPixels();
        for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram}) {
            if (const QStringList texts = codesIn(grey, binarizer); !texts.isEmpty())
                return texts;
        }
    }
    return {};
}

} // namespace

Result<QStringList> QrReader::read(const QImage &image)
{
    if (image.isNull())
        return base::failure(ErrorCode::ImageWithoutCode, QStringLiteral("no image"));
    if (pixelsOf(image.size()) > pixelLimit)
        return base::failure(ErrorCode::MessageTooLarge, QStringLiteral("image"));
    try {
        QStringList texts = codesInAnyLight(toGrey(image));
        if (texts.isEmpty())
            return base::failure(ErrorCode::ImageWithoutCode);
        return texts;
    } catch (const std::exception &error) {
        return base::failure(ErrorCode::ImageWithoutCode, QString::fromUtf8(error.what()));
    }
}

Result<QStringList> QrReader::readFile(const QString &path)
{
    SHOULI_TRY(const QImage image, loadFile(path));
    return read(image);
}

Result<QImage> QrReader::loadFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return base::failure(ErrorCode::FileMissing, path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ErrorCode::FileUnreadable, path + QStringLiteral(": ") + file.errorString());
    if (file.size() > fileLimit)
        return base::failure(ErrorCode::MessageTooLarge, path);
    QImageReader reader(&file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    // Not SVG and the like, which can name other files.
    const QByteArray format = reader.format();
    if (!QList<QByteArray>{"png", "jpeg", "bmp", "gif", "webp"}.contains(format))
        return base::failure(ErrorCode::FileUnreadable, path + QStringLiteral(": no image of a known kind"));
    const QSize size = reader.size();
    const bool jpeg = format == "jpeg";
    if (!size.isValid() || size.isEmpty())
        return base::failure(ErrorCode::FileUnreadable, path + QStringLiteral(": no size"));
    if (pixelsOf(size) > (jpeg ? jpegPixelLimit : pixelLimit))
        return base::failure(ErrorCode::MessageTooLarge, path);
    if (jpeg && pixelsOf(size) > pixelLimit / 2) {
        const double shrink = std::sqrt(double(pixelLimit) / 2 / double(pixelsOf(size)));
        reader.setScaledSize(QSize(std::max(1, int(size.width() * shrink)), std::max(1, int(size.height() * shrink))));
    }
    QImage image;
    if (!reader.read(&image))
        return base::failure(ErrorCode::FileUnreadable, path + QStringLiteral(": ") + reader.errorString());
    return image;
}

} // namespace shouli::core::cards
