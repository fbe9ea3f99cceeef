// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cases/intake/AcceptanceDraft.h"

namespace shouli::core::cases::intake {

/// The bytes in which a draft is kept: CBOR, the number of the layout first. No state; any thread.
class DraftCode {
public:
    static constexpr int version = 1;
    static constexpr qsizetype mostBytes = 256 * 1024; ///< far beyond what a clerk types

    [[nodiscard]] static QByteArray toCbor(const AcceptanceChoices &choices);
    /// Unsupported: a newer version's. StorageFailure: too long, or anything that toCbor() does not write.
    [[nodiscard]] static base::Result<AcceptanceChoices> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::core::cases::intake
