// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/TextTemplate.h"

#include <QRegularExpression>

#include <exception>

namespace shouli::core::forms {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype longestTemplate = 20'000; // mustache recurses over nested sections

} // namespace

Result<TextTemplate> TextTemplate::parse(const QString &source)
{
    static const QRegularExpression tag(QStringLiteral(R"(\{\{\{?([^{}]*)\}?\}\})"));
    TextTemplate text;
    text.m_source = source;
    if (source.size() > longestTemplate)
        return base::failure(ErrorCode::TemplateDamaged, QStringLiteral("text longer than %1").arg(longestTemplate));
    if (!source.contains(QStringLiteral("{{")))
        return text;
    auto tags = tag.globalMatch(source);
    while (tags.hasNext()) {
        QString name = tags.next().captured(1).trimmed();
        if (name.isEmpty() || name.startsWith(u'>') || name.startsWith(u'='))
            return base::failure(ErrorCode::TemplateDamaged, QStringLiteral("tag {{%1}} is not allowed").arg(name));
        if (name.startsWith(u'/') || name.startsWith(u'!'))
            continue;
        name = name.section(u'=', 0, 0);
        while (name.startsWith(u'#') || name.startsWith(u'^') || name.startsWith(u'&') || name.startsWith(u'□'))
            name = name.mid(1).trimmed();
        text.m_keys.append(name);
    }
    try {
        text.m_parsed = std::make_shared<kainjow::mustache::mustache>(source.toStdString());
    } catch (const std::exception &thrown) {
        return base::failure(ErrorCode::TemplateDamaged, QString::fromUtf8(thrown.what()));
    }
    if (!text.m_parsed->is_valid())
        return base::failure(ErrorCode::TemplateDamaged, QString::fromStdString(text.m_parsed->error_message()));
    return text;
}

TextTemplate TextTemplate::fixed(const QString &words)
{
    TextTemplate text;
    text.m_source = words;
    return text;
}

Result<QString> TextTemplate::render(const FormScope &scope) const
{
    if (isFixed())
        return m_source;
    QString error;
    QString text = scope.render(*m_parsed, error);
    if (!error.isEmpty())
        return base::failure(ErrorCode::TemplateDamaged, error);
    return text;
}

} // namespace shouli::core::forms
