// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormLibrary.h"

#include "core/base/AtomicFile.h"

#include <QDir>

namespace shouli::core::forms {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::JsonPlace;
using base::Result;

namespace {

Result<FormStyles> houseStyles(const QString &path)
{
    const JsonPlace root = JsonPlace::read(path, ErrorCode::TemplateDamaged);
    SHOULI_CHECK(root.problem());
    const QStringList fallback = root.texts(u"fallback");
    const QString boxes = root.textOr(u"boxes");
    const JsonPlace all = root.object(u"styles");
    FormStyles styles;
    const QStringList names = all.names();
    for (const QString &name : names) {
        styles[name].families = fallback;
        styles[name].boxes = boxes;
    }
    readStyles(styles, all);
    for (const QString &needed :
         {u"label"_s, u"value"_s, u"body"_s, u"annexTitle"_s, u"annexLabel"_s, u"annexText"_s}) {
        if (!styles.contains(needed))
            all.fail(u"style %1 is missing"_s.arg(needed));
    }
    root.done();
    SHOULI_CHECK(root.problem());
    return styles;
}

} // namespace

Result<FormLibrary> FormLibrary::load(const QString &folder)
{
    const QString stylesName = u"styles.json"_s;
    FormLibrary library;
    SHOULI_TRY(library.m_styles, houseStyles(folder + u'/' + stylesName));
    const QStringList files = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (file == stylesName)
            continue;
        SHOULI_TRY(const QByteArray json, base::AtomicFile::read(folder + u'/' + file));
        SHOULI_CHECK(library.add(json, file));
    }
    if (library.m_templates.isEmpty())
        return base::failure(ErrorCode::FileMissing, folder);
    return library;
}

Result<void> FormLibrary::add(const QByteArray &json, const QString &file)
{
    SHOULI_TRY(FormTemplate form, FormTemplate::load(json, m_styles, file));
    const QString id = form.id;
    m_templates.insert(id, std::move(form));
    return {};
}

const FormTemplate *FormLibrary::find(const QString &id) const
{
    const auto found = m_templates.constFind(id);
    return found == m_templates.constEnd() ? nullptr : &*found;
}

} // namespace shouli::core::forms
