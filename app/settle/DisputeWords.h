// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/changes/log/Dispute.h"

#include <QCoreApplication>

namespace shouli::app::settle {

/// A dispute in a clerk's words. Values are whole: a telephone number cannot be decided by its tail, so
/// whoever shows them logs the look. GUI thread.
class DisputeWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::settle::DisputeWords)

public:
    /// The person, the household or the case it is about.
    [[nodiscard]] static QString whom(const office::Session &session, const core::changes::log::Dispute &dispute);
    /// The fields, or the step.
    [[nodiscard]] static QString what(const office::Session &session, const core::changes::log::Dispute &dispute);
    /// Number and service of the case it is about; empty where it is about none.
    [[nodiscard]] static QString caseFile(const office::Session &session, const core::changes::log::Dispute &dispute);
    /// Why it waits, in a sentence.
    [[nodiscard]] static QString why(const office::Session &session, const core::changes::log::Dispute &dispute);

    [[nodiscard]] static QString field(core::changes::Kind kind, core::changes::Field field);
    [[nodiscard]] static QString value(const office::Session &session, core::changes::Kind kind,
                                       core::changes::Field field, const core::changes::Value &value);
    /// Several values in one line, each with its field's name; a single one alone.
    using ValueOf = core::changes::Value core::changes::log::Dispute::Part::*;
    [[nodiscard]] static QString values(const office::Session &session, const core::changes::log::Dispute &dispute,
                                        ValueOf of);
    /// "Wang Xiulan, Qijiawan, 11-23 09:41", as far as it is known here.
    [[nodiscard]] static QString by(const office::Session &session, const core::changes::LoggedChange &change);
    [[nodiscard]] static QString when(const office::Session &session, const core::changes::LoggedChange &change);

    /// One step of a case: "Street acceptance: done".
    [[nodiscard]] static QString step(const office::Session &session, const core::cases::CaseFile &file,
                                      const core::changes::LoggedChange &line);

    /// The person whose data it shows; null where it shows nobody's.
    [[nodiscard]] static core::residents::ResidentId person(const office::Session &session,
                                                            const core::changes::log::Dispute &dispute);
};

} // namespace shouli::app::settle
