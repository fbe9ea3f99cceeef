// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/Unlock.h"

#include "core/residents/search/SearchIndex.h"
#include "core/staff/Directory.h"
#include "core/storage/FileSwap.h"
#include "core/storage/Transaction.h"

#include <algorithm>

namespace shouli::app::office {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::storage::Database;

namespace {

Result<void> makeSearchIndex(Database &db, const Reference &reference, const core::staff::Directory &directory,
                             core::staff::StaffId who, const std::function<void()> &begins)
{
    const auto member = directory.member(who);
    const auto office = member ? directory.office(member->office) : std::nullopt;
    const core::residents::search::SearchIndex index(reference.pinyin, office ? office->division : QString());
    SHOULI_TRY(const bool current, index.isCurrent(db));
    if (current)
        return {};
    if (begins)
        begins();
    SHOULI_TRY(auto tx, core::storage::Transaction::begin(db));
    SHOULI_CHECK(index.rebuild(tx));
    return tx.commit();
}

/// The login page's list follows the register of staff: new colleagues, the office's name, a damaged file.
void refreshNames(const OfficeFolder &folder, const core::staff::Directory &directory,
                  const QList<core::staff::StaffId> &slots, core::staff::StaffId who)
{
    const auto old = folder.names().value_or(QList<SignInName>());
    QList<SignInName> names;
    for (const core::staff::StaffId &id : slots) {
        const auto member = directory.member(id);
        const auto before = std::find_if(old.begin(), old.end(), [&](const SignInName &name) { return name.id == id; });
        if (member && member->active)
            names.append({id, member->name, member->role});
        else if (!member && before != old.end())
            names.append(*before);
    }
    const auto self = directory.member(who);
    const auto office = self ? directory.office(self->office) : std::nullopt;
    const QString officeName = office ? office->name : folder.officeName();
    if (names == old && officeName == folder.officeName())
        return;
    if (const auto stored = folder.storeNames(names, officeName); !stored)
        qWarning("names for the login page not stored: %s",
                 qPrintable(stored.error().detail)); // a full disk keeps nobody out
}

} // namespace

Result<std::uint64_t> operationsIn(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT coalesce(max(number), 0) FROM audit")));
    SHOULI_CHECK(query.step());
    return static_cast<std::uint64_t>(query.integer(0));
}

Result<Unlocked> unlock(const OfficeFolder &folder, const Reference &reference, const core::base::Clock &clock,
                        core::staff::StaffId who, const core::crypto::SecretBytes &passphrase,
                        const std::function<void()> &indexing)
{
    SHOULI_TRY(auto opened, core::keys::Vault::open(folder.path(), clock));
    auto vault = std::make_shared<core::keys::Vault>(std::move(opened));
    if (vault->staff().isEmpty())
        return failure(ErrorCode::DeviceRevoked); // nobody's slot is left: Vault::eraseStaff
    SHOULI_TRY(const auto key, vault->unlock(who, passphrase));
    core::storage::FileSwap::clear(folder.database()); // what a crash left of a new file
    auto writer = Database::open(folder.database(), key, Database::Access::Writer);
    // the vault vouches for the key: a database that it does not open is not this vault's
    if (!writer && writer.error().code == ErrorCode::DatabaseKeyWrong)
        return failure(ErrorCode::DatabaseForeign, folder.database());
    if (!writer)
        return failure(writer);
    SHOULI_CHECK(reference.migrations.apply(*writer));
    SHOULI_CHECK(writer->checkpoint());
    SHOULI_TRY(const std::uint64_t operations, operationsIn(*writer));
    if (operations < vault->highWater())
        return failure(ErrorCode::DatabaseShortened, QString::number(vault->highWater() - operations));
    SHOULI_TRY(const auto directory, core::staff::Directory::load(*writer));
    SHOULI_CHECK(makeSearchIndex(*writer, reference, directory, who, indexing));
    refreshNames(folder, directory, vault->staff(), who);
    SHOULI_TRY(auto reader, Database::open(folder.database(), key, Database::Access::Reader));
    return Unlocked{std::move(vault), std::move(*writer), std::move(reader), who};
}

} // namespace shouli::app::office
