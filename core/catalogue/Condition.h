// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Vocabulary.h"

#include <optional>
#include <variant>
#include <vector>

namespace shouli::core::catalogue {

struct Condition;

/// A number from the data: a constant, or a county's parameter times `factor` plus `plus`.
struct Operand {
    double constant = 0;
    QString parameter;
    double factor = 1;
    double plus = 0;
    bool operator==(const Operand &) const = default;
};

/// At least one of the four is set.
struct Bounds {
    std::optional<Operand> atLeast;
    std::optional<Operand> above;
    std::optional<Operand> atMost;
    std::optional<Operand> below;
    bool operator==(const Bounds &) const = default;
};

/// Whom a test is about.
enum class Who {
    Subject,   ///< the person the service is for
    AnyMember, ///< anybody who lives in the subject's household, the subject included
};

/// "all", "any", "none": of the conditions within.
struct CompositeTest {
    enum class Op { All, Any, None };
    Op op = Op::All;
    std::vector<Condition> of;
    bool operator==(const CompositeTest &) const;
};

/// "group": labels of the register (GroupDefinition).
struct GroupTest {
    enum class Op { AnyOf, AllOf, NoneOf };
    Op op = Op::AnyOf;
    QStringList groups;
    Who who = Who::Subject;
    bool operator==(const GroupTest &) const = default;
};

/// "age": full years on the day of the check.
struct AgeTest {
    Bounds years;
    bool operator==(const AgeTest &) const = default;
};

/// "born": on this day or later.
struct BornTest {
    QDate from;
    bool operator==(const BornTest &) const = default;
};

/// "sex": a code of GB/T 2261.1.
struct SexTest {
    QString code;
    bool operator==(const SexTest &) const = default;
};

/// "marital": codes of GB/T 2261.2.
struct MaritalTest {
    QStringList codes;
    bool operator==(const MaritalTest &) const = default;
};

/// "place": where somebody is registered, lives or works, measured from the accepting office.
struct PlaceTest {
    enum class Kind { Hukou, Residence, Work };
    enum class Scope { County, Town, Community };
    Kind kind = Kind::Hukou;
    Scope scope = Scope::County;
    bool within = true; ///< false: outside of it
    bool operator==(const PlaceTest &) const = default;
};

/// "quantity": a number about the subject or the household, such as the income per head.
struct QuantityTest {
    QString quantity;
    Bounds bounds;
    bool operator==(const QuantityTest &) const = default;
};

/// "circumstance": something that is so or not, such as being a student.
struct CircumstanceTest {
    QString circumstance;
    bool is = true;
    bool operator==(const CircumstanceTest &) const = default;
};

/// "disability": a certificate of one of the kinds; of any kind if none is named. An empty list of
/// categories or levels (codes of GB/T 26341) means any.
struct DisabilityTest {
    struct Kind {
        QStringList categories;
        QStringList levels;
        bool operator==(const Kind &) const = default;
    };
    std::vector<Kind> anyOf;
    Who who = Who::Subject;
    bool operator==(const DisabilityTest &) const = default;
};

/// "deceased": is recorded as dead; if `withinMonths` is set, for no longer than that.
struct DeceasedTest {
    std::optional<int> withinMonths;
    bool operator==(const DeceasedTest &) const = default;
};

/// "parents": states of the subject's parents ("dead", "missing", "imprisoned", …). Either each
/// parent is in one of `eachIn` and not all of them in `notAllIn`, or any parent is in `anyIn`.
struct ParentsTest {
    QStringList eachIn;
    QStringList notAllIn;
    QStringList anyIn;
    bool operator==(const ParentsTest &) const = default;
};

/// "no_open_case": of the service itself, or of another one.
struct NoOpenCaseTest {
    QString service; ///< empty: the service itself
    bool operator==(const NoOpenCaseTest &) const = default;
};

/// "not_repeated": nothing granted for the same cause within so many months. The register knows
/// when; whether the cause is the same a person must say.
struct NotRepeatedTest {
    QString service; ///< empty: the service itself
    int withinMonths = 12;
    bool operator==(const NotRepeatedTest &) const = default;
};

/// "document": the register holds a valid paper of this kind.
struct DocumentTest {
    QString material;
    bool operator==(const DocumentTest &) const = default;
};

/// "answer": yes to a question asked at the counter.
struct AnswerTest {
    QString question;
    bool operator==(const AnswerTest &) const = default;
};

/// "variant": which variant of the service was chosen.
struct VariantTest {
    QStringList anyOf;
    bool operator==(const VariantTest &) const = default;
};

/// "judge": no data can tell; a person judges.
struct JudgeTest {
    bool operator==(const JudgeTest &) const = default;
};

/// A type this version of Shouli does not know. Kept, and left to a person.
struct UnknownTest {
    QString type;
    bool operator==(const UnknownTest &) const = default;
};

/// Something that is so, is not so, or cannot be told from what is known: the language of
/// eligibility rules, of materials that are needed only sometimes, and of stages that are skipped.
/// Data, written as {"type": "age", "at_least": 60}. Evaluated by core/eligibility.
struct Condition {
    using Test = std::variant<CompositeTest, GroupTest, AgeTest, BornTest, SexTest, MaritalTest, PlaceTest,
                              QuantityTest, CircumstanceTest, DisabilityTest, DeceasedTest, ParentsTest, NoOpenCaseTest,
                              NotRepeatedTest, DocumentTest, AnswerTest, VariantTest, JudgeTest, UnknownTest>;
    Test test = JudgeTest{};
    base::LocalText text; ///< in words; may be empty within a rule

    bool operator==(const Condition &) const = default;

    /// Reads an object; deeper than eight levels is a problem.
    [[nodiscard]] static Condition read(const base::JsonPlace &place, const Vocabulary &known, int depth = 0);

    /// Every question this condition may ask, in order.
    [[nodiscard]] QStringList questions() const;
};

} // namespace shouli::core::catalogue
