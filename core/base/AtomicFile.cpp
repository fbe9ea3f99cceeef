// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace shouli::core::base {

namespace {

Error fromErrno(const QString &path)
{
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
    return {full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
            path + QStringLiteral(": ") + QString::fromLocal8Bit(strerror(reason))};
}

bool writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto n = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        done += n;
    }
    return ::fsync(fd) == 0;
}

} // namespace

Result<void> AtomicFile::write(const QString &path, const QByteArray &bytes)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray beside = target + ".new";
    const int fd = ::open(beside.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return tl::unexpected(fromErrno(path));
    const bool written = writeAll(fd, bytes);
    const Error why = written ? Error{} : fromErrno(path);
    ::close(fd);
    if (!written) {
        ::unlink(beside.constData());
        return tl::unexpected(why);
    }
    if (::rename(beside.constData(), target.constData()) != 0) {
        const Error reason = fromErrno(path);
        ::unlink(beside.constData());
        return tl::unexpected(reason);
    }
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int dir = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0 || ::fsync(dir) != 0) {
        const Error reason = fromErrno(path);
        if (dir >= 0)
            ::close(dir);
        return tl::unexpected(reason);
    }
    ::close(dir);
    return {};
}

Result<QByteArray> AtomicFile::read(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::FileMissing, path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, path + QStringLiteral(": ") + file.errorString());
    if (file.size() > limit)
        return failure(ErrorCode::MessageTooLarge, path);
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::FileUnreadable, path + QStringLiteral(": ") + file.errorString());
    return bytes;
}

} // namespace shouli::core::base
