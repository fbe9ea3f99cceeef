// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/setting/TableSetter.h"

namespace shouli::core::forms::setting {

/// Lays a form with its data out on pages: one run, one result. Blocks flow down the page; rows
/// that do not fit begin a new page; what fixed cells and fixed lists cannot hold follows on annex
/// pages (续页), never clipped and never smaller than the style allows. One thread; used once.
class FormLayout {
public:
    /// All outlive the layout; `code` may be null.
    FormLayout(const FormTemplate &form, const cards::QrImage *code, FontBook &fonts);

    /// Errors: TemplateDamaged; FontMissing with the characters that no font has.
    [[nodiscard]] base::Result<FormPages> run(const FormScope &scope);

private:
    [[nodiscard]] base::Result<void> placeSlip(const FormScope &scope);
    [[nodiscard]] base::Result<void> placeBlock(const FormBlock &block, const FormScope &scope);
    [[nodiscard]] base::Result<void> placeWords(const FormPart &part, const FormScope &scope, double left,
                                                double width);
    [[nodiscard]] base::Result<void> placeAnnex(const FormScope &scope);
    [[nodiscard]] base::Result<void> placeFixtures(std::size_t first, const FormScope &scope);

    const FormTemplate &m_form;
    const cards::QrImage *m_code;
    FontBook &m_fonts;
    CellSetter m_setter;
    PageFlow m_flow;
    TableSetter m_tables;
};

} // namespace shouli::core::forms::setting
