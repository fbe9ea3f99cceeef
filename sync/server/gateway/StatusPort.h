// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QObject>
#include <QTcpServer>

#include <functional>

namespace shouli::sync::server::gateway {

/// GET /healthz and GET /metrics for whoever watches over this machine: plain HTTP, on 127.0.0.1 only, one short
/// question a connection. Needs an event loop; one thread.
class StatusPort : public QObject {
    Q_OBJECT

public:
    using Metrics = std::function<QByteArray()>; ///< Prometheus' text format; called on this thread

    using Trouble = std::function<QByteArray()>; ///< empty: none; else why; called on this thread

    explicit StatusPort(Metrics metrics, Trouble trouble = {}, QObject *parent = nullptr);

    /// `port` 0 takes a free one. The port; ServerFailure.
    [[nodiscard]] core::base::Result<quint16> listen(quint16 port);

private:
    void serveOne();
    [[nodiscard]] QByteArray answerTo(const QByteArray &requestLine) const;

    Metrics m_metrics;
    Trouble m_trouble;
    QTcpServer m_server;
};

} // namespace shouli::sync::server::gateway
