// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Catalogue.h"

#include <QRegularExpression>

#include <algorithm>

namespace shouli::core::catalogue {

using base::ErrorCode;
using base::failure;
using base::JsonPlace;
using base::LocalText;
using base::Result;

namespace {

const auto supportedFormat = QStringLiteral("shouli-catalogue/1");

/// Every phrase the program shows a value with.
constexpr QStringView phrasesNeeded[] = {
    u"age",
    u"born",
    u"none",
    u"yes",
    u"no",
    u"dead_since",
    u"living",
    u"open_case",
    u"no_open_case",
    u"last_granted",
    u"never_granted",
    u"valid_until",
    u"valid",
    u"yuan",
    u"months",
    u"years",
    u"m2",
    u"count",
    u"working_days",
    u"calendar_days",
    u"hours",
    u"immediate",
    u"no_limit",
    u"separator",
    u"fact_birth",
    u"fact_sex",
    u"fact_marital",
    u"fact_hukou",
    u"fact_residence",
    u"fact_workplace",
    u"fact_groups",
    u"fact_household",
    u"fact_disability",
    u"fact_death",
    u"fact_cases",
    u"fact_parents",
};

template <class T, class Key>
const T *find(const std::vector<T> &values, Key T::*key, const Key &wanted)
{
    const auto found = std::find_if(values.begin(), values.end(), [&](const T &value) { return value.*key == wanted; });
    return found == values.end() ? nullptr : &*found;
}

LocalText nameOf(const std::vector<Definition> &definitions, const QString &id)
{
    const Definition *found = find(definitions, &Definition::id, id);
    return found ? found->name : LocalText{};
}

/// Opens a file of the catalogue and checks its format; what it says about itself is under "format".
Result<JsonPlace> open(const QString &file)
{
    const JsonPlace root = JsonPlace::read(file, ErrorCode::CatalogueDamaged);
    if (const QString format = root.text(u"format"); root.sound() && format != supportedFormat)
        return failure(ErrorCode::Unsupported, QStringLiteral("%1: format %2").arg(file, format));
    SHOULI_CHECK(root.problem());
    return root;
}

std::vector<Definition> readDefinitions(const JsonPlace &root, QStringView key, Vocabulary &known, Term term,
                                        QStringView name = u"name")
{
    std::vector<Definition> list;
    for (const JsonPlace &place : root.objects(key)) {
        list.push_back({known.define(place, u"id", term), place.local(name)});
        place.done();
    }
    return list;
}

std::vector<Role> readRoles(const JsonPlace &root, Vocabulary &known)
{
    std::vector<Role> list;
    for (const JsonPlace &place : root.objects(u"roles")) {
        Role role;
        role.id = known.define(place, u"id", Term::Role);
        role.name = place.local(u"name");
        role.level = place.choice<Level>(u"level",
                                         {{u"community", Level::Community},
                                          {u"street", Level::Street},
                                          {u"county", Level::County},
                                          {u"outside", Level::Outside}});
        role.department = known.oneOr(place, u"department", Term::Department);
        if (role.level == Level::Outside)
            role.recordedBy = known.one(place, u"recorded_by", Term::Role);
        place.done();
        list.push_back(role);
    }
    return list;
}

std::vector<Parameter> readParameters(const JsonPlace &root, Vocabulary &known)
{
    std::vector<Parameter> list;
    for (const JsonPlace &place : root.objects(u"parameters")) {
        Parameter parameter;
        parameter.id = known.define(place, u"id", Term::Parameter);
        parameter.name = place.local(u"name");
        parameter.unit = place.text(u"unit");
        if (place.has(u"value"))
            parameter.value = place.number(u"value");
        if (place.has(u"range")) {
            const JsonPlace range = place.object(u"range");
            parameter.least = range.number(u"least");
            parameter.most = range.number(u"most");
            if (parameter.least > parameter.most)
                range.fail(QStringLiteral("least is above most"));
            range.done();
        }
        parameter.remark = place.localOr(u"remark");
        place.done();
        list.push_back(parameter);
    }
    return list;
}

std::vector<QuantityDefinition> readQuantities(const JsonPlace &root, Vocabulary &known)
{
    std::vector<QuantityDefinition> list;
    for (const JsonPlace &place : root.objects(u"quantities")) {
        list.push_back({known.define(place, u"id", Term::Quantity), place.local(u"name"), place.text(u"unit")});
        place.done();
    }
    return list;
}

calendar::LightRule readLights(const JsonPlace &place)
{
    const calendar::LightRule rule{place.integer(u"share_numerator", 0, 100),
                                   place.integer(u"share_denominator", 1, 100), place.integer(u"days", 0, 100),
                                   place.integer(u"short_limit", 0, 100), place.integer(u"short_days", 0, 100)};
    place.done();
    return rule;
}

QHash<QString, LocalText> readPhrases(const JsonPlace &place, const std::vector<QuantityDefinition> &quantities)
{
    QHash<QString, LocalText> phrases;
    for (const QStringView name : phrasesNeeded)
        phrases.insert(name.toString(), place.local(name));
    for (const QuantityDefinition &quantity : quantities) {
        if (!phrases.contains(quantity.unit))
            phrases.insert(quantity.unit, place.local(quantity.unit));
    }
    place.done();
    return phrases;
}

} // namespace

Result<Catalogue> Catalogue::load(const QString &folder)
{
    Catalogue catalogue;
    Vocabulary known;
    SHOULI_TRY(const QStringList codes, catalogue.readMain(folder + QStringLiteral("/catalogue.json"), known));
    SHOULI_CHECK(catalogue.readGroups(folder + QStringLiteral("/groups.json"), known));
    SHOULI_CHECK(catalogue.readMaterials(folder + QStringLiteral("/materials.json"), known));
    QSet<int> numbers;
    QSet<int> ranks;
    for (const QString &code : codes) {
        SHOULI_TRY(const JsonPlace place, open(QStringLiteral("%1/services/%2.json").arg(folder, code)));
        const Service service = Service::read(place, known, catalogue.m_materials);
        if (service.code != code)
            place.fail(QStringLiteral("code: this file should hold %1").arg(code));
        if (numbers.contains(service.number))
            place.fail(QStringLiteral("number: %1 belongs to another service").arg(service.number));
        numbers.insert(service.number);
        if (service.frequent && ranks.contains(*service.frequent))
            place.fail(QStringLiteral("frequent: rank %1 belongs to another service").arg(*service.frequent));
        ranks.insert(service.frequent.value_or(0));
        SHOULI_CHECK(place.problem());
        catalogue.m_services.push_back(service);
    }
    return catalogue;
}

Result<QStringList> Catalogue::readMain(const QString &file, Vocabulary &known)
{
    SHOULI_TRY(const JsonPlace root, open(file));
    m_id = root.text(u"id");
    m_version = root.text(u"version");
    m_published = root.choice<bool>(u"status", {{u"draft", false}, {u"published", true}});
    m_validFrom = root.date(u"valid_from");
    m_name = root.local(u"name");
    // for those who edit the catalogue: where it holds, what it follows, which laws to watch
    const JsonPlace region = root.object(u"region");
    [[maybe_unused]] const QString division = region.text(u"code");
    [[maybe_unused]] const base::LocalText place = region.local(u"name");
    region.done();
    [[maybe_unused]] const QStringList sources = root.texts(u"sources");
    [[maybe_unused]] const std::vector<base::LocalText> laws = root.locals(u"law_watch");
    m_departments = readDefinitions(root, u"departments", known, Term::Department);
    m_roles = readRoles(root, known);
    m_categories = readDefinitions(root, u"categories", known, Term::Category);
    m_parameters = readParameters(root, known);
    m_quantities = readQuantities(root, known);
    m_circumstances = readDefinitions(root, u"circumstances", known, Term::Circumstance);
    m_questions = readDefinitions(root, u"questions", known, Term::Question, u"text");
    m_documents = readDefinitions(root, u"documents", known, Term::Document);
    m_forms = readDefinitions(root, u"forms", known, Term::Form);
    m_lights = readLights(root.object(u"lights"));
    m_phrases = readPhrases(root.object(u"phrases"), m_quantities);
    const QStringList codes = root.texts(u"services");
    static const QRegularExpression codeShape(QStringLiteral("^[A-Z][A-Z0-9-]{1,11}$")); // also the name of a file
    static const QRegularExpression versionShape(QStringLiteral("^\\d{4}-\\d{2}(\\.\\d{2})?$"));
    for (const QString &code : codes) {
        if (!codeShape.match(code).hasMatch())
            root.fail(QStringLiteral("services: \"%1\" is no code").arg(code));
    }
    if (!versionShape.match(m_version).hasMatch())
        root.fail(QStringLiteral("version: not such as 2026-11 or 2026-11.02"));
    known.defineAll(root, codes, Term::Service);
    root.done();
    SHOULI_CHECK(root.problem());
    return codes;
}

Result<void> Catalogue::readGroups(const QString &file, Vocabulary &known)
{
    SHOULI_TRY(const JsonPlace root, open(file));
    for (const JsonPlace &place : root.objects(u"groups"))
        m_groups.push_back(GroupDefinition::read(place, known));
    root.done();
    return root.problem();
}

Result<void> Catalogue::readMaterials(const QString &file, Vocabulary &known)
{
    SHOULI_TRY(const JsonPlace root, open(file));
    for (const JsonPlace &place : root.objects(u"materials"))
        m_materials.push_back(Material::read(place, known));
    root.done();
    return root.problem();
}

const Service *Catalogue::byCode(const QString &code) const
{
    return find(m_services, &Service::code, code);
}

const Service *Catalogue::byNumber(int number) const
{
    return find(m_services, &Service::number, number);
}

std::vector<const Service *> Catalogue::frequent() const
{
    std::vector<const Service *> list;
    for (const Service &service : m_services) {
        if (service.frequent && service.offered)
            list.push_back(&service);
    }
    std::sort(list.begin(), list.end(), [](const Service *a, const Service *b) { return *a->frequent < *b->frequent; });
    return list;
}

const GroupDefinition *Catalogue::group(const QString &code) const
{
    return find(m_groups, &GroupDefinition::code, code);
}

const Material *Catalogue::material(const QString &code) const
{
    return find(m_materials, &Material::code, code);
}

const Role *Catalogue::role(const QString &id) const
{
    return find(m_roles, &Role::id, id);
}

const Parameter *Catalogue::parameter(const QString &id) const
{
    return find(m_parameters, &Parameter::id, id);
}

Result<void> Catalogue::setParameter(const QString &id, double value)
{
    const auto found = std::find_if(m_parameters.begin(), m_parameters.end(),
                                    [&](const Parameter &p) { return p.id == id; });
    if (found == m_parameters.end())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("parameter %1").arg(id));
    found->value = value;
    return {};
}

