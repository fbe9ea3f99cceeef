// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace shouli::sync::stick {

/// What the county writes on a stick for one PC: what it would have said to each question, the rounds that would have
/// followed, and the snapshots that these name. The receipt for what the PC sent is in the answers.
struct StickAnswer {
    /// One answer: for whoever stands there.
    struct Round {
        QByteArray stand; ///< standOf() the request that it answers
        QByteArray body;  ///< as on the line
        bool operator==(const Round &) const = default;
    };
    struct Answer {
        QByteArray path;
        int status = 200; ///< as HTTP; above, the one round's body is the word of the refusal
        QList<Round> rounds;
        bool operator==(const Answer &) const = default;
    };

    QList<Answer> answers;
    QMap<core::changes::ScopeId, QByteArray> manifests; ///< signed
    QMap<QByteArray, QByteArray> chunks;                ///< by name

    bool operator==(const StickAnswer &) const = default;

    [[nodiscard]] QList<QByteArray> toParts() const;
    /// MessageMalformed. Says nothing of signatures and names of chunks: whoever takes them does.
    [[nodiscard]] static core::base::Result<StickAnswer> fromParts(const QList<QByteArray> &parts);
};

} // namespace shouli::sync::stick
