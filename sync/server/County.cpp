// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/County.h"

#include "core/crypto/Hash.h"
#include "sync/merge/Appender.h"
#include "sync/server/CountyLog.h"
#include "sync/server/HeldStore.h"
#include "sync/server/StoredCounty.h"

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::Change;
using core::changes::EntityId;
using core::changes::Operation;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Value;
using core::storage::Database;
using core::storage::Transaction;
using protocol::EnrolmentCode;
using protocol::EnrolRequest;
using protocol::EnrolResponse;

namespace {

constexpr std::int64_t codeLifeMs = 24LL * 3600 * 1000;
constexpr int codeTries = 5;

} // namespace

County::County(const core::changes::Schema &schema, const core::base::Clock &clock, core::base::Random &random)
    : m_schema(schema)
    , m_clock(clock)
    , m_random(random)
{
}

Result<void> County::create(Transaction &tx, const Description &description)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT INTO county (one, id, name, host, epoch, position_key, head_hash, "
                                         "recovery_key, replica, last_hash) VALUES (1,?,?,?,?,?,?,?,?,?)")));
    insert.bindAll(EntityId::create(m_clock, m_random), description.name, description.host, m_random.bytes(16),
                   m_random.bytes(32), core::changes::chainStart(), description.recoveryKey,
                   ReplicaId::create(m_clock, m_random), core::changes::chainStart());
    return insert.run();
}

Result<void> County::write(Transaction &tx, Change change)
{
    merge::Member author;
    QByteArray hash;
    {
        SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT replica, last_lseq, last_hash FROM county")));
        SHOULI_CHECK(query.step());
        author.replica = query.id<ReplicaId>(0);
        change.lseq = change.actFirst = query.integer(1) + 1;
        hash = query.blob(2);
    }
    author.scopes = {core::changes::commonScope()};
    change.stamp = core::changes::Stamp::of(m_clock);
    hash = core::changes::chainNext(hash, change.toCbor());
    StoredCounty store(tx, m_random);
    SHOULI_TRY(const auto appended, merge::Appender(m_schema).append(store, author, change, hash));
    SHOULI_CHECK(store.finish());
    if (appended.verdict != core::changes::Verdict::Applied)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("the county's own change was not applied"));
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE county SET last_lseq = ?, last_hash = ?")));
    update.bindAll(change.lseq, hash);
    return update.run();
}

Result<void> County::publish(Transaction &tx, const QString &kindName, EntityId id, const Columns &columns)
{
    const auto *kind = m_schema.find(kindName);
    if (kind == nullptr)
        return failure(ErrorCode::InvalidArgument, kindName);
    core::changes::FieldValues values;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it)
        values.insert(kind->fieldOf(it.key()), it.value());
    Change change;
    change.operation = Operation::Create;
    change.entity = {kind->kind, id};
    change.scope = core::changes::commonScope();
    change.payload = core::changes::toCbor(values);
    return write(tx, change);
}

Result<ScopeId> County::addOffice(Transaction &tx, const OfficeDescription &office)
{
    const auto id = EntityId::create(m_clock, m_random);
    SHOULI_CHECK(publish(tx, QStringLiteral("office"), id,
                         {
                             {QStringLiteral("name"), Value(office.name)},
                             {QStringLiteral("name_en"), Value(office.nameEn)},
                             {QStringLiteral("division"), Value(office.division)},
                             {QStringLiteral("roles"), Value(office.roles.join(u','))},
                             {QStringLiteral("parent"), Value(office.parent)},
                             {QStringLiteral("phone"), Value(office.phone)},
                         }));
    return core::base::idCast<ScopeId>(id);
}

County::OfficeDescription County::describe(const core::changes::FieldValues &values) const
{
    const auto *kind = m_schema.find(QStringLiteral("office"));
    const auto value = [&](const char *column) { return values.value(kind->fieldOf(QLatin1String(column))); };
    return {value("name").text(),          value("name_en").text(),
            value("division").text(),      value("roles").text().split(u',', Qt::SkipEmptyParts),
            value("parent").id<ScopeId>(), value("phone").text()};
}

Result<QMap<ScopeId, County::OfficeDescription>> County::offices(const Database &db) const
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT entity FROM thing WHERE kind = ?")));
    query.bind(m_schema.find(QStringLiteral("office"))->kind.value);
    QMap<ScopeId, OfficeDescription> offices;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return offices;
        const auto id = query.id<EntityId>(0);
        SHOULI_TRY(const auto held, HeldStore::values(db, {m_schema.find(QStringLiteral("office"))->kind, id}));
        if (held)
            offices.insert(core::base::idCast<ScopeId>(id), describe(*held));
    }
}

Result<EnrolmentCode> County::issueCode(Transaction &tx, ScopeId office)
{
    {
        SHOULI_TRY(auto known, tx.prepare(QStringLiteral("SELECT 1 FROM thing WHERE entity = ? AND kind = ?")));
        known.bindAll(office, m_schema.find(QStringLiteral("office"))->kind.value);
        SHOULI_TRY(const bool found, known.step());
        if (!found)
            return failure(ErrorCode::InvalidArgument, QStringLiteral("no such office"));
    }
    const EnrolmentCode code = EnrolmentCode::fromRandom(m_random.bytes(10));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral(
                   "INSERT INTO enrolment_code (name, code, office, expires_at_ms) VALUES (?, ?, ?, ?)")));
    insert.bindAll(code.name(), code.bytes(), office, m_clock.now().ms + codeLifeMs);
    SHOULI_CHECK(insert.run());
    return code;
}

