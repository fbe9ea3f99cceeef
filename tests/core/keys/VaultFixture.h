// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/crypto/SealedBox.h"
#include "core/keys/Vault.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

namespace shouli::tests {

/// A folder with a vault of one staff member, at the cheapest Argon2id parameters allowed.
struct VaultFixture {
    TestClock clock;
    TestRandom random;
    QTemporaryDir dir;
    core::crypto::SealedBox::KeyPair county = core::crypto::SealedBox::generateKeys();
    core::keys::VaultIdentity identity{core::staff::OfficeId::create(clock, random),
                                       core::keys::DatabaseId::create(clock, random)};
    core::staff::StaffId wang = core::staff::StaffId::create(clock, random);
    core::staff::StaffId li = core::staff::StaffId::create(clock, random);
    core::crypto::SecretBytes dataKey;

    static core::crypto::SecretBytes secret(const char *utf8)
    {
        QByteArray bytes(utf8);
        return core::crypto::SecretBytes::takeFrom(bytes);
    }
    static core::crypto::SecretBytes right() { return secret("qijiawan-1"); }
    static core::crypto::SecretBytes wrong() { return secret("qijiawan-2"); }

    core::base::Result<core::keys::Vault::Created> tryCreate(const core::crypto::SecretBytes &passphrase)
    {
        return core::keys::Vault::create(dir.path(), clock, identity, wang, passphrase, county.publicKey,
                                         core::crypto::PassphraseKey::floor);
    }
    core::keys::Vault create()
    {
        auto created = tryCreate(right()).value();
        dataKey = std::move(created.dataKey);
        return std::move(created.vault);
    }
    core::base::Result<core::keys::Vault> open() { return core::keys::Vault::open(dir.path(), clock, identity.office); }

    QString path(int copy) const { return core::keys::VaultFiles(dir.path()).path(copy); }
    QByteArray bytes(int copy) const { return core::base::AtomicFile::read(path(copy)).value(); }
    void put(int copy, const QByteArray &content) const
    {
        if (!core::base::AtomicFile::write(path(copy), content))
            qFatal("cannot write %s", qPrintable(path(copy)));
    }
    /// Changes what both copies say, with a right checksum: what a thief with an editor can do.
    template <class Change>
    void tamper(Change change) const
    {
        auto contents = core::keys::VaultContents::fromBytes(bytes(0)).value();
        change(contents);
        put(0, contents.toBytes());
        put(1, contents.toBytes());
    }
};

/// No file can grow beyond a few bytes while it lives: to a program, a full disk.
class FullDisk {
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tiny{10, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tiny);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace shouli::tests
