// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/Phrasebook.h"
#include "app/delivery/DeliveryDraft.h"
#include "app/office/Session.h"
#include "app/printing/PaperPress.h"

namespace shouli::app::delivery {

/// The papers of a hand-over: the receipt to be signed and, where an application was refused, the letter that
/// says why and how to appeal. Always Chinese.
class DeliveryPapers {
public:
    static const QString receiptForm; ///< WS-07
    static const QString letterForm;  ///< WS-05

    /// Errors of the catalogue and the register.
    [[nodiscard]] static core::base::Result<QList<printing::PaperJob>> of(const office::Session &session,
                                                                          const casework::Phrasebook &book,
                                                                          const core::cases::CaseRecord &record,
                                                                          const DeliveryDraft &draft);
};

} // namespace shouli::app::delivery
