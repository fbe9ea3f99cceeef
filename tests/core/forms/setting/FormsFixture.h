// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormLibrary.h"
#include "core/forms/setting/FormRenderer.h"
#include "tests/support/TestClock.h"

namespace shouli::tests {

/// The forms we ship and a renderer with a still clock: 2026-11-23 09:00, printed by 王建平.
struct FormsFixture {
    TestClock clock;
    core::forms::setting::FormRenderer renderer{clock};
    core::forms::FormLibrary library = core::forms::FormLibrary::load().value();
    core::forms::setting::FormOptions options{QStringLiteral("王建平"), {}, 1};

    [[nodiscard]] const core::forms::FormTemplate &form(const char *id) const
    {
        return *library.find(QString::fromLatin1(id));
    }
    /// A template in the house's styles on one A4 page; `body` and `more` are JSON.
    [[nodiscard]] core::base::Result<core::forms::FormTemplate> make(const QString &body,
                                                                     const QString &more = {}) const
    {
        const QString json = QStringLiteral(
                                 R"({"id":"T-1","title":"样表","page":{"width":210,"height":297},%1"body":[%2]})")
                                 .arg(more, body);
        return core::forms::FormTemplate::load(json.toUtf8(), library.styles(), QStringLiteral("T-1.json"));
    }
};

} // namespace shouli::tests
