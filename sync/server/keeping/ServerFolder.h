// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QString>

namespace shouli::sync::server::keeping {

/// The files of a county server: the encrypted database, the key that opens it (so that the server
/// starts by itself after a power cut; keep the folder on an encrypted disk), its TLS key, and the
/// county's recovery key, to be taken away and kept in a safe.
class ServerFolder {
public:
    explicit ServerFolder(QString path)
        : m_path(std::move(path))
    {
    }

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString database() const { return m_path + QStringLiteral("/county.db"); }
    [[nodiscard]] QString databaseKey() const { return m_path + QStringLiteral("/county.key"); }
    [[nodiscard]] QString certificate() const { return m_path + QStringLiteral("/server.pem"); }
    [[nodiscard]] QString recoveryKey() const { return m_path + QStringLiteral("/RECOVERY-KEY-take-away.key"); }
    [[nodiscard]] QString configuration() const { return m_path + QStringLiteral("/server.conf"); }
    [[nodiscard]] QString controlSocket() const { return m_path + QStringLiteral("/control.sock"); }
    /// PCs that were shut out, and where the newest copy went: what a restored database may not know.
    [[nodiscard]] QString revoked() const { return m_path + QStringLiteral("/revoked.list"); }
    [[nodiscard]] QString copies() const { return m_path + QStringLiteral("/copies.path"); }
    [[nodiscard]] QString lock() const { return m_path + QStringLiteral("/server.lock"); }

    /// InvalidArgument where there is a server already.
    [[nodiscard]] core::base::Result<void> make() const;
    [[nodiscard]] core::base::Result<core::crypto::SecretBytes> loadKey() const;
    [[nodiscard]] core::base::Result<void> storeSecret(const QString &file,
                                                       const core::crypto::SecretBytes &secret) const;

private:
    QString m_path;
};

} // namespace shouli::sync::server::keeping
