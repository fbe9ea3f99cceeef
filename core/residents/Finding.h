// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace shouli::core::residents {

/// How bad a finding is. Odd: a person should look, nothing is blocked, because wrong papers and
/// wrong registers exist. Impossible: it cannot be so, and is not saved.
enum class Severity {
    Odd,
    Impossible,
};

/// What can be found about the values of a record. app/ gives each a sentence.
enum class FindingCode {
    // citizen numbers (GB 11643-1999)
    NumberEmpty,
    NumberLength,         ///< neither 18 nor (on import) 15 characters
    NumberCharacter,      ///< something else than digits and a last X
    NumberCheckDigit,     ///< the last character does not follow from the others
    NumberDateImpossible, ///< 29 February of a common year, month 13, ...
    NumberDateFuture,
    NumberOldForm,       ///< 15 digits (before 1999-10-01); taken on import only
    NumberConverted,     ///< made of an old 15-digit number by adding 19 and the check digit
    NumberAreaUnknown,   ///< the first two digits are no province
    NumberAgeUnusual,    ///< born more than 120 years ago
    NumberSexDiffers,    ///< the record's sex is not the number's
    NumberBirthDiffers,  ///< the record's birth date is not the number's
    NumberHolderDiffers, ///< the kind of document is not that of the number (81, 82, 83, 9...)

    // telephone numbers
    PhoneEmpty,
    PhoneCharacter,
    PhoneLength,
    PhonePrefixUnknown, ///< no mobile network begins so
    PhoneSeveral,       ///< two numbers in one field: the first is taken, the rest is in the detail
    PhoneNote,          ///< words beside the number ("son's"); they are in the detail

    // names
    NameEmpty,
    NameTooLong,
    NameCharacterUnknown, ///< a question mark, a private-use or replacement character: the paper has a rare one
    NameDigits,

    // records
    Unreadable, ///< typed text that cannot be a value of its field; the detail is the text
    BirthDateMissing,
    BirthDatePartial, ///< year, or year and month, only
    BirthDateFuture,
    BirthDateUnusual,
    NumberMissing,
    CodeUnknown, ///< not in the standard's list; the detail is the code
    RelationAgainstSex,
    RelationAgainstAge, ///< a child older than the parent, ...
    RelationUnclear,    ///< "other relative" or "not related"
    HouseholdWithoutHead,
    HouseholdSeveralHeads,
    DeathBeforeBirth,
    DeathFuture,
    DocumentExpired,
    DocumentExpiresSoon,
    MarriedTooYoung, ///< below 22 (men) or 20 (women), Civil Code art. 1047
    AddressMissing,
    PhoneMissing,
    DivisionMalformed,
    BankAccountCheckDigit,
    BankAccountLength,

    // groups
    CertificateNotHolders, ///< the first 18 of a disability certificate are not the holder's number
    CertificateMalformed,
    CertificateAgainstValue, ///< its category or level is not the membership's
    PeriodReversed,
    GroupAgainstAge,
    GroupAgainstStatus, ///< still in a benefit group though deceased or moved out
    GroupsExclude,      ///< two groups that cannot be held together

    // rows of a file (core/residents/exchange)
    CellBroken,        ///< bytes that are no text, or a character that no text has
    CellTooLong,       ///< cut
    CellDigitsLost,    ///< a spreadsheet took a long number for a quantity: 6.10623E+17
    CellError,         ///< #N/A, ########
    RowTooWide,        ///< cells beyond the last column that is read
    NumberTwiceInFile, ///< the detail is the row that had it first
    NumberSeveralHere, ///< the register has several records with it
    NumberOtherName,   ///< the register has it under another name
    PerhapsKnown,      ///< somebody of that name and birth date is known; the detail is their row in the file, if there
    HeadUnknown,       ///< the head of the household is neither here nor above in the file
    HouseholdUnclear,  ///< several households have that number
    KnownAsGone,       ///< the register has this person as deceased or moved away
};

struct Finding {
    Severity severity = Severity::Odd;
    FindingCode code = FindingCode::NumberEmpty;
    QString detail = {}; ///< the part concerned, for the person who looks at this record; never for a log

    bool operator==(const Finding &) const = default;
};

[[nodiscard]] inline bool isImpossible(const QList<Finding> &findings)
{
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Impossible)
            return true;
    }
    return false;
}

[[nodiscard]] inline bool contains(const QList<Finding> &findings, FindingCode code)
{
    for (const Finding &finding : findings) {
        if (finding.code == code)
            return true;
    }
    return false;
}

} // namespace shouli::core::residents
