// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/setting/CellSetter.h"

#include <utility>
#include <vector>

namespace shouli::core::forms::setting {

/// What a fixed place could not hold.
struct Overflow {
    QString label; ///< which place: 家庭成员 第 3 行 · 姓名
    QString text;  ///< in full
};

/// The pages being filled and how far down the last one is.
struct PageFlow {
    const FormTemplate &form;
    FormPages pages;
    double y = 0;
    bool blank = true; ///< nothing flows on this page yet

    [[nodiscard]] FormPage &page() { return pages.pages.back(); }
    [[nodiscard]] double room() const { return form.bottom() - y; }
    [[nodiscard]] double whole() const { return form.bottom() - form.margins.top(); }

    void newPage(bool annex)
    {
        FormPage next;
        next.size = form.page;
        next.annex = annex;
        pages.pages.push_back(std::move(next));
        y = form.margins.top();
        blank = true;
    }
    /// A new page unless `height` fits here or would fit nowhere.
    void makeRoom(double height)
    {
        if (height > room() + 0.01 && !blank)
            newPage(page().annex);
    }
};

} // namespace shouli::core::forms::setting
