// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"

#include <QByteArray>
#include <QRawFont>
#include <QString>

#include <vector>

namespace shouli::core::forms::setting {

/// The glyphs of one font in the order in which the document first used them, and the characters
/// they were drawn for.
struct FontUse {
    QRawFont font;
    std::vector<quint32> glyphs;
    std::vector<char32_t> characters;
};

/// What is known of a PDF beyond its bytes.
struct PdfFacts {
    QString title;
    base::Timestamp made;
    std::vector<FontUse> fonts; ///< in order of first use
};

/// Puts right what QPdfWriter of Qt 6.4 gets wrong, with libqpdf:
/// - it stamps the machine's date, and orders fonts by a hash that differs from run to run; here the
///   date is `made`, the id follows from the content, names and order are fixed;
/// - its ToUnicode maps know the Basic Multilingual Plane only, and name the Kangxi radical where an
///   ideograph shares its glyph (玉 comes out as U+2F5F); here each glyph gets the character it was
///   drawn for. Qt numbers a subset's glyphs in order of first use, which is checked against the
///   subset's glyph count and the map that is there; a font that does not agree keeps its map,
///   with radicals made ideographs.
/// Errors: PrintFailed when the bytes are no PDF.
[[nodiscard]] base::Result<QByteArray> polishPdf(const QByteArray &pdf, const PdfFacts &facts);

} // namespace shouli::core::forms::setting
