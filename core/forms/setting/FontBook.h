// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormStyle.h"

#include <QHash>
#include <QRawFont>
#include <QSet>

#include <vector>

namespace shouli::core::forms::setting {

/// The fonts forms are printed with. Every character is looked up by itself along its style's
/// families, so that a rare one (CJK Extension B and later) takes the first font that has it;
/// a character that no font has is remembered as missing, never drawn as a box.
/// Advances are the font's own at unlimited resolution, so a layout is the same on every device.
/// Needs a QGuiApplication. One thread: raw fonts belong to the thread that made them.
class FontBook {
public:
    struct Glyph {
        int font = -1; ///< for sized(); -1 where no font has the character
        quint32 index = 0;
        double advance = 0; ///< as a multiple of the size
    };

    FontBook() = default;
    FontBook(const FontBook &) = delete;
    FontBook &operator=(const FontBook &) = delete;

    /// Registers a style; the number is for glyph(). Equal styles share one.
    [[nodiscard]] int chain(const FormStyle &style);

    [[nodiscard]] Glyph glyph(int chain, char32_t character);

    /// A font at a size in pixels of the device being drawn on.
    [[nodiscard]] const QRawFont &sized(int font, double pixels);

    /// Characters that were asked for and that no font has; forgets them.
    [[nodiscard]] QSet<char32_t> takeMissing();

private:
    struct Chain {
        QStringList families;
        QString boxes;
        int weight = 400;
        QHash<char32_t, Glyph> glyphs;

        [[nodiscard]] bool sameFonts(const FormStyle &style) const;
    };

    [[nodiscard]] int font(const QString &family, int weight);
    [[nodiscard]] Glyph find(const Chain &chain, char32_t character);

    std::vector<Chain> m_chains;
    std::vector<QRawFont> m_fonts; // at `measure` pixels
    QHash<std::pair<QString, int>, int> m_byFamily;
    QHash<std::pair<int, double>, QRawFont> m_sized;
    QSet<char32_t> m_missing;
};

} // namespace shouli::core::forms::setting
