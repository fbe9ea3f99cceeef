// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/crypto/SigningKey.h"
#include "sync/client/ScopeLoad.h"
#include "sync/transport/HttpsClient.h"

#include <QList>
#include <QObject>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace shouli::sync::client {

/// Runs ScopeLoad over the network, on a thread of its own, one scope after another. Trips of the courier go on
/// meanwhile: what people write here does not wait for it. Lives on the thread that made it; destroying it gives up
/// what is under way, without loss. `log` and `writer` must outlive it.
class ScopeCourier : public QObject {
    Q_OBJECT

public:
    ScopeCourier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                 const transport::ServerIdentity &server, std::shared_ptr<const core::crypto::SigningKey> key,
                 transport::HttpsClient::ProxyFor proxy = transport::HttpsClient::systemProxy,
                 QObject *parent = nullptr);
    ~ScopeCourier() override;

    /// Nothing while it is busy: the next answer of the county names them again.
    void fetch(const QList<core::changes::ScopeId> &scopes);
    /// Compares everything that is received with what the county has, quietly, and puts right what differs. Nothing
    /// while it is busy.
    void verify();
    /// Ends what is under way soon; done() comes with Cancelled.
    void stop();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 of);
    void loaded(); ///< rows changed
    /// All are here, or why not.
    void done(const shouli::core::base::Result<void> &outcome);
    /// How many pieces were put right. What kept it from that is told to nobody: it is tried another time.
    void verified(int mended);

private:
    void run(std::function<void()> work);
    /// How many pieces were not here.
    [[nodiscard]] core::base::Result<int> fetchAll(const QList<core::changes::ScopeId> &scopes);
    [[nodiscard]] core::base::Result<QList<core::changes::ScopeId>> received();
    [[nodiscard]] core::base::Result<QByteArray> ask(core::changes::ReplicaId me, const snapshot::Question &question);

    core::changes::log::ChangeLog &m_log;
    core::storage::WriterThread &m_writer;
    QByteArray m_pin;
    std::shared_ptr<const core::crypto::SigningKey> m_key;
    transport::HttpsClient m_http;
    std::thread m_thread;
    std::mutex m_mutex; ///< guards the next four
    std::condition_variable m_ended;
    ScopeLoad *m_current = nullptr;
    bool m_stopped = false;
    bool m_runs = false; ///< the thread
    bool m_busy = false; ///< of this object's own thread
};

} // namespace shouli::sync::client
