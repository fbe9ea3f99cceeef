// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Timestamp.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace shouli::core::audit {

/// What was done. Numbers are stored: append only.
enum class Action : std::uint8_t {
    SignIn = 1,
    SignInFailed = 2,
    Lock = 3,
    Look = 10, ///< a person's open record was seen; purpose in the details
    Create = 11,
    Correct = 12,
    Erase = 13, ///< lawfully, on the grounds in the details, which stay: they say nothing about a person
    CaseStep = 20, ///< accepted, approved, returned, …
    Print = 30,
    Scan = 31,
    ScanRefused = 32,
    Export = 40,
    Import = 41, ///< rows of a file into the register; file and rows in the details
    Enrol = 50,
    Settings = 51,
    Recovery = 52, ///< a damaged file was set aside or repaired
    Staff = 60,    ///< a colleague was added, changed, given a passphrase, taken away
};

/// One line of the audit log.
struct AuditRecord {
    std::int64_t number = 0; ///< 1, 2, 3, … without gaps
    base::Timestamp at;      ///< the PC's clock, right or wrong
    changes::AuthorId who;   ///< null before sign-in
    Action action = Action::Look;
    changes::EntityRef subject; ///< null id where there is none
    QString details;            ///< may be erased by law; the chain still verifies

    bool operator==(const AuditRecord &) const = default;
};

} // namespace shouli::core::audit
