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
