// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ZipEntry.h"

#include "core/exchange/TableReader.h"

#include <zip.h>

#include <algorithm>

namespace shouli::core::exchange {

using base::Result;

Result<std::unique_ptr<ZipEntry>> ZipEntry::open(zip *archive, const QString &name, qint64 maxBytes)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    const QByteArray path = name.toUtf8();
    if (zip_stat(archive, path.constData(), 0, &stat) != 0 || (stat.valid & ZIP_STAT_INDEX) == 0)
        return refusal(TableTrouble::Damaged);
    zip_file *file = zip_fopen_index(archive, stat.index, 0);
    if (file == nullptr)
        return refusal(TableTrouble::Damaged);
    const bool sized = (stat.valid & ZIP_STAT_SIZE) != 0 && stat.size < static_cast<zip_uint64_t>(INT64_MAX);
    return std::unique_ptr<ZipEntry>(new ZipEntry(file, sized ? static_cast<qint64>(stat.size) : 0, maxBytes));
}

ZipEntry::ZipEntry(zip_file *file, qint64 declared, qint64 maxBytes)
    : m_file(file)
    , m_declared(declared)
    , m_maxBytes(maxBytes)
{
    QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

ZipEntry::~ZipEntry()
{
    zip_fclose(m_file);
}

double ZipEntry::progress() const
{
    return m_declared > 0 ? std::min(1.0, static_cast<double>(m_read) / static_cast<double>(m_declared)) : 0.0;
}

qint64 ZipEntry::readData(char *data, qint64 size)
{
    if (m_breached || size <= 0)
        return m_breached ? -1 : 0;
    const zip_int64_t got = zip_fread(m_file, data, static_cast<zip_uint64_t>(size));
    if (got < 0) {
        setErrorString(QStringLiteral("unpacking failed"));
        return -1;
    }
    m_read += got;
    for (qint64 i = 0; i < got; ++i) {
        m_run = data[i] == '<' ? 0 : m_run + 1;
        m_breached = m_breached || m_run > longestRun;
    }
    m_breached = m_breached || m_read > m_maxBytes;
    return m_breached ? -1 : got;
}

qint64 ZipEntry::writeData(const char *data, qint64 size)
{
    Q_UNUSED(data)
    Q_UNUSED(size)
    return -1;
}

} // namespace shouli::core::exchange
