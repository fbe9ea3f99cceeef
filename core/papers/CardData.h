// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cards/CardCode.h"
#include "core/cards/CardSigner.h"
#include "core/cases/CaseRecord.h"
#include "core/forms/FormData.h"
#include "core/papers/PaperContext.h"

namespace shouli::core::papers {

/// What the acceptance card (民生事务受理卡) shows, its signed code included. No name in full, no
/// number, no address: others will see it. Keys: resources/forms/KEYS.md.
struct CardData {
    /// `reprint`: 0 for the first print, else which reprint it is. Errors as CardSigner::sign.
    [[nodiscard]] static base::Result<forms::FormData> of(const PaperContext &context,
                                                          const catalogue::Service &service,
                                                          const cases::CaseRecord &record,
                                                          const calendar::WorkCalendar &calendar,
                                                          const cards::CardSigner &signer, const cards::CardCode &code,
                                                          int reprint = 0);
};

} // namespace shouli::core::papers
