// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Snapshots.h"

#include "sync/merge/PositionToken.h"
#include "sync/server/HeldStore.h"
#include "sync/server/SnapshotTable.h"
#include "sync/server/StoredCounty.h"
#include "sync/server/engine/Transaction.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::LogEntry;
using core::changes::ScopeId;
using engine::Connection;
using engine::Transaction;
using snapshot::Builder;
using snapshot::Manifest;

namespace {

constexpr int linesAtOnce = 1000; ///< some 10 ms of the writer thread
constexpr std::int64_t newPart = 5;

} // namespace

Snapshots::Snapshots(engine::WriterThread &writer, int schemaVersion, const core::base::Clock &clock,
                     core::base::Random &random)
    : m_writer(writer)
    , m_schemaVersion(schemaVersion)
    , m_clock(clock)
    , m_random(random)
{
}

Result<Snapshots::Start> Snapshots::start(ScopeId scope)
{
    return m_writer
        .run([this, scope](Connection &db) -> Result<Start> {
            SHOULI_TRY(auto tx, Transaction::begin(db, Transaction::Purpose::Read));
            StoredCounty county(tx, m_random);
            SHOULI_TRY(const auto head, county.head());
            SHOULI_TRY(auto last, SnapshotTable::newest(db, scope));
            Start start;
            if (last && last->epoch == head.epoch && last->position <= head.seq
                && last->schemaVersion == m_schemaVersion)
                start.last = *last;
            start.last.epoch = head.epoch;
            start.last.scope = scope;
            start.last.definition = Manifest::definitionOf(scope);
            start.last.schemaVersion = m_schemaVersion;
            start.head = head.seq;
            SHOULI_TRY(start.erasure, HeldStore::lastErasure(tx.connection()));
            const std::int64_t few = std::min<std::int64_t>(start.last.rows() / newPart + 1, 100'000);
            SHOULI_TRY(const auto tail, county.ofScope(scope, start.last.position, static_cast<int>(few)));
            start.tail = tail.size();
            return start;
        })
        .result();
}

Result<Builder::Built> Snapshots::make(Start start, std::int64_t position)
{
    for (;;) {
        auto built = build(start, position);
        if (built || built.error().code != ErrorCode::LawfullyErased)
            return built;
        SHOULI_TRY(start, this->start(start.last.scope));
    }
}

Result<Builder::Built> Snapshots::build(const Start &start, std::int64_t position)
{
    const ScopeId scope = start.last.scope;
    Builder builder(start.last, [this, scope](const QByteArray &name) { return chunk(scope, name); });
    std::int64_t cursor = start.last.position;
    for (bool more = true; more;) {
        const auto lines = m_writer
                               .run([this, scope, cursor](Connection &db) -> Result<QList<LogEntry>> {
                                   SHOULI_TRY(auto tx, Transaction::begin(db));
                                   StoredCounty county(tx, m_random);
                                   SHOULI_TRY(const auto positions, county.ofScope(scope, cursor, linesAtOnce));
                                   QList<LogEntry> entries;
                                   for (const std::int64_t seq : positions) {
                                       SHOULI_TRY(auto line, county.at(seq));
                                       entries.append(std::move(line.entry));
                                   }
                                   return entries;
                               })
                               .result();
        SHOULI_CHECK(lines);
        more = lines->size() == linesAtOnce;
        for (const LogEntry &entry : *lines) {
            if (entry.seq > position)
                more = false;
            else
                SHOULI_CHECK(builder.take(entry));
            cursor = entry.seq;
        }
    }
    SHOULI_TRY(Builder::Built built, builder.build(position));
    const auto stored = m_writer
                            .run([this, &built, &start](Connection &db) -> Result<void> {
                                SHOULI_TRY(auto tx, Transaction::begin(db));
                                StoredCounty county(tx, m_random);
                                Manifest &manifest = built.manifest;
                                SHOULI_TRY(const auto head, county.head());
                                SHOULI_TRY(const auto hash, county.hashAt(manifest.position));
                                if (head.epoch != manifest.epoch || !hash)
                                    return failure(ErrorCode::EpochChanged);
                                SHOULI_TRY(const std::int64_t erasure, HeldStore::lastErasure(db));
                                if (erasure != start.erasure) // it may have read what must not be kept
                                    return failure(ErrorCode::LawfullyErased);
                                SHOULI_TRY(const QByteArray key, county.positionKey());
                                manifest.token = merge::positionToken(key, head.epoch, manifest.position, *hash);
                                SHOULI_CHECK(SnapshotTable::store(tx, built, m_clock.now()));
                                return tx.commit();
                            })
                            .result();
    SHOULI_CHECK(stored);
    return built;
}

Result<Manifest> Snapshots::manifest(ScopeId scope, std::int64_t atLeast)
{
    const std::lock_guard one(m_making);
    SHOULI_TRY(const Start begin, start(scope));
    if (atLeast > begin.head)
        return failure(ErrorCode::EpochChanged);
    const bool fresh = begin.last.position >= atLeast && begin.tail <= begin.last.rows() / newPart
        && !begin.last.token.isEmpty();
    if (fresh)
        return begin.last;
    // exactly where the asker stands, if it is not behind: then the two can be compared
    SHOULI_TRY(const auto built, make(begin, atLeast > begin.last.position ? atLeast : begin.head));
    return built.manifest;
}

Result<QByteArray> Snapshots::chunk(ScopeId scope, const QByteArray &name)
{
    const auto bytes = m_writer.run([scope, name](Connection &db) { return SnapshotTable::chunk(db, scope, name); })
                           .result();
    SHOULI_CHECK(bytes);
    if (!*bytes)
        return failure(ErrorCode::FileMissing, QStringLiteral("chunk"));
    return **bytes;
}

Result<Snapshots::Summary> Snapshots::makeAll()
{
    SHOULI_TRY(const auto scopes, m_writer.run([](Connection &db) { return SnapshotTable::scopes(db); }).result());
    Summary summary;
    for (const ScopeId &scope : scopes) {
        const std::lock_guard one(m_making);
        SHOULI_TRY(const Start begin, start(scope));
        Manifest manifest = begin.last;
        if (begin.tail > 0 || manifest.token.isEmpty()) {
            SHOULI_TRY(const auto built, make(begin, begin.head));
            manifest = built.manifest;
            ++summary.made;
        }
        ++summary.scopes;
        summary.rows += manifest.rows();
        summary.bytes += manifest.bytes();
    }
    return summary;
}

} // namespace shouli::sync::server
