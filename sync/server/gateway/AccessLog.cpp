// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/AccessLog.h"

#include <cstdio>

namespace shouli::sync::server::gateway {

namespace {

LogLevel levelOf(int status)
{
    if (status >= 500)
        return LogLevel::Error;
    return status >= 400 || status == 0 ? LogLevel::Warning : LogLevel::Info;
}

} // namespace

AccessLog::AccessLog(const core::base::Clock &clock, LogLevel level, Sink sink, bool withTime, LogStyle style)
    : m_clock(&clock)
    , m_level(level)
    , m_sink(std::move(sink))
    , m_withTime(withTime)
    , m_style(style)
{
}

void AccessLog::operator()(const transport::AccessRecord &record) const
{
    if (levelOf(record.status) > m_level)
        return;
    const QByteArray at = m_withTime
        ? m_clock->now().inChina().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1()
        : QByteArray();
    const QByteArray ms = QByteArray::number(static_cast<double>(record.took.count()) / 1000.0, 'f', 1);
    const QByteArray in = QByteArray::number(record.bodyIn);
    const QByteArray out = QByteArray::number(record.bodyOut);
    const QByteArray method = transport::methodName(record.method);
    const QByteArray route = record.route.isEmpty() ? QByteArrayLiteral("-") : record.route;
    const QByteArray status = QByteArray::number(record.status);
    const QByteArray from = record.network.toLatin1();
    QByteArray line; // nothing in it needs escaping: routes are ours, the rest are numbers
    if (m_style == LogStyle::Json)
        line = '{' + (at.isEmpty() ? at : "\"at\":\"" + at + "\",") + "\"method\":\"" + method + "\",\"route\":\""
            + route + "\",\"status\":" + status + ",\"in\":" + in + ",\"out\":" + out + ",\"ms\":" + ms + ",\"from\":\""
            + from + "\"}\n";
    else
        line = at + (at.isEmpty() ? "" : " ") + method + ' ' + route + ' '
            + (record.status == 0 ? QByteArrayLiteral("gone") : status) + " in=" + in + " out=" + out + " took=" + ms
            + "ms from=" + from + '\n';
    m_sink(line);
}

void AccessLog::toStandardError(const QByteArray &line)
{
    std::fputs(line.constData(), stderr); // one call: lines of several threads do not mix
}

bool AccessLog::underJournal()
{
    return qEnvironmentVariableIsSet("JOURNAL_STREAM");
}

} // namespace shouli::sync::server::gateway
