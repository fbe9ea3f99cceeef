// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Condition.h"

namespace shouli::core::catalogue {

/// How sure a number or a rule of the catalogue is.
enum class Confidence {
    Statute, ///< stands in a national law, regulation or ministry document
    Typical, ///< common practice; may differ locally
    Assumed, ///< a proposal that the county must set
};
[[nodiscard]] Confidence readConfidence(const base::JsonPlace &place); ///< Assumed if not stated

/// An id and what it is called: departments, categories, circumstances, documents, forms, questions.
struct Definition {
    QString id;
    base::LocalText name;
    bool operator==(const Definition &) const = default;
};

/// A number a rule compares; `unit` names the phrase that shows it ("yuan", "months").
struct QuantityDefinition {
    QString id;
    base::LocalText name;
    QString unit;
    bool operator==(const QuantityDefinition &) const = default;
};

/// At which level somebody acts; Outside: no desk of ours, somebody else records the step.
enum class Level { Community, Street, County, Outside };

/// Who acts in a stage.
struct Role {
    QString id;
    base::LocalText name;
    Level level = Level::Community;
    QString department; ///< of a County role; empty: the department of the service
    QString recordedBy; ///< of an Outside role: the role that records its steps
    bool operator==(const Role &) const = default;
};

/// A local standard that rules refer to. The county publishes it; until it does, nobody knows it.
struct Parameter {
    QString id;
    base::LocalText name;
    QString unit;
    std::optional<double> value;
    std::optional<double> least; ///< where it depends on the person: it is never below
    std::optional<double> most;  ///< … and never above
    base::LocalText remark;
    bool operator==(const Parameter &) const = default;
};

/// A group that services are aimed at: a label of a person or a household in the register.
struct GroupDefinition {
    /// What is asked of whoever comes to belong to it, besides the day of the next review (reviewMonths).
    enum class Ask {
        Disability,  ///< category and level (GB/T 26341)
        Detail,      ///< in words, or one of `kinds`
        Certificate, ///< number of the paper it rests on
        Until,       ///< the last day that paper is valid
    };

    QString code;
    base::LocalText name;
    bool ofHousehold = false;
    base::LocalText rule; ///< in words, how one comes to belong to it
    Confidence confidence = Confidence::Assumed;
    std::optional<int> reviewMonths;
    std::vector<Ask> asks;              ///< in the order of Ask
    std::vector<base::LocalText> kinds; ///< what the detail may be; empty: any words
    bool offered = true;                ///< false: shown where somebody belongs to it, nobody new is entered
    bool derived = false;               ///< computed from the register, never written by hand
    std::optional<Condition> when;      ///< how, if one person's facts are enough
    bool candidateOnly = false;         ///< the register only suggests it; a visit confirms
    bool operator==(const GroupDefinition &) const = default;

    [[nodiscard]] bool asksFor(Ask ask) const;
    [[nodiscard]] static GroupDefinition read(const base::JsonPlace &place, Vocabulary &known);
};

/// A kind of paper.
struct Material {
    QString code;
    base::LocalText name;
    base::LocalText issuer;
    QString family;                  ///< "identity", "form", "finance", …: papers that lie together
    bool reusable = false;           ///< what the register holds can stand in for it
    QString registerSource;          ///< where the register holds it, such as "resident.bank_account"
    bool tolerable = false;          ///< may follow under a written promise (容缺受理); assumed, the county decides
    std::optional<int> validityDays; ///< no good when older than this
    base::LocalText remark;
    bool operator==(const Material &) const = default;

    [[nodiscard]] static Material read(const base::JsonPlace &place, Vocabulary &known);
};

} // namespace shouli::core::catalogue
