// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/Unlock.h"

#include "core/keys/KeyRotation.h"
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
                             core::staff::StaffId who, const TellWait &tell)
{
    const auto member = directory.member(who);
    const auto office = member ? directory.office(member->office) : std::nullopt;
    const core::residents::search::SearchIndex index(reference.pinyin, office ? office->division : QString());
    SHOULI_TRY(const bool current, index.isCurrent(db));
    if (current)
        return {};
    if (tell)
        tell(SignInWait::SearchIndex);
    SHOULI_TRY(auto tx, core::storage::Transaction::begin(db));
    SHOULI_CHECK(index.rebuild(tx));
    return tx.commit();
}

/// Those who have left, as other PCs of the office or the county said, lose their slot here too.
void dropLeavers(core::keys::Vault &vault, const core::crypto::SecretBytes &key,
                 const core::staff::Directory &directory)
{
    QList<core::staff::StaffId> leavers;
    const auto slots = vault.staff();
    for (const core::staff::StaffId &id : slots) {
        const auto member = directory.member(id);
        if (member && !member->active)
            leavers.append(id);
    }
    if (leavers.isEmpty() || leavers.size() == slots.size())
        return; // the last one is kept out by Session::begin
    if (const auto dropped = vault.renewKey(key, leavers); !dropped)
        qWarning("slots of those who left not taken away: %s", qPrintable(dropped.error().detail));
}

/// Where one is due. The data is open to people whether or not there is room for it on the disk.
Result<core::crypto::SecretBytes> settleKey(core::keys::Vault &vault, const QString &database,
                                            const core::crypto::SecretBytes &key, const TellWait &tell,
                                            std::optional<core::base::Error> &trouble)
{
    if (!vault.isKeyRenewed())
        return key.clone();
    if (tell)
        tell(SignInWait::NewKey);
    core::keys::KeyRotation rotation(vault, database);
    if (const auto done = rotation.carryOut(key); !done)
        trouble = done.error();
    return rotation.keyInUse(key);
}

} // namespace

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

Result<std::uint64_t> operationsIn(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT coalesce(max(number), 0) FROM audit")));
    SHOULI_CHECK(query.step());
    return static_cast<std::uint64_t>(query.integer(0));
}

namespace {

Result<Unlocked> open(const OfficeFolder &folder, const Reference &reference, std::shared_ptr<core::keys::Vault> vault,
                      core::staff::StaffId who, const core::crypto::SecretBytes &dataKey, const TellWait &tell)
{
    core::storage::FileSwap::clear(folder.database()); // what a crash left of a new file
    std::optional<core::base::Error> renewal;
    SHOULI_TRY(const auto key, settleKey(*vault, folder.database(), dataKey, tell, renewal));
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
    SHOULI_CHECK(makeSearchIndex(*writer, reference, directory, who, tell));
    SHOULI_TRY(auto reader, Database::open(folder.database(), key, Database::Access::Reader));
    dropLeavers(*vault, dataKey, directory);
    refreshNames(folder, directory, vault->staff(), who);
    return Unlocked{std::move(vault), std::move(*writer), std::move(reader), who, folder, renewal};
}

Result<std::shared_ptr<core::keys::Vault>> openVault(const OfficeFolder &folder, const core::base::Clock &clock)
{
    SHOULI_TRY(auto opened, core::keys::Vault::open(folder.path(), clock));
    if (opened.staff().isEmpty())
        return failure(ErrorCode::DeviceRevoked); // nobody's slot is left: Vault::eraseStaff
    return std::make_shared<core::keys::Vault>(std::move(opened));
}

} // namespace

Result<Unlocked> unlock(const OfficeFolder &folder, const Reference &reference, const core::base::Clock &clock,
                        core::staff::StaffId who, const core::crypto::SecretBytes &passphrase, const TellWait &tell)
{
    SHOULI_TRY(auto vault, openVault(folder, clock));
    SHOULI_TRY(const auto key, vault->unlock(who, passphrase));
    return open(folder, reference, std::move(vault), who, key, tell);
}

Result<Unlocked> unlockByPin(const OfficeFolder &folder, const Reference &reference, const core::base::Clock &clock,
                             core::staff::StaffId who, core::keys::ShiftPins &pins,
                             const core::crypto::SecretBytes &pin, const TellWait &tell)
{
    SHOULI_TRY(auto vault, openVault(folder, clock));
    SHOULI_TRY(const auto key, pins.open(who, vault->slotMark(who), pin));
    return open(folder, reference, std::move(vault), who, key, tell);
}

} // namespace shouli::app::office
