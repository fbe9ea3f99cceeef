// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/FindingWords.h"

namespace shouli::app::people {

using core::residents::Finding;
using core::residents::FindingCode;

QString FindingWords::of(const Finding &finding, const office::CodeWords &words)
{
    switch (finding.code) {
    case FindingCode::NumberEmpty:
    case FindingCode::NumberMissing:
        return tr("no number");
    case FindingCode::NumberLength:
        return tr("an ID number has 18 characters");
    case FindingCode::NumberCharacter:
        return tr("an ID number has digits and perhaps an X at the end");
    case FindingCode::NumberCheckDigit:
        return tr("the last character does not fit the others: a digit is wrong");
    case FindingCode::NumberDateImpossible:
        return tr("the birth date in the number does not exist");
    case FindingCode::NumberDateFuture:
        return tr("the birth date in the number lies ahead");
    case FindingCode::NumberOldForm:
        return tr("an old number of 15 digits; ask for the present one");
    case FindingCode::NumberConverted:
        return tr("made from an old number; compare it with the card");
    case FindingCode::NumberAreaUnknown:
        return tr("no province begins like this");
    case FindingCode::NumberAgeUnusual:
        return tr("older than 120 by the number");
    case FindingCode::NumberSexDiffers:
        return tr("the number says the other sex");
    case FindingCode::NumberBirthDiffers:
        return tr("the number says another birth date");
    case FindingCode::NumberHolderDiffers:
        return tr("the number belongs to another kind of document");
    case FindingCode::PhoneEmpty:
    case FindingCode::PhoneMissing:
        return tr("no telephone number");
    case FindingCode::PhoneCharacter:
        return tr("a telephone number has digits only");
    case FindingCode::PhoneLength:
        return tr("too short or too long for a telephone number");
    case FindingCode::PhonePrefixUnknown:
        return tr("no mobile number begins like this");
    case FindingCode::PhoneSeveral:
        return tr("two numbers: the other goes into the second field");
    case FindingCode::PhoneNote:
        return tr("words beside the number are kept as its note");
    case FindingCode::NameEmpty:
        return tr("without a name nothing can be kept");
    case FindingCode::NameTooLong:
        return tr("longer than 50 characters");
    case FindingCode::NameCharacterUnknown:
        return tr("a character is missing: type it as the card shows it");
    case FindingCode::NameDigits:
        return tr("digits in a name");
    case FindingCode::Unreadable:
        return finding.detail.isEmpty() ? tr("cannot be read") : tr("“%1” cannot be read").arg(finding.detail);
    case FindingCode::BirthDateMissing:
        return tr("no birth date");
    case FindingCode::BirthDatePartial:
        return tr("not a whole date");
    case FindingCode::BirthDateFuture:
        return tr("lies ahead");
    case FindingCode::BirthDateUnusual:
        return tr("more than 120 years ago");
    case FindingCode::CodeUnknown:
        return tr("%1 is not in the standard's list").arg(finding.detail);
    case FindingCode::RelationAgainstSex:
        return tr("%1 does not fit the sex").arg(words.relation(finding.detail));
    case FindingCode::RelationAgainstAge:
        return tr("does not fit the ages");
    case FindingCode::RelationUnclear:
        return tr("say it more exactly if you can");
    case FindingCode::HouseholdWithoutHead:
        return tr("the household has no head");
    case FindingCode::HouseholdSeveralHeads:
        return tr("the household has two heads");
    case FindingCode::DeathBeforeBirth:
        return tr("died before the birth date");
    case FindingCode::DeathFuture:
        return tr("a death that lies ahead");
    case FindingCode::DocumentExpired:
        return tr("the document has expired");
    case FindingCode::DocumentExpiresSoon:
        return tr("the document expires within 90 days");
    case FindingCode::MarriedTooYoung:
        return tr("married below the lawful age");
    case FindingCode::AddressMissing:
        return tr("no address");
    case FindingCode::DivisionMalformed:
        return tr("the division's code has 12 digits");
    case FindingCode::BankAccountCheckDigit:
        return tr("the card's last digit does not fit: a digit is wrong");
    case FindingCode::BankAccountLength:
        return tr("too short or too long for an account, or not digits only");
    case FindingCode::CertificateNotHolders:
        return tr("the certificate has another person's number");
    case FindingCode::CertificateMalformed:
        return tr("no certificate number looks like this");
    case FindingCode::CertificateAgainstValue:
        return tr("the certificate says another category or level");
    case FindingCode::PeriodReversed:
        return tr("ends before it begins");
    case FindingCode::GroupAgainstAge:
        return tr("does not fit an age of %1").arg(finding.detail);
    case FindingCode::GroupAgainstStatus:
        return tr("the person has died or moved away");
    case FindingCode::GroupsExclude:
        return tr("does not go together with another group");
    case FindingCode::CellBroken:
        return tr("characters that no text has");
    case FindingCode::CellTooLong:
        return tr("too long");
    case FindingCode::CellDigitsLost:
        return tr("the spreadsheet took it for a quantity and lost digits: enter it again as text");
    case FindingCode::CellError:
        return tr("the spreadsheet shows an error here");
    case FindingCode::RowTooWide:
        return tr("cells too far to the right were not read");
    case FindingCode::NumberTwiceInFile:
        return finding.detail.isEmpty() ? tr("the number stands in the file twice")
                                        : tr("the number stands in row %1 already").arg(finding.detail);
    case FindingCode::NumberSeveralHere:
        return tr("the register has several records with this number");
    case FindingCode::NumberOtherName:
        return tr("the register has this number under another name");
    case FindingCode::PerhapsKnown:
        return finding.detail.isEmpty() ? tr("somebody of this name and birth date is known")
                                        : tr("perhaps the same as row %1").arg(finding.detail);
    case FindingCode::HeadUnknown:
        return tr("the head of the household is not known; the household stays open");
    case FindingCode::HouseholdUnclear:
        return tr("several households have this number; the household stays open");
    case FindingCode::KnownAsGone:
        return tr("the register has this person as deceased or moved away");
    }
    return tr("does not fit");
}

} // namespace shouli::app::people
