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
        SHOULI_CHECK(core::changes::partSalts(
            change,
            [&](std::int64_t lseq) -> Result<std::optional<Change>> {
                SHOULI_TRY(const auto next, m_store.find(author, lseq));
                return next ? std::optional<Change>(next->entry.change) : std::nullopt;
            },
            [&](const Change &next) -> Result<void> {
                SHOULI_TRY(const auto known, m_store.find(author, next.lseq));
                return m_store.rewrite(known->entry.seq, next, known->entry.image);
            }));
        change = change.withoutContents();
    }
    return m_store.rewrite(seq, change, image);
}

} // namespace shouli::sync::merge
