// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormData.h"

#include <kainjow/mustache.hpp>

#include <memory>
#include <vector>

namespace shouli::core::forms {

/// What one cell sees: the form's data, over it the row of a repeated list, over that the page.
/// Names are looked up from the top. Two kinds of name reach beyond plain mustache:
/// `□path=code` is ☑ where the code is set and □ where not; `path=code` is true or absent.
/// Values are enclosed in the marks below, so that the drawing can set them apart from the
/// form's own words. A value; cheap to copy; one thread.
class FormScope {
public:
    /// Noncharacters: never in data (FormScope removes them), never drawn.
    static constexpr char16_t valueBegins = 0xFDD0;
    static constexpr char16_t valueEnds = 0xFDD1;

    explicit FormScope(const FormData &data);

    /// This scope with more on top.
    [[nodiscard]] FormScope with(const FormData &data) const;

    /// The scopes of the rows of a list; none where it is absent. A row sees its own fields and
    /// `no`, its number from 1, and nothing else: what it lacks must stay blank, never be filled
    /// with the applicant's. A list of texts gives `{{.}}`.
    [[nodiscard]] std::vector<FormScope> rows(const QString &path) const;
    /// A row that only has its number.
    [[nodiscard]] static FormScope blankRow(int number);

    /// Whether a name stands for anything: set, not empty, not false. `a=b` compares.
    [[nodiscard]] bool holds(const QString &name) const;

    /// Renders a parsed template; `error` receives what went wrong, if anything did.
    [[nodiscard]] QString render(kainjow::mustache::mustache &parsed, QString &error) const;

private:
    using Frame = std::shared_ptr<const kainjow::mustache::data>;

    FormScope() = default;

    std::vector<Frame> m_frames; // the last is the top
};

} // namespace shouli::core::forms
