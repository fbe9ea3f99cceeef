// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shouli::core::base {

/// The two languages Shouli speaks.
enum class Language { Chinese, English };

/// A text that comes from data in both languages (a service's name, a rule, a code's meaning), as
/// opposed to the program's own words, which are translated in app/.
struct LocalText {
    QString zh;
    QString en;

    bool operator==(const LocalText &) const = default;

    /// Chinese where there is no English.
    [[nodiscard]] const QString &in(Language language) const
    {
        return language == Language::English && !en.isEmpty() ? en : zh;
    }
    [[nodiscard]] bool isEmpty() const { return zh.isEmpty() && en.isEmpty(); }

    /// Puts values in the place of %1, %2, … in both languages.
    [[nodiscard]] LocalText arg(const LocalText &value) const
    {
        return {zh.arg(value.in(Language::Chinese)), en.arg(value.in(Language::English))};
    }
    [[nodiscard]] LocalText arg(const QString &value) const { return {zh.arg(value), en.arg(value)}; }
};

} // namespace shouli::core::base
