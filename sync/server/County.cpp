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
using devices::DeviceHistory;
using devices::Devices;
using devices::EnrolledDevice;
using devices::Ticket;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Transaction;
using protocol::EnrolmentCode;
using protocol::EnrolRequest;
using protocol::EnrolResponse;

namespace {

const Sql addCounty("INSERT INTO county (county, name, host, epoch, position_key, head, head_hash, recovery_key, "
                    "replica, last_lseq, last_hash, last_device) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, 0, ?, 0)");
const Sql itself("SELECT replica, last_lseq, last_hash FROM county WHERE {county}");
const Sql setItself("UPDATE county SET last_lseq = ?, last_hash = ? WHERE {county}");
const Sql addCode("INSERT INTO enrolment_code ({county,} name, code, office, expires_at_ms, tries) VALUES ({value,} ?, "
                  "?, ?, ?, 0)");
const Sql codeOf("SELECT code, office, expires_at_ms, tries, used_by FROM enrolment_code WHERE {county} AND name = ?");
const Sql countTry("UPDATE enrolment_code SET tries = tries + 1 WHERE {county} AND name = ?");
const Sql useCode("UPDATE enrolment_code SET used_by = ? WHERE {county} AND name = ?");
const Sql named("SELECT county, name, host, recovery_key FROM county WHERE {county}");

const Place lastHash{"county.last_hash", 0, 0, {}};

Place placeOf(const QByteArray &codeName)
{
    return {"enrolment_code.code", 0, 0, codeName};
}

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
    SHOULI_TRY(auto insert, tx.prepare(addCounty));
    insert.bindAll(description.id, description.name, description.host, m_random.bytes(16))
        .bindSealed(m_random.bytes(32), {"county.position_key", 0, 0, {}})
        .bindSealed(core::changes::chainStart(), {"county.head_hash", 0, 0, {}})
        .bindAll(description.recoveryKey, ReplicaId::create(m_clock, m_random))
        .bindSealed(core::changes::chainStart(), lastHash);
    return insert.run();
}

Result<County::Description> County::describe(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(named));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return failure(ErrorCode::DatabaseForeign, QStringLiteral("no county"));
    return Description{query.id<EntityId>(0), query.text(1), query.text(2), query.blob(3)};
}

Result<core::crypto::SealedBox::KeyPair> County::stickKeys(const Connection &db)
{
    SHOULI_TRY(QByteArray secret, CountyLog::positionKey(db));
    QByteArray key = core::crypto::hmacSha256(core::crypto::SecretBytes::takeFrom(secret), "shouli-stick");
    return core::crypto::SealedBox::keysOf(core::crypto::SecretBytes::takeFrom(key));
}

Result<void> County::write(Transaction &tx, Change change)
{
    merge::Member author;
    QByteArray hash;
    {
        SHOULI_TRY(auto query, tx.prepare(itself));
        SHOULI_CHECK(query.step());
        author.replica = query.id<ReplicaId>(0);
        change.lseq = change.actFirst = query.integer(1) + 1;
        SHOULI_TRY(hash, query.sealed(2, lastHash));
    }
    author.scopes = {core::changes::commonScope()};
    change.stamp = core::changes::Stamp::of(m_clock);
    change.salt = m_random.bytes(Change::sharedSaltSize);
    hash = core::changes::chainNext(hash, change);
    StoredCounty store(tx, m_random);
    SHOULI_TRY(const auto appended, merge::Appender(m_schema).append(store, author, change, hash));
    SHOULI_CHECK(store.finish());
    if (appended.verdict != core::changes::Verdict::Applied)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("the county's own change was not applied"));
    SHOULI_TRY(auto update, tx.prepare(setItself));
    update.bind(change.lseq).bindSealed(hash, lastHash);
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

