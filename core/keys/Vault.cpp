// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/Vault.h"

#include "core/crypto/Hash.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SecretBox.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace shouli::core::keys {

using base::ErrorCode;
using base::Result;
using crypto::PassphraseCost;
using crypto::PassphraseKey;
using crypto::PassphraseParameters;
using crypto::SealedBox;
using crypto::SecretBox;
using crypto::SecretBytes;
using staff::StaffId;

namespace {

constexpr qsizetype dataKeySize = 32;

template <class Slots>
auto find(Slots &slots, const StaffId &staff)
{
    return std::find_if(slots.begin(), slots.end(), [&](const VaultSlot &slot) { return slot.staff == staff; });
}

QByteArray bigEndian(std::uint64_t n)
{
    QByteArray bytes(sizeof n, Qt::Uninitialized);
    qToBigEndian(n, bytes.data());
    return bytes;
}

/// Ties a slot to its place, person, parameters and keys: none can be swapped for another's.
QByteArray slotContext(const VaultIdentity &identity, const VaultSlot &slot)
{
    return "shouli vault slot 1" + identity.office.toBytes() + identity.database.toBytes() + slot.staff.toBytes()
        + bigEndian(slot.parameters.cost.passes) + bigEndian(slot.parameters.cost.memory) + slot.parameters.salt
        + slot.publicKey;
}

QByteArray previousContext(const VaultIdentity &identity)
{
    return "shouli vault previous key 1" + identity.office.toBytes() + identity.database.toBytes();
}

QByteArray checkOf(const SecretBytes &dataKey, const VaultIdentity &identity)
{
    return crypto::hmacSha256(dataKey, "shouli vault data key 1" + identity.database.toBytes());
}

/// Sealed boxes have no associated data, so what the key belongs to goes inside.
Result<QByteArray> sealKey(const QByteArray &publicKey, const QByteArray &label, const SecretBytes &dataKey)
{
    SecretBytes secret(label.size() + dataKey.size());
    std::memcpy(secret.data(), label.constData(), static_cast<size_t>(label.size()));
    std::memcpy(secret.data() + label.size(), dataKey.data(), static_cast<size_t>(dataKey.size()));
    return SealedBox::seal(publicKey, secret);
}

/// VaultDamaged for a box of something else; DecryptionFailed, KeyMalformed as SealedBox::open.
Result<SecretBytes> openKey(const SecretBytes &secretKey, const QByteArray &label, const QByteArray &box)
{
    SHOULI_TRY(const SecretBytes secret, SealedBox::open(secretKey, box));
    SecretBytes dataKey(dataKeySize);
    if (secret.size() != label.size() + dataKeySize
        || std::memcmp(secret.data(), label.constData(), static_cast<size_t>(label.size())) != 0)
        return base::failure(ErrorCode::VaultDamaged, QStringLiteral("a key of another vault"));
    std::memcpy(dataKey.data(), secret.data() + label.size(), dataKeySize);
    return dataKey;
}

QByteArray slotLabel(const VaultIdentity &identity, const StaffId &staff)
{
    return identity.database.toBytes() + staff.toBytes();
}

void putSlot(QList<VaultSlot> &slots, VaultSlot slot)
{
    slots.removeIf([&](const VaultSlot &old) { return old.staff == slot.staff; });
    const auto after = std::find_if(slots.cbegin(), slots.cend(),
                                    [&](const VaultSlot &s) { return s.staff > slot.staff; });
    slots.insert(after, std::move(slot));
}

} // namespace

Vault::Vault(VaultFiles files, const base::Clock &clock, VaultContents contents)
    : m_files(std::move(files))
    , m_clock(&clock)
    , m_contents(std::move(contents))
{
}

Result<Vault::Created> Vault::create(const QString &folder, const base::Clock &clock, const VaultIdentity &identity,
                                     const StaffId &firstStaff, const SecretBytes &passphrase,
                                     const QByteArray &countyRecoveryKey, const PassphraseCost &cost)
{
    VaultFiles files(folder);
    if (files.anyPresent())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("there is a vault already: ") + folder);
    SHOULI_CHECK(checkPassphrase(passphrase));
    SecretBytes dataKey = SecretBytes::random(dataKeySize);
    Vault vault(std::move(files), clock, VaultContents{});
    VaultContents contents;
    contents.identity = vault.m_contents.identity = identity;
    contents.keyCheck = checkOf(dataKey, identity);
    contents.recoveryKey = countyRecoveryKey;
    SHOULI_TRY(contents.recoveryBox, sealKey(countyRecoveryKey, identity.database.toBytes(), dataKey));
    SHOULI_TRY(VaultSlot slot, vault.makeSlot(firstStaff, passphrase, dataKey, cost));
    contents.slots.append(std::move(slot));
    SHOULI_CHECK(vault.save(std::move(contents)));
    return Created{std::move(vault), std::move(dataKey)};
}

