// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/ScopeCourier.h"

#include "core/changes/log/ReplicaState.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/Transaction.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/Paths.h"

#include <QMetaObject>

namespace shouli::sync::client {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ScopeId;

namespace {

/// A chunk is some 200 KB, which takes long on a bad line; only what is whole counts.
transport::ClientLimits patient()
{
    transport::ClientLimits limits;
    limits.whole = std::chrono::minutes(15);
    return limits;
}

} // namespace

ScopeCourier::ScopeCourier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                           const transport::ServerIdentity &server, std::shared_ptr<const core::crypto::SigningKey> key,
                           transport::HttpsClient::ProxyFor proxy, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_writer(writer)
    , m_pin(server.pin)
    , m_key(std::move(key))
    , m_http(server, patient(), std::move(proxy))
{
}

ScopeCourier::~ScopeCourier()
{
    stop();
    if (!m_thread.joinable())
        return;
    std::unique_lock lock(m_mutex);
    while (!m_ended.wait_for(lock, std::chrono::milliseconds(20), [this] { return !m_runs; }))
        m_http.cancelAll(); // one may just have begun
    lock.unlock();
    m_thread.join();
}

void ScopeCourier::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        if (m_current != nullptr)
            m_current->stop();
    }
    m_http.cancelAll();
}

void ScopeCourier::run(std::function<void()> work)
{
    if (m_thread.joinable())
        m_thread.join(); // has said that it is done
    m_busy = true;
    m_stopped = false;
    m_runs = true;
    m_thread = std::thread([this, work = std::move(work)] {
        work();
        {
            const std::lock_guard lock(m_mutex);
            m_runs = false;
        }
        m_ended.notify_all();
    });
}

void ScopeCourier::fetch(const QList<ScopeId> &scopes)
{
    if (m_busy || scopes.isEmpty())
        return;
    run([this, scopes] {
        const auto fetched = fetchAll(scopes);
        const Result<void> outcome = fetched ? Result<void>() : failure(fetched);
        QMetaObject::invokeMethod(this, [this, outcome] {
            m_busy = false;
            Q_EMIT done(outcome);
        });
    });
}

void ScopeCourier::verify()
{
    if (m_busy)
        return;
    run([this] {
        const auto scopes = received();
        const auto fetched = scopes ? fetchAll(*scopes) : Result<int>(failure(scopes));
        QMetaObject::invokeMethod(this, [this, fetched] {
            m_busy = false;
            Q_EMIT verified(fetched.value_or(0));
        });
    });
}

Result<QList<ScopeId>> ScopeCourier::received()
{
    const auto cursors = m_writer
                             .run([this](core::storage::Database &db) -> Result<QMap<ScopeId, std::int64_t>> {
                                 SHOULI_TRY(auto tx, core::storage::Transaction::begin(db));
                                 return core::changes::log::StoredReplica(m_log, tx).scopes();
                             })
                             .result();
    SHOULI_CHECK(cursors);
    QList<ScopeId> scopes;
    for (auto it = cursors->cbegin(); it != cursors->cend(); ++it) {
        if (it.value() > 0)
            scopes.append(it.key());
    }
    return scopes;
}

Result<QByteArray> ScopeCourier::ask(core::changes::ReplicaId me, const snapshot::Question &question)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return failure(ErrorCode::Cancelled);
    }
    const auto result = m_http.exchange({transport::Method::Post,
                                         question.name.isEmpty() ? protocol::paths::manifest : protocol::paths::chunk,
                                         protocol::Envelope::seal(me, question.toCbor(), *m_key).toCbor(),
                                         {}});
    return result.body;
}

Result<int> ScopeCourier::fetchAll(const QList<ScopeId> &scopes)
{
    const auto me = m_writer.run([](core::storage::Database &db) { return core::changes::log::ReplicaState::load(db); })
                        .result();
    SHOULI_CHECK(me);
    int fetched = 0;
    for (const ScopeId &scope : scopes) {
        ScopeLoad load(m_log, m_writer, m_pin,
                       [this, id = me->id](const snapshot::Question &question) { return ask(id, question); });
        load.onProgress([this](const ScopeLoad::Progress &progress) {
            QMetaObject::invokeMethod(this, [this, progress] { Q_EMIT progressed(progress.done, progress.of); });
        });
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopped)
                return failure(ErrorCode::Cancelled);
            m_current = &load;
        }
        const auto outcome = load.load(scope);
        {
            const std::lock_guard lock(m_mutex);
            m_current = nullptr;
        }
        SHOULI_CHECK(outcome);
        fetched += outcome->fetched;
        if (outcome->changed)
            QMetaObject::invokeMethod(this, [this] { Q_EMIT loaded(); });
    }
    return fetched;
}

} // namespace shouli::sync::client
