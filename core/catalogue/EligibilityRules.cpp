// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/EligibilityRules.h"

namespace shouli::core::catalogue {

using base::JsonPlace;

namespace {

QString monthAndDay(const JsonPlace &place, QStringView key)
{
    const QString text = place.text(key);
    if (place.sound() && !QDate::fromString(QStringLiteral("2024-") + text, Qt::ISODate).isValid())
        place.fail(QStringLiteral("%1 is no day such as 09-01").arg(key));
    return text;
}

std::vector<EligibilityRule> readRules(const JsonPlace &place, const Vocabulary &known)
{
    std::vector<EligibilityRule> rules;
    QSet<QString> ids;
    for (const JsonPlace &rule : place.objects(u"rules")) {
        rules.push_back(EligibilityRule::read(rule, known));
        if (ids.contains(rules.back().id))
            rule.fail(QStringLiteral("a second rule \"%1\"").arg(rules.back().id));
        ids.insert(rules.back().id);
    }
    return rules;
}

} // namespace

EligibilityRule EligibilityRule::read(const JsonPlace &place, const Vocabulary &known)
{
    EligibilityRule rule;
    rule.id = place.text(u"id");
    rule.text = place.local(u"text");
    rule.remark = place.localOr(u"remark");
    rule.confidence = readConfidence(place);
    rule.variants = known.many(place, u"variants", Term::Variant);
    rule.test = Condition::read(place.object(u"test"), known);
    if (rule.test.text.isEmpty())
        rule.test.text = rule.text;
    place.done();
    return rule;
}

EligibilityRules EligibilityRules::read(const JsonPlace &place, const Vocabulary &known)
{
    EligibilityRules all;
    all.rules = readRules(place, known);
    all.manual = place.locals(u"manual");
    for (const JsonPlace &from : place.objects(u"routes")) {
        all.routes.push_back(
            {from.text(u"id"), from.local(u"name"), readRules(from, known), from.localOr(u"alternative")});
        from.done();
    }
    for (const JsonPlace &from : place.objects(u"windows")) {
        EligibilityWindow window;
        window.name = from.local(u"name");
        window.rule = from.localOr(u"rule");
        if (window.rule.isEmpty()) {
            window.from = monthAndDay(from, u"from");
            window.to = monthAndDay(from, u"to");
        }
        window.confidence = readConfidence(from);
        from.done();
        all.windows.push_back(window);
    }
    all.remarks = place.locals(u"remarks");
    all.remindBeforeDays = place.integerOr(u"remind_before_days", 0, 0, 3650);
    place.done();
    return all;
}

} // namespace shouli::core::catalogue
