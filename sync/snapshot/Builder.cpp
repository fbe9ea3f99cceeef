// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Builder.h"

#include <algorithm>
#include <tuple>

namespace shouli::sync::snapshot {

using core::base::Result;
using core::changes::EntityRef;
using core::changes::Kind;
using core::changes::LogEntry;

namespace {

constexpr std::int64_t usualRows = 5000; ///< of a chunk on average; depths grow above it
constexpr std::int64_t fewRows = 1000;   ///< and shrink below it, well apart: chunks seldom change their borders

} // namespace

Builder::Builder(Manifest last, Fetch fetch)
    : m_last(std::move(last))
    , m_fetch(std::move(fetch))
    , m_fold(m_last.scope)
{
}

int Builder::depthOf(Kind kind) const
{
    for (const auto &entry : m_last.chunks) {
        if (entry.kind == kind)
            return entry.depth;
    }
    return -1;
}

Result<void> Builder::load(const Manifest::Entry &entry)
{
    SHOULI_TRY(const QByteArray bytes, m_fetch(entry.name));
    SHOULI_TRY(const Chunk chunk, Chunk::decode(bytes));
    for (const Thing &thing : chunk.things)
        m_fold.put(thing);
    m_dirty.insert({entry.kind, entry.prefix});
    return {};
}

Result<void> Builder::take(const LogEntry &entry)
{
    const EntityRef ref = entry.change.entity;
    m_kinds.insert(ref.kind);
    const int depth = depthOf(ref.kind);
    if (depth >= 0) {
        const Place place{ref.kind, prefixOf(ref.id, depth)};
        if (!m_dirty.contains(place)) {
            m_dirty.insert(place);
            for (const auto &known : std::as_const(m_last.chunks)) {
                if (known.kind == place.first && known.prefix == place.second)
                    SHOULI_CHECK(load(known));
            }
        }
    }
    return m_fold.take(entry);
}

Result<void> Builder::makeChunk(Chunk chunk, Built &built)
{
    if (chunk.things.isEmpty())
        return {};
    const QByteArray bytes = chunk.encode();
    const QByteArray name = Chunk::nameOf(bytes);
    built.made.insert(name, bytes);
    std::int64_t rows = 0;
    for (const Thing &thing : std::as_const(chunk.things))
        rows += m_fold.rows(thing.ref);
    built.manifest.chunks.append(
        {chunk.kind, chunk.depth, chunk.prefix, name, stateOf(chunk.things, chunk.scope), rows, bytes.size(), 1});
    return {};
}

Result<void> Builder::makeKind(Kind kind, Built &built)
{
    int depth = depthOf(kind);
    std::int64_t rows = 0;
    for (const EntityRef &ref : m_fold.refs(kind))
        rows += m_fold.rows(ref);
    for (const auto &entry : std::as_const(m_last.chunks)) {
        if (entry.kind == kind && !m_dirty.contains({kind, entry.prefix}))
            rows += entry.rows;
    }
    int wanted = std::max(0, depth);
    while (wanted < Chunk::maxDepth && rows > usualRows << wanted)
        ++wanted;
    while (wanted > 0 && rows < fewRows << wanted)
        --wanted;
    if (wanted != depth && depth >= 0) { // other borders: all of the kind
        for (const auto &entry : std::as_const(m_last.chunks)) {
            if (entry.kind == kind && !m_dirty.contains({kind, entry.prefix}))
                SHOULI_CHECK(load(entry));
        }
    }
    for (const auto &entry : std::as_const(m_last.chunks)) {
        if (entry.kind == kind && !m_dirty.contains({kind, entry.prefix}))
            built.manifest.chunks.append(entry);
    }
    QMap<std::uint32_t, QList<EntityRef>> places;
    for (const EntityRef &ref : m_fold.refs(kind))
        places[prefixOf(ref.id, wanted)].append(ref);
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        Chunk chunk{m_last.scope, kind, wanted, it.key(), {}};
        for (const EntityRef &ref : *it) {
            SHOULI_TRY(const Thing thing, m_fold.thing(ref));
            chunk.things.append(thing);
        }
        SHOULI_CHECK(makeChunk(std::move(chunk), built));
    }
    return {};
}

Result<Builder::Built> Builder::build(std::int64_t position)
{
    Built built;
    built.manifest = m_last;
    built.manifest.position = position;
    built.manifest.chunks.clear();
    for (const auto &entry : std::as_const(m_last.chunks)) {
        if (!m_kinds.contains(entry.kind))
            built.manifest.chunks.append(entry);
    }
    for (const Kind kind : m_kinds)
        SHOULI_CHECK(makeKind(kind, built));
    auto &chunks = built.manifest.chunks;
    std::sort(chunks.begin(), chunks.end(),
              [](const auto &a, const auto &b) { return std::tie(a.kind, a.prefix) < std::tie(b.kind, b.prefix); });
    for (auto &entry : chunks) // what fits into one chunk is what a desk needs first: staff, offices, keys
        entry.priority = entry.depth == 0 ? 1 : 2;
    built.manifest.state = Manifest::stateOf(chunks);
    return built;
}

} // namespace shouli::sync::snapshot
