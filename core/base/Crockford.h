// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QString>

namespace shouli::core::base {

/// Crockford's base 32: capital letters and digits without I, L, O, U, so that it can be read
/// aloud, typed, and sits in the alphanumeric mode of a QR code. Most significant bits first; the
/// last character is filled with zero bits.
[[nodiscard]] QString crockfordEncode(const QByteArray &bytes);

/// Forgiving as Crockford meant it: lower case is fine, O is 0, I and L are 1. InvalidArgument for
/// any other character, for another length than `byteCount` needs, and for filling bits that are not zero.
[[nodiscard]] Result<QByteArray> crockfordDecode(const QString &text, qsizetype byteCount);

} // namespace shouli::core::base
