// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseRecord.h"
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
    /// What the refusal rests on, beside the case itself.
    struct Refusal {
        QString reason;
        QString facts;         ///< what was found out; empty: for the pen
        QStringList referrals; ///< services that may help instead
    };
    /// WS-05 (不予确认告知书): who refused it, the reason, its legal basis, and how to appeal. Review is asked of the
    /// county's government, which is above its departments and its streets (行政复议法 art. 24); which court has
    /// jurisdiction a county's own courts settle, so none is named. Blank: the letter's number.
    [[nodiscard]] static forms::FormData refused(const PaperContext &context, const catalogue::Service &service,
                                                 const cases::CaseRecord &record, const Refusal &refusal);
    /// Whether there is a paper for that notice.
    [[nodiscard]] static bool isTolerated(const QList<cases::MaterialState> &materials);
};

} // namespace shouli::core::papers
