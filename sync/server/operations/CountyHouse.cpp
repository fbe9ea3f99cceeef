// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/CountyHouse.h"

#include "core/crypto/SealedBox.h"
#include "core/storage/Migrations.h"
#include "sync/server/sqlite/SqliteConnection.h"

namespace shouli::sync::server::operations {

using core::base::Clock;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Random;
using core::base::Result;
using core::crypto::SecretBytes;
using core::storage::Database;
using engine::Transaction;
using sqlite::SqliteConnection;
using transport::CountyCertificate;

namespace {

constexpr qsizetype longestStatusHost = 18; ///< so that the card's code stays at QR version 7, level M

const QString schemaFolder = QStringLiteral(":/schema/server");

} // namespace

Result<void> CountyHouse::create(const ServerFolder &folder, const Description &description, const Clock &clock,
                                 Random &random)
{
    if (description.name.isEmpty() || description.statusHost.isEmpty()
        || description.statusHost.size() > longestStatusHost || description.addresses.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("a county needs a name, a status host of at most %1 characters and an address")
                           .arg(longestStatusHost));
    SHOULI_CHECK(folder.make());
    SHOULI_TRY(const auto certificate,
               CountyCertificate::create(description.addresses, CountyCertificate::tenYears(clock)));
    SHOULI_CHECK(certificate.save(folder.certificate()));
    const auto recovery = core::crypto::SealedBox::generateKeys();
    SHOULI_CHECK(folder.storeSecret(folder.recoveryKey(), recovery.secretKey));
    const SecretBytes key = SecretBytes::random(32);
    SHOULI_CHECK(folder.storeSecret(folder.databaseKey(), key));
    SHOULI_TRY(Database db, Database::create(folder.database(), key));
    SHOULI_TRY(const auto migrations, core::storage::Migrations::load(schemaFolder));
    SHOULI_CHECK(migrations.apply(db));
    SHOULI_TRY(const auto schema, core::changes::Schema::load());
    const auto connection = SqliteConnection::over(std::move(db));
    County county(schema, clock, random);
    const County::Description itself{core::changes::EntityId::create(clock, random), description.name,
                                     description.statusHost, recovery.publicKey};
    return Transaction::run(
        *connection, [&](Transaction &tx) { return county.create(tx, itself); }, engine::Again::IfNothingKept,
        Transaction::Purpose::Fill);
}

CountyHouse::CountyHouse(ServerFolder folder, const Clock &clock, std::unique_ptr<QLockFile> lock,
                         CountyCertificate certificate, std::unique_ptr<CountyServer> server)
    : m_folder(std::move(folder))
    , m_clock(clock)
    , m_lock(std::move(lock))
    , m_certificate(std::move(certificate))
    , m_server(std::move(server))
{
}

Result<std::unique_ptr<CountyHouse>> CountyHouse::open(const ServerFolder &folder, const Clock &clock, Random &random)
{
    SHOULI_TRY(const SecretBytes key, folder.loadKey());
    auto lock = std::make_unique<QLockFile>(folder.lock());
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return failure(ErrorCode::DatabaseBusy, folder.path());
    SHOULI_TRY(auto certificate, CountyCertificate::load(folder.certificate()));
    SHOULI_TRY(Database db, Database::open(folder.database(), key, Database::Access::Writer));
    SHOULI_TRY(const auto migrations, core::storage::Migrations::load(schemaFolder));
    SHOULI_CHECK(migrations.apply(db));
    SHOULI_CHECK(db.checkpoint());
    SHOULI_TRY(auto schema, core::changes::Schema::load());
    auto server = std::make_unique<CountyServer>(SqliteConnection::over(std::move(db)), std::move(schema), clock,
                                                 random, certificate.pin());
    return std::unique_ptr<CountyHouse>(
        new CountyHouse(folder, clock, std::move(lock), std::move(certificate), std::move(server)));
}

Result<std::unique_ptr<engine::Connection>> CountyHouse::reader() const
{
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    SHOULI_TRY(Database db, Database::open(m_folder.database(), key, Database::Access::Reader));
    return SqliteConnection::over(std::move(db));
}

} // namespace shouli::sync::server::operations
