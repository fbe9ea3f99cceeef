// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace shouli::tests {

/// The disk under every database that is opened while this lives, as SQLite sees it: its own way of reaching files,
/// with faults put in between. SQLCipher's pages pass encrypted. One at a time; thread-safe.
class FaultDisk {
public:
    /// What a program asks of a disk, each of which can fail.
    enum class Call {
        Open,
        Read,
        Write,
        Sync,
        Truncate,
        Delete,
        Size,
        Lock,
        Shared, ///< memory that connections of one database share
    };
    enum class Fault {
        Error, ///< this call fails, later ones do not
        Torn,  ///< likewise; of a write, half is on the disk
        Dead,  ///< this call and all after it fail
        Full,  ///< this write and all after it find no room; everything else goes on
    };
    /// One thing that reached the disk.
    struct Record {
        enum class Kind { Write, Truncate, Sync, Delete } kind = Kind::Write;
        QString file;
        std::int64_t at = 0; ///< offset, or the new size
        QByteArray bytes;
    };

    FaultDisk();
    ~FaultDisk();
    FaultDisk(const FaultDisk &) = delete;
    FaultDisk &operator=(const FaultDisk &) = delete;

    /// From now on counts anew; the call of that number, from 1 on, fails. Fault::Full: the write of that number.
    void failAt(std::int64_t number, Fault fault);
    /// No fault from now on.
    void heal();
    [[nodiscard]] std::int64_t calls() const;  ///< since failAt() or heal()
    [[nodiscard]] std::int64_t writes() const; ///< likewise
    [[nodiscard]] bool struck() const;         ///< a fault has shown since failAt()

    /// Keeps what is written from now on.
    void record();
    [[nodiscard]] std::vector<Record> recorded() const;
    [[nodiscard]] std::size_t recordedCount() const;

    struct Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace shouli::tests
