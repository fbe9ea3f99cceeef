// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/storage/WriterThread.h"
#include "sync/filling/ChunkShelf.h"
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Question.h"

#include <QMap>

#include <atomic>
#include <functional>
#include <future>
#include <optional>

namespace shouli::sync::client {

/// Brings a scope to what the county's snapshot says: for a new PC, a new grant, a repair. Chunks that are here
/// already, byte for byte in meaning, are not fetched: so one that was interrupted goes on where it was, and a repair
/// fetches what differs. The desk works on meanwhile: database work is done in short steps between its own. Every
/// thing is read back and compared before its step is committed. The scope counts as received at the end only, up to
/// the snapshot's position. A PC that has next to nothing gets much of it at once, in a new file that takes the
/// database's place (FreshFile); chunks that came wait on a shelf until then.
/// Blocks; for a thread of its own, which is neither the desk's nor the writer's.
class ScopeLoad {
public:
    /// Answers a question with a signed manifest (no name) or a chunk. Called on several threads.
    using Ask = std::function<core::base::Result<QByteArray>(const snapshot::Question &question)>;
    struct Progress {
        std::int64_t done = 0; ///< rows
        std::int64_t of = 0;
        bool operator==(const Progress &) const = default;
    };
    struct Outcome {
        std::int64_t position = 0;
        int chunks = 0;
        int fetched = 0; ///< of them
        std::int64_t rows = 0;
        std::int64_t bytes = 0; ///< fetched
        bool changed = false;   ///< something was not as it should be
        bool operator==(const Outcome &) const = default;
    };

    /// `pin`: of the county's key, which must have signed the manifest. `log` and `writer` must outlive this.
    ScopeLoad(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer, QByteArray pin, Ask ask);
    ~ScopeLoad();

    /// From any thread: what is under way ends soon, with Cancelled. What was done stays done.
    void stop() { m_stop = true; }
    /// Called on the thread of load(), where something is fetched.
    void onProgress(std::function<void(const Progress &)> tell) { m_tell = std::move(tell); }

    /// SignatureWrong, MessageMalformed (also a chunk that is not the one named), EpochChanged, InvalidArgument (see
    /// Loader::begin), DatabaseDamaged where what was written does not read back, Cancelled, what `ask` says.
    [[nodiscard]] core::base::Result<Outcome> load(core::changes::ScopeId scope);

private:
    using Manifest = snapshot::Manifest;
    using Place = std::pair<core::changes::Kind, std::uint32_t>;
    using Refs = QList<core::changes::EntityRef>;

    [[nodiscard]] core::base::Result<Manifest> fetchManifest(core::changes::ScopeId scope);
    struct Piece {
        QByteArray bytes;
        snapshot::Chunk chunk;
        bool fetched = false; ///< not from the shelf
    };
    using Coming = std::future<core::base::Result<Piece>>;

    /// From the shelf or the county; unpacked. On a thread of its own.
    [[nodiscard]] core::base::Result<Coming> fetch(const Manifest::Entry &entry);
    /// Waits for it; with both, counts it.
    [[nodiscard]] core::base::Result<snapshot::Chunk> arrived(Coming coming, const Manifest::Entry &entry);
    [[nodiscard]] core::base::Result<snapshot::Chunk> check(const Manifest::Entry &entry,
                                                            const QByteArray &bytes) const;
    /// False where no new file can be made here, which is no reason not to have the rows.
    [[nodiscard]] core::base::Result<bool> loadFresh(const QList<Manifest::Entry> &missing);
    [[nodiscard]] core::base::Result<void> loadHere(const QList<Manifest::Entry> &missing, bool empty);
    [[nodiscard]] core::base::Result<snapshot::Thing> find(core::changes::EntityRef ref);
    void tell() const;
    [[nodiscard]] core::base::Result<void> plan();
    [[nodiscard]] core::base::Result<bool> isHere(const Manifest::Entry &entry);
    [[nodiscard]] core::base::Result<void> take(const snapshot::Chunk &chunk);
    [[nodiscard]] core::base::Result<void> leave(const Refs &refs);
    /// Some of `count`, in a transaction of its own.
    template <class Step>
    [[nodiscard]] core::base::Result<void> inSteps(qsizetype count, Step step);

    core::changes::log::ChangeLog &m_log;
    core::storage::WriterThread &m_writer;
    QByteArray m_pin;
    Ask m_ask;
    std::function<void(const Progress &)> m_tell;
    std::atomic<bool> m_stop = false;
    Manifest m_manifest;
    QMap<Place, Refs> m_here;
    std::optional<filling::ChunkShelf> m_shelf;
    Progress m_progress;
    Outcome m_outcome;
};

} // namespace shouli::sync::client
