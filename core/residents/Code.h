// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace shouli::core::residents {

/// The code lists that residents' records are written in. Codes are the standards' own, so that
/// other departments' systems can read an export; the last three have no standard.
enum class CodeSystem {
    Marital,            ///< GB/T 2261.2-2003
    Ethnic,             ///< GB/T 3304-1991, and 97, 98
    Relation,           ///< GB/T 4761-2008: of this person to the head of household or applicant
    Education,          ///< GB/T 4658-2006
    Political,          ///< GB/T 4762-1984 with later names
    DisabilityCategory, ///< GB/T 26341-2010
    DisabilityLevel,    ///< GB/T 26341-2010: 1 is the most severe
    DocumentType,
    HukouKind,       ///< as printed in the household book, old books included
    ResidenceStatus, ///< living here or only registered here; every count must say which it counts
    WorkStatus,      ///< as the forms of the social-assistance and employment departments ask
};

struct CodeEntry {
    int value = 0;
    QString text; ///< as written: "01"
    QString name; ///< the standard's, Chinese

    bool operator==(const CodeEntry &) const = default;
};

/// All entries of a list in the standard's order.
[[nodiscard]] const QList<CodeEntry> &codeList(CodeSystem system);
/// How many characters a code of this list has.
[[nodiscard]] int codeWidth(CodeSystem system);

namespace detail {
[[nodiscard]] int parseCode(CodeSystem system, const QString &text); ///< -1 if no number of at most that width
[[nodiscard]] QString codeText(CodeSystem system, int value);
[[nodiscard]] QString codeName(CodeSystem system, int value);
} // namespace detail

/// A value of one list, or nothing. A number that is not in the list is kept as it is and has
/// itself as its name, so that a record written with a newer list loses nothing here.
template <CodeSystem S>
class Code {
public:
    static constexpr CodeSystem system = S;

    constexpr Code() = default;
    constexpr explicit Code(int value)
        : m_value(value)
    {
    }

    /// "01", "1" where the list allows; nothing for an empty text or one that is no number.
    [[nodiscard]] static std::optional<Code> parse(const QString &text)
    {
        const int value = detail::parseCode(S, text);
        return value < 0 ? std::nullopt : std::optional(Code(value));
    }

    [[nodiscard]] constexpr bool isEmpty() const { return m_value < 0; }
    [[nodiscard]] constexpr int value() const { return m_value; }
    [[nodiscard]] bool isListed() const
    {
        for (const CodeEntry &entry : codeList(S)) {
            if (entry.value == m_value)
                return true;
        }
        return false;
    }
    [[nodiscard]] QString toString() const { return isEmpty() ? QString() : detail::codeText(S, m_value); }
    [[nodiscard]] QString name() const { return isEmpty() ? QString() : detail::codeName(S, m_value); }

    constexpr auto operator<=>(const Code &) const = default;

private:
    int m_value = -1;
};

using MaritalCode = Code<CodeSystem::Marital>;
using EthnicCode = Code<CodeSystem::Ethnic>;
using RelationCode = Code<CodeSystem::Relation>;
using EducationCode = Code<CodeSystem::Education>;
using PoliticalCode = Code<CodeSystem::Political>;
using DisabilityCategoryCode = Code<CodeSystem::DisabilityCategory>;
using DisabilityLevelCode = Code<CodeSystem::DisabilityLevel>;
using DocumentTypeCode = Code<CodeSystem::DocumentType>;
using HukouKindCode = Code<CodeSystem::HukouKind>;
using ResidenceStatusCode = Code<CodeSystem::ResidenceStatus>;
using WorkStatusCode = Code<CodeSystem::WorkStatus>;

/// Values that our own rules speak of.
namespace codes {
inline constexpr MaritalCode single(10), married(20), firstMarriage(21), remarried(22), restored(23), widowed(30),
    divorced(40), maritalNotStated(90);
inline constexpr EthnicCode han(1);
inline constexpr RelationCode self(1), head(2), spouse(10), husband(11), wife(12), son(20), onlySon(21), eldestSon(22),
    secondSon(23), thirdSon(24), adoptedSon(27), sonInLaw(28), daughter(30), onlyDaughter(31), eldestDaughter(32),
    secondDaughter(33), thirdDaughter(34), adoptedDaughter(37), daughterInLaw(38), anyGrandchild(40), grandson(41),
    granddaughter(42), daughtersSon(43), daughtersDaughter(44), grandsonsWife(45), granddaughtersHusband(46),
    greatGrandson(47), greatGranddaughter(48), anyParent(50), father(51), mother(52), husbandsFather(53),
    husbandsMother(54), wifesFather(55), wifesMother(56), stepfather(57), stepmother(58), anyGrandparent(60),
    fathersFather(61), fathersMother(62), mothersFather(63), mothersMother(64), spousesGrandparent(65),
    greatGrandfather(66), greatGrandmother(67), anySibling(70), elderBrother(71), elderBrothersWife(72),
    youngerBrother(73), youngerBrothersWife(74), elderSister(75), elderSistersHusband(76), youngerSister(77),
    youngerSistersHusband(78), otherSibling(79), otherKin(80), fathersElderBrother(81), fathersElderBrothersWife(82),
    fathersYoungerBrother(83), fathersYoungerBrothersWife(84), mothersBrother(85), mothersBrothersWife(86),
    mothersSistersHusband(87), mothersSister(88), fathersSistersHusband(89), fathersSister(90), fathersNephew(91),
    otherCousin(92), brothersSon(93), brothersDaughter(94), sistersSon(95), sistersDaughter(96), otherRelative(97),
    notRelated(99);
inline constexpr DocumentTypeCode residentCard(10), temporaryCard(11), householdBook(12), birthCertificate(13),
    hongKongMacaoPermit(20), taiwanPermit(21), foreignersCard(30), passport(31), noDocument(99);
inline constexpr HukouKindCode residentHukou(1), oldUrbanHukou(2), oldRuralHukou(3), collectiveHukou(4),
    hukouPending(5);
inline constexpr ResidenceStatusCode atHome(1), movedIn(2), away(3), onPaperOnly(4), deceased(8), movedOut(9);
inline constexpr WorkStatusCode employed(1), flexible(2), unemployed(3), farming(4), studying(5), retired(6),
    otherWork(7);
} // namespace codes

} // namespace shouli::core::residents
