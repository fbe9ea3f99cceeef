// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Database.h"

#include "core/base/Mutant.h"
#include "core/storage/SqliteError.h"
#include "core/storage/StatementCache.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace shouli::core::storage {

using base::ErrorCode;
using base::mutant;
using base::Mutant;
using base::Result;

struct Database::Private {
    QString path;
    crypto::SecretBytes key; ///< as long as SQLCipher itself has it
    sqlite3 *handle = nullptr;
    std::unique_ptr<StatementCache> statements;

    ~Private()
    {
        statements.reset();
        sqlite3_close_v2(handle);
    }
};

namespace {

constexpr qsizetype keySize = 32;

/// Raw key syntax of SQLCipher: x'<64 hexadecimal digits>' skips its key derivation.
int giveKey(sqlite3 *handle, const crypto::SecretBytes &key)
{
    crypto::SecretBytes literal(keySize * 2 + 3);
    static const char digits[] = "0123456789abcdef";
    unsigned char *out = literal.data();
    *out++ = 'x';
    *out++ = '\'';
    for (qsizetype i = 0; i < keySize; ++i) {
        *out++ = static_cast<unsigned char>(digits[key.data()[i] >> 4]);
        *out++ = static_cast<unsigned char>(digits[key.data()[i] & 15]);
    }
    *out = '\'';
    // not PRAGMA key: the key must not pass through SQL traces
    return sqlite3_key_v2(handle, "main", literal.data(), static_cast<int>(literal.size()));
}

struct Setting {
    const char *set;
    const char *read;
    const char *expected;
};

Result<void> settle(const Database &db, const Setting &setting)
{
    SHOULI_CHECK(db.execute(QLatin1String(setting.set)));
    SHOULI_TRY(auto query, db.prepare(QLatin1String(setting.read)));
    SHOULI_CHECK(query.step());
    if (query.text(0) != QLatin1String(setting.expected))
        return base::failure(ErrorCode::DatabaseSettings,
                             QLatin1String(setting.set) + QStringLiteral(" gave ") + query.text(0));
    return {};
}

Result<void> settleAll(const Database &db, Database::Access access)
{
    // before anything that may sort: spills would be plain text
    SHOULI_CHECK(mutant(Mutant::TemporaryFiles) ? settle(db, {"PRAGMA temp_store=1", "PRAGMA temp_store", "1"})
                                                : settle(db, {"PRAGMA temp_store=2", "PRAGMA temp_store", "2"}));
    static constexpr Setting both[] = {
        {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
        {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
        {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
    };
    static constexpr Setting filler[] = {
        {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode", "exclusive"},
        {"PRAGMA journal_mode=OFF", "PRAGMA journal_mode", "off"},
        {"PRAGMA synchronous=OFF", "PRAGMA synchronous", "0"},
        {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
        {"PRAGMA cache_size=-65536", "PRAGMA cache_size", "-65536"}, // a page that comes again is not sealed again
    };
    if (access == Database::Access::Filler) {
        for (const Setting &setting : filler)
            SHOULI_CHECK(settle(db, setting));
        return {};
    }
    for (const Setting &setting : both)
        SHOULI_CHECK(settle(db, setting));
    if (mutant(Mutant::SynchronousNormal))
        SHOULI_CHECK(settle(db, {"PRAGMA synchronous=NORMAL", "PRAGMA synchronous", "1"}));
    if (mutant(Mutant::SynchronousOff))
        SHOULI_CHECK(settle(db, {"PRAGMA synchronous=OFF", "PRAGMA synchronous", "0"}));
    if (access == Database::Access::Writer) {
        // of KiB, taken as needed: a page that is not kept is decrypted and its HMAC taken again at each look
        SHOULI_CHECK(settle(db, {"PRAGMA cache_size=-32768", "PRAGMA cache_size", "-32768"}));
        return settle(db, {"PRAGMA wal_autocheckpoint=100", "PRAGMA wal_autocheckpoint", "100"});
    }
    SHOULI_CHECK(settle(db, {"PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0"}));
    return settle(db, {"PRAGMA query_only=ON", "PRAGMA query_only", "1"});
}

/// The first read shows whether key and file fit.
Result<void> readFirstPage(const Database &db, const QString &path)
{
    const auto read = db.execute(
        QStringLiteral("PRAGMA user_version")); // of the header: the schema goes on in other pages
    if (read)
        return {};
    // SQLCipher says "not a database" for a wrong key and for a damaged first page alike
    if (read.error().code == ErrorCode::DatabaseDamaged)
        return base::failure(ErrorCode::DatabaseKeyWrong, path);
    return read;
}

} // namespace

Database::Database(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Database::Database(Database &&) noexcept = default;
Database &Database::operator=(Database &&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::create(const QString &path, const crypto::SecretBytes &key)
{
    if (QFile::exists(path))
        return base::failure(ErrorCode::FileUnwritable, path + QStringLiteral(" exists"));
    auto made = connect(path, key, Access::Writer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (made)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return made;
}

Result<Database> Database::createLike(const QString &path) const
{
    if (QFile::exists(path))
        return base::failure(ErrorCode::FileUnwritable, path + QStringLiteral(" exists"));
    auto made = connect(path, d->key, Access::Filler, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (made)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return made;
}

Result<Database> Database::openLike(const QString &path, Access access) const
{
    return open(path, d->key, access);
}

Result<Database> Database::open(const QString &path, const crypto::SecretBytes &key, Access access)
{
    const QFileInfo info(path);
    if (!info.exists())
        return base::failure(ErrorCode::DatabaseMissing, path);
    if (info.size() == 0)
        return base::failure(ErrorCode::DatabaseEmpty, path); // SQLite would take it for a new one (F5)
    // also a reader opens read-write: it may have to recover the WAL; query_only keeps it from writing
    return connect(path, key, access, SQLITE_OPEN_READWRITE);
}

Result<Database> Database::connect(const QString &path, const crypto::SecretBytes &key, Access access, int flags)
{
    if (key.size() != keySize)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("database key of %1 bytes").arg(key.size()));
    auto priv = std::make_unique<Private>();
    priv->path = path;
    priv->key = key.clone();
    const int opened = sqlite3_open_v2(QFile::encodeName(path).constData(), &priv->handle,
                                       flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (opened != SQLITE_OK)
        return tl::unexpected(sqliteError(opened, priv->handle));
    priv->statements = std::make_unique<StatementCache>(priv->handle);
    sqlite3_busy_timeout(priv->handle, 10'000);
    if (access == Access::Reader)
        sqlite3_db_config(priv->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (access != Access::Filler) // which forbids to be without a journal
        sqlite3_db_config(priv->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (const int keyed = giveKey(priv->handle, key); keyed != SQLITE_OK)
        return tl::unexpected(sqliteError(keyed, priv->handle));
    Database db(std::move(priv));
    if (mutant(Mutant::PagesNotSealed))
        SHOULI_CHECK(db.execute(QStringLiteral("PRAGMA cipher_use_hmac = OFF")));
    SHOULI_CHECK(readFirstPage(db, path));
    SHOULI_CHECK(settleAll(db, access));
    return db;
}

Result<Statement> Database::prepare(const QString &sql) const
{
    SHOULI_TRY(auto *statement, d->statements->lend(sql.toUtf8()));
    return Statement(statement, d->statements.get());
}

Result<void> Database::execute(const QString &sql) const
{
    const int code = sqlite3_exec(d->handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(code, d->handle));
    return {};
}

Result<void> Database::verify() const
{
    for (const char *check : {"PRAGMA cipher_integrity_check", "PRAGMA integrity_check"}) {
        SHOULI_TRY(auto query, prepare(QLatin1String(check)));
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            if (query.text(0) != QLatin1String("ok"))
                return base::failure(ErrorCode::DatabaseDamaged, query.text(0));
        }
    }
    return {};
}

Result<void> Database::checkpoint() const
{
    const int code = sqlite3_wal_checkpoint_v2(d->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(code, d->handle));
    return {};
}

bool Database::isReplaced() const
{
    int moved = 0;
    const int asked = sqlite3_file_control(d->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return asked == SQLITE_OK && moved != 0;
}

void Database::abandon()
{
    // else the last one to close takes the write-ahead log away by its name, which is another file's now
    sqlite3_db_config(d->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    (void)execute(QStringLiteral("PRAGMA query_only=ON"));
}

QString Database::path() const
{
    return d->path;
}

sqlite3 *Database::handle() const
{
    return d->handle;
}

} // namespace shouli::core::storage
