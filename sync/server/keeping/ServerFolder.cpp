// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/keeping/ServerFolder.h"

#include "core/base/AtomicFile.h"

#include <QDir>
#include <QFile>

namespace shouli::sync::server::keeping {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::crypto::SecretBytes;

Result<void> ServerFolder::make() const
{
    if (QFile::exists(database()) || QFile::exists(databaseKey()))
        return failure(ErrorCode::InvalidArgument, m_path + QStringLiteral(" holds a county already"));
    if (!QDir().mkpath(m_path))
        return failure(ErrorCode::FileUnwritable, m_path);
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<SecretBytes> ServerFolder::loadKey() const
{
    SHOULI_TRY(QByteArray hex, AtomicFile::read(databaseKey(), 1024));
    QByteArray bytes = QByteArray::fromHex(hex.trimmed());
    SecretBytes key = SecretBytes::takeFrom(bytes);
    if (key.size() != 32)
        return failure(ErrorCode::KeyMalformed, databaseKey());
    return key;
}

Result<void> ServerFolder::storeSecret(const QString &file, const SecretBytes &secret) const
{
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(secret.data()), secret.size()).toHex() + '\n';
    return AtomicFile::write(file, hex);
}

} // namespace shouli::sync::server::keeping
