// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/StickCourier.h"

#include <QMetaObject>

namespace shouli::sync::client {

StickCourier::StickCourier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                           const core::base::Clock &clock, core::base::Random &random, Installation installation,
                           core::crypto::SigningKey key, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_writer(writer)
    , m_clock(clock)
    , m_random(random)
    , m_installation(std::move(installation))
    , m_key(std::make_shared<const core::crypto::SigningKey>(std::move(key)))
{
}

StickCourier::~StickCourier()
{
    blockSignals(true);
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void StickCourier::exchange(const QString &medium)
{
    if (isBusy())
        return;
    if (m_thread.joinable())
        m_thread.join(); // has said that it is done
    m_trip = std::make_unique<StickTrip>(m_log, m_writer, m_clock, m_random, m_installation, m_key);
    m_trip->atRenaming(m_renaming);
    m_trip->onProgress([this](const ScopeLoad::Progress &progress) {
        QMetaObject::invokeMethod(this, [this, progress] { Q_EMIT progressed(progress.done, progress.of); });
    });
    Q_EMIT begun();
    m_thread = std::thread([this, trip = m_trip.get(), medium] {
        const Outcome outcome = trip->run(medium);
        QMetaObject::invokeMethod(this, [this, outcome] {
            m_trip.reset();
            Q_EMIT done(outcome);
        });
    });
}

void StickCourier::stop()
{
    if (m_trip)
        m_trip->stop();
}

} // namespace shouli::sync::client
