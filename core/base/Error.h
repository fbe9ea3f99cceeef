// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ErrorCode.h"

#include <QString>

namespace shouli::core::base {

/// Why a call failed. `code` is for programs and for the sentence shown to a person;
/// `detail` names the thing concerned (a file, a field, SQLite's own words), untranslated and
/// free of personal data, because it may reach a log.
struct Error {
    ErrorCode code = ErrorCode::InvalidArgument;
    QString detail = {};

    bool operator==(const Error &) const = default;
};

} // namespace shouli::core::base
