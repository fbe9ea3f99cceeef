// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/office/RegisterOffice.h"

#include "core/storage/Migrations.h"
#include "core/storage/Transaction.h"

#include <QCoreApplication>

namespace shouli::tests::bench {

using namespace shouli::core;
using base::Result;

RegisterOffice::RegisterOffice(std::uint64_t seed, const std::optional<Identity> &given,
                               std::unique_ptr<QTemporaryDir> dir, changes::Schema schemaToUse, crypto::SecretBytes key,
                               storage::Database db)
    : random(seed)
    , author(changes::AuthorId::create(clock, random))
    , identity(given.value_or(
          Identity{changes::ReplicaId::create(clock, random), changes::ScopeId::create(clock, random), 1}))
    , schema(std::move(schemaToUse))
    , log(schema, clock, random)
    , writer(std::move(db))
    , m_dir(std::move(dir))
    , m_key(std::move(key))
{
}

Result<std::unique_ptr<RegisterOffice>> RegisterOffice::make(std::int64_t people, std::uint64_t seed,
                                                             const std::optional<Identity> &identity)
{
    namespace sample = residents::sample;
    auto dir = std::make_unique<QTemporaryDir>(QCoreApplication::applicationDirPath()
                                               + QStringLiteral("/bench-register-XXXXXX"));
    auto key = crypto::SecretBytes::random(32);
    SHOULI_TRY(auto schema, changes::Schema::load());
    SHOULI_TRY(auto db, storage::Database::create(dir->filePath(QStringLiteral("db")), key));
    SHOULI_TRY(const auto migrations, storage::Migrations::load(QStringLiteral(":/schema/office")));
    SHOULI_CHECK(migrations.apply(db));
    std::unique_ptr<RegisterOffice> office(
        new RegisterOffice(seed, identity, std::move(dir), std::move(schema), std::move(key), std::move(db)));
    {
        SHOULI_TRY(auto tx, storage::Transaction::begin(office->writer));
        const Identity &who = office->identity;
        SHOULI_CHECK(changes::log::ChangeLog::setUp(tx, who.replica, who.office, who.deviceNumber));
        SHOULI_CHECK(tx.commit());
    }
    if (people == 0)
        return office;
    sample::SampleRegister::Settings settings;
    settings.seed = seed;
    settings.people = people;
    SHOULI_TRY(settings.places, sample::SamplePlace::load());
    SHOULI_TRY(auto names, sample::NamePool::load());
    sample::SampleLoader loader(office->log, office->author, office->identity.office);
    SHOULI_CHECK(loader.load(office->writer, sample::SampleRegister(names), settings));
    return office;
}

Result<storage::Database> RegisterOffice::reader() const
{
    return storage::Database::open(m_dir->filePath(QStringLiteral("db")), m_key, storage::Database::Access::Reader);
}

} // namespace shouli::tests::bench
