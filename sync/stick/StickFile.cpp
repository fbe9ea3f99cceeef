// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stick/StickFile.h"

#include "core/crypto/Hash.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SecretBox.h"

#include <QtEndian>

namespace shouli::sync::stick {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ReplicaId;
using core::crypto::SealedBox;
using core::crypto::SecretBox;
using core::crypto::SecretBytes;

namespace {

const QByteArray magic = QByteArrayLiteral("SHOULI-STICK");
constexpr char version = 1;
constexpr qsizetype markSize = 8;
constexpr qsizetype lengthSize = 4;
constexpr qsizetype boxSize = SecretBox::keySize + SealedBox::overhead;

qsizetype headerSize()
{
    return magic.size() + 2 + markSize + ReplicaId::size + StickFile::nonceSize;
}

QByteArray bytesOf(const StickFile::Header &header)
{
    return magic + version + static_cast<char>(header.kind) + header.county + header.replica.toBytes() + header.nonce;
}

QByteArray numberOf(qsizetype number)
{
    QByteArray bytes(lengthSize, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(number), bytes.data());
    return bytes;
}

/// What a part is tied to: the file, its place in it, and whether it is the last one.
QByteArray placeOf(const QByteArray &header, qsizetype index, bool last)
{
    return header + numberOf(index) + (last ? '\1' : '\0');
}

Result<QByteArray> sealParts(const QByteArray &header, const SecretBytes &key, const QList<QByteArray> &parts)
{
    QByteArray out;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        SHOULI_TRY(const QByteArray box,
                   SecretBox::sealBytes(key, parts.at(i), placeOf(header, i, i + 1 == parts.size())));
        out += numberOf(box.size());
        out += box;
    }
    return out;
}

Result<QList<QByteArray>> openParts(const QByteArray &header, const SecretBytes &key, const QByteArray &file,
                                    qsizetype at)
{
    QList<QByteArray> parts;
    const auto cut = [] { return failure(ErrorCode::DecryptionFailed, QStringLiteral("file of a stick cut short")); };
    do {
        if (parts.size() == StickFile::mostParts || file.size() - at < lengthSize)
            return cut();
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(file.constData() + at));
        at += lengthSize;
        if (file.size() - at < size)
            return cut();
        SHOULI_TRY(
            QByteArray part,
            SecretBox::openBytes(key, file.sliced(at, size), placeOf(header, parts.size(), at + size == file.size())));
        parts.append(std::move(part));
        at += size;
    } while (at < file.size());
    return parts;
}

} // namespace

QByteArray StickFile::countyMark(const QByteArray &pin)
{
    return core::crypto::sha256("shouli-county" + pin).left(markSize);
}

SecretBytes StickFile::answerKey(const SecretBytes &seed, const QByteArray &nonce)
{
    QByteArray key = core::crypto::hmacSha256(seed, "shouli-stick-answer" + nonce);
    return SecretBytes::takeFrom(key);
}

Result<StickFile::Header> StickFile::headerOf(const QByteArray &file)
{
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("file of a stick")); };
    if (file.size() <= headerSize() || !file.startsWith(magic))
        return malformed();
    qsizetype at = magic.size();
    if (file.at(at++) != version)
        return failure(ErrorCode::Unsupported, QStringLiteral("file of a stick"));
    Header header;
    const char kind = file.at(at++);
    if (kind != static_cast<char>(Kind::Request) && kind != static_cast<char>(Kind::Answer))
        return malformed();
    header.kind = static_cast<Kind>(kind);
    header.county = file.sliced(at, markSize);
    at += markSize;
    SHOULI_TRY(header.replica, ReplicaId::fromBytes(file.sliced(at, ReplicaId::size)));
    at += ReplicaId::size;
    header.nonce = file.sliced(at, nonceSize);
    return header;
}

Result<QByteArray> StickFile::sealRequest(const Header &header, const QByteArray &stickKey,
                                          const QList<QByteArray> &parts)
{
    const SecretBytes key = SecretBytes::random(SecretBox::keySize);
    SHOULI_TRY(const QByteArray box, SealedBox::seal(stickKey, key));
    const QByteArray head = bytesOf(header);
    SHOULI_TRY(const QByteArray sealed, sealParts(head, key, parts));
    return head + box + sealed;
}

Result<QList<QByteArray>> StickFile::openRequest(const SecretBytes &secretKey, const QByteArray &file)
{
    SHOULI_TRY(const Header header, headerOf(file));
    if (header.kind != Kind::Request || file.size() < headerSize() + boxSize)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("request of a stick"));
    SHOULI_TRY(const SecretBytes key, SealedBox::open(secretKey, file.sliced(headerSize(), boxSize)));
    return openParts(bytesOf(header), key, file, headerSize() + boxSize);
}

Result<QByteArray> StickFile::sealAnswer(const Header &header, const SecretBytes &answerKey,
                                         const QList<QByteArray> &parts)
{
    const QByteArray head = bytesOf(header);
    SHOULI_TRY(const QByteArray sealed, sealParts(head, answerKey, parts));
    return head + sealed;
}

Result<QList<QByteArray>> StickFile::openAnswer(const SecretBytes &answerKey, const QByteArray &file)
{
    SHOULI_TRY(const Header header, headerOf(file));
    if (header.kind != Kind::Answer)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("answer of a stick"));
    return openParts(bytesOf(header), answerKey, file, headerSize());
}

} // namespace shouli::sync::stick
