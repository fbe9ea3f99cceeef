// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QNetworkProxy>
#include <QString>

#include <memory>
#include <mutex>

namespace shouli::sync::transport {

/// How an office's network lets requests out. As people write it, in one line:
///   (nothing)                      as the operating system says
///   direct                         not through anything
///   10.1.2.3:3128, user:password@proxy.gov.cn:8080
///                                  an HTTP proxy that is asked to tunnel (CONNECT, RFC 9110 §9.3.6). What is special in
///                                  a name or password is written as %3A and so on
/// The proxy carries TLS and sees no more than that the county is talked to.
struct ProxySetting {
    enum class Way { System, Direct, Named };

    Way way = Way::System;
    QString host;
    quint16 port = 0;
    QString user; ///< empty: none is asked for
    QString password;

    bool operator==(const ProxySetting &) const = default;

    /// InvalidArgument.
    [[nodiscard]] static core::base::Result<ProxySetting> parse(const QString &line);
    [[nodiscard]] QString toString() const; ///< with the password: not for a log
    /// Towards a server. Where the system is asked it may take its time; none for a server on this machine.
    [[nodiscard]] QNetworkProxy towards(const QString &server, quint16 serverPort) const;
};

/// The setting in force, for clients that ask whenever they connect. Thread-safe.
class ProxyChoice {
public:
    explicit ProxyChoice(ProxySetting setting = {})
        : m_setting(std::move(setting))
    {
    }

    void choose(const ProxySetting &setting)
    {
        const std::scoped_lock lock(m_mutex);
        m_setting = setting;
    }
    [[nodiscard]] ProxySetting chosen() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_setting;
    }

private:
    mutable std::mutex m_mutex;
    ProxySetting m_setting;
};

} // namespace shouli::sync::transport
