// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/client/StickTrip.h"

#include <QObject>

#include <thread>

namespace shouli::sync::client {

/// Runs StickTrip on a thread of its own, one exchange at a time; the desk works on meanwhile. Lives on the thread that
/// made it; destroying it gives up what is under way, without loss. What it refers to must outlive it.
class StickCourier : public QObject {
    Q_OBJECT

public:
    using Outcome = core::base::Result<StickTrip::Outcome>;

    StickCourier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                 const core::base::Clock &clock, core::base::Random &random, Installation installation,
                 core::crypto::SigningKey key, QObject *parent = nullptr);
    ~StickCourier() override;

    /// See Exchange::atRenaming. Before exchange().
    void atRenaming(Exchange::Renaming renaming) { m_renaming = std::move(renaming); }

    /// begun() at once, done() once; nothing while it is busy.
    void exchange(const QString &medium);
    /// done() comes soon, with Cancelled where it was not done already.
    void stop();
    [[nodiscard]] bool isBusy() const { return m_trip != nullptr; }

Q_SIGNALS:
    /// The courier's own trips must rest until done().
    void begun();
    void progressed(qint64 done, qint64 of); ///< rows of a snapshot
    void done(const shouli::sync::client::StickCourier::Outcome &outcome);

private:
    core::changes::log::ChangeLog &m_log;
    core::storage::WriterThread &m_writer;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    Installation m_installation;
    std::shared_ptr<const core::crypto::SigningKey> m_key;
    Exchange::Renaming m_renaming;
    std::unique_ptr<StickTrip> m_trip; ///< none: not busy
    std::thread m_thread;
};

} // namespace shouli::sync::client
