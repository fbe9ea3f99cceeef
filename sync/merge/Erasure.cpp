// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/Erasure.h"

#include "core/changes/Image.h"

namespace shouli::sync::merge {

using core::base::Result;
using core::changes::Change;
using core::changes::EntityRef;
using core::changes::Image;
using core::changes::ReplicaId;

Result<void> Erasure::erase(EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(const auto lines, m_store.lines(ref));
    for (const std::int64_t line : lines)
        SHOULI_CHECK(eraseLine(line));
    return m_store.markErased(ref, seq);
}

Result<void> Erasure::eraseLine(std::int64_t seq)
{
    SHOULI_TRY(LogLine line, m_store.at(seq));
    QByteArray image = line.entry.image;
    if (!image.isEmpty()) {
        SHOULI_TRY(const Image whole, Image::fromCbor(image));
        image = whole.withoutContents().toCbor();
    }
    const ReplicaId author = line.entry.replica;
    Change change = line.entry.change;
    if (change.hasContents() && !change.erased) {
        LogLine beside; // the one that was found last
        SHOULI_CHECK(core::changes::partSalts(
            change,
            [&](std::int64_t lseq) -> Result<std::optional<Change>> {
                SHOULI_TRY(auto next, m_store.find(author, lseq));
                if (!next)
                    return std::optional<Change>();
                beside = *std::move(next);
                return std::optional<Change>(beside.entry.change);
            },
            [&](const Change &next) { return m_store.rewrite(beside.entry.seq, next, beside.entry.image); }));
        change = change.withoutContents();
    }
    return m_store.rewrite(seq, change, image);
}

} // namespace shouli::sync::merge
