// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Enrolment.h"

#include "core/changes/Cbor.h"
#include "core/base/Crockford.h"
#include "core/crypto/Hash.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;

namespace {

constexpr qsizetype codeBytes = 10;
constexpr qsizetype nameBytes = 8;

} // namespace

EnrolmentCode EnrolmentCode::fromRandom(const QByteArray &tenBytes)
{
    EnrolmentCode code;
    code.m_bytes = tenBytes.leftJustified(codeBytes, '\0', true);
    return code;
}

Result<EnrolmentCode> EnrolmentCode::parse(const QString &typed)
{
    QString plain = typed;
    plain.remove(u'-').remove(u' ').remove(u'\t');
    const auto bytes = core::base::crockfordDecode(plain, codeBytes);
    if (!bytes)
        return core::base::failure(ErrorCode::EnrolmentCodeWrong);
    return fromRandom(*bytes);
}

QString EnrolmentCode::toString() const
{
    QString text = core::base::crockfordEncode(m_bytes);
    for (const qsizetype at : {12, 8, 4})
        text.insert(at, u'-');
    return text;
}

QByteArray EnrolmentCode::name() const
{
    return core::crypto::sha256(QByteArrayLiteral("shouli-enrolment") + m_bytes).left(nameBytes);
}

QByteArray EnrolmentCode::prove(const QByteArray &what) const
{
    QByteArray copy = m_bytes;
    copy.detach();
    return core::crypto::hmacSha256(core::crypto::SecretBytes::takeFrom(copy), what);
}

QByteArray EnrolRequest::proofInput(const QByteArray &serverPin) const
{
    CborWriter out;
    out.array(6);
    out.text(QStringLiteral("enrol"));
    out.blob(codeName);
    out.blob(publicKey);
    out.blob(nonce);
    out.text(machine);
    out.blob(serverPin);
    return out.bytes();
}

QByteArray EnrolRequest::toCbor() const
{
    CborWriter out;
    out.array(5);
    out.blob(codeName);
    out.blob(publicKey);
    out.blob(nonce);
    out.text(machine);
    out.blob(proof);
    return out.bytes();
}

Result<EnrolRequest> EnrolRequest::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    EnrolRequest r;
    in.arrayOf(5);
    r.codeName = in.blob();
    r.publicKey = in.blob();
    r.nonce = in.blob();
    r.machine = in.text();
    r.proof = in.blob();
    if (!in.atEnd() || r.codeName.size() != nameBytes || r.publicKey.size() != 32 || r.nonce.size() != 16
        || r.machine.size() > 200)
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("enrolment"));
    return r;
}

QByteArray EnrolResponse::proofInput(const QByteArray &requestProof) const
{
    EnrolResponse bare = *this;
    bare.proof.clear();
    return QByteArrayLiteral("enrolled") + requestProof + bare.toCbor();
}

QByteArray EnrolResponse::toCbor() const
{
    CborWriter out;
    out.array(12);
    out.id(replica);
    out.number(deviceNumber);
    out.id(office);
    out.text(officeName);
    out.text(officeRoles);
    out.number(officeOrdinal);
    out.text(countyName);
    out.text(host);
    out.blob(recoveryKey);
    out.blob(stickKey);
    out.blob(epoch);
    out.blob(proof);
    return out.bytes();
}

Result<EnrolResponse> EnrolResponse::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    EnrolResponse r;
    in.arrayOf(12);
    r.replica = in.id<core::changes::ReplicaId>();
    r.deviceNumber = static_cast<int>(in.numberIn(1, 0xffff));
    r.office = in.id<core::changes::ScopeId>();
    r.officeName = in.text();
    r.officeRoles = in.text();
    r.officeOrdinal = static_cast<int>(in.numberIn(1, 0xffff));
    r.countyName = in.text();
    r.host = in.text();
    r.recoveryKey = in.blob();
    r.stickKey = in.blob();
    r.epoch = in.blob();
    r.proof = in.blob();
    if (!in.atEnd() || r.replica.isNull() || r.office.isNull() || r.recoveryKey.size() != 32
        || r.stickKey.size() != 32)
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("enrolment answer"));
    return r;
}

} // namespace shouli::sync::protocol
