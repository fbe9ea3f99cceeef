// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "sync/protocol/columns/Known.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::protocol::columns {

/// Changes as they travel: column by column, each number as its difference from what the change before
/// makes one expect, each id once. Only transport: hashes are over Change::toCbor(). Grammar in
/// PROTOCOL.md.
class ChangeColumns {
public:
    static constexpr qsizetype maxChanges = 20'000;

    /// `streams`: to whose history each change belongs, as a small number; empty: all are one's. What
    /// `known` has is called by its position.
    [[nodiscard]] static QByteArray encode(const QList<core::changes::Change> &changes, const Known &known = Known(),
                                           const QList<int> &streams = {});

    struct Decoded {
        QList<core::changes::Change> changes;
        bool understood = true; ///< false: `known` lacks something; `changes` is empty
        bool referred = false;  ///< something came from `known`
        bool operator==(const Decoded &) const = default;
    };
    /// MessageMalformed for anything that encode() would not have written.
    [[nodiscard]] static core::base::Result<Decoded> decode(const QByteArray &bytes, const Known &known = Known(),
                                                            const QList<int> &streams = {});
};

} // namespace shouli::sync::protocol::columns