Result<void> County::publishOffice(Transaction &tx, EntityId id, const OfficeDescription &office)
{
    return publish(tx, QStringLiteral("office"), id,
                   {
                       {QStringLiteral("name"), Value(office.name)},
                       {QStringLiteral("name_en"), Value(office.nameEn)},
                       {QStringLiteral("division"), Value(office.division)},
                       {QStringLiteral("roles"), Value(office.roles.join(u','))},
                       {QStringLiteral("parent"), Value(office.parent)},
                       {QStringLiteral("phone"), Value(office.phone)},
                   });
}

Result<void> County::publishDevice(Transaction &tx, const EnrolledDevice &device)
{
    return publish(tx, QStringLiteral("device"), core::base::idCast<EntityId>(device.replica),
                   {
                       {QStringLiteral("number"), Value(device.number)},
                       {QStringLiteral("office"), Value(device.office)},
                       {QStringLiteral("public_key"), Value(device.publicKey)},
                       {QStringLiteral("valid_from"), Value(device.enrolledAt.inChina().date())},
                       {QStringLiteral("revoked_from"), Value()},
                   });
}

Result<ScopeId> County::addOffice(Transaction &tx, const OfficeDescription &office)
{
    const auto id = EntityId::create(m_clock, m_random);
    SHOULI_CHECK(publishOffice(tx, id, office));
    return core::base::idCast<ScopeId>(id);
}

Result<QByteArray> County::ticketOf(const Connection &db, const EnrolledDevice &device) const
{
    Ticket ticket{device, {}, {}, {}};
    SHOULI_TRY(ticket.scopes, Devices::scopes(db, device.replica));
    SHOULI_TRY(const auto formers, Devices::formers(db, device.replica));
    QMap<qsizetype, ReplicaId> byAge; // each name had all the earlier ones before it
    for (auto it = formers.cbegin(); it != formers.cend(); ++it) {
        SHOULI_TRY(const auto earlier, Devices::formers(db, it.key()));
        byAge.insert(earlier.size(), it.key());
    }
    for (const ReplicaId &name : std::as_const(byAge))
        ticket.formers.append({name, formers.value(name)});
    const auto *kind = m_schema.find(QStringLiteral("office"));
    SHOULI_TRY(const auto held, HeldStore::values(db, {kind->kind, core::base::idCast<EntityId>(device.office)}));
    if (held)
        ticket.office = describe(*held);
    SHOULI_TRY(const QByteArray key, CountyLog::positionKey(db));
    return ticket.seal(key);
}

Result<EnrolledDevice> County::takeBack(Transaction &tx, const Ticket &ticket)
{
    SHOULI_TRY(const auto known, Devices::find(tx.connection(), ticket.device.replica));
    if (known && known->revoked)
        return failure(ErrorCode::DeviceRevoked);
    if (known)
        return *known;
    EnrolledDevice device = ticket.device;
    SHOULI_TRY(const auto others, Devices::all(tx.connection()));
    for (const EnrolledDevice &other : others) {
        if (other.publicKey == device.publicKey && other.revoked)
            return failure(ErrorCode::DeviceRevoked); // under another of its names
    }
    const bool numberTaken = std::any_of(others.cbegin(), others.cend(), [&device](const EnrolledDevice &other) {
        return other.number == device.number && other.publicKey != device.publicKey;
    });
    if (numberTaken) {
        SHOULI_TRY(device.number, Devices::nextNumber(tx));
    } else {
        SHOULI_CHECK(Devices::keepNumber(tx, device.number));
    }
    const bool placeTaken = std::any_of(others.cbegin(), others.cend(), [&device](const EnrolledDevice &other) {
        return other.office == device.office && other.ordinal == device.ordinal;
    });
    const auto office = core::base::idCast<EntityId>(device.office);
    SHOULI_TRY(const auto held,
               HeldStore::values(tx.connection(), {m_schema.find(QStringLiteral("office"))->kind, office}));
    if (!held)
        SHOULI_CHECK(publishOffice(tx, office, ticket.office));
    QMap<ReplicaId, std::int64_t> formers;
    const EnrolledDevice mine = device;
    for (const auto &[name, last] : ticket.formers) {
        device.replica = name;
        SHOULI_CHECK(takeName(tx, device, ticket.scopes, formers, true));
        formers.insert(name, last);
    }
    device = mine;
    SHOULI_CHECK(takeName(tx, device, ticket.scopes, formers, placeTaken));
    device.replica = ticket.formers.isEmpty() ? mine.replica : ticket.formers.first().first;
    SHOULI_TRY(const auto published,
               HeldStore::values(
                   tx.connection(),
                   {m_schema.find(QStringLiteral("device"))->kind, core::base::idCast<EntityId>(device.replica)}));
    if (!published)
        SHOULI_CHECK(publishDevice(tx, device));
    bool shut = false;
    for (const auto &[name, last] : ticket.formers) {
        SHOULI_TRY(const auto noted, DeviceHistory::revocation(tx.connection(), name));
        shut = shut || noted;
    }
    SHOULI_TRY(const auto noted, DeviceHistory::revocation(tx.connection(), mine.replica));
    if (shut || noted)
        SHOULI_CHECK(revoke(tx, mine.number));
    SHOULI_TRY(const auto back, Devices::find(tx.connection(), mine.replica));
    return *back;
}

