// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/StaffAccounts.h"
#include "core/keys/KeyRotation.h"
#include "core/staff/StaffDesk.h"
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using app::office::Session;
using app::office::StaffAccounts;
using app::office::Writing;
using core::base::ErrorCode;
using core::base::Result;
using core::crypto::SecretBytes;
using core::staff::Role;
using core::staff::StaffId;
using core::staff::StaffMember;
using core::storage::Database;
using tests::NewPc;
using tests::OfficePc;
using SignIn = StaffAccounts::SignIn;

namespace {

/// The first person of an office without an administrator, signed in; and what they do.
struct Shift {
    OfficePc pc;
    std::unique_ptr<Session> session = pc.session();

    [[nodiscard]] StaffAccounts &accounts() const { return session->accounts(); }
    static SecretBytes own() { return tests::passphrase("counter-2026"); }
    static Result<void> wait(const StaffAccounts::Done &done)
    {
        if (!QTest::qWaitFor([&] { return done.isFinished(); }, 20'000))
            qFatal("it does not end");
        return done.result();
    }
    Result<void> add(const char *name, Role role = Role::Counter, const char *first = "first-one-1") const
    {
        return wait(accounts().add(own(), QString::fromUtf8(name), role, tests::passphrase(first)));
    }
    [[nodiscard]] StaffId idOf(const char *name) const
    {
        for (const StaffMember &member : session->directory().staff) {
            if (member.name == QString::fromUtf8(name))
                return member.id;
        }
        return {};
    }
    /// The next shift, of somebody else.
    Result<void> next(const StaffId &who, const char *secret)
    {
        session.reset();
        auto unlocked = pc.NewPc::unlock(who, secret);
        if (!unlocked)
            return core::base::failure(unlocked);
        auto begun = Session::begin(std::move(*unlocked), NewPc::reference(), pc.clock, pc.random);
        if (!begun)
            return core::base::failure(begun);
        session = std::move(*begun);
        return {};
    }
    [[nodiscard]] QStringList logged() const
    {
        QStringList lines;
        const auto newest = core::audit::AuditLog::newest(session->reader(), 100).value();
        for (const auto &line : newest) {
            if (line.action == core::audit::Action::Staff)
                lines.prepend(line.details);
        }
        return lines;
    }
    [[nodiscard]] QStringList listed() const
    {
        QStringList names;
        const auto list = pc.folder.names().value();
        for (const auto &name : list)
            names.append(name.name);
        names.sort();
        return names;
    }
};

} // namespace

class TestStaffAccounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aColleagueIsAddedListedAndSignsIn()
    {
        Shift s;
        QSignalSpy changed(s.session.get(), &Session::changed);
        QVERIFY(s.add("贺玉梅"));
        QCOMPARE(changed.size(), 1);
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(!id.isNull());
        QCOMPARE(s.accounts().signIn(id), SignIn::Given);
        QCOMPARE(s.accounts().signIn(s.pc.who), SignIn::Own);
        QVERIFY(!s.accounts().ownIsGiven());
        QCOMPARE(s.listed(), (QStringList{QStringLiteral("王秀兰"), QStringLiteral("贺玉梅")}));
        QCOMPARE(s.logged(), QStringList{QStringLiteral("added counter 贺玉梅")});
        QVERIFY(s.next(id, "first-one-1"));
        QCOMPARE(s.session->actor().staff.name, QStringLiteral("贺玉梅"));
    }
    void theFirstPassphraseIsChangedByItsOwner()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(s.next(id, "first-one-1"));
        QVERIFY(s.accounts().ownIsGiven());
        QCOMPARE(Shift::wait(s.accounts().changeOwn(tests::passphrase("first-one-1"), tests::passphrase("first-one-1")))
                     .error()
                     .code,
                 ErrorCode::PassphraseTooWeak);
        QVERIFY(s.accounts().ownIsGiven());
        QVERIFY(
            Shift::wait(s.accounts().changeOwn(tests::passphrase("first-one-1"), tests::passphrase("my-own-one-1"))));
        QVERIFY(!s.accounts().ownIsGiven());
        QCOMPARE(s.next(id, "first-one-1").error().code, ErrorCode::PassphraseWrong);
        QVERIFY(s.next(id, "my-own-one-1"));
        QVERIFY(!s.accounts().ownIsGiven());
        QCOMPARE(s.logged().last(), QStringLiteral("passphrase changed"));
    }
    void aWrongOwnPassphraseChangesNothingAndCounts()
    {
        Shift s;
        for (int left = 4; left >= 0; --left) {
            const auto refused = Shift::wait(s.accounts().add(tests::passphrase("counter-2027"), QStringLiteral("甲"),
                                                              Role::Counter, tests::passphrase("first-one-1")));
            QCOMPARE(refused.error(), (core::base::Error{ErrorCode::PassphraseWrong, QString::number(left)}));
        }
        QCOMPARE(s.add("甲").error().code, ErrorCode::TooManyAttempts);
        QVERIFY(s.idOf("甲").isNull());
        QVERIFY(s.logged().isEmpty());
        QCOMPARE(s.listed().size(), 1);
    }
    void aFirstPassphraseThatIsTooWeakMakesNobody()
    {
        Shift s;
        QCOMPARE(s.add("甲", Role::Counter, "aaaaaaaa").error().code, ErrorCode::PassphraseTooWeak);
        QCOMPARE(s.add("甲", Role::OfficeAdmin, "abcdefg-").error().code, ErrorCode::PassphraseTooWeak);
        QVERIFY(s.idOf("甲").isNull());
    }
    void aForgottenPassphraseIsReplaced()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(Shift::wait(s.accounts().give(Shift::own(), id, tests::passphrase("second-one-2"))));
        QCOMPARE(s.logged().last(), QStringLiteral("passphrase given"));
        QCOMPARE(s.next(id, "first-one-1").error().code, ErrorCode::PassphraseWrong);
        QVERIFY(s.next(id, "second-one-2"));
        QVERIFY(s.accounts().ownIsGiven());
    }
    void whoIsTakenAwayIsOutAtOnceAndTheDataGetsAnotherKey()
    {
        Shift s;
        const auto oldKey = core::keys::Vault::open(s.pc.folder.path(), s.pc.clock)->unlock(s.pc.who, Shift::own());
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(Shift::wait(s.accounts().takeAway(Shift::own(), id)));
        QCOMPARE(s.accounts().signIn(id), SignIn::None);
        QVERIFY(!s.session->directory().member(id)->active);
        QCOMPARE(s.listed(), QStringList{QStringLiteral("王秀兰")});
        QCOMPARE(s.next(id, "first-one-1").error().code, ErrorCode::StaffUnknown);
        QVERIFY(Database::open(s.pc.folder.database(), *oldKey, Database::Access::Reader)); // not carried over yet
        int told = 0;
        {
            const auto unlocked = app::office::unlock(
                s.pc.folder, NewPc::reference(), s.pc.clock, s.pc.who, Shift::own(),
                [&told](app::office::SignInWait wait) { told += wait == app::office::SignInWait::NewKey ? 1 : 0; });
            QVERIFY(unlocked);
            QVERIFY(!unlocked->renewal);
        }
        QCOMPARE(told, 1);
        QCOMPARE(Database::open(s.pc.folder.database(), *oldKey, Database::Access::Reader).error().code,
                 ErrorCode::DatabaseKeyWrong);
        QVERIFY(s.next(s.pc.who, "counter-2026")); // and all is there
        QCOMPARE(s.logged().size(), 2);
        QVERIFY(core::audit::AuditLog::verify(s.session->reader()));
    }
    void withNoRoomForTheNewFileTheOfficeWorksOnAndIsTold()
    {
        Shift s;
        QVERIFY(Shift::wait(s.accounts().renewKey(Shift::own())));
        QVERIFY(QDir().mkpath(s.pc.file("office.db.fresh/in-the-way")));
        QVERIFY(s.next(s.pc.who, "counter-2026"));
        QVERIFY(s.session->renewalTrouble());
        QVERIFY(s.add("贺玉梅")); // under the vault's new key while the data is under the old one
        QVERIFY(s.next(s.idOf("贺玉梅"), "first-one-1"));
        QVERIFY(QDir(s.pc.file("office.db.fresh")).removeRecursively());
        QVERIFY(s.next(s.pc.who, "counter-2026"));
        QVERIFY(!s.session->renewalTrouble());
        QCOMPARE(s.session->directory().staff.size(), 2);
    }
    void whoComesBackNeedsANewFirstPassphrase()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(Shift::wait(s.accounts().takeAway(Shift::own(), id)));
        QVERIFY(Shift::wait(s.accounts().takeBack(Shift::own(), id)));
        QCOMPARE(s.accounts().signIn(id), SignIn::None);
        QVERIFY(Shift::wait(s.accounts().give(Shift::own(), id, tests::passphrase("second-one-2"))));
        QVERIFY(s.next(id, "second-one-2"));
    }
    void aColleagueOfAnotherPcIsGivenAPassphraseHere()
    {
        Shift s;
        const auto arrived = s.session->write([&s](Writing &w) -> Result<StaffMember> { // as a sync brings it
            core::staff::StaffDesk desk(w.log, w.audit, s.pc.clock, s.pc.random);
            return desk.add(w.tx, w.actor.staff.id, QStringLiteral("李建军"), Role::OfficeAdmin);
        });
        QTRY_VERIFY(arrived.isFinished());
        s.session->staffChanged();
        const StaffId id = s.idOf("李建军");
        QCOMPARE(s.accounts().signIn(id), SignIn::None);
        // there is an administrator now, and it is not who is signed in
        QCOMPARE(Shift::wait(s.accounts().give(Shift::own(), id, tests::passphrase("first-one-1"))).error().code,
                 ErrorCode::PermissionDenied);
        QVERIFY(s.accounts().signIn(id) == SignIn::None);
    }
    void whoWasTakenAwayElsewhereLosesTheSlotHereToo()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        const auto left = s.session->write([id, &s](Writing &w) -> Result<void> { // as a sync brings it
            core::staff::StaffDesk desk(w.log, w.audit, s.pc.clock, s.pc.random);
            return desk.takeAway(w.tx, w.actor.staff.id, id);
        });
        QTRY_VERIFY(left.isFinished());
        QVERIFY(left.result());
        QVERIFY(s.next(s.pc.who, "counter-2026"));
        QCOMPARE(s.accounts().signIn(id), SignIn::None);
        QCOMPARE(s.next(id, "first-one-1").error().code, ErrorCode::StaffUnknown);
        QVERIFY(s.next(s.pc.who, "counter-2026")); // which carries the data over
        QVERIFY(!core::keys::Vault::open(s.pc.folder.path(), s.pc.clock)->isKeyRenewed());
    }
    void whoIsSignedInAndTakenAwayElsewhereIsSentOut()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        QSignalSpy out(s.session.get(), &Session::outdated);
        const auto left = s.session->write([](Writing &w) -> Result<void> { // as a sync brings it
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.set(w.actor.staff.ref(), StaffMember::activeField, core::changes::Value(false)));
            return act.finish();
        });
        QTRY_VERIFY(left.isFinished());
        s.session->staffChanged();
        QCOMPARE(out.size(), 1);
    }
    void aFullDiskChangesNothing()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(QFile::remove(s.pc.file("vault.keys.a")) && QFile::remove(s.pc.file("vault.keys.b")));
        QVERIFY(QDir().mkpath(s.pc.file("vault.keys.a/x")) && QDir().mkpath(s.pc.file("vault.keys.b/x")));
        QVERIFY(!Shift::wait(s.accounts().takeAway(Shift::own(), id)));
        QVERIFY(s.session->directory().member(id)->active);
        QCOMPARE(s.accounts().signIn(id), SignIn::Given);
        QCOMPARE(s.logged().size(), 1);
    }
    void rowsThatAreNotCommittedLeaveTheVaultAsItWas()
    {
        Shift s;
        QVERIFY(s.add("贺玉梅"));
        const StaffId id = s.idOf("贺玉梅");
        QVERIFY(OfficePc::commitsFail(*s.session));
        QVERIFY(!s.add("石大山"));
        QVERIFY(!Shift::wait(s.accounts().give(Shift::own(), id, tests::passphrase("second-one-2"))));
        QVERIFY(!Shift::wait(s.accounts().takeAway(Shift::own(), id)));
        QCOMPARE(s.listed(), (QStringList{QStringLiteral("王秀兰"), QStringLiteral("贺玉梅")}));
        QCOMPARE(s.logged().size(), 1);
        QVERIFY(s.next(id, "first-one-1"));
    }
    void aPinIsSetWithTheFullPassphraseAndOpensTheOffice()
    {
        Shift s;
        core::keys::ShiftPins pins(s.pc.clock, 12);
        QCOMPARE(Shift::wait(s.accounts().setPin(tests::passphrase("wrong-one-1"), tests::passphrase("274913"), pins))
                     .error()
                     .code,
                 ErrorCode::PassphraseWrong);
        QVERIFY(!pins.has(s.pc.who));
        QVERIFY(Shift::wait(s.accounts().setPin(Shift::own(), tests::passphrase("274913"), pins)));
        QVERIFY(pins.has(s.pc.who));
        s.session.reset();
        const auto byPin = [&](const char *pin) {
            return app::office::unlockByPin(s.pc.folder, NewPc::reference(), s.pc.clock, s.pc.who, pins,
                                            tests::passphrase(pin));
        };
        QCOMPARE(byPin("274914").error().code, ErrorCode::PassphraseWrong);
        QVERIFY(byPin("274913"));
        QVERIFY(s.next(s.pc.who, "counter-2026"));
        QVERIFY(Shift::wait(s.accounts().renewKey(Shift::own())));
        s.session.reset();
        QCOMPARE(byPin("274913").error().code, ErrorCode::StaffUnknown); // of the key from before
    }
    void suggestedPassphrasesAreStrongAndEachIsAnother()
    {
        QSet<QString> seen;
        for (int i = 0; i < 200; ++i) {
            const QString text = StaffAccounts::suggestPassphrase();
            seen.insert(text);
            QVERIFY(core::keys::checkPassphrase(tests::passphrase(text.toUtf8().constData()),
                                                core::keys::PassphraseRule::administrator()));
            QCOMPARE(text.size(), 14);
        }
        QCOMPARE(seen.size(), 200);
    }
};

SHOULI_TEST(TestStaffAccounts)
#include "TestStaffAccounts.moc"
