// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultDisk.h"

#include <sqlite3.h>

#include <cstring>
#include <mutex>
#include <new>

namespace shouli::tests {

struct FaultDisk::Private {
    sqlite3_vfs vfs{};
    sqlite3_vfs *below = nullptr;
    mutable std::mutex mutex;
    std::int64_t calls = 0;
    std::int64_t writes = 0;
    std::int64_t strikeAt = 0;
    Fault fault = Fault::Error;
    bool struck = false;
    bool recording = false;
    std::vector<Record> records;

    /// Whether this call fails.
    bool strikes(Call call)
    {
        const std::lock_guard lock(mutex);
        ++calls;
        writes += call == Call::Write ? 1 : 0;
        if (strikeAt == 0)
            return false;
        const std::int64_t number = fault == Fault::Full ? writes : calls;
        const bool sticks = fault == Fault::Dead || fault == Fault::Full;
        const bool hit = (number == strikeAt || (sticks && number > strikeAt))
            && (fault != Fault::Full || call == Call::Write);
        struck = struck || hit;
        return hit;
    }
    void keep(Record record)
    {
        const std::lock_guard lock(mutex);
        if (recording)
            records.push_back(std::move(record));
    }
};

namespace {

using Call = FaultDisk::Call;
using Disk = FaultDisk::Private;
using Kind = FaultDisk::Record::Kind;

/// What SQLite holds for an open file; the one below follows it in memory.
struct File {
    sqlite3_file base;
    Disk *disk;
    QString *name; ///< none for a temporary one
};

File *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

sqlite3_file *below(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(fileOf(file) + 1);
}

bool strikes(sqlite3_file *file, Call call)
{
    return fileOf(file)->disk->strikes(call);
}

void keep(sqlite3_file *file, Kind kind, std::int64_t at = 0, const QByteArray &bytes = {})
{
    if (fileOf(file)->name != nullptr)
        fileOf(file)->disk->keep({kind, *fileOf(file)->name, at, bytes});
}

int closeFile(sqlite3_file *file)
{
    const int code = below(file)->pMethods->xClose(below(file));
    delete fileOf(file)->name;
    return code;
}

int readFile(sqlite3_file *file, void *into, int size, sqlite3_int64 at)
{
    if (strikes(file, Call::Read))
        return SQLITE_IOERR_READ;
    return below(file)->pMethods->xRead(below(file), into, size, at);
}

int writeFile(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    Disk &disk = *fileOf(file)->disk;
    const bool struck = strikes(file, Call::Write);
    if (struck && disk.fault == FaultDisk::Fault::Full)
        return SQLITE_FULL;
    if (struck && disk.fault == FaultDisk::Fault::Torn) {
        const int half = size / 2;
        (void)below(file)->pMethods->xWrite(below(file), from, half, at);
        keep(file, Kind::Write, at, QByteArray(static_cast<const char *>(from), half));
    }
    if (struck)
        return SQLITE_IOERR_WRITE;
    const int code = below(file)->pMethods->xWrite(below(file), from, size, at);
    if (code == SQLITE_OK)
        keep(file, Kind::Write, at, QByteArray(static_cast<const char *>(from), size));
    return code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (strikes(file, Call::Truncate))
        return SQLITE_IOERR_TRUNCATE;
    const int code = below(file)->pMethods->xTruncate(below(file), size);
    if (code == SQLITE_OK)
        keep(file, Kind::Truncate, size);
    return code;
}

int syncFile(sqlite3_file *file, int flags)
{
    if (strikes(file, Call::Sync))
        return SQLITE_IOERR_FSYNC;
    (void)flags; // nobody cuts the power here: what counts is that it was asked for
    keep(file, Kind::Sync);
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    if (strikes(file, Call::Size)) {
        *size = 0; // SQLCipher's own check of all pages goes by it although it failed, and would read for ever
        return SQLITE_IOERR_FSTAT;
    }
    return below(file)->pMethods->xFileSize(below(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    if (strikes(file, Call::Lock))
        return SQLITE_IOERR_LOCK;
    return below(file)->pMethods->xLock(below(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return below(file)->pMethods->xUnlock(below(file), level);
}

int checkReservedLock(sqlite3_file *file, int *out)
{
    return below(file)->pMethods->xCheckReservedLock(below(file), out);
}

int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    return below(file)->pMethods->xSectorSize(below(file));
}

int characteristics(sqlite3_file *file)
{
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

int shmMap(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    if (strikes(file, Call::Shared))
        return SQLITE_IOERR_SHMMAP;
    return below(file)->pMethods->xShmMap(below(file), region, size, extend, out);
}

int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

void shmBarrier(sqlite3_file *file)
{
    below(file)->pMethods->xShmBarrier(below(file));
}

int shmUnmap(sqlite3_file *file, int remove)
{
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

const sqlite3_io_methods methods = {2,           closeFile,  readFile,        writeFile,  truncateFile,
                                    syncFile,    sizeOfFile, lockFile,        unlockFile, checkReservedLock,
                                    fileControl, sectorSize, characteristics, shmMap,     shmLock,
                                    shmBarrier,  shmUnmap,   nullptr,         nullptr};

Disk &diskOf(sqlite3_vfs *vfs)
{
    return *static_cast<Disk *>(vfs->pAppData);
}

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    Disk &disk = diskOf(vfs);
    file->pMethods = nullptr;
    if (disk.strikes(Call::Open))
        return SQLITE_CANTOPEN;
    File *mine = fileOf(file);
    mine->disk = &disk;
    mine->name = nullptr;
    const int code = disk.below->xOpen(disk.below, name, below(file), flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    if (name != nullptr)
        mine->name = new QString(QString::fromUtf8(name));
    file->pMethods = &methods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *name, int sync)
{
    Disk &disk = diskOf(vfs);
    if (disk.strikes(Call::Delete))
        return SQLITE_IOERR_DELETE;
    const int code = disk.below->xDelete(disk.below, name, sync);
    if (code == SQLITE_OK)
        disk.keep({Kind::Delete, QString::fromUtf8(name), 0, {}});
    return code;
}

int accessFile(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    return diskOf(vfs).below->xAccess(diskOf(vfs).below, name, flags, out);
}

int fullPath(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    return diskOf(vfs).below->xFullPathname(diskOf(vfs).below, name, size, out);
}

int randomness(sqlite3_vfs *vfs, int size, char *out)
{
    return diskOf(vfs).below->xRandomness(diskOf(vfs).below, size, out);
}

int sleepFor(sqlite3_vfs *vfs, int microseconds)
{
    return diskOf(vfs).below->xSleep(diskOf(vfs).below, microseconds);
}

int currentTime(sqlite3_vfs *vfs, double *out)
{
    return diskOf(vfs).below->xCurrentTime(diskOf(vfs).below, out);
}

int lastError(sqlite3_vfs *vfs, int size, char *out)
{
    return diskOf(vfs).below->xGetLastError(diskOf(vfs).below, size, out);
}

int currentTime64(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
    return diskOf(vfs).below->xCurrentTimeInt64(diskOf(vfs).below, out);
}

} // namespace

FaultDisk::FaultDisk()
    : d(std::make_unique<Private>())
{
    sqlite3_initialize();
    d->below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs &vfs = d->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + d->below->szOsFile;
    vfs.mxPathname = d->below->mxPathname;
    vfs.zName = "shouli-faults";
    vfs.pAppData = d.get();
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = currentTime;
    vfs.xGetLastError = lastError;
    vfs.xCurrentTimeInt64 = currentTime64;
    sqlite3_vfs_register(&vfs, 1);
}

FaultDisk::~FaultDisk()
{
    sqlite3_vfs_unregister(&d->vfs);
    sqlite3_vfs_register(d->below, 1);
}

void FaultDisk::failAt(std::int64_t number, Fault fault)
{
    const std::lock_guard lock(d->mutex);
    d->calls = d->writes = 0;
    d->strikeAt = number;
    d->fault = fault;
    d->struck = false;
}

void FaultDisk::heal()
{
    const std::lock_guard lock(d->mutex);
    d->calls = d->writes = 0;
    d->strikeAt = 0;
}

std::int64_t FaultDisk::calls() const
{
    const std::lock_guard lock(d->mutex);
    return d->calls;
}

std::int64_t FaultDisk::writes() const
{
    const std::lock_guard lock(d->mutex);
    return d->writes;
}

bool FaultDisk::struck() const
{
    const std::lock_guard lock(d->mutex);
    return d->struck;
}

void FaultDisk::record()
{
    const std::lock_guard lock(d->mutex);
    d->recording = true;
    d->records.clear();
}

std::vector<FaultDisk::Record> FaultDisk::recorded() const
{
    const std::lock_guard lock(d->mutex);
    return d->records;
}

std::size_t FaultDisk::recordedCount() const
{
    const std::lock_guard lock(d->mutex);
    return d->records.size();
}

} // namespace shouli::tests
