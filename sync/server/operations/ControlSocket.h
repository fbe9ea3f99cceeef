// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>

namespace shouli::sync::server::operations {

/// How `shouli-server enrol` reaches a server that is running: a socket in its folder that only the
/// same user can open; one JSON line each way. Needs an event loop; one thread.
class ControlSocket : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<core::base::Result<QJsonObject>(const QJsonObject &)>;

    explicit ControlSocket(Handler handler, QObject *parent = nullptr);

    [[nodiscard]] core::base::Result<void> listen(const QString &path);

    /// Asks a running server. ServerUnreachable where none listens; the server's own error otherwise.
    [[nodiscard]] static core::base::Result<QJsonObject> ask(const QString &path, const QJsonObject &request);

private:
    void serveOne();

    Handler m_handler;
    QLocalServer m_server;
};

} // namespace shouli::sync::server::operations
