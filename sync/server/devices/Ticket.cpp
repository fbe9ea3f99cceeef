// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/devices/Ticket.h"

#include "core/changes/Change.h"
#include "core/crypto/Hash.h"
#include "core/crypto/SecretBytes.h"
#include "sync/protocol/MessageMap.h"

#include <algorithm>

namespace shouli::sync::server::devices {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ReplicaId;
using core::changes::ScopeId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr qsizetype macSize = 32;

// numbers are never reused
enum Key {
    ReplicaKey = 1,
    NumberKey = 2,
    OfficeKey = 3,
    OrdinalKey = 4,
    PublicKeyKey = 5,
    MachineKey = 6,
    EnrolledAtKey = 7,
    ScopesKey = 8,
    FormersKey = 9,
    DescriptionKey = 10,
};

QByteArray macOf(const QByteArray &plain, const QByteArray &key)
{
    QByteArray copy = key;
    return core::crypto::hmacSha256(core::crypto::SecretBytes::takeFrom(copy), "shouli-ticket" + plain);
}

} // namespace

QByteArray Ticket::seal(const QByteArray &key) const
{
    protocol::MessageWriter out;
    out.blob(ReplicaKey, device.replica.toBytes());
    out.number(NumberKey, device.number);
    out.blob(OfficeKey, device.office.toBytes());
    out.number(OrdinalKey, device.ordinal);
    out.blob(PublicKeyKey, device.publicKey);
    out.blob(MachineKey, device.machine.toUtf8());
    out.number(EnrolledAtKey, device.enrolledAt.ms);
    out.add(ScopesKey, [this](CborWriter &into) {
        QList<ScopeId> sorted = scopes.values();
        std::sort(sorted.begin(), sorted.end());
        into.array(sorted.size());
        for (const ScopeId &scope : sorted)
            into.id(scope);
    });
    out.add(FormersKey, [this](CborWriter &into) {
        into.array(formers.size() * 2);
        for (const auto &[name, last] : formers) {
            into.id(name);
            into.number(last);
        }
    });
    out.add(DescriptionKey, [this](CborWriter &into) {
        into.array(6);
        into.text(office.name);
        into.text(office.nameEn);
        into.text(office.division);
        into.text(office.roles.join(u','));
        into.id(office.parent);
        into.text(office.phone);
    });
    const QByteArray plain = out.take({});
    return plain + macOf(plain, key);
}

Result<Ticket> Ticket::open(const QByteArray &sealed, const QByteArray &key)
{
    if (sealed.size() <= macSize || sealed.size() > mostBytes)
        return failure(ErrorCode::SignatureWrong, QStringLiteral("ticket"));
    const QByteArray plain = sealed.chopped(macSize);
    if (!core::crypto::sameBytes(macOf(plain, key), sealed.last(macSize)))
        return failure(ErrorCode::SignatureWrong, QStringLiteral("ticket"));
    protocol::MessageReader in(plain);
    Ticket t;
    const auto id = [&in](Key part) { return in.blob(part, ReplicaId::size); };
    t.device.replica = ReplicaId::fromBytes(id(ReplicaKey)).value_or(ReplicaId());
    t.device.number = static_cast<int>(in.number(NumberKey, 0, 0xffff));
    t.device.office = ScopeId::fromBytes(id(OfficeKey)).value_or(ScopeId());
    t.device.ordinal = static_cast<int>(in.number(OrdinalKey, 0, 0xffff));
    t.device.publicKey = in.blob(PublicKeyKey);
    t.device.machine = QString::fromUtf8(in.blob(MachineKey));
    t.device.enrolledAt.ms = in.number(EnrolledAtKey, 0, most);
    t.device.ackedHash = core::changes::chainStart();
    in.add(ScopesKey, [&t](CborReader &from) {
        for (qint64 left = from.array(); left > 0 && from.ok(); --left)
            t.scopes.insert(from.id<ScopeId>());
    });
    in.add(FormersKey, [&t](CborReader &from) {
        for (qint64 left = from.array(); left > 1 && from.ok(); left -= 2) {
            const auto name = from.id<ReplicaId>();
            t.formers.append({name, from.numberIn(0, most)});
        }
    });
    in.add(DescriptionKey, [&t](CborReader &from) {
        if (from.array() != 6)
            return from.fail();
        t.office.name = from.text();
        t.office.nameEn = from.text();
        t.office.division = from.text();
        t.office.roles = from.text().split(u',', Qt::SkipEmptyParts);
        t.office.parent = from.id<ScopeId>();
        t.office.phone = from.text();
    });
    protocol::UnknownKeys newer;
    if (!in.take(newer) || t.device.replica.isNull())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("ticket"));
    return t;
}

} // namespace shouli::sync::server::devices
