// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/CountyHouse.h"

#include "core/crypto/SealedBox.h"
#include "sync/server/operations/RevokedList.h"

namespace shouli::sync::server::operations {

using core::base::Clock;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Random;
using core::base::Result;
using core::crypto::SecretBytes;
using engine::Transaction;
using keeping::CountyDatabase;
using transport::CountyCertificate;

namespace {

constexpr qsizetype longestStatusHost = 18; ///< so that the card's code stays at QR version 7, level M

} // namespace

Result<void> CountyHouse::create(const ServerFolder &folder, const Description &description, const Clock &clock,
                                 Random &random, const Keeping &keeping)
{
    if (description.name.isEmpty() || description.statusHost.isEmpty()
        || description.statusHost.size() > longestStatusHost || description.addresses.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("a county needs a name, a status host of at most %1 characters and an address")
                           .arg(longestStatusHost));
    SHOULI_CHECK(folder.make());
    const SecretBytes key = SecretBytes::random(32);
    SHOULI_TRY(const auto connection, CountyDatabase(folder, keeping).make(key)); // what may fail comes first
    SHOULI_TRY(const auto certificate,
               CountyCertificate::create(description.addresses, CountyCertificate::tenYears(clock)));
    SHOULI_CHECK(certificate.save(folder.certificate()));
    const auto recovery = core::crypto::SealedBox::generateKeys();
    SHOULI_CHECK(folder.storeSecret(folder.recoveryKey(), recovery.secretKey));
    SHOULI_CHECK(folder.storeSecret(folder.databaseKey(), key));
    SHOULI_TRY(const auto schema, core::changes::Schema::load());
    County county(schema, clock, random);
    const auto id = keeping.county.isNull() ? core::changes::EntityId::create(clock, random) : keeping.county;
    const County::Description itself{id, description.name, description.statusHost, recovery.publicKey};
    return Transaction::run(
        *connection, [&](Transaction &tx) { return county.create(tx, itself); }, engine::Again::IfNothingKept,
        Transaction::Purpose::Fill);
}

CountyHouse::CountyHouse(ServerFolder folder, CountyDatabase database, const Clock &clock,
                         std::unique_ptr<QLockFile> lock, CountyCertificate certificate,
                         std::unique_ptr<CountyServer> server)
    : m_folder(std::move(folder))
    , m_database(std::move(database))
    , m_clock(clock)
    , m_lock(std::move(lock))
    , m_certificate(std::move(certificate))
    , m_server(std::move(server))
{
}

Result<std::unique_ptr<CountyHouse>> CountyHouse::open(const ServerFolder &folder, const Clock &clock, Random &random,
                                                       const Keeping &keeping)
{
    SHOULI_CHECK(folder.loadKey());
    auto lock = std::make_unique<QLockFile>(folder.lock());
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return failure(ErrorCode::DatabaseBusy, folder.path());
    SHOULI_TRY(auto certificate, CountyCertificate::load(folder.certificate()));
    const CountyDatabase database(folder, keeping);
    SHOULI_TRY(auto connection, database.open());
    SHOULI_TRY(auto schema, core::changes::Schema::load());
    auto server = std::make_unique<CountyServer>(std::move(connection), std::move(schema), clock, random,
                                                 certificate.pin());
    SHOULI_CHECK(RevokedList::keep(folder, *server));
    return std::unique_ptr<CountyHouse>(
        new CountyHouse(folder, database, clock, std::move(lock), std::move(certificate), std::move(server)));
}

} // namespace shouli::sync::server::operations