Result<Vault> Vault::open(const QString &folder, const base::Clock &clock,
                          const std::optional<staff::OfficeId> &expectedOffice)
{
    VaultFiles files(folder);
    SHOULI_TRY(const VaultFiles::Loaded loaded, files.load(expectedOffice));
    Vault vault(std::move(files), clock, loaded.contents);
    vault.m_condition = loaded.copy;
    VaultContents next = loaded.contents;
    for (VaultSlot &slot : next.slots)
        slot.lockout = slot.lockout.inThisRun(clock);
    if (next != loaded.contents || !loaded.allGood()) {
        if (const auto saved = vault.save(next); !saved)
            vault.m_contents.slots = next.slots;
    }
    return vault;
}

QList<StaffId> Vault::staff() const
{
    QList<StaffId> list;
    for (const VaultSlot &slot : m_contents.slots)
        list.append(slot.staff);
    return list;
}

int Vault::failedAttempts(const StaffId &staff) const
{
    const auto slot = find(m_contents.slots, staff);
    return slot == m_contents.slots.end() ? 0 : slot->lockout.failures;
}

bool Vault::isGiven(const StaffId &staff) const
{
    const auto slot = find(m_contents.slots, staff);
    return slot != m_contents.slots.end() && slot->given;
}

QByteArray Vault::slotMark(const StaffId &staff) const
{
    const auto slot = find(m_contents.slots, staff);
    return slot == m_contents.slots.end() ? QByteArray()
                                          : crypto::sha256(slot->wrappedKey + slot->keyBox + m_contents.keyCheck);
}

Result<SecretBytes> Vault::unlock(const StaffId &staff, const SecretBytes &passphrase)
{
    const auto found = find(std::as_const(m_contents.slots), staff);
    if (found == m_contents.slots.cend())
        return base::failure(ErrorCode::StaffUnknown, staff.toString());
    const VaultSlot slot = *found;
    if (const auto ms = slot.lockout.remainingMs(*m_clock); ms > 0)
        return base::failure(ErrorCode::TooManyAttempts, QString::number((ms + 999) / 1000));

    const auto note = [&](const Lockout &lockout) {
        VaultContents next = m_contents;
        find(next.slots, staff)->lockout = lockout;
        if (const auto saved = save(next); !saved)
            m_contents.slots = next.slots;
    };
    note(slot.lockout.afterFailure(*m_clock));
    auto passphraseKey = PassphraseKey::derive(passphrase, slot.parameters);
    if (!passphraseKey) {
        note(slot.lockout); // nothing was tried
        return base::failure(passphraseKey);
    }
    const auto slotKey = SecretBox::open(*passphraseKey, slot.wrappedKey, slotContext(identity(), slot));
    if (!slotKey)
        return base::failure(ErrorCode::PassphraseWrong,
                             QString::number(std::max(0, Lockout::freeAttempts - failedAttempts(staff))));
    auto dataKey = openKey(*slotKey, slotLabel(identity(), staff), slot.keyBox);
    if (!dataKey || !isDataKey(*dataKey))
        return base::failure(ErrorCode::VaultDamaged, QStringLiteral("slot ") + staff.toString());
    note({});
    return dataKey;
}

Result<void> Vault::addSlot(const SecretBytes &dataKey, const StaffId &staff, const SecretBytes &passphrase,
                            PassphraseRule rule, Chosen chosen)
{
    if (!isDataKey(dataKey))
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("data key of another database"));
    SHOULI_CHECK(checkPassphrase(passphrase, rule));
    SHOULI_TRY(VaultSlot slot, makeSlot(staff, passphrase, dataKey, dearestCost(), chosen));
    VaultContents next = m_contents;
    putSlot(next.slots, std::move(slot));
    if (next.slots.size() > VaultContents::slotLimit)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("too many slots"));
    return save(std::move(next));
}

Result<void> Vault::changePassphrase(const StaffId &staff, const SecretBytes &old, const SecretBytes &passphrase,
                                     PassphraseRule rule)
{
    if (old == passphrase)
        return base::failure(ErrorCode::PassphraseTooWeak, QStringLiteral("the same as before"));
    SHOULI_CHECK(checkPassphrase(passphrase, rule));
    SHOULI_TRY(const SecretBytes dataKey, unlock(staff, old));
    return addSlot(dataKey, staff, passphrase, rule);
}

Result<void> Vault::removeSlot(const StaffId &staff)
{
    if (find(m_contents.slots, staff) == m_contents.slots.end())
        return base::failure(ErrorCode::StaffUnknown, staff.toString());
    if (m_contents.slots.size() == 1)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("the last slot stays"));
    VaultContents next = m_contents;
    next.slots.erase(find(next.slots, staff));
    return save(std::move(next));
}

