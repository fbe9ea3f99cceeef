// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/RevokedList.h"

#include "core/base/AtomicFile.h"
#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"
#include "core/crypto/SecretBytes.h"
#include "sync/server/CountyLog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace shouli::sync::server::operations {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ReplicaId;
using devices::DeviceHistory;
using engine::Transaction;

namespace {

constexpr qint64 mostBytes = 8 << 20;
constexpr qsizetype proofSize = 32;

QByteArray proofOf(const QByteArray &body, QByteArray key)
{
    return core::crypto::hmacSha256(core::crypto::SecretBytes::takeFrom(key), "shouli-revoked" + body);
}

QString lastCopies(const keeping::ServerFolder &folder)
{
    const auto path = QFile::exists(folder.copies()) ? AtomicFile::read(folder.copies(), 4096)
                                                     : Result<QByteArray>(failure(ErrorCode::FileMissing));
    return path ? QString::fromUtf8(path->trimmed()) : QString();
}

} // namespace

QByteArray RevokedList::seal(const Entries &entries, const QByteArray &key)
{
    CborWriter out;
    out.array(entries.size() * 4);
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        out.id(it.key());
        out.number(it->at.ms);
        out.text(it->reason);
        out.number(it->erase ? 1 : 0);
    }
    return out.bytes() + proofOf(out.bytes(), key);
}

Result<RevokedList::Entries> RevokedList::open(const QByteArray &sealed, const QByteArray &key)
{
    const QByteArray body = sealed.left(sealed.size() - proofSize);
    if (sealed.size() <= proofSize || !core::crypto::sameBytes(sealed.right(proofSize), proofOf(body, key)))
        return failure(ErrorCode::SignatureWrong, QStringLiteral("list of revoked PCs"));
    CborReader in(body);
    const qint64 parts = in.array();
    Entries entries;
    for (qint64 i = 0; i < parts / 4 && in.ok(); ++i) {
        const auto replica = in.id<ReplicaId>();
        DeviceHistory::Revocation one;
        one.at.ms = in.number();
        one.reason = in.text();
        one.erase = in.numberIn(0, 1) == 1;
        entries.insert(replica, one);
    }
    if (!in.atEnd())
        return failure(ErrorCode::SignatureWrong, QStringLiteral("list of revoked PCs"));
    return entries;
}

RevokedList::Entries RevokedList::read(const QString &path, const QByteArray &key)
{
    const auto bytes = QFile::exists(path) ? AtomicFile::read(path, mostBytes)
                                           : Result<QByteArray>(failure(ErrorCode::FileMissing));
    return bytes ? open(*bytes, key).value_or(Entries()) : Entries();
}

QString RevokedList::among(const QString &copies, core::changes::EntityId county)
{
    return copies + QStringLiteral("/revoked-") + county.toString();
}

Result<bool> RevokedList::keep(const keeping::ServerFolder &folder, CountyServer &server, const QString &copies)
{
    if (!copies.isEmpty())
        SHOULI_CHECK(AtomicFile::write(folder.copies(), QFileInfo(copies).absoluteFilePath().toUtf8() + '\n'));
    const QString beside = lastCopies(folder);
    struct Known {
        Entries entries;
        QByteArray key;
        core::changes::EntityId county;
    };
    const auto doAgain = [&](County &county, Transaction &tx) -> Result<Known> {
        SHOULI_TRY(const QByteArray key, CountyLog::positionKey(tx.connection()));
        SHOULI_TRY(const auto itself, County::describe(tx.connection()));
        Entries lost = read(folder.revoked(), key);
        if (!beside.isEmpty())
            lost.insert(read(among(beside, itself.id), key));
        SHOULI_TRY(const Entries known, DeviceHistory::revocations(tx.connection()));
        for (auto it = lost.cbegin(); it != lost.cend(); ++it) {
            if (!known.contains(it.key()))
                SHOULI_CHECK(county.shutOut(tx, it.key(), *it));
        }
        SHOULI_TRY(const Entries all, DeviceHistory::revocations(tx.connection()));
        return Known{all, key, itself.id};
    };
    SHOULI_TRY(const Known known, server.administer(doAgain));
    const QByteArray sealed = seal(known.entries, known.key);
    const auto isThere = [&](const QString &path) { return AtomicFile::read(path, mostBytes).value_or(QByteArray()) == sealed; };
    if (!QFile::exists(folder.revoked()) || !isThere(folder.revoked()))
        SHOULI_CHECK(AtomicFile::write(folder.revoked(), sealed));
    if (beside.isEmpty() || !QFileInfo(beside).isDir())
        return false; // not plugged in: with the next copy
    const QString other = among(beside, known.county);
    return (QFile::exists(other) && isThere(other)) || AtomicFile::write(other, sealed).has_value();
}

} // namespace shouli::sync::server::operations
