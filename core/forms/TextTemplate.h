// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/forms/FormScope.h"

#include <QString>
#include <QStringList>

namespace shouli::core::forms {

/// The words of one cell: plain text, or a mustache template over a FormScope (variables,
/// sections, inverted sections, comments; no partials, no other delimiters).
/// A value; one thread, because mustache keeps its state in the parsed template.
class TextTemplate {
public:
    TextTemplate() = default;

    /// Errors: TemplateDamaged, with mustache's own words.
    [[nodiscard]] static base::Result<TextTemplate> parse(const QString &source);

    /// Words that are no template, whatever they hold.
    [[nodiscard]] static TextTemplate fixed(const QString &words);

    /// Values stand between FormScope::valueBegins and valueEnds.
    /// Errors: TemplateDamaged, where rendering finds what parsing could not.
    [[nodiscard]] base::Result<QString> render(const FormScope &scope) const;

    [[nodiscard]] bool isEmpty() const { return m_source.isEmpty(); }
    /// The form's own words only: no data can change it.
    [[nodiscard]] bool isFixed() const { return m_parsed == nullptr; }
    [[nodiscard]] const QString &source() const { return m_source; }
    /// The paths it reads, in order, without box marks and codes.
    [[nodiscard]] const QStringList &keys() const { return m_keys; }

private:
    QString m_source;
    QStringList m_keys;
    std::shared_ptr<kainjow::mustache::mustache> m_parsed;
};

} // namespace shouli::core::forms
