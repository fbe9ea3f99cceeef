// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Random.h"
#include "core/crypto/SigningKey.h"
#include "core/storage/WriterThread.h"
#include "sync/client/Exchange.h"
#include "sync/client/Installation.h"
#include "sync/client/ScopeLoad.h"
#include "sync/stick/StickAnswer.h"
#include "sync/stick/StickFolder.h"
#include "sync/stick/StickRequest.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace shouli::sync::client {

/// One exchange by stick: takes what the county wrote for this PC, then writes what waits here and where this PC
/// stands. By the same laws as the courier, whose trips must rest meanwhile. An answer is taken by a PC that stands
/// where it asked, and by no other: what is older than what is here, or was taken already, changes nothing. Blocks; for
/// a thread of its own, which is neither the desk's nor the writer's. What it refers to must outlive it.
class StickTrip {
public:
    /// What was on the stick for this PC.
    enum class Found {
        Nothing, ///< the county has not answered on this stick
        Taken,
        Old,     ///< it is here already, or what is here is newer: nothing was changed
        Damaged, ///< cut short or altered, or not to be read: nothing was changed
        Foreign, ///< another county's: nothing was changed
        Newer,   ///< of a newer version of Shouli: nothing was changed
        Refused, ///< the county refused what was sent: `trouble`
    };
    struct Outcome {
        Found found = Found::Nothing;
        std::optional<core::base::Error> trouble = std::nullopt; ///< why not all of it was taken
        int arrived = 0;                                         ///< lines taken
        std::int64_t rows = 0;                                   ///< of snapshots
        int written = 0;                                         ///< own changes that are on the stick now
        bool renamed = false;                                    ///< see Courier::renamed
        bool startedAnew = false;                                ///< see Courier::startedAnew
        bool onceMore = false; ///< another way there and back is needed before all is there
        bool operator==(const Outcome &) const = default;
    };

    StickTrip(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer, const core::base::Clock &clock,
              core::base::Random &random, const Installation &installation,
              std::shared_ptr<const core::crypto::SigningKey> key);

    /// See Exchange::atRenaming.
    void atRenaming(Exchange::Renaming renaming) { m_exchange.atRenaming(std::move(renaming)); }
    /// Called on the thread of run().
    void onProgress(std::function<void(const ScopeLoad::Progress &)> tell) { m_tell = std::move(tell); }
    /// From any thread: ends soon, with Cancelled. What was taken stays taken.
    void stop();

    /// `medium`: as StickFolder. FileMissing, FileUnwritable, DiskFull; KeyMalformed for a PC that was enrolled without a
    /// stick key; Cancelled; errors of the database. What was taken before stays taken, and what waits goes on waiting.
    [[nodiscard]] core::base::Result<Outcome> run(const QString &medium);

private:
    /// What to ask next.
    enum class Next { Sync, Part, Agree, Return };

    [[nodiscard]] core::base::Result<stick::StickAnswer> open(const stick::StickFolder &folder, Outcome &outcome);
    [[nodiscard]] core::base::Result<void> take(const stick::StickAnswer &answer, Outcome &outcome);
    [[nodiscard]] core::base::Result<bool> takeOne(const stick::StickAnswer::Answer &answer, Outcome &outcome);
    [[nodiscard]] core::base::Result<bool> takeRound(const QByteArray &body, Outcome &outcome);
    [[nodiscard]] core::base::Result<bool> takeSnapshots(const stick::StickAnswer &answer, Outcome &outcome);
    /// Whether the next question puts it right.
    [[nodiscard]] bool mends(const core::base::Error &error, const QByteArray &path);
    [[nodiscard]] core::base::Result<QByteArray> stand();
    [[nodiscard]] core::base::Result<QList<stick::StickRequest::Question>> questions(Outcome &outcome);
    [[nodiscard]] core::base::Result<void> write(const stick::StickFolder &folder, Outcome &outcome);
    template <class Job>
    auto onWriter(Job job)
    {
        return m_writer.run(std::move(job)).result();
    }

    core::changes::log::ChangeLog &m_log;
    core::storage::WriterThread &m_writer;
    core::base::Random &m_random;
    Installation m_installation;
    std::shared_ptr<const core::crypto::SigningKey> m_key;
    Exchange m_exchange; ///< its link is not the courier's
    std::function<void(const ScopeLoad::Progress &)> m_tell;
    core::changes::ReplicaId m_me;
    Next m_next = Next::Sync;
    std::mutex m_mutex; ///< guards m_loading
    ScopeLoad *m_loading = nullptr;
    std::atomic<bool> m_stop = false;
};

} // namespace shouli::sync::client
