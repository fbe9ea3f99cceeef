// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseId.h"
#include "core/changes/Value.h"
#include "core/residents/HouseholdId.h"
#include "core/residents/ResidentId.h"
#include "core/staff/OfficeId.h"

#include <QByteArray>
#include <QDate>
#include <QString>

namespace shouli::core::cases {

/// Somebody who acts for the applicant (代办人).
struct Proxy {
    QString name;
    QString phone;
    QString relation;            ///< to the applicant: a code of GB/T 4761, or words
    QString documentNumber = {}; ///< of their ID card; may be empty

    bool operator==(const Proxy &) const = default;
    [[nodiscard]] bool isNull() const { return *this == Proxy(); }
};

/// What is fixed when a case is accepted. Everything that happens afterwards is an event; `home` alone follows when
/// that office transfers the case.
struct CaseFile {
    CaseId id;
    QString number;    ///< CaseNumber::toString()
    QString service;   ///< catalogue code
    QString catalogue; ///< the version it was accepted under, and keeps
    QString variant;   ///< of the service; empty: the ordinary one
    residents::ResidentId applicant;
    QString applicantName;            ///< stays in the case when the person's record leaves an office
    residents::ResidentId subject;    ///< whom it is for: a child, somebody who died; null: the applicant
    residents::HouseholdId household; ///< null unless the household applies
    Proxy proxy;
    staff::OfficeId home; ///< accepted it, tells the resident, delivers
    QByteArray token;     ///< 16 random bytes: the secret on the acceptance card
    QByteArray tokenHash;
    QDate acceptedOn;

    bool operator==(const CaseFile &) const = default;

    static constexpr changes::Kind kind{20};
    static constexpr changes::Field homeField{11};
    static constexpr qsizetype tokenSize = 16;

    [[nodiscard]] static changes::EntityRef refOf(CaseId id) { return {kind, base::idCast<changes::EntityId>(id)}; }
    [[nodiscard]] changes::EntityRef ref() const { return refOf(id); }
    [[nodiscard]] changes::FieldValues values() const;

    /// SHA-256: what the public record carries instead of the token.
    [[nodiscard]] static QByteArray hashOf(const QByteArray &token);
};

} // namespace shouli::core::cases
