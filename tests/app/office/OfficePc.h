// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "app/office/SetUp.h"
#include "app/office/Unlock.h"
#include "core/crypto/SealedBox.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace shouli::tests {

inline core::crypto::SecretBytes passphrase(const char *text)
{
    QByteArray bytes(text);
    return core::crypto::SecretBytes::takeFrom(bytes);
}

/// A PC before its set-up: what the county answered, an empty folder, a clock that stands still.
struct NewPc {
    explicit NewPc(quint64 seed = 1)
        : random(seed)
        , folder(dir.filePath(QStringLiteral("office")))
        , enrolled{{}, {}, core::crypto::SigningKey::generate()}
    {
        enrolled.answer.replica = core::changes::ReplicaId::create(clock, random);
        enrolled.answer.deviceNumber = 3;
        enrolled.answer.office = core::changes::ScopeId::create(clock, random);
        enrolled.answer.recoveryKey = core::crypto::SealedBox::generateKeys().publicKey;
        enrolled.installation = {QStringLiteral("127.0.0.1"),         9, QByteArray(32, 'p'), QStringLiteral("子长市"),
                                 QStringLiteral("S.ZICHANG.EXAMPLE"), 1};
        enrolled.installation.stickKey = core::crypto::SealedBox::generateKeys().publicKey;
    }

    [[nodiscard]] core::base::Result<core::staff::StaffMember> setUp(const char *secret = "counter-2026")
    {
        return setUp(reference(), secret);
    }
    [[nodiscard]] core::base::Result<core::staff::StaffMember> setUp(const app::office::Reference &with,
                                                                     const char *secret = "counter-2026")
    {
        const app::office::SetUp setUp(with, clock, random);
        return setUp.run(folder, enrolled, {QStringLiteral("王秀兰"), core::staff::Role::Counter}, passphrase(secret),
                         core::crypto::PassphraseKey::floor);
    }
    [[nodiscard]] core::base::Result<app::office::Unlocked> unlock(core::staff::StaffId as,
                                                                   const char *secret = "counter-2026")
    {
        return app::office::unlock(folder, reference(), clock, as, passphrase(secret));
    }
    /// A file of the office's folder.
    [[nodiscard]] QString file(const char *name) const { return folder.path() + u'/' + QLatin1String(name); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(folder.path())
            .entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
    }
    /// Puts other bytes in a file's place.
    void overwrite(const char *name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
    }
    [[nodiscard]] QByteArray bytes(const char *name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// The same for all tests: reading it takes a while, nobody changes it.
    static const app::office::Reference &reference()
    {
        static const app::office::Reference shared = app::office::Reference::load().value();
        return shared;
    }
    template <class T>
    static void expect(const core::base::Result<T> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random;
    QTemporaryDir dir;
    app::office::OfficeFolder folder;
    sync::client::Enrolled enrolled;
};

/// An office PC as its set-up leaves it.
struct OfficePc : NewPc {
    explicit OfficePc(quint64 seed = 1)
        : NewPc(seed)
    {
        const auto first = setUp();
        expect(first);
        who = first->id;
    }
    using NewPc::unlock;
    [[nodiscard]] core::base::Result<app::office::Unlocked> unlock(const char *secret = "counter-2026")
    {
        return NewPc::unlock(who, secret);
    }
    [[nodiscard]] std::unique_ptr<app::office::Session> session()
    {
        auto unlocked = unlock();
        expect(unlocked);
        auto begun = app::office::Session::begin(std::move(*unlocked), reference(), clock, random);
        expect(begun);
        return std::move(*begun);
    }
    /// From here on whatever adds to the audit log is carried out and then refused at its commit.
    [[nodiscard]] static core::base::Result<void> commitsFail(app::office::Session &session)
    {
        const auto laid = session.write([](app::office::Writing &w) -> core::base::Result<void> {
            const auto &db = w.tx.database();
            SHOULI_CHECK(db.execute(QStringLiteral("CREATE TABLE snare (id INTEGER PRIMARY KEY, other INTEGER "
                                                   "REFERENCES snare (id) DEFERRABLE INITIALLY DEFERRED)")));
            return db.execute(QStringLiteral("CREATE TRIGGER snared AFTER INSERT ON audit BEGIN INSERT INTO snare "
                                             "(other) VALUES (-1); END"));
        });
        if (!QTest::qWaitFor([&] { return laid.isFinished(); }))
            qFatal("it does not end");
        return laid.result();
    }
    /// With the database's own key, as a tool of the county would.
    [[nodiscard]] core::storage::Database database()
    {
        auto vault = core::keys::Vault::open(folder.path(), clock).value();
        return core::storage::Database::open(folder.database(), vault.unlock(who, passphrase("counter-2026")).value(),
                                             core::storage::Database::Access::Writer)
            .value();
    }

    core::staff::StaffId who;
};

} // namespace shouli::tests
