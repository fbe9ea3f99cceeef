// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Stage.h"

namespace shouli::core::catalogue {

using base::JsonPlace;

StageLimit StageLimit::read(const JsonPlace &place)
{
    StageLimit limit;
    limit.limit = calendar::Limit::read(place);
    limit.confidence = readConfidence(place);
    limit.source = place.localOr(u"source");
    limit.countsFrom = place.choiceOr<CountsFrom>(u"counts_from", CountsFrom::Arrival,
                                                  {{u"arrival", CountsFrom::Arrival},
                                                   {u"application", CountsFrom::Application},
                                                   {u"acceptance", CountsFrom::Acceptance}});
    place.done();
    return limit;
}

Stage Stage::read(const JsonPlace &place, const Vocabulary &known)
{
    Stage stage;
    stage.id = place.text(u"id");
    stage.name = place.local(u"name");
    stage.shortName = place.local(u"short");
    stage.role = known.one(place, u"role", Term::Role);
    stage.limit = StageLimit::read(place.object(u"limit"));
    if (place.has(u"start_within"))
        stage.startWithin = StageLimit::read(place.object(u"start_within"));
    if (place.has(u"seed_days"))
        stage.seedDays = place.integer(u"seed_days", 0, calendar::Limit::most);
    stage.does = place.localOr(u"does");
    stage.remark = place.localOr(u"remark");
    for (const JsonPlace &document : place.objects(u"documents")) {
        stage.documents.push_back(known.many(document, u"one_of", Term::Document));
        if (stage.documents.back().isEmpty())
            document.fail(QStringLiteral("one_of is empty"));
        document.done();
    }
    stage.parallelGroup = place.textOr(u"parallel_group");
    if (place.has(u"skip_when"))
        stage.skipWhen = Condition::read(place.object(u"skip_when"), known);
    stage.optional = place.flag(u"optional");
    stage.startsStatutoryClock = place.flag(u"starts_statutory_clock");
    stage.decides = place.flag(u"decides");
    stage.delivers = place.flag(u"delivers");
    stage.endsCase = place.flag(u"ends_case");
    stage.homeVisit = place.flag(u"home_visit");
    stage.publicNotice = place.flag(u"public_notice");
    stage.excludedFromTotal = place.flag(u"excluded_from_total");
    stage.outsideCase = place.flag(u"outside_case");
    stage.sealRequired = place.flag(u"seal_required");
    if (place.has(u"delegable")) {
        const JsonPlace delegable = place.object(u"delegable");
        stage.delegableTo = known.one(delegable, u"to", Term::Role);
        stage.delegableUpTo = known.one(delegable, u"up_to", Term::Parameter);
        delegable.done();
    }
    stage.privacy = place.localOr(u"privacy");
    stage.externalSystem = place.textOr(u"external_system");
    if (stage.limit.limit.unit == calendar::LimitUnit::None && !stage.outsideCase)
        place.fail(QStringLiteral("a stage of a case needs a limit"));
    place.done();
    return stage;
}

} // namespace shouli::core::catalogue
