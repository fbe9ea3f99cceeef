// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "sync/snapshot/Thing.h"

#include <QHash>
#include <QSet>

namespace shouli::sync::snapshot {

/// What a scope holds, folded from the lines that it receives, in county order: exactly what an office has that read
/// the same lines (core/changes Intake) and had nothing unsent. Pure.
class ScopeFold {
public:
    explicit ScopeFold(core::changes::ScopeId scope)
        : m_scope(scope)
    {
    }

    /// A thing of an earlier state, before the first line that is about it.
    void put(const Thing &thing);
    /// The next line; images as the county keeps them. ChangeMalformed where the county's own log cannot be read.
    [[nodiscard]] core::base::Result<void> take(const core::changes::LogEntry &entry);

    [[nodiscard]] bool holds(core::changes::EntityRef ref) const { return m_things.contains(ref); }
    /// Everything of a kind that is held now, ascending by id.
    [[nodiscard]] QList<core::changes::EntityRef> refs(core::changes::Kind kind) const;
    /// The thing itself, and the lines about it.
    [[nodiscard]] qsizetype rows(core::changes::EntityRef ref) const;
    [[nodiscard]] core::base::Result<Thing> thing(core::changes::EntityRef ref) const;

private:
    /// Kept small: a county has hundreds of thousands.
    struct Kept {
        std::int64_t created = 0;
        QByteArray first;           ///< CBOR of the values at `created`, where it was created here
        core::changes::Image image; ///< where it came as one; without events
        QMap<core::changes::Field, core::changes::Image::Versioned> later;
        QList<core::changes::LogEntry> lines;
        QMap<core::changes::ScopeId, Held> holders;
    };
    static void erase(Kept &kept);
    [[nodiscard]] core::base::Result<void> enter(Kept &kept, const core::changes::LogEntry &entry);

    core::changes::ScopeId m_scope;
    QHash<core::changes::EntityRef, Kept> m_things;
};

} // namespace shouli::sync::snapshot
