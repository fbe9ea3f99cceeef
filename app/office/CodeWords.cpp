// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/CodeWords.h"

#include "app/office/ShownLanguage.h"

namespace shouli::app::office {

using core::base::Language;
using core::residents::CodeSystem;
using core::residents::RelationCode;
using core::residents::Sex;

const QString CodeWords::sexList = QStringLiteral("sex");

QString CodeWords::listOf(CodeSystem system)
{
    switch (system) {
    case CodeSystem::Marital:
        return QStringLiteral("marital");
    case CodeSystem::Ethnic:
        return QStringLiteral("ethnic");
    case CodeSystem::Relation:
        return QStringLiteral("relation");
    case CodeSystem::Education:
        return QStringLiteral("education");
    case CodeSystem::Political:
        return QStringLiteral("political");
    case CodeSystem::DisabilityCategory:
        return QStringLiteral("disability_category");
    case CodeSystem::DisabilityLevel:
        return QStringLiteral("disability_level");
    case CodeSystem::DocumentType:
        return QStringLiteral("document_type");
    case CodeSystem::HukouKind:
        return QStringLiteral("hukou_kind");
    case CodeSystem::ResidenceStatus:
        return QStringLiteral("residence_status");
    case CodeSystem::WorkStatus:
        return QStringLiteral("work_status");
    }
    return {};
}

QString CodeWords::word(const QString &list, const QString &code) const
{
    return m_lists.name(list, code).in(shownLanguage());
}

QString CodeWords::of(Sex sex) const
{
    switch (sex) {
    case Sex::Male:
        return word(sexList, QStringLiteral("1"));
    case Sex::Female:
        return word(sexList, QStringLiteral("2"));
    case Sex::Unknown:
    case Sex::NotStated:
        break;
    }
    return {};
}

QString CodeWords::relation(const QString &kept) const
{
    if (kept == QLatin1String("self"))
        return of(core::residents::codes::self);
    const auto code = RelationCode::parse(typed(listOf(CodeSystem::Relation), kept));
    return code && code->isListed() ? of(*code) : kept;
}

QString CodeWords::disability(core::residents::DisabilityCategoryCode category,
                              core::residents::DisabilityLevelCode level) const
{
    QStringList words{of(category), of(level).section(QStringLiteral(" ("), 0, 0)};
    words.removeAll(QString());
    return words.join(shownLanguage() == Language::Chinese ? QString() : QStringLiteral(", "));
}

QString CodeWords::kind(const core::catalogue::GroupDefinition &group, const QString &detail) const
{
    for (const auto &kind : group.kinds) {
        if (kind.zh == detail)
            return kind.in(shownLanguage());
    }
    return detail;
}

QString CodeWords::membership(const core::catalogue::GroupDefinition *group,
                              const core::residents::GroupMembership &membership) const
{
    QStringList words{group != nullptr ? group->name.in(shownLanguage()) : membership.group,
                      disability(membership.category, membership.level)};
    if (group != nullptr && !group->kinds.empty())
        words.append(kind(*group, membership.detail));
    words.removeAll(QString());
    return words.join(shownLanguage() == Language::Chinese ? QStringLiteral(" ") : QStringLiteral(", "));
}

QString CodeWords::typed(const QString &list, const QString &text) const
{
    const auto *known = m_lists.list(list);
    const QString wanted = text.simplified();
    if (known == nullptr || wanted.isEmpty())
        return text;
    for (const auto &entry : known->codes) {
        if (wanted == entry.name.zh || wanted.compare(entry.name.en, Qt::CaseInsensitive) == 0)
            return entry.code;
    }
    return text;
}

} // namespace shouli::app::office