const QuantityDefinition *Catalogue::quantity(const QString &id) const
{
    return find(m_quantities, &QuantityDefinition::id, id);
}

LocalText Catalogue::department(const QString &id) const
{
    return nameOf(m_departments, id);
}

LocalText Catalogue::category(const QString &id) const
{
    return nameOf(m_categories, id);
}

LocalText Catalogue::circumstance(const QString &id) const
{
    return nameOf(m_circumstances, id);
}

LocalText Catalogue::question(const QString &id) const
{
    return nameOf(m_questions, id);
}

LocalText Catalogue::document(const QString &id) const
{
    return nameOf(m_documents, id);
}

LocalText Catalogue::form(const QString &id) const
{
    return nameOf(m_forms, id);
}

LocalText Catalogue::phrase(QStringView name) const
{
    return m_phrases.value(name.toString());
}

LocalText Catalogue::text(const calendar::Limit &limit) const
{
    using calendar::LimitUnit;
    switch (limit.unit) {
    case LimitUnit::None:
        return phrase(u"no_limit");
    case LimitUnit::Immediate:
        return phrase(u"immediate");
    case LimitUnit::Hours:
        return phrase(u"hours").arg(QString::number(limit.n));
    case LimitUnit::CalendarDays:
        return phrase(u"calendar_days").arg(QString::number(limit.n));
    case LimitUnit::WorkingDays:
        return phrase(u"working_days").arg(QString::number(limit.n));
    }
    return {};
}

} // namespace shouli::core::catalogue
