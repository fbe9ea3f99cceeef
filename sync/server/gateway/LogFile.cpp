// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/LogFile.h"

#include <cstdio>

namespace shouli::sync::server::gateway {

LogFile::LogFile(QString path, qint64 mostBytes, int files)
    : m_path(std::move(path))
    , m_mostBytes(mostBytes)
    , m_files(files)
    , m_file(m_path)
{
}

bool LogFile::openFile()
{
    const bool fresh = !QFile::exists(m_path);
    if (!m_file.open(QIODevice::Append | QIODevice::Unbuffered))
        return false;
    if (fresh)
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    return true;
}

core::base::Result<void> LogFile::open()
{
    const std::scoped_lock lock(m_mutex);
    if (!openFile())
        return core::base::failure(core::base::ErrorCode::FileUnwritable,
                                   m_path + QStringLiteral(": ") + m_file.errorString());
    return {};
}

void LogFile::rotate()
{
    const auto name = [this](int number) { return m_path + u'.' + QString::number(number); };
    m_file.close();
    QFile::remove(name(m_files));
    for (int number = m_files - 1; number >= 1; --number)
        QFile::rename(name(number), name(number + 1));
    QFile::rename(m_path, name(1));
    openFile();
}

void LogFile::write(const QByteArray &lines)
{
    const std::scoped_lock lock(m_mutex);
    if (m_file.isOpen() && m_file.size() > 0 && m_file.size() + lines.size() > m_mostBytes)
        rotate();
    if (!m_file.isOpen() || m_file.write(lines) != lines.size())
        std::fputs(lines.constData(), stderr); // a full disk must not make the server mute
}

void LogFile::reopen()
{
    const std::scoped_lock lock(m_mutex);
    m_file.close();
    openFile();
}

} // namespace shouli::sync::server::gateway
