// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>

#include <cstdint>

namespace shouli::sync::snapshot {

/// What an office asks for, within a signed envelope: a manifest of a scope at `atLeast` or later, or one of its
/// chunks by name.
struct Question {
    core::changes::ScopeId scope;
    std::int64_t atLeast = 0;
    QByteArray name; ///< empty for a manifest

    bool operator==(const Question &) const = default;

    /// [scope, atLeast, name].
    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<Question> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::snapshot
