// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "sync/transport/HttpMessage.h"

#include <QByteArray>

#include <functional>

namespace shouli::sync::server::gateway {

/// How much the server writes to its log.
enum class LogLevel {
    Error,   ///< failures of the server itself: status 500 and above
    Warning, ///< and refusals: 400 and above
    Info,    ///< and every request
};

/// How a line of it looks.
enum class LogStyle {
    Text, ///< for people
    Json, ///< one object a line, for programs
};

/// One line of text for each request that is worth one at the level asked for:
///
///     2026-11-23 09:00:00 POST /sync 200 in=1204 out=311 took=4.2ms from=10.1.2.0/24
///     {"at":"2026-11-23 09:00:00","method":"POST","route":"/sync","status":200,"in":1204,"out":311,"ms":4.2,
///      "from":"10.1.2.0/24"}
///
/// Holds no body, no token, no whole address. Under systemd the time is left to the journal.
/// Thread-safe.
class AccessLog {
public:
    using Sink = std::function<void(const QByteArray &line)>; ///< with its line feed; thread-safe

    AccessLog(const core::base::Clock &clock, LogLevel level, Sink sink = toStandardError,
              bool withTime = !underJournal(), LogStyle style = LogStyle::Text);

    void operator()(const transport::AccessRecord &record) const;

    static void toStandardError(const QByteArray &line);
    [[nodiscard]] static bool underJournal();

private:
    const core::base::Clock *m_clock;
    LogLevel m_level;
    Sink m_sink;
    bool m_withTime;
    LogStyle m_style;
};

} // namespace shouli::sync::server::gateway
