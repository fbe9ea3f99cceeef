// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/changes/log/Dispute.h"

#include <optional>

namespace shouli::app::settle {

/// What a person chose to become of one dispute. A value.
struct Decision {
    enum class Choice {
        Keep,     ///< what stands stays
        Proposal, ///< the proposal is taken
        Other,    ///< another value is typed
    };

    core::changes::log::Dispute dispute; ///< as it was seen
    Choice choice = Choice::Keep;
    QString typed; ///< for Other

    bool operator==(const Decision &) const = default;

    /// What the fields become; empty where nothing is written.
    [[nodiscard]] core::changes::FieldValues values() const;

    /// Whether another value can be typed: one field, which is plain text and not a code, a date or an id.
    [[nodiscard]] static bool takesOther(const core::changes::log::Dispute &dispute);
    /// Whether the proposal is a value that can be taken.
    [[nodiscard]] static bool takesProposal(const core::changes::log::Dispute &dispute);
    /// As it is kept: telephone and ID numbers in their stored form. None where it cannot be read, or is empty.
    [[nodiscard]] static std::optional<core::changes::Value> read(const core::changes::log::Dispute &dispute,
                                                                  const QString &typed);

    /// Writes the values and settles, in one act. False, and nothing is written, when what was seen is not
    /// what is there now: somebody else decided, or another value stands. Writer thread.
    [[nodiscard]] core::base::Result<bool> write(office::Writing &writing) const;
};

} // namespace shouli::app::settle
