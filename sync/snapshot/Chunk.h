// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/snapshot/Thing.h"

namespace shouli::sync::snapshot {

/// Things of one kind that a scope holds, those whose ids' hashes begin with the same bits: what has not changed keeps
/// its bytes, and with them its name. Travels column by column, compressed; grammar in sync/protocol/PROTOCOL.md.
struct Chunk {
    static constexpr qsizetype maxThings = 8192;
    static constexpr qsizetype maxLines = 131'072;
    static constexpr int maxDepth = 20;

    core::changes::ScopeId scope;
    core::changes::Kind kind;
    int depth = 0;            ///< how many bits
    std::uint32_t prefix = 0; ///< those bits
    QList<Thing> things;      ///< ascending by id

    bool operator==(const Chunk &) const = default;

    /// Compressed. Equal chunks have equal bytes.
    [[nodiscard]] QByteArray encode() const;
    /// MessageMalformed, MessageTooLarge; Unsupported for a newer format. Bounded before anything is allocated.
    [[nodiscard]] static core::base::Result<Chunk> decode(const QByteArray &compressed);

    /// The same of one whose name somebody vouches for: not asked whether encode() would spell it so.
    /// MessageMalformed where it is not the one of that name.
    [[nodiscard]] static core::base::Result<Chunk> decodeNamed(const QByteArray &compressed, const QByteArray &name);

    /// SHA-256 of what encode() gave: its name.
    [[nodiscard]] static QByteArray nameOf(const QByteArray &compressed);

private:
    [[nodiscard]] static core::base::Result<Chunk> read(const QByteArray &bytes);
    [[nodiscard]] QByteArray plain() const;
};

} // namespace shouli::sync::snapshot
