// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/setting/FontBook.h"
#include "core/forms/setting/FormPages.h"

#include <QString>

#include <vector>

namespace shouli::core::forms::setting {

/// One line of set text. Positions as a multiple of the size, from the line's left end.
struct FlowLine {
    struct Item {
        char32_t character = 0;
        FontBook::Glyph glyph;
        double x = 0;
        bool drawn = true;  ///< false for spaces
        bool ruled = false; ///< part of a line to write on: three or more `_` together
    };
    std::vector<Item> items;
    double width = 0;
    bool last = false; ///< of its paragraph: not justified
};

/// Breaks text into lines: between ideographs and words as Unicode's rules say (UAX #14), with no
/// closing mark or middle dot at the head of a line and no tick box at its end; a word longer than
/// a line is broken anywhere. Nothing is ever left out. Values (FormScope) take the style's
/// valueStyle. One thread.
class TextFlow {
public:
    TextFlow(FontBook &fonts, const FormStyles &styles)
        : m_fonts(fonts)
        , m_styles(styles)
    {
    }

    /// `width` as a multiple of the size; `indent` likewise, of each paragraph's first line.
    [[nodiscard]] std::vector<FlowLine> wrap(const QString &text, const FormStyle &style, double width,
                                             double indent = 0) const;

    /// Puts one line on a page. `size` in mm; `left` and `baseline` in mm; `stretch` is added after
    /// each character, as a multiple of the size.
    static void place(FormPage &page, const FlowLine &line, double size, double left, double baseline,
                      double stretch = 0);

private:
    FontBook &m_fonts;
    const FormStyles &m_styles;
};

} // namespace shouli::core::forms::setting
