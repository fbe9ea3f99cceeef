// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QIODevice>
#include <QString>

#include <memory>

struct zip;
struct zip_file;

namespace shouli::core::exchange {

/// One XML file of a packed workbook, unpacked while it is read. Ends early, with isBreached(), once it is longer than
/// allowed or has a run without any tag so long that no honest sheet has one: whoever parses it keeps at most such a
/// run in memory.
class ZipEntry final : public QIODevice {
    Q_DISABLE_COPY(ZipEntry)

public:
    /// FileUnreadable: damaged, where the archive has no such entry. `archive` must outlive it.
    [[nodiscard]] static base::Result<std::unique_ptr<ZipEntry>> open(zip *archive, const QString &name,
                                                                      qint64 maxBytes);
    ~ZipEntry() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool isBreached() const { return m_breached; }
    /// 0 to 1, by what the archive says of the size.
    [[nodiscard]] double progress() const;

    static constexpr qint64 longestRun = 512 * 1024;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    ZipEntry(zip_file *file, qint64 declared, qint64 maxBytes);

    zip_file *m_file; ///< owned
    qint64 m_declared;
    qint64 m_maxBytes;
    qint64 m_read = 0;
    qint64 m_run = 0; ///< bytes since the last '<'
    bool m_breached = false;
};

} // namespace shouli::core::exchange
