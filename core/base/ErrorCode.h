// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shouli::core::base {

/// Every kind of failure that a person may meet. One list for all layers, so that one file
/// (app/shell/ErrorText.cpp) can give each a sentence in both languages under -Werror=switch.
/// Append to the group a code belongs to; the numbers never leave the process.
enum class ErrorCode {
    // any layer
    InvalidArgument, ///< a caller broke a documented precondition
    Cancelled,       ///< stopped on request; nothing was kept that should not be
    Unsupported,     ///< made by a newer version of Shouli
    OutOfMemory,     ///< the PC cannot spare what this needs; closing other programs may help

    // files
    FileMissing,
    FileUnreadable,
    FileUnwritable,
    DiskFull,

    // storage
    DatabaseMissing,
    DatabaseEmpty,   ///< zero bytes: SQLite would silently take it for a new one
    DatabaseDamaged, ///< pages fail their HMAC, or the file is no database, though the key is right
    DatabaseForeign, ///< a database of another office or another set-up
    DatabaseKeyWrong,
    DatabaseBusy,      ///< another process has it open
    DatabaseSettings,  ///< a safety setting did not take (temp_store, WAL, synchronous, ...)
    DatabaseTooNew,    ///< written by a newer version
    DatabaseShortened, ///< its history is shorter than what it once was: rolled back
    StorageFailure,    ///< anything else SQLite reports; detail holds its words

    // crypto and keys
    DecryptionFailed,
    SignatureWrong,
    KeyMalformed,
    PassphraseWrong,
    PassphraseTooWeak,
    TooManyAttempts,
    VaultMissing,
    VaultDamaged,
    VaultForeign, ///< belongs to another office or another database

    // staff
    StaffUnknown,
    PermissionDenied,

    // changes and sync
    ChangeMalformed,
    ChainBroken,  ///< a hash does not follow from the one before
    ForkDetected, ///< two histories under one replica: cloned or restored PC
    ServerUnreachable,
    ProxyUnreachable, ///< whoever carries this network's requests does not answer, or hung up half-way
    ProxyRefused,     ///< it does not let through to the county
    ProxyLoginNeeded, ///< it wants a name and a password, or other ones
    ServerFailure,
    ServerBusy,
    CertificateMismatch, ///< not the county certificate this PC was enrolled with
    EnrolmentCodeWrong,
    EnrolmentCodeUsed,
    EnrolmentCodeExpired,
    DeviceRevoked,
    MessageMalformed,
    MessageTooLarge,
    ProtocolTooOld,
    EpochChanged, ///< the county server was restored from a backup
    LawfullyErased, ///< on request; nothing can be written about it any more

    // catalogue and calendar
    CatalogueDamaged,
    ServiceUnknown,
    CalendarDamaged,

    // residents
    ResidentUnknown,
    CitizenNumberImpossible,
    ResidentIncomplete,

    // cases
    CaseUnknown,
    StepNotPossible, ///< the case is not at a point where this step fits
    StepNotYours,    ///< the stage is another office's
    ReasonMissing,
    NumbersExhausted, ///< this PC's block of case numbers is used up

    // forms, cards, printing
    TemplateDamaged,
    FontMissing,
    PrinterUnavailable,
    PrintFailed,
    CardMalformed,  ///< not a Shouli code, or cut short
    CardForeign,    ///< a Shouli code of another county
    CardForged,     ///< signature does not fit
    CardKeyUnknown, ///< signed by a device whose key has not reached this PC yet
    CardStale,      ///< signed after the device was revoked, or dated in the future
    ImageWithoutCode,
};

} // namespace shouli::core::base