Result<void> Vault::renewKey(const SecretBytes &dataKey, const QList<StaffId> &without)
{
    SHOULI_TRY(const SecretBytes inUse, databaseKey(dataKey));
    const SecretBytes renewed = SecretBytes::random(dataKeySize);
    VaultContents next = m_contents;
    next.slots.removeIf([&](const VaultSlot &slot) { return without.contains(slot.staff); });
    if (next.slots.isEmpty())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("the last slot stays"));
    for (VaultSlot &slot : next.slots) {
        SHOULI_TRY(slot.keyBox, sealKey(slot.publicKey, slotLabel(identity(), slot.staff), renewed));
    }
    SHOULI_TRY(next.recoveryBox, sealKey(next.recoveryKey, identity().database.toBytes(), renewed));
    SHOULI_TRY(next.previousKey, SecretBox::seal(renewed, inUse, previousContext(identity())));
    next.keyCheck = checkOf(renewed, identity());
    return save(std::move(next));
}

Result<SecretBytes> Vault::databaseKey(const SecretBytes &dataKey) const
{
    if (!isDataKey(dataKey))
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("data key of another database"));
    if (!isKeyRenewed())
        return dataKey.clone();
    auto previous = SecretBox::open(dataKey, m_contents.previousKey, previousContext(identity()));
    if (!previous)
        return base::failure(ErrorCode::VaultDamaged, QStringLiteral("the key before"));
    return previous;
}

Result<void> Vault::endRenewal()
{
    VaultContents next = m_contents;
    next.previousKey.clear();
    return save(std::move(next));
}

Result<void> Vault::makeCopiesAgree()
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        SHOULI_TRY(const auto written, m_files.load(identity().office));
        if (written.allGood() && written.contents == m_contents)
            return {};
        if (attempt == 0)
            SHOULI_CHECK(save(m_contents));
    }
    return base::failure(ErrorCode::FileUnwritable, m_files.path(1));
}

Result<void> Vault::eraseStaff()
{
    VaultContents next = m_contents;
    next.slots.clear();
    SHOULI_CHECK(save(std::move(next)));
    SHOULI_TRY(const auto written, m_files.load(identity().office));
    for (int copy = 0; copy < VaultFiles::copies; ++copy) {
        // save() is content with one copy; the other would still let somebody in
        if (written.copy.at(static_cast<size_t>(copy)) != CopyState::Good && !QFile::remove(m_files.path(copy)))
            return base::failure(ErrorCode::FileUnwritable, m_files.path(copy));
    }
    return {};
}

Result<SecretBytes> Vault::recoverWith(const SecretBytes &countySecretKey) const
{
    SHOULI_TRY(SecretBytes dataKey, openKey(countySecretKey, identity().database.toBytes(), m_contents.recoveryBox));
    if (!isDataKey(dataKey))
        return base::failure(ErrorCode::VaultDamaged, QStringLiteral("recovery slot"));
    return dataKey;
}

Result<void> Vault::changeRecoveryKey(const SecretBytes &dataKey, const QByteArray &countyRecoveryKey)
{
    if (!isDataKey(dataKey))
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("data key of another database"));
    VaultContents next = m_contents;
    next.recoveryKey = countyRecoveryKey;
    SHOULI_TRY(next.recoveryBox, sealKey(countyRecoveryKey, identity().database.toBytes(), dataKey));
    return save(std::move(next));
}

Result<void> Vault::raiseHighWater(std::uint64_t mark)
{
    if (mark <= m_contents.highWater)
        return {};
    VaultContents next = m_contents;
    next.highWater = mark;
    return save(std::move(next));
}

bool Vault::isDataKey(const SecretBytes &key) const
{
    return key.size() == dataKeySize && crypto::sameBytes(checkOf(key, identity()), m_contents.keyCheck);
}

Result<void> Vault::save(VaultContents next)
{
    // Counted even when writing fails: after a failed fsync nobody knows what the disk holds, and two
    // different contents must never carry the same generation.
    next.generation = ++m_contents.generation;
    SHOULI_CHECK(m_files.save(next));
    m_contents = std::move(next);
    return {};
}

Result<VaultSlot> Vault::makeSlot(const StaffId &staff, const SecretBytes &passphrase, const SecretBytes &dataKey,
                                  const PassphraseCost &cost, Chosen chosen) const
{
    auto own = SealedBox::generateKeys();
    VaultSlot slot;
    slot.staff = staff;
    slot.parameters = PassphraseParameters::create(cost);
    slot.publicKey = own.publicKey;
    slot.given = chosen == Chosen::BySomebodyElse;
    SHOULI_TRY(slot.keyBox, sealKey(slot.publicKey, slotLabel(identity(), staff), dataKey));
    SHOULI_TRY(const SecretBytes key, PassphraseKey::derive(passphrase, slot.parameters));
    SHOULI_TRY(slot.wrappedKey, SecretBox::seal(key, own.secretKey, slotContext(identity(), slot)));
    return slot;
}

PassphraseCost Vault::dearestCost() const
{
    if (m_contents.slots.isEmpty())
        return {}; // the county took them all away
    const auto work = [](const VaultSlot &slot) { return slot.parameters.cost.passes * slot.parameters.cost.memory; };
    return std::max_element(m_contents.slots.begin(), m_contents.slots.end(),
                            [&](const VaultSlot &a, const VaultSlot &b) { return work(a) < work(b); })
        ->parameters.cost;
}

} // namespace shouli::core::keys
