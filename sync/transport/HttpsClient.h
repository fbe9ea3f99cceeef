// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/transport/HttpMessage.h"

#include <QHash>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <memory>

namespace shouli::sync::transport {

class ClientQueue;

/// The county server as an office knows it.
struct ServerIdentity {
    QString host; ///< name or IP address
    quint16 port = 443;
    QByteArray pin; ///< CountyCertificate::pin(): 32 bytes

    bool operator==(const ServerIdentity &) const = default;
};

struct ClientLimits {
    using ms = std::chrono::milliseconds;

    ms connect{10'000}; ///< name look-up, proxy, TCP and TLS together
    ms whole{60'000};   ///< from send() to the last byte of the answer
    ms idle{12'000};    ///< an unused connection is closed after; less than the server's own
    qint64 responseBytes = 32 << 20;
    int connections = 2; ///< at once; more requests wait their turn
};

/// What is asked of the server.
struct OutgoingRequest {
    Method method = Method::Post;
    QByteArray path; ///< begins with '/'; may have a query
    QByteArray body;
    QByteArray contentType; ///< not sent when empty
    bool onlyPin = false;   ///< see pinRequest()

    bool operator==(const OutgoingRequest &) const = default;
};

/// Asks nothing: connects, and the result's body is the pin of whoever is there, known or not. For
/// enrolment, where the code that staff type proves to both ends which key the other one saw.
[[nodiscard]] OutgoingRequest pinRequest();

/// What came of it. `body` holds the body of a 2xx answer, else:
///   ServerUnreachable    no connection, no TLS, cut off, or too slow; ask again later
///   ProxyUnreachable, ProxyRefused, ProxyLoginNeeded: no connection either; it is the proxy on the way
///   ServerBusy           429, 503: ask again after retryAfter
///   CertificateMismatch  somebody else's key; not one byte of the request was sent
///   MessageTooLarge      the answer is above ClientLimits::responseBytes, or the server said 413
///   ServerFailure        500 and the like, or an answer that is not HTTP
///   DeviceRevoked, PermissionDenied, MessageMalformed, ...: the server's word (Refusal.h)
///   Cancelled, InvalidArgument
struct HttpResult {
    core::base::Result<QByteArray> body;
    int status = 0; ///< 0: no answer
    std::chrono::seconds retryAfter{0};
    QByteArray contentType;
    bool fresh = false; ///< a connection was made for it
    std::chrono::microseconds took{0};
};

/// An office's side of the wire: HTTP/1.1 over TLS 1.2 or later with keep-alive, through the
/// system's proxy or another one (ProxySetting). The server is who has the pinned key, nobody else, whatever the authorities of
/// the operating system say; dates, issuer and name of its certificate do not matter then, since
/// clocks of office PCs are wrong now and then. The pin is checked before the request is written.
///
/// QSslSocket with Beast's parser and not QNetworkAccessManager: that one resends on its own, adds
/// 130 bytes of headers to each request (an idle poll is to cost 250 bytes in all), and has no
/// place between handshake and request where a refusal is certain to come first.
///
/// A request that fails on a kept connection before any byte of an answer is sent once more on a
/// new one: requests must be idempotent, as those of sync are.
///
/// Thread-safety: send() and cancel() on this object's thread; exchange() and cancelAll() on any.
class HttpsClient : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(HttpResult)>;
    using ProxyFor = std::function<QNetworkProxy(const QString &host, quint16 port)>;

    /// What the operating system or the environment says; none for a server on this machine.
    /// May take its time (automatic configuration); called on the client's own thread.
    [[nodiscard]] static QNetworkProxy systemProxy(const QString &host, quint16 port);

    explicit HttpsClient(const ServerIdentity &server, const ClientLimits &limits = {}, ProxyFor proxy = systemProxy,
                         QObject *parent = nullptr);
    /// Requests under way end; their `done` is not called, exchange() returns Cancelled.
    ~HttpsClient() override;

    /// `done` is called once, from this thread's event loop; not at all when `context` has gone by
    /// then. Returns a number for cancel().
    quint64 send(const OutgoingRequest &request, const QObject *context, Done done);

    /// `done` is still called, with Cancelled, unless an answer came first.
    void cancel(quint64 id);
    void cancelAll();

    /// The same, waiting for it. For tools, tests and threads without an event loop.
    [[nodiscard]] HttpResult exchange(const OutgoingRequest &request);

private:
    struct Caller {
        QPointer<const QObject> context;
        Done done;
    };

    void submit(quint64 id, const OutgoingRequest &request, Done done);
    void deliver(quint64 id, HttpResult result);

    QThread m_thread;
    std::unique_ptr<ClientQueue> m_queue; // lives on m_thread
    QHash<quint64, Caller> m_callers;     // of send(); this thread's
    std::atomic<quint64> m_lastId = 0;
};

} // namespace shouli::sync::transport
