// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Condition.h"

#include <functional>

namespace shouli::core::catalogue {

using base::JsonPlace;

namespace {

constexpr int deepest = 8;

std::optional<Operand> operand(const JsonPlace &place, QStringView key, const Vocabulary &known)
{
    if (!place.has(key))
        return std::nullopt;
    if (!place.isObject(key))
        return Operand{place.number(key), {}, 1, 0};
    const JsonPlace inner = place.object(key);
    const Operand value{0, known.one(inner, u"parameter", Term::Parameter), inner.numberOr(u"factor", 1),
                        inner.numberOr(u"plus", 0)};
    inner.done();
    return value;
}

Bounds bounds(const JsonPlace &place, const Vocabulary &known)
{
    const Bounds value{operand(place, u"at_least", known), operand(place, u"above", known),
                       operand(place, u"at_most", known), operand(place, u"below", known)};
    if (value == Bounds())
        place.fail(QStringLiteral("at_least, above, at_most or below is missing"));
    return value;
}

Who who(const JsonPlace &place)
{
    return place.choiceOr<Who>(u"who", Who::Subject, {{u"subject", Who::Subject}, {u"member", Who::AnyMember}});
}

QStringList some(const JsonPlace &place, QStringView key)
{
    const QStringList values = place.texts(key);
    if (values.isEmpty())
        place.fail(QStringLiteral("%1 is empty").arg(key));
    return values;
}

Condition::Test composite(const JsonPlace &place, const Vocabulary &known, CompositeTest::Op op, int depth)
{
    CompositeTest test{op, {}};
    for (const JsonPlace &inner : place.objects(u"of"))
        test.of.push_back(Condition::read(inner, known, depth + 1));
    if (test.of.empty())
        place.fail(QStringLiteral("of is empty"));
    return test;
}

Condition::Test group(const JsonPlace &place, const Vocabulary &known)
{
    GroupTest test;
    if (place.has(u"all_of"))
        test = {GroupTest::Op::AllOf, known.many(place, u"all_of", Term::Group), who(place)};
    else if (place.has(u"none_of"))
        test = {GroupTest::Op::NoneOf, known.many(place, u"none_of", Term::Group), who(place)};
    else
        test = {GroupTest::Op::AnyOf, known.many(place, u"any_of", Term::Group), who(place)};
    if (test.groups.isEmpty())
        place.fail(QStringLiteral("no groups"));
    return test;
}

Condition::Test place(const JsonPlace &from)
{
    PlaceTest test;
    test.kind = from.choice<PlaceTest::Kind>(u"kind",
                                             {{u"hukou", PlaceTest::Kind::Hukou},
                                              {u"residence", PlaceTest::Kind::Residence},
                                              {u"work", PlaceTest::Kind::Work}});
    test.within = !from.has(u"outside");
    test.scope = from.choice<PlaceTest::Scope>(test.within ? u"within" : u"outside",
                                               {{u"county", PlaceTest::Scope::County},
                                                {u"town", PlaceTest::Scope::Town},
                                                {u"community", PlaceTest::Scope::Community}});
    return test;
}

Condition::Test disability(const JsonPlace &from)
{
    DisabilityTest test{{}, who(from)};
    for (const JsonPlace &kind : from.objects(u"any_of")) {
        test.anyOf.push_back({kind.texts(u"categories"), kind.texts(u"levels")});
        kind.done();
    }
    return test;
}

Condition::Test parents(const JsonPlace &from)
{
    ParentsTest test{from.texts(u"each_in"), from.texts(u"not_all_in"), from.texts(u"any_in")};
    if (test.eachIn.isEmpty() == test.anyIn.isEmpty())
        from.fail(QStringLiteral("either each_in or any_in"));
    return test;
}

using Reader = std::function<Condition::Test(const JsonPlace &, const Vocabulary &, int)>;

const QHash<QString, Reader> &readers()
{
    static const QHash<QString, Reader> table{
        {QStringLiteral("all"),
         [](const auto &p, const auto &v, int depth) { return composite(p, v, CompositeTest::Op::All, depth); }},
        {QStringLiteral("any"),
         [](const auto &p, const auto &v, int depth) { return composite(p, v, CompositeTest::Op::Any, depth); }},
        {QStringLiteral("none"),
         [](const auto &p, const auto &v, int depth) { return composite(p, v, CompositeTest::Op::None, depth); }},
        {QStringLiteral("group"), [](const auto &p, const auto &v, int) { return group(p, v); }},
        {QStringLiteral("age"), [](const auto &p, const auto &v, int) { return AgeTest{bounds(p, v)}; }},
        {QStringLiteral("born"), [](const auto &p, const auto &, int) { return BornTest{p.date(u"from")}; }},
        {QStringLiteral("sex"), [](const auto &p, const auto &, int) { return SexTest{p.text(u"is")}; }},
        {QStringLiteral("marital"), [](const auto &p, const auto &, int) { return MaritalTest{some(p, u"any_of")}; }},
        {QStringLiteral("place"), [](const auto &p, const auto &, int) { return place(p); }},
        {QStringLiteral("quantity"),
         [](const auto &p, const auto &v, int) {
             return QuantityTest{v.one(p, u"quantity", Term::Quantity), bounds(p, v)};
         }},
        {QStringLiteral("circumstance"),
         [](const auto &p, const auto &v, int) {
             return CircumstanceTest{v.one(p, u"circumstance", Term::Circumstance), p.flag(u"is", true)};
         }},
        {QStringLiteral("disability"), [](const auto &p, const auto &, int) { return disability(p); }},
        {QStringLiteral("deceased"),
         [](const auto &p, const auto &, int) {
             return DeceasedTest{p.has(u"within_months") ? std::optional(p.integer(u"within_months", 1, 1200))
                                                         : std::nullopt};
         }},
        {QStringLiteral("parents"), [](const auto &p, const auto &, int) { return parents(p); }},
        {QStringLiteral("no_open_case"),
         [](const auto &p, const auto &v, int) { return NoOpenCaseTest{v.oneOr(p, u"service", Term::Service)}; }},
        {QStringLiteral("not_repeated"),
         [](const auto &p, const auto &v, int) {
             return NotRepeatedTest{v.oneOr(p, u"service", Term::Service), p.integer(u"within_months", 1, 1200)};
         }},
        {QStringLiteral("document"),
         [](const auto &p, const auto &v, int) { return DocumentTest{v.one(p, u"material", Term::Material)}; }},
        {QStringLiteral("answer"),
         [](const auto &p, const auto &v, int) { return AnswerTest{v.one(p, u"question", Term::Question)}; }},
        {QStringLiteral("variant"),
         [](const auto &p, const auto &v, int) {
             (void)some(p, u"any_of");
             return VariantTest{v.many(p, u"any_of", Term::Variant)};
         }},
        {QStringLiteral("judge"), [](const auto &, const auto &, int) { return JudgeTest{}; }},
    };
    return table;
}

void collectQuestions(const Condition &condition, QStringList &questions)
{
    if (const auto *answer = std::get_if<AnswerTest>(&condition.test); answer && !questions.contains(answer->question))
        questions += answer->question;
    if (const auto *composite = std::get_if<CompositeTest>(&condition.test)) {
        for (const Condition &inner : composite->of)
            collectQuestions(inner, questions);
    }
}

} // namespace

bool CompositeTest::operator==(const CompositeTest &other) const
{
    return op == other.op && of == other.of;
}

Condition Condition::read(const JsonPlace &place, const Vocabulary &known, int depth)
{
    Condition condition;
    condition.text = place.localOr(u"text");
    const QString type = place.text(u"type");
    if (depth > deepest) {
        place.fail(QStringLiteral("conditions within conditions, too deep"));
        return condition;
    }
    const auto reader = readers().constFind(type);
    if (reader == readers().constEnd()) {
        condition.test = UnknownTest{type}; // its keys mean nothing to us: not asked for, not refused
        return condition;
    }
    condition.test = (*reader)(place, known, depth);
    place.done();
    return condition;
}

QStringList Condition::questions() const
{
    QStringList list;
    collectQuestions(*this, list);
    return list;
}

} // namespace shouli::core::catalogue
