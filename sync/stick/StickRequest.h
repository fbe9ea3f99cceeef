// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::stick {

/// What a PC writes on a stick: bodies as it would post them, in that order.
struct StickRequest {
    struct Question {
        QByteArray path; ///< "/sync"
        QByteArray body; ///< signed as on the line
        /// standOf() the PC then. Comes back with the answer, where that does not have its own.
        QByteArray stand;
        bool operator==(const Question &) const = default;
    };
    static constexpr qsizetype mostQuestions = 1000;

    QByteArray answerKey; ///< 32 bytes, secret
    QList<Question> questions;

    bool operator==(const StickRequest &) const = default;

    [[nodiscard]] QList<QByteArray> toParts() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<StickRequest> fromParts(const QList<QByteArray> &parts);
};

/// Where in the county's log a PC stood when it asked, in all of its scopes: an answer is good for whoever stands
/// there, and for nobody who has got further meanwhile, on the line or by another stick.
[[nodiscard]] QByteArray standOf(const protocol::SyncRequest &request);

} // namespace shouli::sync::stick
