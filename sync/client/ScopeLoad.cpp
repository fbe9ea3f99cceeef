// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/ScopeLoad.h"

#include "core/base/Mutant.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/Transaction.h"
#include "sync/filling/FreshFile.h"
#include "sync/filling/ScopeFill.h"
#include "sync/snapshot/Loader.h"
#include "sync/transport/CountyCertificate.h"

#include <QScopeGuard>

#include <algorithm>
#include <deque>
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
using filling::ChunkShelf;
using filling::FreshFile;
using filling::ScopeFill;
using snapshot::Chunk;
using snapshot::Loader;
using snapshot::Manifest;
using snapshot::SignedManifest;
using snapshot::Thing;

namespace {

constexpr qsizetype thingsAtOnce = 150; ///< keeps the write lock well under 25 ms
constexpr std::size_t aheadAtOnce = 2;  ///< pieces that travel and are unpacked while another is put in

std::int64_t rowsOf(const QList<Manifest::Entry> &entries)
{
    std::int64_t rows = 0;
    for (const auto &entry : entries)
        rows += entry.rows;
    return rows;
}

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

Result<Chunk> ScopeLoad::check(const Manifest::Entry &entry, const QByteArray &bytes) const
{
    const auto wrong = [&entry] {
        return failure(ErrorCode::MessageMalformed,
                       QStringLiteral("chunk %1/%2").arg(entry.kind.value).arg(entry.prefix));
    };
    if (core::base::mutant(core::base::Mutant::ChunkWithoutHash))
        return Chunk::decode(bytes);
    if (bytes.size() != entry.bytes)
        return wrong();
    SHOULI_TRY(const Chunk chunk, Chunk::decodeNamed(bytes, entry.name));
    const bool fits = chunk.scope == m_manifest.scope && chunk.kind == entry.kind && chunk.depth == entry.depth
        && chunk.prefix == entry.prefix;
    if (!fits)
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

void ScopeLoad::tell() const
{
    if (m_tell)
        m_tell(m_progress);
}

Result<ScopeLoad::Coming> ScopeLoad::fetch(const Manifest::Entry &entry)
{
    QByteArray shelved;
    if (m_shelf) {
        SHOULI_TRY(shelved, m_shelf->find(entry.name));
    }
    return std::async(std::launch::async, [this, entry, shelved]() -> Result<Piece> {
        if (!shelved.isEmpty()) {
            if (auto chunk = check(entry, shelved))
                return Piece{shelved, *std::move(chunk), false};
        }
        SHOULI_TRY(const QByteArray bytes, m_ask({m_manifest.scope, 0, entry.name}));
        SHOULI_TRY(Chunk chunk, check(entry, bytes));
        return Piece{bytes, std::move(chunk), true};
    });
}

Result<Chunk> ScopeLoad::arrived(Coming coming, const Manifest::Entry &entry)
{
    auto piece = coming.get();
    if (piece && piece->fetched) {
        ++m_outcome.fetched;
        m_outcome.bytes += piece->bytes.size();
        if (m_shelf)
            SHOULI_CHECK(m_shelf->put(entry.name, piece->bytes));
    }
    if (m_stop)
        return failure(ErrorCode::Cancelled);
    if (!piece)
        return failure(piece);
    return std::move(piece->chunk);
}

Result<Thing> ScopeLoad::find(EntityRef ref)
{
    for (const auto &entry : std::as_const(m_manifest.chunks)) {
        if (entry.kind != ref.kind || snapshot::prefixOf(ref.id, entry.depth) != entry.prefix)
            continue;
        SHOULI_TRY(const QByteArray bytes, m_shelf->find(entry.name));
        SHOULI_TRY(const Chunk chunk, check(entry, bytes));
        for (const Thing &thing : chunk.things) {
            if (thing.ref == ref)
                return thing;
        }
    }
    return failure(ErrorCode::DatabaseDamaged, QStringLiteral("thing ") + ref.id.toString());
}

Result<bool> ScopeLoad::loadFresh(const QList<Manifest::Entry> &missing)
{
    const auto made = [](const Result<void> &done) -> Result<bool> {
        if (!done && done.error().code == ErrorCode::Cancelled)
            return failure(done);
        if (!done)
            qWarning("no new file: %s", qPrintable(done.error().detail));
        return done.has_value();
    };
    const auto begun = m_writer
                           .run([this](Database &db) -> Result<std::shared_ptr<FreshFile>> {
                               SHOULI_TRY(ChunkShelf shelf, ChunkShelf::open(db));
                               m_shelf.emplace(std::move(shelf)); // this thread waits
                               QSet<QByteArray> names;
                               for (const auto &entry : std::as_const(m_manifest.chunks))
                                   names.insert(entry.name);
                               SHOULI_CHECK(m_shelf->keepOnly(names));
                               return FreshFile::begin(db, m_log, m_manifest);
                           })
                           .result();
    if (!begun)
        return made(failure(begun));
    const std::shared_ptr<FreshFile> fresh = *begun;
    std::deque<Coming> ahead;
    qsizetype next = 0;
    const auto goAhead = [&]() -> Result<void> {
        while (next < missing.size() && ahead.size() < aheadAtOnce) {
            SHOULI_TRY(Coming coming, fetch(missing.at(next++)));
            ahead.push_back(std::move(coming));
        }
        return {};
    };
    for (const auto &entry : missing) {
        tell();
        SHOULI_CHECK(goAhead());
        Coming coming = std::move(ahead.front());
        ahead.pop_front();
        auto came = arrived(std::move(coming), entry);
        if (!came) { // what came besides need not come again
            for (auto at = next - static_cast<qsizetype>(ahead.size()); !ahead.empty(); ahead.pop_front())
                (void)arrived(std::move(ahead.front()), missing.at(at++));
            return failure(came);
        }
        SHOULI_CHECK(goAhead());
        const auto taken = fresh->take(*came, entry.state);
        if (!taken)
            return made(taken);
        m_progress.done += entry.rows;
    }
    tell();
    if (const auto complete = fresh->complete(m_stop); !complete)
        return made(complete);
    return made(m_writer
                    .run([this, fresh](Database &db) {
                        return fresh->takePlace(db, [this](EntityRef ref) { return find(ref); });
                    })
                    .result());
}

Result<void> ScopeLoad::loadHere(const QList<Manifest::Entry> &missing, bool empty)
{
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
        m_progress.done += done ? std::exchange(fillingRows, 0) : 0;
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
    std::optional<Coming> next;
    for (qsizetype i = 0; i < missing.size(); ++i) {
        tell();
        if (!next) {
            SHOULI_TRY(next, fetch(missing.at(i)));
        }
        auto came = arrived(*std::exchange(next, std::nullopt), missing.at(i));
        if (!came && came.error().code != ErrorCode::Cancelled) { // what is here need not come again
            SHOULI_CHECK(fill(std::exchange(batch, {}), batchRows));
            SHOULI_CHECK(filled());
        }
        SHOULI_TRY(const Chunk chunk, std::move(came));
        const bool same = snapshot::stateOf(chunk.things, chunk.scope) == missing.at(i).state;
        if (!same && !core::base::mutant(core::base::Mutant::ChunkWithoutHash))
            return failure(ErrorCode::MessageMalformed, QStringLiteral("state of a chunk"));
        if (i + 1 < missing.size()) { // travels while this one is put in
            SHOULI_TRY(next, fetch(missing.at(i + 1)));
        }
        if (!empty || m_here.contains({chunk.kind, chunk.prefix})) {
            SHOULI_CHECK(take(chunk));
            m_progress.done += missing.at(i).rows;
            continue;
        }
        batch.append(chunk);
        batchRows += missing.at(i).rows;
        if (batchRows >= ScopeFill::rowsAtOnce)
            SHOULI_CHECK(fill(std::exchange(batch, {}), std::exchange(batchRows, 0)));
    }
    SHOULI_CHECK(fill(std::exchange(batch, {}), batchRows));
    return filled();
}

Result<ScopeLoad::Outcome> ScopeLoad::load(ScopeId scope)
{
    SHOULI_TRY(m_manifest, fetchManifest(scope));
    SHOULI_CHECK(plan());
    auto chunks = m_manifest.chunks;
    std::stable_sort(chunks.begin(), chunks.end(),
                     [](const auto &a, const auto &b) { return a.priority < b.priority; });
    m_outcome = {m_manifest.position, static_cast<int>(chunks.size()), 0, m_manifest.rows(), 0, false};
    m_progress = {0, m_outcome.rows};
    QMap<Place, Refs> rest = m_here;
    QList<Manifest::Entry> missing;
    for (const auto &entry : std::as_const(chunks)) {
        rest.remove({entry.kind, entry.prefix});
        SHOULI_TRY(const bool here, isHere(entry));
        if (here)
            m_progress.done += entry.rows;
        else
            missing.append(entry);
    }
    QString database;
    const auto empty = m_writer
                           .run([&database](Database &db) -> Result<bool> {
                               database = db.path();
                               SHOULI_TRY(auto tx, Transaction::begin(db));
                               return ScopeFill::isEmptyHere(tx);
                           })
                           .result();
    SHOULI_CHECK(empty);
    bool done = false;
    if (*empty && rowsOf(missing) >= FreshFile::worthwhile) {
        const std::int64_t before = m_progress.done;
        SHOULI_TRY(done, loadFresh(missing));
        if (!done)
            m_progress.done = before;
    }
    if (!done) {
        SHOULI_CHECK(loadHere(missing, *empty));
        for (auto it = rest.cbegin(); it != rest.cend(); ++it)
            SHOULI_CHECK(leave(*it));
        SHOULI_CHECK(inSteps(1, [](Transaction &, Loader &loader, qsizetype, qsizetype) { return loader.finish(); }));
    }
    m_outcome.changed = !missing.isEmpty() || !rest.isEmpty();
    if (!missing.isEmpty())
        tell();
    m_shelf.reset();
    ChunkShelf::remove(database);
    return m_outcome;
}

} // namespace shouli::sync::client
