// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormTemplate.h"
#include "core/forms/setting/TextFlow.h"

#include <optional>

namespace shouli::core::forms::setting {

/// Sets the content of one cell: shrinks words to the style's smallest size where the cell is
/// full, and hands back what does not fit even so. Lines round the cell are not its business.
/// Errors: TemplateDamaged where the form's own words do not fit, or a text cannot be rendered.
/// One thread.
class CellSetter {
public:
    CellSetter(FontBook &fonts, const FormTemplate &form)
        : m_form(form)
        , m_flow(fonts, form.styles)
    {
    }

    /// mm that the cell needs at full size.
    [[nodiscard]] base::Result<double> height(const FormCell &cell, const FormScope &scope, double width) const;

    /// The words that did not fit, in full, where there are such; the cell then holds their
    /// beginning and 见续页. `code` may be null. `prefix` is put before paths in PageField.
    [[nodiscard]] base::Result<std::optional<QString>> set(FormPage &page, const FormCell &cell, const FormScope &scope,
                                                           const QRectF &rect, const cards::QrImage *code,
                                                           const QString &prefix) const;

    /// Draws lines of text from the top of `rect` down; returns the height used.
    static double placeLines(FormPage &page, const std::vector<FlowLine> &lines, const FormPart &part,
                             const FormStyle &style, double points, const QRectF &rect);

    [[nodiscard]] const TextFlow &flow() const { return m_flow; }

private:
    static constexpr int everyGroup = -1;

    struct Words {
        const FormPart *part = nullptr;
        const FormStyle *style = nullptr;
        QString text;
        bool fixed = false; ///< the form's own
        double points = 0;
        std::vector<FlowLine> lines;

        [[nodiscard]] double height() const;
    };

    [[nodiscard]] base::Result<std::vector<Words>> words(const FormCell &cell, const FormScope &scope) const;
    void wrap(Words &words, double width, double points) const;
    /// Of words one below the other; `group` as in the .cpp, or all.
    [[nodiscard]] static double stackHeight(const std::vector<Words> &all, int group = everyGroup);
    [[nodiscard]] bool shrinkToFit(std::vector<Words> &all, double width, double height) const;
    [[nodiscard]] bool shorten(Words &words, double width, double height) const;
    void setStacked(FormPage &page, Words &words, const QRectF &rect) const;
    void setBoxes(FormPage &page, const FormCell &cell, Words &words, const QRectF &rect) const;
    static void setCode(FormPage &page, const cards::QrImage &code, const QRectF &rect);

    const FormTemplate &m_form;
    TextFlow m_flow;
};

/// Points to millimetres.
[[nodiscard]] constexpr double millimetres(double points)
{
    return points * 25.4 / 72;
}

} // namespace shouli::core::forms::setting
