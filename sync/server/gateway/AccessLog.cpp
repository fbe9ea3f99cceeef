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

AccessLog::AccessLog(const core::base::Clock &clock, LogLevel level, Sink sink, bool withTime)
    : m_clock(&clock)
    , m_level(level)
    , m_sink(std::move(sink))
    , m_withTime(withTime)
{
}

void AccessLog::operator()(const transport::AccessRecord &record) const
{
    if (levelOf(record.status) > m_level)
        return;
    QByteArray line;
    if (m_withTime)
        line = m_clock->now().inChina().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")).toLatin1();
    line += transport::methodName(record.method) + ' '
        + (record.route.isEmpty() ? QByteArrayLiteral("-") : record.route) + ' '
        + (record.status == 0 ? QByteArrayLiteral("gone") : QByteArray::number(record.status))
        + " in=" + QByteArray::number(record.bodyIn) + " out=" + QByteArray::number(record.bodyOut)
        + " took=" + QByteArray::number(static_cast<double>(record.took.count()) / 1000.0, 'f', 1) + "ms"
        + " from=" + record.network.toLatin1() + '\n';
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
