// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/ScopeLoad.h"

#include "core/base/Mutant.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/Transaction.h"
#include "sync/client/ScopeFill.h"
#include "sync/snapshot/Loader.h"
#include "sync/transport/CountyCertificate.h"

#include <QScopeGuard>

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

namespace shouli::sync::client {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Kind;
using core::changes::ScopeId;
using core::changes::log::StoredReplica;
using core::storage::Database;
using core::storage::Transaction;
using snapshot::Chunk;
using snapshot::Loader;
using snapshot::Manifest;
using snapshot::SignedManifest;
using snapshot::Thing;

namespace {

constexpr qsizetype thingsAtOnce = 150; ///< keeps the write lock well under 25 ms

} // namespace

ScopeLoad::ScopeLoad(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer, QByteArray pin, Ask ask)
    : m_log(log)
    , m_writer(writer)
    , m_pin(std::move(pin))
    , m_ask(std::move(ask))
{
}

ScopeLoad::~ScopeLoad() = default;

template <class Step>
Result<void> ScopeLoad::inSteps(qsizetype count, Step step)
{
    for (qsizetype at = 0; at < count; at += thingsAtOnce) {
        if (m_stop)
            return failure(ErrorCode::Cancelled);
        const qsizetype size = std::min(thingsAtOnce, count - at);
        const auto done = m_writer
                              .run([this, step, at, size](Database &db) -> Result<void> {
                                  SHOULI_TRY(auto tx, Transaction::begin(db));
                                  StoredReplica store(m_log, tx);
                                  SHOULI_TRY(Loader loader, Loader::begin(store, m_manifest));
                                  SHOULI_CHECK(step(tx, loader, at, size));
                                  return tx.commit();
                              })
                              .result();
        SHOULI_CHECK(done);
    }
    return {};
}

Result<Manifest> ScopeLoad::fetchManifest(ScopeId scope)
{
    struct Known {
        QByteArray epoch;
        std::int64_t position = 0;
    };
    const auto known =
        m_writer
            .run([this, scope](Database &db) -> Result<Known> {
                SHOULI_TRY(auto tx, Transaction::begin(db));
                StoredReplica store(m_log, tx);
                SHOULI_TRY(const auto progress, store.progress());
                SHOULI_TRY(const auto scopes, store.scopes());
                return Known{progress.epoch, std::max(progress.cursor, std::abs(scopes.value(scope, 0)))};
            })
            .result();
    SHOULI_CHECK(known);
    // nothing that is known here may be newer: what left would come back
    SHOULI_TRY(const QByteArray bytes, m_ask({scope, known->position, {}}));
    SHOULI_TRY(const auto is, SignedManifest::fromCbor(bytes));
    if (!transport::CountyCertificate::verify(m_pin, is.publicKey, is.signedBytes(), is.signature))
        return failure(ErrorCode::SignatureWrong, QStringLiteral("manifest"));
    SHOULI_TRY(const Manifest manifest, Manifest::fromCbor(is.manifest));
    if (manifest.scope != scope)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("manifest of another scope"));
    if (manifest.epoch != known->epoch || manifest.position < known->position)
        return failure(ErrorCode::EpochChanged, QStringLiteral("snapshot"));
    return manifest;
}

Result<void> ScopeLoad::plan()
{
    QMap<Kind, int> depths;
    for (const auto &entry : std::as_const(m_manifest.chunks))
        depths.insert(entry.kind, entry.depth);
    const auto held = m_writer
                          .run([this](Database &db) -> Result<Refs> {
                              SHOULI_TRY(auto tx, Transaction::begin(db));
                              StoredReplica store(m_log, tx);
                              SHOULI_CHECK(Loader::begin(store, m_manifest));
                              return store.heldBy(m_manifest.scope);
                          })
                          .result();
    SHOULI_CHECK(held);
    m_here.clear();
    for (const EntityRef &ref : *held)
        m_here[{ref.kind, snapshot::prefixOf(ref.id, depths.value(ref.kind, 0))}].append(ref);
    for (auto &refs : m_here)
        std::sort(refs.begin(), refs.end());
    return {};
}

Result<bool> ScopeLoad::isHere(const Manifest::Entry &entry)
{
    const Refs refs = m_here.value({entry.kind, entry.prefix});
    if (refs.isEmpty())
        return false;
    if (core::base::mutant(core::base::Mutant::ChecksumAdopted))
        return true;
    QList<Thing> things;
    const auto read = inSteps(refs.size(),
                              [&](Transaction &, Loader &loader, qsizetype at, qsizetype size) -> Result<void> {
                                  for (qsizetype i = at; i < at + size; ++i) {
                                      SHOULI_TRY(const Thing thing, loader.here(refs.at(i)));
                                      if (thing.holders.value(m_manifest.scope).count > 0)
                                          things.append(thing);
                                  }
                                  return {};
                              });
    SHOULI_CHECK(read);
    return snapshot::stateOf(things, m_manifest.scope) == entry.state;
}

Result<Chunk> ScopeLoad::check(const Manifest::Entry &entry, const QByteArray &bytes)
{
    const auto wrong = [&entry] {
        return failure(ErrorCode::MessageMalformed,
                       QStringLiteral("chunk %1/%2").arg(entry.kind.value).arg(entry.prefix));
    };
    const bool believed = core::base::mutant(core::base::Mutant::ChunkWithoutHash);
    if (!believed && (bytes.size() != entry.bytes || Chunk::nameOf(bytes) != entry.name))
        return wrong();
    SHOULI_TRY(const Chunk chunk, Chunk::decode(bytes));
    const bool fits = chunk.scope == m_manifest.scope && chunk.kind == entry.kind && chunk.depth == entry.depth
        && chunk.prefix == entry.prefix;
    if (!believed && (!fits || snapshot::stateOf(chunk.things, chunk.scope) != entry.state))
        return wrong();
    return chunk;
}

