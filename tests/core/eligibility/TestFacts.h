// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility/Evaluator.h"

namespace shouli::tests {

/// Facts set by hand. Empty to begin with: nothing is known.
class TestFacts final : public core::eligibility::FactSource {
public:
    core::eligibility::PersonFacts person;
    std::vector<core::eligibility::PersonFacts> members;
    QHash<QString, QDate> open;
    QHash<QString, QDate> granted;
    bool casesKnown = false;
    QHash<QString, double> quantities;
    QHash<QString, bool> circumstances;
    QHash<QString, core::eligibility::Evidence> papers; ///< by material; of whomever it is

    template <class T>
    static core::eligibility::Known<T> known(T value)
    {
        return core::eligibility::Fact<T>{value, provenance()};
    }
    static core::eligibility::Provenance provenance()
    {
        return {core::eligibility::Origin::Register, QStringLiteral("王秀兰"), QDate(2025, 3, 2)};
    }

    /// A woman of 67 in a marginal household, registered and living at the community, disabled (physical, level 2).
    static TestFacts heYumei()
    {
        using namespace core::eligibility;
        TestFacts facts;
        facts.person.birth = known(Birth::on(QDate(1959, 8, 8)));
        facts.person.sex = known(QStringLiteral("2"));
        facts.person.marital = known(QStringLiteral("30"));
        facts.person.hukou = known(QStringLiteral("610681001003"));
        facts.person.residence = known(QStringLiteral("610681001003"));
        facts.person.groups = known(QStringList{QStringLiteral("DIBAO_BY"), QStringLiteral("CANJI")});
        facts.person.disability = known(Disability{QStringLiteral("4"), QStringLiteral("2"), QDate(2030, 1, 1)});
        facts.person.death = known(QDate());
        facts.members = {facts.person};
        facts.casesKnown = true;
        return facts;
    }

    [[nodiscard]] core::eligibility::PersonFacts subject() const override { return person; }
    [[nodiscard]] std::vector<core::eligibility::PersonFacts> household() const override { return members; }
    [[nodiscard]] core::eligibility::Known<QDate> openCaseSince(const QString &service) const override
    {
        return casesKnown ? known(open.value(service)) : std::nullopt;
    }
    [[nodiscard]] core::eligibility::Known<QDate> lastGranted(const QString &service) const override
    {
        return casesKnown ? known(granted.value(service)) : std::nullopt;
    }
    [[nodiscard]] core::eligibility::Known<double> quantity(const QString &id) const override
    {
        return quantities.contains(id) ? known(quantities.value(id)) : std::nullopt;
    }
    [[nodiscard]] core::eligibility::Known<bool> circumstance(const QString &id) const override
    {
        return circumstances.contains(id) ? known(circumstances.value(id)) : std::nullopt;
    }
    [[nodiscard]] std::optional<core::eligibility::Evidence> evidence(const core::catalogue::Material &material,
                                                                      core::catalogue::Whose) const override
    {
        return papers.contains(material.code) ? std::optional(papers.value(material.code)) : std::nullopt;
    }
};

/// The built-in catalogue, codes and divisions, seen from the community of Qijiawan.
struct TestContext {
    core::catalogue::Catalogue catalogue =
        core::catalogue::Catalogue::load(QStringLiteral(":/catalogue/zichang/2026-11")).value();
    core::catalogue::CodeLists codes = core::catalogue::CodeLists::load(QStringLiteral(":/codes/codes.json")).value();
    core::catalogue::Divisions divisions = core::catalogue::Divisions::load(QStringLiteral(":/codes/divisions.csv"))
                                               .value();
    core::eligibility::Context context{catalogue, codes, divisions, QStringLiteral("610681001003")};
    const QDate today{2026, 11, 23};

    [[nodiscard]] const core::catalogue::Service &service(const char *code) const
    {
        return *catalogue.byCode(QString::fromLatin1(code));
    }
};

} // namespace shouli::tests
