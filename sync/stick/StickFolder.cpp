// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stick/StickFolder.h"

#include "core/base/AtomicFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace shouli::sync::stick {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ReplicaId;

namespace {

const QString folderName = QStringLiteral("shouli-stick");
const QString requestEnding = QStringLiteral(".request");

QString nameOf(ReplicaId replica)
{
    return QString::fromLatin1(replica.toBytes().toHex());
}

} // namespace

StickFolder::StickFolder(const QString &medium)
    : m_medium(QDir::cleanPath(medium))
    , m_path(m_medium + u'/' + folderName)
{
    if (QFileInfo(m_medium).fileName() == folderName)
        m_path = m_medium;
}

QString StickFolder::request(ReplicaId replica) const
{
    return m_path + u'/' + nameOf(replica) + requestEnding;
}

QString StickFolder::answer(ReplicaId replica) const
{
    return m_path + u'/' + nameOf(replica) + QStringLiteral(".answer");
}

QList<ReplicaId> StickFolder::requests() const
{
    QList<ReplicaId> all;
    const QStringList names = QDir(m_path).entryList({u'*' + requestEnding}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto id = ReplicaId::fromBytes(QByteArray::fromHex(name.chopped(requestEnding.size()).toLatin1()));
        if (id && !id->isNull() && request(*id).endsWith(u'/' + name))
            all.append(*id);
    }
    return all;
}

Result<void> StickFolder::write(const QString &file, const QByteArray &bytes) const
{
    if (!QFileInfo(m_medium).isDir())
        return failure(ErrorCode::FileMissing, m_medium);
    if (!QDir().mkpath(m_path))
        return failure(ErrorCode::FileUnwritable, m_path);
    SHOULI_CHECK(AtomicFile::write(file, bytes));
    // what is sealed anybody may have, and the county's user is another one than the office's; a FAT stick knows none
    using P = QFileDevice;
    QFile::setPermissions(file, P::ReadOwner | P::WriteOwner | P::ReadGroup | P::ReadOther);
    QFile::setPermissions(m_path,
                          P::ReadOwner | P::WriteOwner | P::ExeOwner | P::ReadGroup | P::WriteGroup | P::ExeGroup
                              | P::ReadOther | P::WriteOther | P::ExeOther);
    return {};
}

Result<QByteArray> StickFolder::read(const QString &file)
{
    return AtomicFile::read(file, mostBytes);
}

} // namespace shouli::sync::stick