Result<void> County::shutOut(Transaction &tx, ReplicaId replica, const DeviceHistory::Revocation &revocation)
{
    SHOULI_TRY(const auto known, Devices::find(tx.connection(), replica));
    if (known && !known->revoked)
        SHOULI_CHECK(revoke(tx, known->number));
    return DeviceHistory::noteRevocation(tx, replica, revocation);
}

Result<void> County::takeName(Transaction &tx, EnrolledDevice device, const QSet<ScopeId> &scopes,
                              const QMap<ReplicaId, std::int64_t> &formers, bool newPlace)
{
    SHOULI_TRY(const auto known, Devices::find(tx.connection(), device.replica));
    if (known)
        return {};
    if (newPlace) {
        SHOULI_TRY(device.ordinal, Devices::nextOrdinal(tx.connection(), device.office));
    }
    SHOULI_CHECK(Devices::add(tx, device, scopes));
    return Devices::addFormers(tx, device.replica, formers);
}

County::OfficeDescription County::describe(const core::changes::FieldValues &values) const
{
    const auto *kind = m_schema.find(QStringLiteral("office"));
    const auto value = [&](const char *column) { return values.value(kind->fieldOf(QLatin1String(column))); };
    return {value("name").text(),          value("name_en").text(),
            value("division").text(),      value("roles").text().split(u',', Qt::SkipEmptyParts),
            value("parent").id<ScopeId>(), value("phone").text()};
}

Result<QMap<ScopeId, County::OfficeDescription>> County::offices(const Connection &db) const
{
    const auto kind = m_schema.find(QStringLiteral("office"))->kind;
    SHOULI_TRY(const auto ids, HeldStore::ofKind(db, kind));
    QMap<ScopeId, OfficeDescription> offices;
    for (const EntityId id : ids) {
        SHOULI_TRY(const auto held, HeldStore::values(db, {kind, id}));
        if (held)
            offices.insert(core::base::idCast<ScopeId>(id), describe(*held));
    }
    return offices;
}

Result<EnrolmentCode> County::issueCode(Transaction &tx, ScopeId office)
{
    {
        const auto kind = m_schema.find(QStringLiteral("office"))->kind;
        SHOULI_TRY(const auto known, HeldStore::find(tx.connection(), {kind, core::base::idCast<EntityId>(office)}));
        if (!known)
            return failure(ErrorCode::InvalidArgument, QStringLiteral("no such office"));
    }
    const EnrolmentCode code = EnrolmentCode::fromRandom(m_random.bytes(10));
    SHOULI_TRY(auto insert, tx.prepare(addCode));
    insert.bind(code.name())
        .bindSealed(code.bytes(), placeOf(code.name()))
        .bindAll(office, m_clock.now().ms + codeLifeMs);
    SHOULI_CHECK(insert.run());
    return code;
}

