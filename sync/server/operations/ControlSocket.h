// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>
#include <QThreadPool>

#include <chrono>
#include <functional>

namespace shouli::sync::server::operations {

/// How `shouli-server enrol` reaches a server that is running: a socket in its folder that only the
/// same user can open; one JSON line each way. Needs an event loop. The handler is called on threads of its
/// own, one request after another: a backup takes its time, and the server goes on meanwhile.
class ControlSocket : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<core::base::Result<QJsonObject>(const QJsonObject &)>;

    explicit ControlSocket(Handler handler, QObject *parent = nullptr);
    ~ControlSocket() override; ///< waits for the request under way

    [[nodiscard]] core::base::Result<void> listen(const QString &path);

    /// Asks a running server. ServerUnreachable where none listens, it ends, or it does not answer within
    /// `patience`; the server's own error otherwise.
    [[nodiscard]] static core::base::Result<QJsonObject> ask(
        const QString &path, const QJsonObject &request, std::chrono::milliseconds patience = std::chrono::hours(6));

private:
    void serveOne();

    Handler m_handler;
    QLocalServer m_server;
    QThreadPool m_workers;
};

} // namespace shouli::sync::server::operations
