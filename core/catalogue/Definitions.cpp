// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Definitions.h"

namespace shouli::core::catalogue {

using base::JsonPlace;

Confidence readConfidence(const JsonPlace &place)
{
    return place.choiceOr<Confidence>(
        u"confidence", Confidence::Assumed,
        {{u"statute", Confidence::Statute}, {u"typical", Confidence::Typical}, {u"assumed", Confidence::Assumed}});
}

namespace {

std::vector<GroupDefinition::Ask> readAsks(const JsonPlace &place, bool hasKinds)
{
    using Ask = GroupDefinition::Ask;
    static const std::pair<QString, Ask> known[] = {{QStringLiteral("disability"), Ask::Disability},
                                                    {QStringLiteral("detail"), Ask::Detail},
                                                    {QStringLiteral("certificate"), Ask::Certificate},
                                                    {QStringLiteral("until"), Ask::Until}};
    QStringList wanted = place.texts(u"asks");
    if (hasKinds && !wanted.contains(QStringLiteral("detail")))
        wanted.append(QStringLiteral("detail"));
    std::vector<Ask> asks;
    for (const auto &[word, ask] : known) {
        if (wanted.removeAll(word) > 0)
            asks.push_back(ask);
    }
    for (const QString &unknown : std::as_const(wanted))
        place.fail(QStringLiteral("asks: \"%1\" is nothing that can be asked").arg(unknown));
    return asks;
}

} // namespace

bool GroupDefinition::asksFor(Ask ask) const
{
    return std::find(asks.begin(), asks.end(), ask) != asks.end();
}

GroupDefinition GroupDefinition::read(const JsonPlace &place, Vocabulary &known)
{
    GroupDefinition group;
    if (place.has(u"when")) // before the code is known: no group can rest on itself
        group.when = Condition::read(place.object(u"when"), known);
    group.code = known.define(place, u"code", Term::Group);
    group.name = place.local(u"name");
    group.ofHousehold = place.choice<bool>(u"level", {{u"person", false}, {u"household", true}});
    group.rule = place.local(u"rule");
    group.confidence = readConfidence(place);
    if (place.has(u"review_months"))
        group.reviewMonths = place.integer(u"review_months", 1, 1200);
    group.kinds = place.locals(u"kinds");
    group.asks = readAsks(place, !group.kinds.empty());
    group.offered = place.flag(u"offered", true);
    group.derived = place.flag(u"derived");
    group.candidateOnly = place.flag(u"candidate_only");
    place.done();
    return group;
}

Material Material::read(const JsonPlace &place, Vocabulary &known)
{
    Material material;
    material.code = known.define(place, u"code", Term::Material);
    material.name = place.local(u"name");
    material.issuer = place.local(u"issuer");
    material.family = place.text(u"family");
    material.reusable = place.flag(u"reusable");
    material.registerSource = place.textOr(u"register_source");
    if (material.reusable == material.registerSource.isEmpty())
        place.fail(QStringLiteral("reusable and register_source go together"));
    material.tolerable = place.flag(u"tolerable");
    if (place.has(u"validity_days"))
        material.validityDays = place.integer(u"validity_days", 1, 36500);
    material.remark = place.localOr(u"remark");
    place.done();
    return material;
}

} // namespace shouli::core::catalogue
