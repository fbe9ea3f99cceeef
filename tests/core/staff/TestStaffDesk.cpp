// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Permissions.h"
#include "core/staff/StaffDesk.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::staff;
using base::ErrorCode;
using base::Result;
using shouli::tests::OfficeDatabase;

namespace {

/// An office with an administrator, a clerk, and a stranger of another office.
class People : public OfficeDatabase {
public:
    People()
        : audit(clock, random)
        , desk(log, audit, clock, random)
        , admin(put("冯志军", Role::OfficeAdmin))
        , clerk(put("王秀兰", Role::Counter))
        , stranger(put("折建国", Role::Counter, OfficeId::create(clock, random)))
    {
    }
    StaffMember put(const char *name, Role role, std::optional<OfficeId> office = {})
    {
        StaffMember m;
        m.id = StaffId::create(clock, random);
        m.name = QString::fromUtf8(name);
        m.role = role;
        m.office = office.value_or(base::idCast<OfficeId>(scope));
        act([&](changes::Act &one) { expect(one.create(m.ref(), scope, m.values())); });
        return m;
    }
    /// In a transaction that is committed when it succeeds.
    template <class Job>
    auto run(Job job)
    {
        auto tx = storage::Transaction::begin(db).value();
        auto done = job(tx);
        if (done)
            expect(tx.commit());
        return done;
    }
    [[nodiscard]] Directory load() const { return Directory::load(db).value(); }
    [[nodiscard]] QStringList logged() const
    {
        QStringList lines;
        const auto newest = audit::AuditLog::newest(db, 100).value();
        for (const auto &line : newest) {
            if (line.action == audit::Action::Staff)
                lines.prepend(line.details);
        }
        return lines;
    }

    audit::AuditLog audit;
    StaffDesk desk;
    StaffMember admin;
    StaffMember clerk;
    StaffMember stranger;
};

} // namespace

class TestStaffDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPersonIsAddedWithARoleAndALineInTheLog()
    {
        People p;
        const auto added = p.run(
            [&](auto &tx) { return p.desk.add(tx, p.admin.id, QStringLiteral("  贺  玉梅 "), Role::Reviewer); });
        QVERIFY(added);
        QCOMPARE(added->name, QStringLiteral("贺 玉梅"));
        QCOMPARE(p.load().member(added->id), *added);
        QCOMPARE(p.logged(), QStringList{QStringLiteral("added reviewer 贺 玉梅")});
    }
    void whoHasNoSuchRoleChangesNothing()
    {
        People p;
        const auto before = p.load();
        const auto none = [&](const char *what, auto job) {
            const auto done = p.run(job);
            QVERIFY2(!done, what);
            QCOMPARE(done.error().code, ErrorCode::PermissionDenied);
        };
        none("add", [&](auto &tx) { return p.desk.add(tx, p.clerk.id, QStringLiteral("甲"), Role::Counter); });
        none("change",
             [&](auto &tx) { return p.desk.change(tx, p.clerk.id, p.clerk.id, p.clerk.name, Role::OfficeAdmin); });
        none("take away", [&](auto &tx) { return p.desk.takeAway(tx, p.clerk.id, p.admin.id); });
        none("take back", [&](auto &tx) { return p.desk.takeBack(tx, p.clerk.id, p.admin.id); });
        none("give", [&](auto &tx) { return p.desk.note(tx, p.clerk.id, p.admin.id, QStringLiteral("given")); });
        QCOMPARE(p.load(), before);
        QVERIFY(p.logged().isEmpty());
    }
    void anybodyMayChangeTheirOwnPassphrase()
    {
        People p;
        QVERIFY(p.run([&](auto &tx) { return p.desk.note(tx, p.clerk.id, p.clerk.id, QStringLiteral("changed")); }));
        QCOMPARE(p.logged(), QStringList{QStringLiteral("changed")});
    }
    void whoWasTakenAwayMayNothing()
    {
        People p;
        QVERIFY(p.run(
            [&](auto &tx) { return p.desk.change(tx, p.admin.id, p.clerk.id, p.clerk.name, Role::OfficeAdmin); }));
        QVERIFY(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, p.clerk.id); }));
        QVERIFY(!p.load().member(p.clerk.id)->active);
        QVERIFY(!StaffDesk::mayManage(p.load(), p.clerk.id));
        QCOMPARE(p.run([&](auto &tx) { return p.desk.add(tx, p.clerk.id, QStringLiteral("甲"), Role::Counter); })
                     .error()
                     .code,
                 ErrorCode::PermissionDenied);
        QCOMPARE(p.run([&](auto &tx) { return p.desk.note(tx, p.admin.id, p.clerk.id, QStringLiteral("given")); })
                     .error()
                     .code,
                 ErrorCode::StaffUnknown); // no passphrase for who has left
        QVERIFY(p.run([&](auto &tx) { return p.desk.takeBack(tx, p.admin.id, p.clerk.id); }));
        QVERIFY(p.load().member(p.clerk.id)->active);
        QCOMPARE(p.logged().mid(1), (QStringList{QStringLiteral("taken away"), QStringLiteral("taken back")}));
    }
    void anOfficeKeepsAnAdministrator()
    {
        People p;
        const auto refused = [](const auto &done) { return !done && done.error().code == ErrorCode::InvalidArgument; };
        QVERIFY(refused(
            p.run([&](auto &tx) { return p.desk.change(tx, p.admin.id, p.admin.id, p.admin.name, Role::Counter); })));
        QVERIFY(refused(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, p.admin.id); })));
        const auto it = p.put("县里", Role::CountyIt);
        QVERIFY(refused(p.run([&](auto &tx) { return p.desk.takeAway(tx, it.id, p.admin.id); })));
        const auto second = p.put("李建军", Role::OfficeAdmin);
        QVERIFY(refused(p.run([&](auto &tx) { // one's own role is another's business
            return p.desk.change(tx, p.admin.id, p.admin.id, p.admin.name, Role::Counter);
        })));
        QVERIFY(p.run([&](auto &tx) { return p.desk.takeAway(tx, second.id, p.admin.id); }));
    }
    void withoutAnAdministratorWhoeverSignedInAppointsTheFirst()
    {
        People p;
        p.act([&](changes::Act &one) {
            People::expect(one.set(p.admin.ref(), StaffMember::activeField, changes::Value(false)));
        });
        QVERIFY(!StaffDesk::hasAdministrator(p.load(), p.clerk.office));
        QVERIFY(StaffDesk::mayManage(p.load(), p.clerk.id));
        QVERIFY(p.run(
            [&](auto &tx) { return p.desk.change(tx, p.clerk.id, p.clerk.id, p.clerk.name, Role::OfficeAdmin); }));
        QVERIFY(StaffDesk::hasAdministrator(p.load(), p.clerk.office));
        const auto other = p.put("贺玉梅", Role::Counter);
        QVERIFY(!StaffDesk::mayManage(p.load(), other.id)); // from now on there is one
    }
    void anotherOfficesPeopleAreNotOurs()
    {
        People p;
        const auto unknown = [](const auto &done) { return !done && done.error().code == ErrorCode::StaffUnknown; };
        QVERIFY(unknown(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, p.stranger.id); })));
        QVERIFY(unknown(p.run(
            [&](auto &tx) { return p.desk.change(tx, p.admin.id, p.stranger.id, p.stranger.name, Role::Counter); })));
        QVERIFY(unknown(
            p.run([&](auto &tx) { return p.desk.note(tx, p.admin.id, p.stranger.id, QStringLiteral("given")); })));
        QVERIFY(unknown(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, StaffId()); })));
    }
    void countyItIsAppointedByCountyItAlone()
    {
        People p;
        const auto it = p.put("县里", Role::CountyIt);
        const auto denied = [](const auto &done) { return !done && done.error().code == ErrorCode::PermissionDenied; };
        QVERIFY(
            denied(p.run([&](auto &tx) { return p.desk.add(tx, p.admin.id, QStringLiteral("甲"), Role::CountyIt); })));
        QVERIFY(denied(
            p.run([&](auto &tx) { return p.desk.change(tx, p.admin.id, p.clerk.id, p.clerk.name, Role::CountyIt); })));
        QVERIFY(denied(p.run([&](auto &tx) { return p.desk.change(tx, p.admin.id, it.id, it.name, Role::Counter); })));
        QVERIFY(denied(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, it.id); })));
        QVERIFY(denied(p.run([&](auto &tx) { return p.desk.note(tx, p.admin.id, it.id, QStringLiteral("given")); })));
        QVERIFY(p.run([&](auto &tx) { return p.desk.add(tx, it.id, QStringLiteral("甲"), Role::CountyIt); }));
    }
    void aNameThatIsNoneOrIsTakenIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("blanks") << QStringLiteral("   ");
        QTest::newRow("too long") << QString(41, u'王');
        QTest::newRow("a colleague's") << QStringLiteral("王秀兰");
    }
    void aNameThatIsNoneOrIsTakenIsRefused()
    {
        QFETCH(const QString, name);
        People p;
        const auto added = p.run([&](auto &tx) { return p.desk.add(tx, p.admin.id, name, Role::Counter); });
        QCOMPARE(added.error().code, ErrorCode::InvalidArgument);
        const auto changed = p.run(
            [&](auto &tx) { return p.desk.change(tx, p.admin.id, p.admin.id, name, Role::OfficeAdmin); });
        QCOMPARE(changed.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(p.load().member(p.admin.id)->name, QStringLiteral("冯志军"));
    }
    void aNameBecomesFreeWhenItsOwnerLeavesAndIsAskedAboutWhenTheyComeBack()
    {
        People p;
        QVERIFY(p.run([&](auto &tx) { return p.desk.takeAway(tx, p.admin.id, p.clerk.id); }));
        QVERIFY(p.run([&](auto &tx) { return p.desk.add(tx, p.admin.id, p.clerk.name, Role::Counter); }));
        QCOMPARE(p.run([&](auto &tx) { return p.desk.takeBack(tx, p.admin.id, p.clerk.id); }).error().code,
                 ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestStaffDesk)
#include "TestStaffDesk.moc"
