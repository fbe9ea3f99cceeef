// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/intake/AcceptanceDraft.h"
#include "core/forms/FormData.h"
#include "core/papers/PaperContext.h"

namespace shouli::core::papers {

/// What the notices handed out at the counter say. Keys: resources/forms/KEYS.md.
struct NoticeData {
    /// WS-02, the one-off notice (一次性告知): everything that is missing, at once. Blank: the number and
    /// the day until which it is to be brought.
    [[nodiscard]] static forms::FormData missing(const PaperContext &context, const catalogue::Service &service,
                                                 const QString &applicant,
                                                 const QList<cases::intake::AcceptanceDraft::Line> &lines);

    /// WS-03 (容缺受理告知): papers of an accepted case that follow by a promised day.
    [[nodiscard]] static forms::FormData tolerated(const PaperContext &context, const catalogue::Service &service,
                                                   const cases::CaseFile &file,
                                                   const QList<cases::MaterialState> &materials);
    /// Whether there is a paper for that notice.
    [[nodiscard]] static bool isTolerated(const QList<cases::MaterialState> &materials);
};

} // namespace shouli::core::papers
