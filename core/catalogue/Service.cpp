// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Service.h"

#include <algorithm>

namespace shouli::core::catalogue {

using base::JsonPlace;

namespace {

template <class T>
const T *byKey(const std::vector<T> &values, QString T::*key, const QString &wanted)
{
    const auto found = std::find_if(values.begin(), values.end(), [&](const T &value) { return value.*key == wanted; });
    return found == values.end() ? nullptr : &*found;
}

std::optional<StageLimit> limitOr(const JsonPlace &place, QStringView key)
{
    return place.has(key) ? std::optional(StageLimit::read(place.object(key))) : std::nullopt;
}

std::optional<int> integerOr(const JsonPlace &place, QStringView key, int least, int most)
{
    return place.has(key) ? std::optional(place.integer(key, least, most)) : std::nullopt;
}

std::vector<LegalBasis> readLegalBasis(const JsonPlace &place)
{
    std::vector<LegalBasis> list;
    for (const JsonPlace &from : place.objects(u"legal_basis")) {
        list.push_back({from.text(u"title"), from.textOr(u"number"), from.integerOr(u"year", 0, 1949, 2999),
                        from.text(u"kind"), readConfidence(from)});
        from.done();
    }
    return list;
}

std::vector<Variant> readVariants(const JsonPlace &place, Vocabulary &known)
{
    std::vector<Variant> list;
    known.forget(Term::Variant);
    for (const JsonPlace &from : place.objects(u"variants")) {
        Variant variant;
        variant.code = known.define(from, u"code", Term::Variant);
        variant.name = from.local(u"name");
        variant.effect = from.localOr(u"effect");
        variant.confidence = readConfidence(from);
        variant.promised = limitOr(from, u"promised");
        if (from.has(u"supplement_within")) {
            const JsonPlace within = from.object(u"supplement_within");
            variant.supplementWithin = calendar::Limit::read(within);
            within.done();
        }
        from.done();
        list.push_back(variant);
    }
    return list;
}

TotalLimits readTotal(const JsonPlace &place)
{
    TotalLimits total{limitOr(place, u"statutory"), limitOr(place, u"extendable_to"), limitOr(place, u"promised"),
                      integerOr(place, u"seed", 0, calendar::Limit::most),
                      integerOr(place, u"seed_from_statutory_start", 0, calendar::Limit::most)};
    place.done();
    return total;
}

Investigation readInvestigation(const JsonPlace &place)
{
    using Required = Investigation::Required;
    Investigation value;
    value.required = place.choice<Required>(
        u"required", {{u"always", Required::Always}, {u"sometimes", Required::Sometimes}, {u"never", Required::Never}});
    value.when = place.localOr(u"when");
    if ((value.required == Required::Sometimes) == value.when.isEmpty())
        place.fail(QStringLiteral("\"sometimes\" and \"when\" go together"));
    value.limit = limitOr(place, u"limit");
    value.place = place.localOr(u"place");
    value.afterwards = place.localOr(u"afterwards");
    value.privacy = place.localOr(u"privacy");
    value.remark = place.localOr(u"remark");
    value.confidence = readConfidence(place);
    place.done();
    return value;
}

ServiceResult readResult(const JsonPlace &place, const Vocabulary &known)
{
    ServiceResult result;
    result.document = place.local(u"document");
    result.starts = place.localOr(u"starts");
    result.refusal = place.localOr(u"refusal");
    result.numberRule = place.localOr(u"number_rule");
    result.validMonths = integerOr(place, u"valid_months", 1, 1200);
    result.values = place.locals(u"values");
    for (const JsonPlace &grant : place.objects(u"grants")) {
        result.grants.push_back(
            {known.one(grant, u"group", Term::Group), known.oneOr(grant, u"variant", Term::Variant)});
        grant.done();
    }
    result.stopsOn = place.texts(u"stops_on");
    result.stopsServices = known.many(place, u"stops_services", Term::Service);
    result.suggestsServices = known.many(place, u"suggests_services", Term::Service);
    place.done();
    return result;
}

ReviewCycle readReview(const JsonPlace &place)
{
    const ReviewCycle review{place.integer(u"months", 1, 1200), integerOr(place, u"alternative_months", 1, 1200),
                             place.localOr(u"remark"), readConfidence(place)};
    place.done();
    return review;
}

ProxyRule readProxy(const JsonPlace &place)
{
    using Allowed = ProxyRule::Allowed;
    const ProxyRule proxy{
        place.choice<Allowed>(u"allowed",
                              {{u"anyone", Allowed::Anyone}, {u"some", Allowed::Some}, {u"nobody", Allowed::Nobody}}),
        place.localOr(u"who"), readConfidence(place)};
    place.done();
    return proxy;
}

std::vector<AmountTier> readAmounts(const JsonPlace &place)
{
    std::vector<AmountTier> list;
    for (const JsonPlace &from : place.objects(u"amounts")) {
        list.push_back(
            {from.integer(u"age_from", 0, 150), integerOr(from, u"age_to", 0, 150), from.number(u"yuan_month")});
        from.done();
    }
    return list;
}

/// What no single stage can see.
void checkStages(const JsonPlace &place, const std::vector<Stage> &stages)
{
    QSet<QString> ids;
    QSet<QString> groups;
    int ends = 0;
    int starts = 0;
    bool over = false;
    for (size_t i = 0; i < stages.size(); ++i) {
        const Stage &stage = stages.at(i);
        if (ids.contains(stage.id))
            place.fail(QStringLiteral("a second stage \"%1\"").arg(stage.id));
        ids.insert(stage.id);
        if (over != stage.outsideCase)
            place.fail(QStringLiteral("stage \"%1\": the stages of a case come before its end, others after it")
                           .arg(stage.id));
        ends += stage.endsCase ? 1 : 0;
        starts += stage.startsStatutoryClock ? 1 : 0;
        over = over || stage.endsCase;
        const QString &group = stage.parallelGroup;
        const bool neighbour = i > 0 && stages.at(i - 1).parallelGroup == group;
        if (!group.isEmpty() && groups.contains(group) && !neighbour)
            place.fail(QStringLiteral("parallel stages \"%1\" are not neighbours").arg(group));
        groups.insert(group);
    }
    if (ends != 1)
        place.fail(QStringLiteral("one stage must end the case"));
    if (starts > 1)
        place.fail(QStringLiteral("the statutory clock starts twice"));
}

void checkMaterials(const JsonPlace &place, const std::vector<MaterialRequirement> &materials)
{
    QHash<QString, int> groups;
    QSet<QString> refs;
    for (const MaterialRequirement &material : materials) {
        if (refs.contains(material.material))
            place.fail(QStringLiteral("a second material \"%1\"").arg(material.material));
        refs.insert(material.material);
        if (material.required == Required::OneOf)
            ++groups[material.group];
    }
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        if (*it < 2)
            place.fail(QStringLiteral("nothing to choose from in \"%1\"").arg(it.key()));
    }
}

} // namespace

