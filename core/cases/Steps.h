// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Names.h"
#include "core/staff/OfficeId.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <variant>

/// What can happen to a case. Each is stored for good as the payload of one event: fields and
/// enumerators are only ever added, with new numbers (see CaseEvent.cpp).
namespace shouli::core::cases {

/// How one paper of the checklist stands.
enum class MaterialStatus : std::uint8_t {
    Brought = 1,      ///< handed in or shown
    FromRegister = 2, ///< known already, not asked for
    NotNeeded = 3,    ///< its condition does not apply
    Tolerated = 4,    ///< missing, promised by a date; the result is not handed out before (容缺受理)
    Missing = 5,      ///< asked for when the case was sent back for correction
    Received = 6,     ///< was tolerated or missing, came later
};

struct MaterialState {
    QString material; ///< catalogue reference: ID, HKALL, INCOME, …
    MaterialStatus status = MaterialStatus::Brought;
    QDate due; ///< of a tolerated one: promised for this day

    bool operator==(const MaterialState &) const = default;
};

/// What the eligibility check showed when the case was accepted, kept as it was told.
enum class ShownVerdict : std::uint8_t {
    Met = 1,
    NotMet = 2,
    Unknown = 3,   ///< the register does not say
    ForOffice = 4, ///< a person must judge
};

struct ShownRule {
    QString rule; ///< the rule's id in the catalogue, or its text where it has none
    ShownVerdict outcome = ShownVerdict::Unknown;
    QString value; ///< what the register held, as shown

    bool operator==(const ShownRule &) const = default;
};

/// A question only a person can answer, and the answer.
struct Judgement {
    QString question;
    bool yes = false;

    bool operator==(const Judgement &) const = default;
};

/// Which office carries a stage. Decided when the step before is taken and kept in it, so that every
/// PC folds the same whatever its list of offices says by then.
struct Carrier {
    QString stage;
    staff::OfficeId office;
    QString officeName;
    bool outside = false; ///< the work is done elsewhere (a hospital, the province); this office records it

    bool operator==(const Carrier &) const = default;
};

/// Records of persons and households that an office was given for this case, to be given back
/// when it is closed.
struct Share {
    staff::OfficeId office;
    QList<changes::EntityRef> records;

    bool operator==(const Share &) const = default;
};

struct Accepted {
    QList<MaterialState> materials;
    QList<ShownRule> eligibility;
    QList<Judgement> judgements;
    QString remark;
    QList<Carrier> route; ///< for every stage
    bool operator==(const Accepted &) const = default;
};

struct StageDone {
    enum class Outcome : std::uint8_t { Done = 1, Approved = 2 };
    QString stage;
    Outcome outcome = Outcome::Done;
    QString opinion;
    QMap<QString, QString> facts; ///< what the stage found out: benefit per month, notice dates, …
    QStringList skip;             ///< stages after this one that are not needed
    QList<Carrier> route;         ///< where it differs from what was decided before
    bool operator==(const StageDone &) const = default;
};

struct Returned {
    QString stage;     ///< which sends it back
    QString to;        ///< the earlier stage that must correct it
    QStringList items; ///< material references, or what else is to be put right
    QString reason;
    bool operator==(const Returned &) const = default;
};

struct Resubmitted {
    QString stage; ///< which corrected it
    QStringList supplied;
    QString remark;
    bool operator==(const Resubmitted &) const = default;
};

struct Rejected {
    QString stage;
    QString code; ///< of the county's list of reasons; may be empty
    QString reason;
    QString basis; ///< the law's article
    bool operator==(const Rejected &) const = default;
};

struct Withdrawn {
    QString reason;
    bool operator==(const Withdrawn &) const = default;
};

struct Paused {
    QString stage;
    QString reason;
    bool operator==(const Paused &) const = default;
};

struct Resumed {
    QString stage;
    bool operator==(const Resumed &) const = default;
};

struct MaterialReceived {
    QString material;
    bool operator==(const MaterialReceived &) const = default;
};

struct CertificateCollected {
    QString document; ///< what was collected, and its number if it has one
    bool operator==(const CertificateCollected &) const = default;
};

struct Delivered {
    enum class Way : std::uint8_t { Counter = 1, Home = 2, Post = 3, Phone = 4 };
    Way way = Way::Counter;
    QString receiver;
    QString relation; ///< to the applicant: self, or a code of GB/T 4761
    bool receiptSigned = false;
    bool operator==(const Delivered &) const = default;
};

struct Remark {
    QString text;
    bool operator==(const Remark &) const = default;
};

/// Undoes the step that the same PC logged under `lseq`, as long as nothing followed it.
struct TakenBack {
    std::int64_t lseq = 0;
    bool operator==(const TakenBack &) const = default;
};

/// Nothing happened to the case itself: an office put in order what two offices left over that did not
/// know of each other (its `givenBack`).
struct Tidied {
    bool operator==(const Tidied &) const = default;
};

/// What the acting office had to do with the case is another office's from here on (转办): the case was not its to
/// decide, or the person has moved there.
struct Transferred {
    staff::OfficeId to;
    QString toName;
    QString reason;
    QList<Carrier> route; ///< the stages that change their office
    bool operator==(const Transferred &) const = default;
};

/// A kind of step, or a form of one, that only a newer version understands. Kept, listed, no effect.
struct NewerStep {
    std::uint16_t kind = 0;
    bool operator==(const NewerStep &) const = default;
};

/// The position in this list is the event kind's number: append only, NewerStep stays first.
using Step = std::variant<NewerStep, Accepted, StageDone, Returned, Resubmitted, Rejected, Withdrawn, Paused, Resumed,
                          MaterialReceived, CertificateCollected, Delivered, Remark, TakenBack, Tidied, Transferred>;

/// A stable word for logs: accepted, done, returned, …
[[nodiscard]] QString wordOf(const Step &step);

} // namespace shouli::core::cases
