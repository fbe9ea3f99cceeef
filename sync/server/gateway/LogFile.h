// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <mutex>

namespace shouli::sync::server::gateway {

/// A log in a file of its own. Beyond `mostBytes` it becomes FILE.1, what was that FILE.2, and so on, `files` of them
/// besides the one that is written; the oldest goes. Where another program moves the file away, reopen() begins a new
/// one. What cannot be written there goes to standard error. Thread-safe.
class LogFile {
public:
    LogFile(QString path, qint64 mostBytes, int files);

    /// FileUnwritable.
    [[nodiscard]] core::base::Result<void> open();
    /// Whole lines, with their line feeds.
    void write(const QByteArray &lines);
    void reopen();

private:
    bool openFile();
    void rotate();

    const QString m_path;
    const qint64 m_mostBytes;
    const int m_files;
    std::mutex m_mutex;
    QFile m_file;
};

} // namespace shouli::sync::server::gateway
