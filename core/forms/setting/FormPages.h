// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cards/QrImage.h"

#include <QLineF>
#include <QRectF>
#include <QString>

#include <string>
#include <vector>

namespace shouli::core::forms::setting {

/// Characters of one font on one line. Positions in mm from the page's top left corner.
struct PageText {
    int font = 0;    ///< of the FontBook it was laid out with
    double size = 0; ///< mm
    double baseline = 0;
    std::vector<quint32> glyphs;
    std::vector<double> x;
    std::u32string characters; ///< what each glyph stands for
};

struct PageLine {
    QLineF line;        ///< mm
    double width = 0.5; ///< pt
    bool dashed = false;
};

struct PageBox {
    QRectF rect;        ///< mm
    double width = 0.5; ///< pt
    bool dashed = false;
};

struct PageCode {
    QRectF rect; ///< mm, the modules without their quiet zone
    cards::QrImage image;
};

/// Where the words of data went: for tests, and for a preview that shows them.
struct PageField {
    QString path; ///< as in the template; rows of a list as `family.members[2].name`
    QRectF cell;  ///< mm
};

struct FormPage {
    QSizeF size; ///< mm
    std::vector<PageText> texts;
    std::vector<PageLine> lines;
    std::vector<PageBox> boxes;
    std::vector<PageCode> codes;
    std::vector<PageField> fields;
    bool annex = false;
};

/// A form with its data, laid out. Belongs to the FormRenderer that made it. A value.
struct FormPages {
    QString id;
    QString title;
    std::vector<FormPage> pages;

    [[nodiscard]] int pageCount() const { return static_cast<int>(pages.size()); }
};

} // namespace shouli::core::forms::setting
