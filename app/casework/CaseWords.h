// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"
#include "app/office/Session.h"
#include "app/widgets/StageBar.h"
#include "core/cases/CaseRecord.h"

#include <QCoreApplication>

namespace shouli::app::casework {

/// The words of a case in the language of the window. Names come from the catalogue's version that the
/// case keeps; a code stands for itself where that version is not here.
class CaseWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::casework::CaseWords)

public:
    [[nodiscard]] static QString service(const office::Session &session, const core::cases::CaseFile &file);
    [[nodiscard]] static QString service(const office::Session &session, const QString &code, const QString &version);
    /// Short, as it stands in a strip of stages.
    [[nodiscard]] static QString stage(const office::Session &session, const core::cases::CaseFile &file,
                                       const QString &stage);
    [[nodiscard]] static QString material(const office::Session &session, const core::cases::CaseFile &file,
                                          const QString &material);
    [[nodiscard]] static QString status(core::cases::CaseStatus status);
    /// Under a stage: "10" for working days, as the promise counts; "7 days" for days of the calendar.
    [[nodiscard]] static QString limit(const core::calendar::Limit &limit);
    /// "3 days", "today", "1 day late", "stopped"; empty where there is no limit.
    [[nodiscard]] static QString left(const core::calendar::Deadline &deadline);
    [[nodiscard]] static look::Light light(core::calendar::Light light);
    /// "11-20"; with the year where it is another than today's.
    [[nodiscard]] static QString day(QDate day, QDate today);

    /// The strip of stages as it stands today; stages that were not needed are left out.
    [[nodiscard]] static QList<widgets::Stage> stages(const office::Session &session,
                                                      const core::cases::CaseRecord &record);
};

} // namespace shouli::app::casework