Result<EnrolResponse> County::answer(const Connection &db, const EnrolledDevice &device) const
{
    SHOULI_TRY(const Description county, describe(db));
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(db));
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
    response.countyName = county.name;
    response.host = county.host;
    response.recoveryKey = county.recoveryKey;
    SHOULI_TRY(const auto stick, stickKeys(db));
    response.stickKey = stick.publicKey;
    response.epoch = head.epoch;
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
        SHOULI_TRY(auto query, tx.prepare(codeOf));
        query.bind(request.codeName);
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return failure(ErrorCode::EnrolmentCodeWrong);
        SHOULI_TRY(codeBytes, query.sealed(0, placeOf(request.codeName)));
        office = query.id<ScopeId>(1);
        expires = query.integer(2);
        tries = static_cast<int>(query.integer(3));
        usedBy = query.blob(4);
    }
    const EnrolmentCode code = EnrolmentCode::fromRandom(codeBytes);
    if (tries >= codeTries)
        return failure(ErrorCode::EnrolmentCodeWrong, QStringLiteral("tries"));
    if (!core::crypto::sameBytes(request.proof, code.prove(request.proofInput(pin)))) {
        SHOULI_TRY(auto count, tx.prepare(countTry));
        count.bind(request.codeName);
        SHOULI_CHECK(count.run());
        return failure(ErrorCode::EnrolmentCodeWrong, QStringLiteral("proof"));
    }
    if (!usedBy.isEmpty() && usedBy != request.publicKey)
        return failure(ErrorCode::EnrolmentCodeUsed);
    if (usedBy.isEmpty() && m_clock.now().ms > expires)
        return failure(ErrorCode::EnrolmentCodeExpired);

    SHOULI_TRY(auto device, Devices::findByKey(tx.connection(), request.publicKey));
    if (!device) {
        EnrolledDevice fresh;
        fresh.replica = ReplicaId::create(m_clock, m_random);
        SHOULI_TRY(fresh.number, Devices::nextNumber(tx));
        fresh.office = office;
        SHOULI_TRY(fresh.ordinal, Devices::nextOrdinal(tx.connection(), office));
        fresh.publicKey = request.publicKey;
        fresh.machine = request.machine;
        fresh.ackedHash = core::changes::chainStart();
        fresh.enrolledAt = m_clock.now();
        SHOULI_CHECK(Devices::add(tx, fresh, {office, core::changes::commonScope()}));
        SHOULI_CHECK(publishDevice(tx, fresh));
        SHOULI_TRY(auto used, tx.prepare(useCode));
        used.bindAll(request.publicKey, request.codeName);
        SHOULI_CHECK(used.run());
        device = fresh;
    }
    SHOULI_TRY(EnrolResponse response, answer(tx.connection(), *device));
    response.proof = code.prove(response.proofInput(request.proof));
    return response;
}

Result<void> County::revoke(Transaction &tx, int deviceNumber)
{
    SHOULI_TRY(const auto devices, Devices::all(tx.connection()));
    std::optional<ReplicaId> published; // under the name that it was let in with
    for (const EnrolledDevice &device : devices) {
        if (device.number != deviceNumber || device.revoked)
            continue;
        SHOULI_CHECK(Devices::revoke(tx, device.replica)); // every name that this key goes by
        SHOULI_TRY(const auto formers, Devices::formers(tx.connection(), device.replica));
        if (formers.isEmpty())
            published = device.replica;
    }
    if (!published)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("no active device %1").arg(deviceNumber));
    const auto *kind = m_schema.find(QStringLiteral("device"));
    Change change;
    change.operation = Operation::Set;
    change.entity = {kind->kind, core::base::idCast<EntityId>(*published)};
    change.field = kind->fieldOf(QStringLiteral("revoked_from"));
    change.payload = Value(m_clock.today().addDays(1)).toCbor();
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(tx.connection()));
    change.base.seq = head.seq;
    return write(tx, change);
}

} // namespace shouli::sync::server
