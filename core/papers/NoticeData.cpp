// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/NoticeData.h"

#include <algorithm>

namespace shouli::core::papers {

using cases::CaseFile;
using cases::MaterialState;
using cases::MaterialStatus;
using cases::intake::AcceptanceDraft;
using forms::FormData;

namespace {

/// 原件 1 份，复印件 2 份；可与同类材料任选一种
QString whatIsAsked(const catalogue::MaterialRequirement &requirement)
{
    QStringList parts;
    if (requirement.originalShown)
        parts.append(QStringLiteral("出示原件"));
    if (requirement.originals > 0)
        parts.append(QStringLiteral("原件 %1 份").arg(requirement.originals));
    if (requirement.copies > 0)
        parts.append(QStringLiteral("复印件 %1 份").arg(requirement.copies));
    QStringList all;
    if (!parts.isEmpty())
        all.append(parts.join(u'，'));
    if (!requirement.group.isEmpty())
        all.append(QStringLiteral("同类材料任选一种"));
    if (!requirement.remark.zh.isEmpty())
        all.append(requirement.remark.zh);
    return all.join(u'；');
}

const catalogue::MaterialRequirement *requirementOf(const catalogue::Service &service, const QString &material)
{
    const auto found = std::find_if(service.materials.begin(), service.materials.end(),
                                    [&material](const auto &one) { return one.material == material; });
    return found == service.materials.end() ? nullptr : &*found;
}

FormData heading(const PaperContext &context, const catalogue::Service &service, const QString &applicant)
{
    FormData data;
    data.set(QStringLiteral("office.county"), context.county)
        .set(QStringLiteral("office.name"), context.officeName())
        .set(QStringLiteral("office.phone"), context.office.phone)
        .set(QStringLiteral("applicant.name"), applicant)
        .set(QStringLiteral("service.name"), service.name.zh)
        .setDate(QStringLiteral("notice.date"), context.today)
        .set(QStringLiteral("notice.contact"), context.clerk);
    return data;
}

} // namespace

FormData NoticeData::missing(const PaperContext &context, const catalogue::Service &service, const QString &applicant,
                             const QList<AcceptanceDraft::Line> &lines)
{
    FormData data = heading(context, service, applicant);
    data.setDate(QStringLiteral("case.received"), context.today);
    QList<FormData> rows;
    for (const AcceptanceDraft::Line &line : lines) {
        FormData row;
        row.set(QStringLiteral("name"), line.item.material.name.zh)
            .setCodes(QStringLiteral("problem"), {QStringLiteral("absent")})
            .set(QStringLiteral("requirement"), whatIsAsked(line.item.requirement))
            .set(QStringLiteral("where"), line.item.material.issuer.zh);
        rows.append(row);
    }
    data.setList(QStringLiteral("missing"), rows);
    return data;
}

bool NoticeData::isTolerated(const QList<MaterialState> &materials)
{
    return std::any_of(materials.begin(), materials.end(),
                       [](const MaterialState &state) { return state.status == MaterialStatus::Tolerated; });
}

FormData NoticeData::refused(const PaperContext &context, const catalogue::Service &service,
                             const cases::CaseRecord &record, const Refusal &refusal)
{
    FormData data = heading(context, service, record.file.applicantName);
    QString authority;
    for (const cases::CaseEvent &event : record.events) {
        if (std::holds_alternative<cases::Rejected>(event.step))
            authority = event.officeName;
    }
    if (!authority.isEmpty() && !authority.startsWith(context.county))
        authority.prepend(context.county);
    data.set(QStringLiteral("case.number"), record.file.number)
        .setDate(QStringLiteral("case.accepted"), record.file.acceptedOn)
        .set(QStringLiteral("decision.authority"), authority)
        .set(QStringLiteral("decision.facts"), refusal.facts)
        .set(QStringLiteral("decision.article"), record.state.rejection ? record.state.rejection->basis : QString())
        .set(QStringLiteral("decision.reasons"), refusal.reason)
        .set(QStringLiteral("decision.review"),
             context.county.isEmpty() ? QString() : context.county + QStringLiteral("人民政府"))
        .set(QStringLiteral("decision.court"), QStringLiteral("有管辖权的人民法院"))
        .setDate(QStringLiteral("notice.date"), context.today);
    if (!refusal.referrals.isEmpty())
        data.setCodes(QStringLiteral("decision.referrals"), refusal.referrals);
    return data;
}

FormData NoticeData::tolerated(const PaperContext &context, const catalogue::Service &service, const CaseFile &file,
                               const QList<MaterialState> &materials)
{
    FormData data = heading(context, service, file.applicantName);
    data.set(QStringLiteral("case.number"), file.number).setDate(QStringLiteral("case.received"), file.acceptedOn);
    QList<FormData> rows;
    QDate last;
    for (const MaterialState &state : materials) {
        if (state.status != MaterialStatus::Tolerated)
            continue;
        const auto *material = context.catalogue.material(state.material);
        const auto *requirement = requirementOf(service, state.material);
        FormData row;
        row.set(QStringLiteral("name"), material != nullptr ? material->name.zh : state.material)
            .set(QStringLiteral("requirement"), requirement != nullptr ? whatIsAsked(*requirement) : QString())
            .set(QStringLiteral("deadline"), state.due.toString(QStringLiteral("yyyy年M月d日")));
        rows.append(row);
        last = std::max(last, state.due);
    }
    data.setList(QStringLiteral("missing"), rows).setDate(QStringLiteral("notice.deadline"), last);
    return data;
}

} // namespace shouli::core::papers
