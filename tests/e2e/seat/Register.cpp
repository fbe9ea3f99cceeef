// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/seat/Register.h"

#include "app/office/OfficeFolder.h"
#include "app/office/Unlock.h"
#include "core/base/SystemClock.h"
#include "core/changes/log/ChangeLog.h"
#include "core/crypto/SystemRandom.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "core/residents/search/SearchIndex.h"
#include "core/storage/Transaction.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace shouli::tests::e2e {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using namespace core::residents;

Result<void> fillRegister(const app::office::Reference &reference, const QString &folder, const QString &passphrase,
                          const QString &people)
{
    QFile file(people);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, people);
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const app::office::OfficeFolder office(folder);
    SHOULI_TRY(const auto names, office.names());
    QByteArray secret = passphrase.toUtf8();
    SHOULI_TRY(
        auto unlocked,
        app::office::unlock(office, reference, clock, names.first().id, core::crypto::SecretBytes::takeFrom(secret)));
    const auto scope = core::base::idCast<core::changes::ScopeId>(unlocked.vault->identity().office);
    search::SearchIndex index(reference.pinyin, list.first().toObject().value(u"division").toString());
    core::changes::log::ChangeLog log(reference.schema, clock, random);
    log.addListener(index);
    SHOULI_TRY(auto tx, core::storage::Transaction::begin(unlocked.writer));
    SHOULI_TRY(auto act, log.begin(tx, core::base::idCast<core::changes::AuthorId>(names.first().id)));
    for (const QJsonValue &one : list) {
        const QJsonObject person = one.toObject();
        Household household;
        household.id = HouseholdId::create(clock, random);
        SHOULI_CHECK(HouseholdStore::create(act, scope, household));
        Resident resident;
        resident.id = ResidentId::create(clock, random);
        resident.name = person.value(u"name").toString();
        resident.sex = person.value(u"sex").toString() == QLatin1String("male") ? Sex::Male : Sex::Female;
        resident.birthDate = PartialDate(QDate::fromString(person.value(u"born").toString(), Qt::ISODate));
        resident.ethnic = codes::han;
        resident.documentType = *DocumentTypeCode::parse(QStringLiteral("10"));
        resident.documentNumber = person.value(u"number").toString();
        resident.phone = person.value(u"phone").toString();
        resident.hukouDivision = resident.livingDivision = person.value(u"division").toString();
        resident.hukouAddress = resident.livingAddress = person.value(u"address").toString();
        resident.household = household.id;
        resident.relation = codes::head;
        SHOULI_CHECK(ResidentStore::create(act, scope, resident));
    }
    SHOULI_CHECK(act.finish());
    return tx.commit();
}

Result<QStringList> whereStands(const app::office::Reference &reference, const QString &folder,
                                const QString &passphrase, const QStringList &texts)
{
    const core::base::SystemClock clock;
    const app::office::OfficeFolder office(folder);
    SHOULI_TRY(const auto names, office.names());
    QByteArray secret = passphrase.toUtf8();
    SHOULI_TRY(
        const auto unlocked,
        app::office::unlock(office, reference, clock, names.first().id, core::crypto::SecretBytes::takeFrom(secret)));
    const auto &db = unlocked.reader;
    QStringList tables;
    SHOULI_TRY(auto list, db.prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table'")));
    for (;;) {
        SHOULI_TRY(const bool row, list.step());
        if (!row)
            break;
        tables.append(list.text(0));
    }
    QStringList where;
    for (const QString &table : std::as_const(tables)) {
        SHOULI_TRY(auto columns, db.prepare(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table)));
        for (;;) {
            SHOULI_TRY(const bool row, columns.step());
            if (!row)
                break;
            const QString column = columns.text(0);
            for (const QString &text : texts) {
                SHOULI_TRY(auto query,
                           db.prepare(QStringLiteral("SELECT 1 FROM \"%1\" WHERE instr(CAST(\"%2\" AS BLOB), ?) > 0 "
                                                     "LIMIT 1")
                                          .arg(table, column)));
                query.bind(text.toUtf8());
                SHOULI_TRY(const bool stands, query.step());
                if (stands)
                    where.append(QStringLiteral("%1.%2: %3").arg(table, column, text));
            }
        }
    }
    return where;
}

} // namespace shouli::tests::e2e
