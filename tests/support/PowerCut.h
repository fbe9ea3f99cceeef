// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "tests/support/FaultDisk.h"

#include <QMap>

namespace shouli::tests {

/// What may lie on disks whose power failed between two of the things that reached them. What was written before a
/// file's last sync is there; of what came later any sector of 512 bytes may be, whatever the order. Files that were
/// made or deleted are so at once. Runs forward only.
class PowerCut {
public:
    enum class Loss {
        Nothing,    ///< all of it had just been written
        Everything, ///< all that was not synced
        Sectors,    ///< some of that
    };

    /// `base`: what was there and safe before the first of `records`, by path. `records` must outlive it.
    PowerCut(QMap<QString, QByteArray> base, const std::vector<FaultDisk::Record> &records);

    /// The power fails before the record of that number; not less than the time before.
    void moveTo(std::size_t record);
    /// What is left of each file that `concerns` names; of others, what was written.
    [[nodiscard]] QMap<QString, QByteArray> left(const QStringList &concerns, Loss loss,
                                                 core::base::Random &random) const;

private:
    struct File {
        QByteArray written;
        QByteArray safe;
        std::vector<std::size_t> since; ///< the last sync
    };
    static void apply(const FaultDisk::Record &record, QByteArray &bytes);
    void applySectors(const FaultDisk::Record &record, QByteArray &bytes, core::base::Random &random) const;

    QMap<QString, File> m_files;
    const std::vector<FaultDisk::Record> &m_records;
    std::size_t m_next = 0;
};

} // namespace shouli::tests
