// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormTemplate.h"

#include <QMap>

namespace shouli::core::forms {

/// All forms an office prints. A county's own sheets replace ours: a template read later takes the
/// place of one with the same id. Read once, then constant; one thread (see TextTemplate).
class FormLibrary {
public:
    /// Reads styles.json and every other .json of a folder; ":/forms" is what we ship.
    /// Errors: FileMissing when the folder holds none; TemplateDamaged naming file and place.
    [[nodiscard]] static base::Result<FormLibrary> load(const QString &folder = QStringLiteral(":/forms"));

    /// Adds or replaces one template, in the house's styles. `file` is for the error.
    /// Errors: TemplateDamaged.
    [[nodiscard]] base::Result<void> add(const QByteArray &json, const QString &file);

    /// Null where there is none. Valid as long as the library is neither changed nor destroyed.
    [[nodiscard]] const FormTemplate *find(const QString &id) const;

    [[nodiscard]] QStringList ids() const { return m_templates.keys(); }
    [[nodiscard]] const FormStyles &styles() const { return m_styles; }

private:
    FormStyles m_styles;
    QMap<QString, FormTemplate> m_templates;
};

} // namespace shouli::core::forms
