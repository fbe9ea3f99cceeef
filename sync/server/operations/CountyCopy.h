// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/crypto/SecretBytes.h"
#include "sync/server/engine/Connection.h"

#include <QString>

namespace shouli::sync::server::operations {

/// One copy of a county on another disk, a folder of four files:
///   county.db      the database as of one moment, under a key of the copy's own
///   secrets.box    that key and the server's TLS key, sealed to the county's recovery key: whoever finds the disk
///                  has nothing, whoever has the recovery key from the safe has everything
///   server.conf    as it was, where there was one; holds no secret
///   copy.json      what it is, with the SHA-256 of the other files
/// The folder's name says when: shouli-20261123-175400123. While it is being made it is called
/// shouli-….partial, so that half a copy is never taken for one.
class CountyCopy {
public:
    struct About {
        QString county;
        core::base::Timestamp madeAt;
        std::int64_t position = 0; ///< head of the log
        QByteArray headHash;
        QByteArray epoch;
        bool operator==(const About &) const = default;
    };
    struct Secrets {
        core::crypto::SecretBytes databaseKey;
        QByteArray certificate; ///< PEM, as CountyCertificate keeps it
    };

    explicit CountyCopy(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] QString database() const { return m_folder + QStringLiteral("/county.db"); }
    [[nodiscard]] QString secrets() const { return m_folder + QStringLiteral("/secrets.box"); }
    [[nodiscard]] QString configuration() const { return m_folder + QStringLiteral("/server.conf"); }
    [[nodiscard]] QString manifest() const { return m_folder + QStringLiteral("/copy.json"); }

    /// Writes the sealed secrets, then the manifest over all files. Errors as AtomicFile.
    [[nodiscard]] core::base::Result<void> seal(const About &about, const Secrets &secrets,
                                                const QByteArray &recoveryPublicKey) const;
    /// Reads every file again: DatabaseDamaged naming the one that is not as written, FileMissing,
    /// Unsupported for a copy by a newer version.
    [[nodiscard]] core::base::Result<About> inspect() const;
    /// DecryptionFailed for another county's recovery key.
    [[nodiscard]] core::base::Result<Secrets> unseal(const core::crypto::SecretBytes &recoverySecretKey) const;

    /// The pages of a copy's database, the log's chain, and that its head is where `about` says. `db` as writer.
    [[nodiscard]] static core::base::Result<void> check(engine::Connection &db, const About &about);

    [[nodiscard]] static QString nameFor(core::base::Timestamp madeAt);
    /// Names of whole copies of `county` in `folder`, newest first. Two counties may share a disk.
    [[nodiscard]] static QStringList namesIn(const QString &folder, const QString &county);

private:
    QString m_folder;
};

} // namespace shouli::sync::server::operations