Result<void> ScopeLoad::take(const Chunk &chunk)
{
    SHOULI_CHECK(inSteps(chunk.things.size(), [&](Transaction &tx, Loader &loader, qsizetype at, qsizetype size) {
        return ScopeFill(m_log, m_manifest).put(tx, loader, chunk.things.mid(at, size));
    }));
    Refs extra = m_here.value({chunk.kind, chunk.prefix});
    QSet<EntityRef> wanted;
    for (const Thing &thing : chunk.things)
        wanted.insert(thing.ref);
    extra.removeIf([&wanted](const EntityRef &ref) { return wanted.contains(ref); });
    return leave(extra);
}

Result<void> ScopeLoad::leave(const Refs &refs)
{
    if (core::base::mutant(core::base::Mutant::StaleChunkKept))
        return {};
    return inSteps(refs.size(), [&](Transaction &, Loader &loader, qsizetype at, qsizetype size) {
        return loader.leave(refs.mid(at, size));
    });
}

Result<ScopeLoad::Outcome> ScopeLoad::load(ScopeId scope)
{
    SHOULI_TRY(m_manifest, fetchManifest(scope));
    SHOULI_CHECK(plan());
    auto chunks = m_manifest.chunks;
    std::stable_sort(chunks.begin(), chunks.end(),
                     [](const auto &a, const auto &b) { return a.priority < b.priority; });
    Outcome outcome{m_manifest.position, static_cast<int>(chunks.size()), 0, m_manifest.rows(), 0, false};
    QMap<Place, Refs> rest = m_here;
    QList<Manifest::Entry> missing;
    Progress progress{0, outcome.rows};
    for (const auto &entry : std::as_const(chunks)) {
        rest.remove({entry.kind, entry.prefix});
        SHOULI_TRY(const bool here, isHere(entry));
        if (here)
            progress.done += entry.rows;
        else
            missing.append(entry);
    }
    const auto fetch = [this, scope](const Manifest::Entry &entry) {
        return std::async(std::launch::async, [this, scope, name = entry.name] { return m_ask({scope, 0, name}); });
    };
    // a PC that holds next to nothing is filled in few and long steps: nobody's work waits for them
    const auto empty = m_writer
                           .run([](Database &db) -> Result<bool> {
                               SHOULI_TRY(auto tx, Transaction::begin(db));
                               return ScopeFill::isEmptyHere(tx);
                           })
                           .result();
    SHOULI_CHECK(empty);
    std::optional<QFuture<Result<void>>> filling; // while the next ones are fetched and unpacked
    std::int64_t fillingRows = 0;
    const auto wait = qScopeGuard([&filling] {
        if (filling)
            filling->waitForFinished();
    });
    const auto filled = [&]() -> Result<void> {
        if (!filling)
            return {};
        const auto done = std::exchange(filling, std::nullopt)->result();
        progress.done += done ? std::exchange(fillingRows, 0) : 0;
        return done;
    };
    const auto fill = [&](const QList<Chunk> &some, std::int64_t rows) -> Result<void> {
        SHOULI_CHECK(filled());
        if (some.isEmpty())
            return {};
        fillingRows = rows;
        filling = m_writer.run(
            [this, some](Database &db) { return ScopeFill(m_log, m_manifest).fill(db, some, m_stop); });
        return {};
    };
    QList<Chunk> batch;
    std::int64_t batchRows = 0;
    std::optional<std::future<Result<QByteArray>>> next;
    for (qsizetype i = 0; i < missing.size(); ++i) {
        if (m_tell)
            m_tell(progress);
        auto now = next ? std::move(*next) : fetch(missing.at(i));
        const auto bytes = now.get();
        next.reset();
        if (m_stop)
            return failure(ErrorCode::Cancelled);
        auto checked = bytes ? check(missing.at(i), *bytes) : Result<Chunk>(failure(bytes));
        if (!checked) { // what is here need not come again
            SHOULI_CHECK(fill(std::exchange(batch, {}), batchRows));
            SHOULI_CHECK(filled());
        }
        SHOULI_TRY(const Chunk chunk, std::move(checked));
        if (i + 1 < missing.size()) // travels while this one is put in
            next = fetch(missing.at(i + 1));
        ++outcome.fetched;
        outcome.bytes += bytes->size();
        if (!*empty || m_here.contains({chunk.kind, chunk.prefix})) {
            SHOULI_CHECK(take(chunk));
            progress.done += missing.at(i).rows;
            continue;
        }
        batch.append(chunk);
        batchRows += missing.at(i).rows;
        if (batchRows >= ScopeFill::rowsAtOnce) {
            SHOULI_CHECK(fill(std::exchange(batch, {}), std::exchange(batchRows, 0)));
        }
    }
    SHOULI_CHECK(fill(std::exchange(batch, {}), batchRows));
    SHOULI_CHECK(filled());
    for (auto it = rest.cbegin(); it != rest.cend(); ++it)
        SHOULI_CHECK(leave(*it));
    outcome.changed = !missing.isEmpty() || !rest.isEmpty();
    if (m_tell && !missing.isEmpty())
        m_tell(progress);
    SHOULI_CHECK(inSteps(1, [](Transaction &, Loader &loader, qsizetype, qsizetype) { return loader.finish(); }));
    return outcome;
}

} // namespace shouli::sync::client
