// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/VaultContents.h"

#include "core/crypto/Hash.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SecretBox.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QtEndian>

#include <limits>
#include <optional>

namespace shouli::core::keys {

using base::ErrorCode;
using base::Result;

namespace {

enum Key { Version, Generation, Office, Database, HighWater, KeyCheck, RecoveryKey, RecoveryBox, Slots, PreviousKey };
enum Field { Staff, Passes, Memory, Salt, WrappedKey, Failures, BootId, Monotonic, PublicKey, KeyBox, Given, Fields };

constexpr qsizetype wrappedSize = crypto::SecretBox::keySize + crypto::SecretBox::overhead;
constexpr qsizetype idSize = 16;

// QCborValue has no unsigned 64-bit integers.
QByteArray bytesOf(std::uint64_t n)
{
    QByteArray bytes(sizeof n, Qt::Uninitialized);
    qToBigEndian(n, bytes.data());
    return bytes;
}

std::uint64_t numberOf(const QByteArray &bytes)
{
    return bytes.size() == sizeof(std::uint64_t) ? qFromBigEndian<std::uint64_t>(bytes.constData()) : 0;
}

QCborArray toCbor(const VaultSlot &slot)
{
    return {slot.staff.toBytes(),
            static_cast<qint64>(slot.parameters.cost.passes),
            static_cast<qint64>(slot.parameters.cost.memory),
            slot.parameters.salt,
            slot.wrappedKey,
            slot.lockout.failures,
            bytesOf(slot.lockout.bootId),
            static_cast<qint64>(slot.lockout.monotonicMs),
            slot.publicKey,
            slot.keyBox,
            slot.given};
}

/// Undefined unless all of `bytes` is one well-formed item: looking values up in the half-read map that Qt
/// 6.4 gives for a broken one ends the program.
QCborValue wholeItem(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    return error.error == QCborError::NoError && error.offset == bytes.size() ? value : QCborValue();
}

std::optional<VaultSlot> slotFrom(const QCborArray &array)
{
    const auto staff = staff::StaffId::fromBytes(array.at(Staff).toByteArray());
    const qint64 failures = array.at(Failures).toInteger(-1);
    VaultSlot slot;
    slot.parameters.cost.passes = static_cast<std::uint64_t>(array.at(Passes).toInteger());
    slot.parameters.cost.memory = static_cast<std::uint64_t>(array.at(Memory).toInteger());
    slot.parameters.salt = array.at(Salt).toByteArray();
    slot.wrappedKey = array.at(WrappedKey).toByteArray();
    slot.publicKey = array.at(PublicKey).toByteArray();
    slot.keyBox = array.at(KeyBox).toByteArray();
    slot.given = array.at(Given).toBool();
    if (!staff || !crypto::PassphraseKey::isAllowed(slot.parameters.cost)
        || slot.parameters.salt.size() != crypto::PassphraseKey::saltSize || slot.wrappedKey.size() != wrappedSize
        || slot.publicKey.size() != crypto::SealedBox::keySize
        || slot.keyBox.size() != 2 * idSize + crypto::SecretBox::keySize + crypto::SealedBox::overhead || failures < 0
        || failures > std::numeric_limits<int>::max())
        return std::nullopt;
    slot.staff = *staff;
    slot.lockout.failures = static_cast<int>(failures);
    slot.lockout.bootId = numberOf(array.at(BootId).toByteArray());
    slot.lockout.monotonicMs = array.at(Monotonic).toInteger();
    return slot;
}

} // namespace

QByteArray VaultContents::toBytes() const
{
    QCborArray slotArray;
    for (const VaultSlot &slot : slots)
        slotArray.append(toCbor(slot));
    // a QCborMap keeps the order of insertion: ascending keys
    QCborMap map;
    map.insert(Version, version);
    map.insert(Generation, static_cast<qint64>(generation));
    map.insert(Office, identity.office.toBytes());
    map.insert(Database, identity.database.toBytes());
    map.insert(HighWater, bytesOf(highWater));
    map.insert(KeyCheck, keyCheck);
    map.insert(RecoveryKey, recoveryKey);
    map.insert(RecoveryBox, recoveryBox);
    map.insert(Slots, slotArray);
    map.insert(PreviousKey, previousKey);
    const QByteArray body = QCborValue(map).toCbor();
    return QCborValue(QCborArray{body, crypto::sha256(body)}).toCbor();
}

Result<VaultContents> VaultContents::fromBytes(const QByteArray &bytes)
{
    const auto damaged = base::failure(ErrorCode::VaultDamaged);
    if (bytes.size() > sizeLimit)
        return damaged;
    const QCborArray outer = wholeItem(bytes).toArray();
    const QByteArray body = outer.at(0).toByteArray();
    if (body.isEmpty() || outer.at(1).toByteArray() != crypto::sha256(body))
        return damaged;
    const QCborMap map = wholeItem(body).toMap();
    const qint64 written = map.value(Version).toInteger();
    if (written > version)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("vault of version %1").arg(written));

    const auto office = staff::OfficeId::fromBytes(map.value(Office).toByteArray());
    const auto database = DatabaseId::fromBytes(map.value(Database).toByteArray());
    if (!office || !database)
        return damaged;
    VaultContents contents;
    contents.identity = {*office, *database};
    contents.generation = static_cast<std::uint64_t>(map.value(Generation).toInteger());
    contents.highWater = numberOf(map.value(HighWater).toByteArray());
    contents.keyCheck = map.value(KeyCheck).toByteArray();
    contents.recoveryKey = map.value(RecoveryKey).toByteArray();
    contents.recoveryBox = map.value(RecoveryBox).toByteArray();
    contents.previousKey = map.value(PreviousKey).toByteArray();
    for (const QCborValue &item : map.value(Slots).toArray()) {
        const auto slot = slotFrom(item.toArray());
        if (!slot || (!contents.slots.isEmpty() && slot->staff <= contents.slots.last().staff))
            return damaged;
        contents.slots.append(*slot);
    }
    const bool sound = contents.keyCheck.size() == crypto::hashSize
        && contents.recoveryKey.size() == crypto::SealedBox::keySize
        && (contents.previousKey.isEmpty() || contents.previousKey.size() == wrappedSize)
        && contents.slots.size() <= slotLimit;
    // Whatever was not read above, or not in this order and length, shows here.
    if (!sound || contents.toBytes() != bytes)
        return damaged;
    return contents;
}

} // namespace shouli::core::keys