Result<EnrolResponse> County::answer(const Database &db, const EnrolledDevice &device) const
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT name, host, recovery_key, epoch FROM county")));
    SHOULI_CHECK(query.step());
    EnrolResponse response;
    response.replica = device.replica;
    response.deviceNumber = device.number;
    response.office = device.office;
    const auto *kind = m_schema.find(QStringLiteral("office"));
    SHOULI_TRY(const auto held, HeldStore::values(db, {kind->kind, core::base::idCast<EntityId>(device.office)}));
    if (held) {
        const OfficeDescription office = describe(*held);
        response.officeName = office.name;
        response.officeRoles = office.roles.join(u',');
    }
    response.officeOrdinal = device.ordinal;
    response.countyName = query.text(0);
    response.host = query.text(1);
    response.recoveryKey = query.blob(2);
    response.epoch = query.blob(3);
    return response;
}

Result<EnrolResponse> County::enrol(Transaction &tx, const EnrolRequest &request, const QByteArray &pin)
{
    QByteArray codeBytes;
    QByteArray usedBy;
    ScopeId office;
    std::int64_t expires = 0;
    int tries = 0;
    {
        SHOULI_TRY(auto query,
                   tx.prepare(QStringLiteral(
                       "SELECT code, office, expires_at_ms, tries, used_by FROM enrolment_code WHERE name = ?")));
        query.bind(request.codeName);
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return failure(ErrorCode::EnrolmentCodeWrong);
        codeBytes = query.blob(0);
        office = query.id<ScopeId>(1);
        expires = query.integer(2);
        tries = static_cast<int>(query.integer(3));
        usedBy = query.blob(4);
    }
    const EnrolmentCode code = EnrolmentCode::fromRandom(codeBytes);
    if (tries >= codeTries)
        return failure(ErrorCode::EnrolmentCodeWrong, QStringLiteral("tries"));
    if (!core::crypto::sameBytes(request.proof, code.prove(request.proofInput(pin)))) {
        SHOULI_TRY(auto count,
                   tx.prepare(QStringLiteral("UPDATE enrolment_code SET tries = tries + 1 WHERE name = ?")));
        count.bind(request.codeName);
        SHOULI_CHECK(count.run());
        return failure(ErrorCode::EnrolmentCodeWrong, QStringLiteral("proof"));
    }
    if (!usedBy.isEmpty() && usedBy != request.publicKey)
        return failure(ErrorCode::EnrolmentCodeUsed);
    if (usedBy.isEmpty() && m_clock.now().ms > expires)
        return failure(ErrorCode::EnrolmentCodeExpired);

    SHOULI_TRY(auto device, Devices::findByKey(tx.database(), request.publicKey));
    if (!device) {
        EnrolledDevice fresh;
        fresh.replica = ReplicaId::create(m_clock, m_random);
        SHOULI_TRY(fresh.number, Devices::nextNumber(tx));
        fresh.office = office;
        SHOULI_TRY(fresh.ordinal, Devices::nextOrdinal(tx.database(), office));
        fresh.publicKey = request.publicKey;
        fresh.machine = request.machine;
        fresh.ackedHash = core::changes::chainStart();
        fresh.enrolledAt = m_clock.now();
        SHOULI_CHECK(Devices::add(tx, fresh, {office, core::changes::commonScope()}));
        SHOULI_CHECK(publish(tx, QStringLiteral("device"), core::base::idCast<EntityId>(fresh.replica),
                             {
                                 {QStringLiteral("number"), Value(fresh.number)},
                                 {QStringLiteral("office"), Value(office)},
                                 {QStringLiteral("public_key"), Value(fresh.publicKey)},
                                 {QStringLiteral("valid_from"), Value(m_clock.today())},
                                 {QStringLiteral("revoked_from"), Value()},
                             }));
        SHOULI_TRY(auto used, tx.prepare(QStringLiteral("UPDATE enrolment_code SET used_by = ? WHERE name = ?")));
        used.bindAll(request.publicKey, request.codeName);
        SHOULI_CHECK(used.run());
        device = fresh;
    }
    SHOULI_TRY(EnrolResponse response, answer(tx.database(), *device));
    response.proof = code.prove(response.proofInput(request.proof));
    return response;
}

Result<void> County::revoke(Transaction &tx, int deviceNumber)
{
    SHOULI_TRY(auto devices, Devices::all(tx.database()));
    for (const EnrolledDevice &device : std::as_const(devices)) {
        if (device.number != deviceNumber || device.revoked)
            continue;
        SHOULI_CHECK(Devices::revoke(tx, device.replica));
        const auto *kind = m_schema.find(QStringLiteral("device"));
        Change change;
        change.operation = Operation::Set;
        change.entity = {kind->kind, core::base::idCast<EntityId>(device.replica)};
        change.field = kind->fieldOf(QStringLiteral("revoked_from"));
        change.payload = Value(m_clock.today().addDays(1)).toCbor();
        SHOULI_TRY(const merge::LogHead head, CountyLog::head(tx.database()));
        change.base.seq = head.seq;
        return write(tx, change);
    }
    return failure(ErrorCode::InvalidArgument, QStringLiteral("no active device %1").arg(deviceNumber));
}

} // namespace shouli::sync::server
