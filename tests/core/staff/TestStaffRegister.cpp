// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Directory.h"
#include "core/staff/Permissions.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::staff;
using shouli::tests::OfficeDatabase;

namespace {

/// What the county publishes and an office writes, written as changes and read from the tables they lead to.
class Register : public OfficeDatabase {
public:
    template <class T>
    void store(const T &thing, changes::ScopeId home)
    {
        act([&](changes::Act &one) { expect(one.create(thing.ref(), home, thing.values())); });
    }
    [[nodiscard]] Directory load() const { return Directory::load(db).value(); }

    Office office(const char *name, const char *division)
    {
        Office o;
        o.id = OfficeId::create(clock, random);
        o.name = QString::fromUtf8(name);
        o.division = QString::fromLatin1(division);
        return o;
    }
    StaffMember member(const char *name, Role role)
    {
        StaffMember m;
        m.id = StaffId::create(clock, random);
        m.name = QString::fromUtf8(name);
        m.role = role;
        m.office = base::idCast<OfficeId>(scope);
        return m;
    }
};

} // namespace

class TestStaffRegister : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyRegisterIsNoError()
    {
        Register r;
        QCOMPARE(r.load(), Directory());
        QVERIFY(!r.load().office({}));
        QVERIFY(!r.load().device(1));
    }
    void anOfficeComesBackAsItWasPublished()
    {
        Register r;
        Office county = r.office("子长市民政局", "610681000000");
        county.roles = {QStringLiteral("county"), QStringLiteral("county_check_center")};
        Office community = r.office("齐家湾𬭚社区", "610681001003");
        community.nameEn = QStringLiteral("Qijiawan");
        community.roles = {QStringLiteral("community")};
        community.parent = county.id;
        community.phone = QStringLiteral("0911-7110000");
        const Office bare = r.office("空", "610681001004");
        for (const Office &o : {community, bare, county})
            r.store(o, changes::commonScope());
        QCOMPARE(r.load().offices, (QList<Office>{county, community, bare})); // by division
        QCOMPARE(r.load().office(community.id), community);
        QVERIFY(r.load().office(bare.id)->roles.isEmpty()); // and not one role without a name
        QVERIFY(r.load().office(county.id)->parent.isNull());
    }
    void aDeviceComesBackWithItsKeyAndItsDays()
    {
        Register r;
        Device device;
        device.id = DeviceId::create(r.clock, r.random);
        device.number = 65535;
        device.office = base::idCast<OfficeId>(r.scope);
        device.publicKey = r.random.bytes(32);
        device.validFrom = QDate(2026, 11, 1);
        Device revoked = device;
        revoked.id = DeviceId::create(r.clock, r.random);
        revoked.number = 3;
        revoked.revokedFrom = QDate(2026, 11, 20);
        r.store(device, changes::commonScope());
        r.store(revoked, changes::commonScope());
        QCOMPARE(r.load().devices, (QList<Device>{revoked, device}));
        QCOMPARE(r.load().device(65535), device);
        QVERIFY(!r.load().device(65535)->revokedFrom.isValid());
        QVERIFY(!r.load().device(4));
    }
    void colleaguesComeBackWithTheirRoles()
    {
        Register r;
        QList<StaffMember> members;
        const auto roles = allRoles();
        for (const Role role : roles)
            members.append(r.member("王秀兰", role));
        members.last().active = false;
        for (const StaffMember &m : std::as_const(members))
            r.store(m, r.scope);
        const Directory directory = r.load();
        QCOMPARE(directory.staff.size(), 7);
        for (const StaffMember &m : std::as_const(members))
            QCOMPARE(directory.member(m.id), m);
        QVERIFY(!directory.member(StaffId::create(r.clock, r.random)));
    }
    void aRoleOfALaterVersionMayChangeNothing()
    {
        Register r;
        const StaffMember m = r.member("王秀兰", Role::OfficeAdmin);
        r.store(m, r.scope);
        r.act([&](changes::Act &one) {
            Register::expect(one.set(m.ref(), StaffMember::roleField, changes::Value(QStringLiteral("sovereign"))));
        });
        const auto read = r.load().member(m.id);
        QVERIFY(read);
        for (const Deed deed : {Deed::OpenResident, Deed::CorrectResident, Deed::AcceptCase, Deed::ManageStaff})
            QVERIFY(!mayDo(read->role, deed));
    }

    /// The whole table, written a second time: whoever changes one must say so twice.
    void whoMayDoWhat_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<QList<int>>("deeds");
        const auto row = [](const char *name, Role role, const QList<Deed> &deeds) {
            QList<int> numbers;
            for (const Deed deed : deeds)
                numbers.append(static_cast<int>(deed));
            QTest::newRow(name) << static_cast<int>(role) << numbers;
        };
        using enum Deed;
        row("counter", Role::Counter,
            {SearchResidents, OpenResident, CorrectResident, RegisterResident, ExportResidents, AcceptCase, PrintPapers,
             SeeStatistics});
        row("reviewer", Role::Reviewer,
            {SearchResidents, OpenResident, ExportResidents, ReviewCase, PrintPapers, SeeStatistics});
        row("approver", Role::Approver,
            {SearchResidents, OpenResident, ExportResidents, ApproveCase, PrintPapers, SeeStatistics});
        row("grid worker", Role::GridWorker, {SearchResidents});
        row("office administrator", Role::OfficeAdmin,
            {SearchResidents, OpenResident, CorrectResident, RegisterResident, ImportResidents, ExportResidents,
             ExportWhole, EraseResident, AcceptCase, PrintPapers, SeeStatistics, ManageStaff});
        row("county IT sees no resident", Role::CountyIt, {SeeStatistics, ManageStaff});
        row("auditor", Role::Auditor, {SeeStatistics, ReadAudit});
    }
    void whoMayDoWhat()
    {
        QFETCH(int, role);
        QFETCH(QList<int>, deeds);
        QList<int> may;
        for (int deed = 0; deed <= static_cast<int>(Deed::ManageStaff); ++deed) {
            if (mayDo(static_cast<Role>(role), static_cast<Deed>(deed)))
                may.append(deed);
        }
        QCOMPARE(may, deeds);
    }
    void everyDeedIsInTheTableOnce()
    {
        QList<Deed> deeds = allDeeds();
        QCOMPARE(deeds.size(), static_cast<int>(Deed::ManageStaff) + 1);
        for (int deed = 0; deed <= static_cast<int>(Deed::ManageStaff); ++deed)
            QCOMPARE(deeds.count(static_cast<Deed>(deed)), 1);
        QVERIFY(!mayDo(Role::OfficeAdmin, static_cast<Deed>(999))); // what is not in it is denied
    }
};

SHOULI_TEST(TestStaffRegister)
#include "TestStaffRegister.moc"