const Stage *Service::stage(const QString &id) const
{
    return byKey(stages, &Stage::id, id);
}

const Variant *Service::variant(const QString &wanted) const
{
    return byKey(variants, &Variant::code, wanted);
}

std::optional<StageLimit> Service::promised(const QString &chosen) const
{
    const Variant *found = variant(chosen);
    return found && found->promised ? found->promised : total.promised;
}

int Service::seedDays() const
{
    int sum = 0;
    int longest = 0; // of the parallel stages just passed
    QString group;
    for (const Stage &stage : stages) {
        if (stage.optional || stage.excludedFromTotal || stage.outsideCase || stage.delivers)
            continue;
        if (stage.parallelGroup.isEmpty() || stage.parallelGroup != group) {
            sum += longest;
            longest = 0;
            group = stage.parallelGroup;
        }
        longest = std::max(longest, stage.seedDays.value_or(0));
    }
    return sum + longest;
}

Service Service::read(const JsonPlace &place, Vocabulary &known, const std::vector<Material> &allMaterials)
{
    Service service;
    service.code = known.one(place, u"code", Term::Service);
    service.number = place.integer(u"number", 1, 1023);
    service.name = place.local(u"name");
    service.shortName = place.local(u"short");
    service.category = known.one(place, u"category", Term::Category);
    service.matterType = place.text(u"matter_type");
    service.onTheSpot = place.choice<bool>(u"handling", {{u"promised", false}, {u"on_the_spot", true}});
    service.department = known.one(place, u"department", Term::Department);
    service.departmentName = place.local(u"department_name");
    service.unit = place.choice<Unit>(u"unit",
                                      {{u"person", Unit::Person},
                                       {u"household", Unit::Household},
                                       {u"household_or_person", Unit::HouseholdOrPerson},
                                       {u"couple_or_person", Unit::CoupleOrPerson}});
    service.subject = place.choice<Subject>(u"subject",
                                            {{u"self", Subject::Self},
                                             {u"child", Subject::Child},
                                             {u"deceased", Subject::Deceased},
                                             {u"household", Subject::Household}});
    service.applicant = place.local(u"applicant");
    service.frequent = integerOr(place, u"frequent", 1, 99);
    service.offered = place.flag(u"offered", true);
    service.legalBasis = readLegalBasis(place);
    service.applicableGroups = known.many(place, u"applicable_groups", Term::Group);
    service.variants = readVariants(place, known);
    service.eligibility = EligibilityRules::read(place.object(u"eligibility"), known);
    for (const JsonPlace &from : place.objects(u"materials"))
        service.materials.push_back(MaterialRequirement::read(from, known, allMaterials));
    checkMaterials(place, service.materials);
    for (const JsonPlace &from : place.objects(u"stages"))
        service.stages.push_back(Stage::read(from, known));
    checkStages(place, service.stages);
    service.total = readTotal(place.object(u"total"));
    service.homeVisit = readInvestigation(place.object(u"home_visit"));
    service.publicNotice = readInvestigation(place.object(u"public_notice"));
    service.democraticReview = place.localOr(u"democratic_review");
    service.result = readResult(place.object(u"result"), known);
    if (place.has(u"review"))
        service.review = readReview(place.object(u"review"));
    service.proxy = readProxy(place.object(u"proxy"));
    service.forms = known.many(place, u"forms", Term::Form);
    service.feeYuan = place.number(u"fee_yuan");
    service.amounts = readAmounts(place);
    for (const JsonPlace &from : place.objects(u"details")) {
        service.details.emplace_back(from.local(u"title"), from.local(u"text"));
        from.done();
    }
    place.done();
    return service;
}

} // namespace shouli::core::catalogue
