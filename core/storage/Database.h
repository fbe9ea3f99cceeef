// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"
#include "core/storage/Statement.h"

#include <QString>

#include <memory>

struct sqlite3;

namespace shouli::core::storage {

/// One connection to an encrypted database (SQLCipher 4, raw 256-bit key).
///
/// The settings of a connection are set and read back; a connection on which one did not take
/// is not handed out (DatabaseSettings):
///   temp_store=2        Debian's SQLCipher would spill sorts to disk in plain text otherwise
///   journal_mode=WAL, synchronous=FULL    an acknowledged commit survives a power cut
///   wal_autocheckpoint=100 pages for the writer, 0 for readers: a small WAL, one checkpointer
///   foreign_keys=ON, trusted_schema=OFF, secure_delete=ON, mmap_size=0
/// A Filler has no journal and waits for no disk: what it leaves when it fails is thrown away.
///
/// Exactly one Writer per file and process (SQLite's WAL-reset bug needs two checkpointers);
/// any number of Readers, which cannot write (query_only).
/// Thread-safety: a connection and its statements belong to one thread at a time.
/// Ownership: statements and transactions must not outlive their Database.
class Database {
public:
    enum class Access {
        Writer,
        Reader,
        Filler, ///< the only connection of a new file that nobody relies on yet
    };

    /// Makes a new, empty database. FileUnwritable if the file is there already.
    [[nodiscard]] static base::Result<Database> create(const QString &path, const crypto::SecretBytes &key);

    /// Opens an existing one; never makes one.
    /// Errors: DatabaseMissing, DatabaseEmpty (zero bytes), DatabaseKeyWrong (wrong key, or a first
    /// page so damaged that it cannot be told apart), DatabaseDamaged, DatabaseSettings, FileUnreadable.
    [[nodiscard]] static base::Result<Database> open(const QString &path, const crypto::SecretBytes &key,
                                                     Access access);

    /// A new, empty database at `path` under this one's key, which never leaves the connections. A Filler.
    [[nodiscard]] base::Result<Database> createLike(const QString &path) const;
    /// Another connection to `path`, which is under this one's key. Errors as open().
    [[nodiscard]] base::Result<Database> openLike(const QString &path, Access access) const;

    Database(Database &&) noexcept;
    Database &operator=(Database &&) noexcept;
    ~Database();

    /// Compiles one statement; kept and reused by its text while this connection lives.
    [[nodiscard]] base::Result<Statement> prepare(const QString &sql) const;

    /// Runs one or several statements that bind nothing and return nothing.
    [[nodiscard]] base::Result<void> execute(const QString &sql) const;

    /// HMAC of every page and SQLite's own structure check. Checkpoint first: pages still in the
    /// WAL are not seen. DatabaseDamaged with the first finding.
    [[nodiscard]] base::Result<void> verify() const;

    /// Moves the WAL into the database file and empties it. Writer only.
    [[nodiscard]] base::Result<void> checkpoint() const;

    /// Another file is at path() now (FileSwap): this connection reads what was there before.
    [[nodiscard]] bool isReplaced() const;
    /// From here on nothing is written through this connection, also not when it is closed: its file is another's now.
    void abandon();

    [[nodiscard]] QString path() const;
    [[nodiscard]] sqlite3 *handle() const;

private:
    struct Private;
    explicit Database(std::unique_ptr<Private> d);
    static base::Result<Database> connect(const QString &path, const crypto::SecretBytes &key, Access access,
                                          int flags);

    std::unique_ptr<Private> d;
};

} // namespace shouli::core::storage
