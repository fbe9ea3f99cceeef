// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/EligibilityRules.h"
#include "core/catalogue/MaterialRequirement.h"
#include "core/catalogue/Stage.h"

namespace shouli::core::catalogue {

struct LegalBasis {
    QString title; ///< Chinese, as published
    QString number;
    int year = 0; ///< 0: not known
    QString kind;
    Confidence confidence = Confidence::Assumed;
    bool operator==(const LegalBasis &) const = default;
};

/// A kind of the service that goes another way, such as emergency help.
struct Variant {
    QString code;
    base::LocalText name;
    base::LocalText effect; ///< may be empty
    Confidence confidence = Confidence::Assumed;
    std::optional<StageLimit> promised;              ///< instead of the service's
    std::optional<calendar::Limit> supplementWithin; ///< papers may follow help within
    bool operator==(const Variant &) const = default;
};

/// The service as a whole.
struct TotalLimits {
    std::optional<StageLimit> statutory; ///< from the stage that starts the statutory clock
    std::optional<StageLimit> extendableTo;
    std::optional<StageLimit> promised; ///< from acceptance; what the resident is told
    std::optional<int> seed;            ///< what the stages' seed days must add up to
    std::optional<int> seedFromStatutoryStart;
    bool operator==(const TotalLimits &) const = default;
};

/// A home visit or a public notice.
struct Investigation {
    enum class Required { Always, Sometimes, Never };
    Required required = Required::Never;
    base::LocalText when; ///< for Sometimes
    std::optional<StageLimit> limit;
    base::LocalText place;
    base::LocalText afterwards;
    base::LocalText privacy;
    base::LocalText remark;
    Confidence confidence = Confidence::Assumed;
    bool operator==(const Investigation &) const = default;
};

struct ServiceResult {
    struct Grant {
        QString group;
        QString variant; ///< empty: whatever the variant
        bool operator==(const Grant &) const = default;
    };
    base::LocalText document;
    base::LocalText starts;  ///< when a benefit begins; may be empty
    base::LocalText refusal; ///< how a refusal is told; may be empty
    base::LocalText numberRule;
    std::optional<int> validMonths;
    std::vector<base::LocalText> values; ///< kinds of result to choose from
    std::vector<Grant> grants;           ///< groups one belongs to once granted
    QStringList stopsOn;                 ///< events that end a benefit: "death", "hukou_moved_out"
    QStringList stopsServices;           ///< whose benefits end with this result
    QStringList suggestsServices;        ///< what may be asked for next
    bool operator==(const ServiceResult &) const = default;
};

struct ReviewCycle {
    int months = 12;
    std::optional<int> alternativeMonths;
    base::LocalText remark;
    Confidence confidence = Confidence::Assumed;
    bool operator==(const ReviewCycle &) const = default;
};

struct ProxyRule {
    enum class Allowed { Anyone, Some, Nobody };
    Allowed allowed = Allowed::Anyone;
    base::LocalText who; ///< may be empty
    Confidence confidence = Confidence::Assumed;
    bool operator==(const ProxyRule &) const = default;
};

/// Yuan a month for an age.
struct AmountTier {
    int ageFrom = 0;
    std::optional<int> ageTo;
    double yuanMonth = 0;
    bool operator==(const AmountTier &) const = default;
};

/// One service of the catalogue. A value; what it says is data, none of it is known to the program.
struct Service {
    enum class Unit { Person, Household, HouseholdOrPerson, CoupleOrPerson };
    enum class Subject { Self, Child, Deceased, Household }; ///< whom the facts are about, seen from the applicant

    QString code;   ///< "MZ-01"
    int number = 0; ///< 1 to 1023, never given to another service: in the card's code
    base::LocalText name;
    base::LocalText shortName;
    QString category;
    QString matterType;     ///< GB/T 39554.1: "05", "07", "20"
    bool onTheSpot = false; ///< 即办件; else 承诺件
    QString department;
    base::LocalText departmentName; ///< as printed
    Unit unit = Unit::Person;
    Subject subject = Subject::Self;
    base::LocalText applicant;   ///< who may apply, in words
    std::optional<int> frequent; ///< rank among the frequent services, 1 first
    bool offered = true;         ///< false: kept for its cases, no longer begun
    std::vector<LegalBasis> legalBasis;
    QStringList applicableGroups; ///< groups that may be interested
    std::vector<Variant> variants;
    EligibilityRules eligibility;
    std::vector<MaterialRequirement> materials;
    std::vector<Stage> stages;
    TotalLimits total;
    Investigation homeVisit;
    Investigation publicNotice;
    base::LocalText democraticReview;
    ServiceResult result;
    std::optional<ReviewCycle> review;
    ProxyRule proxy;
    QStringList forms;
    double feeYuan = 0;
    std::vector<AmountTier> amounts;
    std::vector<std::pair<base::LocalText, base::LocalText>> details; ///< title and text, for guides

    bool operator==(const Service &) const = default;

    [[nodiscard]] const Stage *stage(const QString &id) const; ///< nullptr if there is none
    [[nodiscard]] const Variant *variant(const QString &code) const;
    /// What the resident is promised, for a variant (empty: none).
    [[nodiscard]] std::optional<StageLimit> promised(const QString &variant = {}) const;
    /// Seed days of the stages that count, in working days: parallel stages once, without delivery,
    /// optional, excluded and outside stages.
    [[nodiscard]] int seedDays() const;

    [[nodiscard]] static Service read(const base::JsonPlace &place, Vocabulary &known,
                                      const std::vector<Material> &materials);
};

} // namespace shouli::core::catalogue
