// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ErrorText.h"

namespace shouli::app::shell {

using core::base::ErrorCode;
using frame::ErrorMessage;

ErrorMessage ErrorText::sentences(ErrorCode code)
{
    // said by several
    const QString nothingChanged = tr("Nothing was changed.");
    const QString allKept = tr("Everything entered on this computer is kept.");
    const QString callIt = tr("Call the county's IT staff and read them the line below.");

    switch (code) {
    case ErrorCode::InvalidArgument:
        return {tr("The program tried something it cannot do."), nothingChanged, callIt};
    case ErrorCode::Cancelled:
        return {tr("It was stopped, as you asked."), tr("What was finished before is kept."),
                tr("Start it again whenever you like.")};
    case ErrorCode::Unsupported:
        return {tr("This was made by a newer version of Shouli."), nothingChanged,
                tr("Have this computer's Shouli updated, then try again.")};

    case ErrorCode::OutOfMemory:
        return {tr("This computer has not enough free memory for that."), nothingChanged,
                tr("Close other programs, then try again.")};

    case ErrorCode::FileMissing:
        return {tr("A file that is needed is not there."), nothingChanged,
                tr("Check that the drive or folder is connected, then try again.")};
    case ErrorCode::FileUnreadable:
        return {tr("A file cannot be read."), nothingChanged,
                tr("Check the file or the USB stick, or take another copy of it.")};
    case ErrorCode::FileUnwritable:
        return {tr("A file cannot be written."), tr("The file that was there before is unharmed."),
                tr("Choose another folder, or check that the drive is not write-protected.")};
    case ErrorCode::DiskFull:
        return {tr("The disk is full."), tr("All that was saved before is kept; this last step was not saved."),
                tr("Free some space or call IT, then do the last step again.")};

    case ErrorCode::DatabaseMissing:
        return {tr("This office's data file is not where it should be."), tr("Nothing was created in its place."),
                tr("Do not set the computer up anew. Call the county's IT staff; they can restore it.")};
    case ErrorCode::DatabaseEmpty:
        return {tr("This office's data file is empty."),
                tr("It was not touched, and nothing was created in its place."),
                tr("Do not set the computer up anew. Call the county's IT staff; they can restore it.")};
    case ErrorCode::DatabaseDamaged:
        return {tr("Part of this office's data file is damaged."),
                tr("What has reached the county is safe there; the damaged file was left as it is."),
                tr("Stop work on this computer and call the county's IT staff.")};
    case ErrorCode::DatabaseForeign:
        return {tr("The data file belongs to another office or another set-up."),
                tr("It was not opened and not changed."),
                tr("Call the county's IT staff; they can tell which file belongs here.")};
    case ErrorCode::DatabaseKeyWrong:
        return {tr("The key does not open this office's data file."), tr("It was not opened and not changed."), callIt};
    case ErrorCode::DatabaseBusy:
        return {tr("Shouli is already open on this computer."), tr("Nothing was changed."),
                tr("Use the window that is open, or close it first.")};
    case ErrorCode::DatabaseSettings:
        return {tr("The data file cannot be used safely on this disk."),
                tr("It was not opened, so nothing is at risk."), callIt};
    case ErrorCode::DatabaseTooNew:
        return {tr("The data file was written by a newer version of Shouli."), tr("It was not opened and not changed."),
                tr("Have this computer's Shouli updated.")};
    case ErrorCode::DatabaseShortened:
        return {tr("The data file is older than it should be: part of its history is missing."),
                tr("What has reached the county is safe there; the file was not changed."),
                tr("Stop work on this computer and call the county's IT staff. It may be an old copy.")};
    case ErrorCode::StorageFailure:
        return {tr("The data file did not accept this step."),
                tr("All that was saved before is kept; this last step was not saved."),
                tr("Try once more. If it happens again, call the county's IT staff.")};

    case ErrorCode::DecryptionFailed:
        return {tr("Something encrypted could not be opened."), nothingChanged, callIt};
    case ErrorCode::SignatureWrong:
        return {tr("A signature does not match: the data is not from who it claims to be from, or was altered."),
                tr("It was refused; nothing was changed."), tr("Do not use it. Call the county's IT staff.")};
    case ErrorCode::KeyMalformed:
        return {tr("A key is incomplete or mistyped."), nothingChanged, tr("Enter or fetch the key again.")};
    case ErrorCode::PassphraseWrong:
        return {tr("The passphrase is not right."), nothingChanged,
                tr("Look at Caps Lock and at the input method, then type it again.")};
    case ErrorCode::PassphraseTooWeak:
        return {tr("The passphrase is too easy to guess."), tr("The old one still holds."),
                tr("Take a longer one: four unrelated words are easy to remember.")};
    case ErrorCode::TooManyAttempts:
        return {
            tr("Too many wrong passphrases."), tr("Everything entered is kept."),
            tr("Wait a little, then try again. If you have forgotten it, the county can set a new one by telephone.")};
    case ErrorCode::VaultMissing:
        return {tr("The file with this office's keys is not there."), tr("The data is still there, locked."),
                tr("Do not set the computer up anew. Call the county's IT staff; they hold the recovery key.")};
    case ErrorCode::VaultDamaged:
        return {tr("The file with this office's keys is damaged."), tr("The data is still there, locked."),
                tr("Do not set the computer up anew. Call the county's IT staff; they hold the recovery key.")};
    case ErrorCode::VaultForeign:
        return {tr("The file with the keys belongs to another office or another data file."), nothingChanged,
                tr("Call the county's IT staff; they can tell which file belongs here.")};

    case ErrorCode::StaffUnknown:
        return {tr("This person is not on this office's staff list."), nothingChanged,
                tr("Ask the person in charge of the office to add them, or wait until the list has arrived from the "
                   "county.")};
    case ErrorCode::PermissionDenied:
        return {tr("Your role does not allow this step."), nothingChanged,
                tr("Ask a colleague whose role it is, or the person in charge of the office.")};

    case ErrorCode::ChangeMalformed:
        return {tr("A change that was received cannot be understood."),
                tr("It was set aside; everything else is kept."), callIt};
    case ErrorCode::LawfullyErased:
        return {tr("This was erased on lawful request."), nothingChanged,
                tr("Nothing can be written about it any more. Whoever comes again is registered anew.")};
    case ErrorCode::ChainBroken:
        return {tr("The record of changes has a gap or was altered."),
                tr("What has reached the county is safe there; nothing more is sent until this is settled."),
                tr("Work may go on. Call the county's IT staff today.")};
    case ErrorCode::ForkDetected:
        return {
            tr("This computer's data was copied, or restored from an old copy."),
            tr("Nothing is lost. From now on this computer has a number of its own at the county."),
            tr("Go on working. If nobody copied or restored this computer on purpose, call the county's IT staff.")};
    case ErrorCode::ServerUnreachable:
        return {tr("The county cannot be reached just now."),
                tr("Everything entered is kept here and is sent by itself when the link is back."),
                tr("Go on working. Nothing else needs to be done.")};
    case ErrorCode::ProxyUnreachable:
        return {tr("The proxy of this network does not answer."),
                tr("Everything entered is kept here and is sent by itself when the link is back."),
                tr("Go on working. If it lasts, call whoever looks after the network.")};
    case ErrorCode::ProxyRefused:
        return {tr("The proxy of this network does not let through to the county."),
                tr("Everything entered is kept here and is sent by itself when the link is back."),
                tr("Call whoever looks after the network: the county's server must be allowed.")};
    case ErrorCode::ProxyLoginNeeded:
        return {tr("The proxy of this network wants a name and a password."),
                tr("Everything entered is kept here and is sent by itself when the link is back."),
                tr("Call whoever looks after the network: they belong into the settings of the operating system.")};
    case ErrorCode::ServerFailure:
        return {tr("The county's server reported a fault."),
                tr("Everything entered is kept here and is sent again by itself."),
                tr("Go on working. If it lasts more than a day, call the county's IT staff.")};
    case ErrorCode::ServerBusy:
        return {tr("The county's server is busy."), tr("Everything entered is kept here and is sent again by itself."),
                tr("Go on working. Nothing else needs to be done.")};
    case ErrorCode::CertificateMismatch:
        return {tr("The server that answered is not this county's server."), tr("Nothing was sent to it."),
                tr("Do not go on connecting. Call the county's IT staff.")};
    case ErrorCode::EnrolmentCodeWrong:
        return {tr("The enrolment code is not right."), nothingChanged,
                tr("Compare it with the sheet, letter by letter, and type it again.")};
    case ErrorCode::EnrolmentCodeUsed:
        return {tr("This enrolment code was used before."), nothingChanged,
                tr("Ask the county's IT staff for a new one; each is good for one computer.")};
    case ErrorCode::EnrolmentCodeExpired:
        return {tr("This enrolment code has expired."), nothingChanged, tr("Ask the county's IT staff for a new one.")};
    case ErrorCode::DeviceRevoked:
        return {tr("The county has withdrawn this computer's access."),
                tr("What was sent before is safe at the county; nothing more is sent from here."),
                tr("Call the county's IT staff.")};
    case ErrorCode::MessageMalformed:
        return {tr("A message from the county cannot be understood."),
                tr("It was not used. Everything entered is kept."),
                tr("Go on working. It is asked for again by itself; if it lasts, call the county's IT staff.")};
    case ErrorCode::MessageTooLarge:
        return {tr("A file or message is larger than is allowed."), nothingChanged,
                tr("Take a smaller one, or split it.")};
    case ErrorCode::ProtocolTooOld:
        return {tr("This version of Shouli is too old for the county's server."),
                tr("Everything entered is kept here until it can be sent."),
                tr("Go on working, and have this computer's Shouli updated soon.")};
    case ErrorCode::EpochChanged:
        return {tr("The county's server was restored from a backup."),
                tr("Everything entered here is kept; what the server lost is sent to it again by itself."),
                tr("Go on working. Nothing else needs to be done.")};

    case ErrorCode::CatalogueDamaged:
        return {tr("The service catalogue that arrived is damaged."), tr("The one in use before stays in use."),
                tr("Go on working. It is fetched again by itself.")};
    case ErrorCode::ServiceUnknown:
        return {tr("This service is not in this computer's catalogue."), nothingChanged,
                tr("Wait until the newest catalogue has arrived from the county, or choose another service.")};
    case ErrorCode::CalendarDamaged:
        return {tr("The official calendar of working days is damaged or missing."),
                tr("Cases are kept; their time limits cannot be worked out just now."), callIt};

    case ErrorCode::ResidentUnknown:
        return {tr("This resident is not in this office's register."), nothingChanged,
                tr("Search again by name or telephone, or enter them as new.")};
    case ErrorCode::CitizenNumberImpossible:
        return {tr("This ID number cannot exist: its date, region or last digit does not fit."),
                tr("What was typed is still there."), tr("Compare it with the ID card, digit by digit.")};
    case ErrorCode::ResidentIncomplete:
        return {tr("Something that must be known about the resident is missing."),
                tr("What was typed is kept as a draft."), tr("Fill in what is marked, then save again.")};

    case ErrorCode::CaseUnknown:
        return {tr("This case is not on this computer."), nothingChanged,
                tr("Check the number. A case just accepted elsewhere arrives with the next exchange with the county.")};
    case ErrorCode::StepNotPossible:
        return {tr("The case is not at a point where this can be done."), nothingChanged,
                tr("Look at its stages: somebody may have dealt with it meanwhile.")};
    case ErrorCode::StepNotYours:
        return {tr("This stage belongs to another office."), nothingChanged,
                tr("The office that has the case is shown at its stages.")};
    case ErrorCode::ReasonMissing:
        return {tr("A reason is needed for this step."), tr("What was typed is still there."),
                tr("Type the reason, or choose a usual phrase; the resident will read it.")};
    case ErrorCode::NumbersExhausted:
        return {tr("This computer has used up its case numbers."), tr("The case is kept as a draft."),
                tr("Connect to the county to get new numbers. Meanwhile accept cases on another computer.")};

    case ErrorCode::TemplateDamaged:
        return {tr("The layout of this form is damaged."), tr("The case is saved; only the paper is missing."),
                tr("Fetch the form templates again in Settings, then print once more.")};
    case ErrorCode::FontMissing:
        return {tr("A font needed for this paper is not installed."),
                tr("The case is saved; only the paper is missing."),
                tr("Call the county's IT staff to have the fonts installed, then print once more.")};
    case ErrorCode::PrinterUnavailable:
        return {tr("The printer cannot be reached."), tr("The case is saved; only the paper is missing."),
                tr("Check its power, cable and paper, then print once more, or print on another printer.")};
    case ErrorCode::PrintFailed:
        return {tr("Printing did not succeed."), tr("The case is saved; only the paper is missing."),
                tr("Look at the printer, then print once more.")};
    case ErrorCode::CardMalformed:
        return {tr("This code is not one of Shouli's, or only part of it was read."), nothingChanged,
                tr("Hold the card flat and scan it again, or type the case number.")};
    case ErrorCode::CardForeign:
        return {tr("This card is from another county."), nothingChanged,
                tr("Send the resident to the office named on the card.")};
    case ErrorCode::CardForged:
        return {tr("This card was not issued by an office of this county: its signature does not fit."), nothingChanged,
                tr("Do not hand anything out on it. Look the case up by name, and tell the person in charge.")};
    case ErrorCode::CardKeyUnknown:
        return {tr("The office that issued this card is not yet known on this computer."), nothingChanged,
                tr("Connect to the county and scan again, or look the case up by its number.")};
    case ErrorCode::CardStale:
        return {tr("This card was issued after its computer had been withdrawn, or bears a date in the future."),
                nothingChanged,
                tr("Do not hand anything out on it. Look the case up by name, and tell the person in charge.")};
    case ErrorCode::ImageWithoutCode:
        return {tr("No code was found in the picture."), nothingChanged,
                tr("Take a sharper picture of the whole code in good light, or scan the card.")};
    }
    return {};
}

ErrorMessage ErrorText::of(const core::base::Error &error)
{
    ErrorMessage message = sentences(error.code);
    message.detail = error.detail;
    return message;
}

} // namespace shouli::app::shell
