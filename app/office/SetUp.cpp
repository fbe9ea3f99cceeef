// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/SetUp.h"

#include "core/audit/AuditLog.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "core/changes/log/ChangeLog.h"
#include "core/keys/Vault.h"
#include "core/storage/Database.h"
#include "core/storage/Transaction.h"

namespace shouli::app::office {

using core::base::ErrorCode;
using core::base::idCast;
using core::base::Result;
using core::crypto::PassphraseCost;
using core::crypto::SecretBytes;
using core::staff::StaffMember;
using core::storage::Database;
using core::storage::Transaction;
using sync::client::Enrolled;

Result<StaffMember> SetUp::run(const OfficeFolder &folder, const Enrolled &enrolled, const Person &person,
                               const SecretBytes &passphrase, const PassphraseCost &cost) const
{
    if (folder.isSetUp())
        return core::base::failure(ErrorCode::InvalidArgument, folder.path() + QStringLiteral(" is set up already"));
    SHOULI_CHECK(folder.beginSetUp());
    StaffMember first;
    first.id = core::staff::StaffId::create(m_clock, m_random);
    first.name = person.name;
    first.role = person.role;
    first.office = idCast<core::staff::OfficeId>(enrolled.answer.office);
    auto done = fill(folder, enrolled, first, passphrase, cost);
    if (done)
        done = folder.endSetUp({{first.id, first.name, first.role}});
    if (!done) {
        folder.undoSetUp();
        return core::base::failure(done);
    }
    return first;
}

Result<void> SetUp::fill(const OfficeFolder &folder, const Enrolled &enrolled, const StaffMember &first,
                         const SecretBytes &passphrase, const PassphraseCost &cost) const
{
    const core::keys::VaultIdentity identity{first.office, core::keys::DatabaseId::create(m_clock, m_random)};
    SHOULI_TRY(const auto made,
               core::keys::Vault::create(folder.path(), m_clock, identity, first.id, passphrase,
                                         enrolled.answer.recoveryKey, cost));
    SHOULI_TRY(Database db, Database::create(folder.database(), made.dataKey));
    SHOULI_CHECK(m_reference.migrations.apply(db));

    core::changes::log::ChangeLog log(m_reference.schema, m_clock, m_random);
    core::audit::AuditLog audit(m_clock, m_random);
    SHOULI_TRY(auto tx, Transaction::begin(db));
    SHOULI_CHECK(core::changes::log::ChangeLog::setUp(tx, enrolled.answer.replica, enrolled.answer.office,
                                                      enrolled.answer.deviceNumber));
    SHOULI_CHECK(enrolled.installation.store(tx, enrolled.key));
    SHOULI_CHECK(core::cases::numbers::NumberBlocks::give(
        tx, core::cases::numbers::NumberBlock::ofPc(enrolled.answer.replica, enrolled.installation.officeOrdinal)));
    SHOULI_TRY(auto act, log.begin(tx, first.author()));
    SHOULI_CHECK(act.create(first.ref(), enrolled.answer.office, first.values()));
    SHOULI_CHECK(act.finish());
    SHOULI_CHECK(audit.record(tx, first.author(), core::audit::Action::Enrol));
    SHOULI_CHECK(tx.commit());
    return db.checkpoint();
}

} // namespace shouli::app::office
