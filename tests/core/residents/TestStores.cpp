// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ChangeTable.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

#include <QSet>

using namespace shouli::core;
using namespace shouli::core::residents;
using base::ErrorCode;
using shouli::tests::OfficeDatabase;

namespace {

/// Every field filled.
Resident whole(OfficeDatabase &office)
{
    Resident r;
    r.id = ResidentId::create(office.clock, office.random);
    r.name = QStringLiteral("吾提库尔·买买提");
    r.formerName = QStringLiteral("李𫍯之");
    r.smallName = QStringLiteral("二虎");
    r.sex = Sex::Male;
    r.birthDate = PartialDate(1959, 9, 0);
    r.ethnic = EthnicCode(5);
    r.documentType = codes::residentCard;
    r.documentNumber = QStringLiteral("61069919590910907X");
    r.documentValidTo = QDate(2030, 1, 2);
    r.hukouDivision = QStringLiteral("610681001003");
    r.hukouAddress = QStringLiteral("齐家湾社区3排12号");
    r.hukouKind = codes::oldRuralHukou;
    r.hukouRural = true;
    r.livingDivision = QStringLiteral("610681001002");
    r.livingAddress = QStringLiteral("迎宾路5号");
    r.household = HouseholdId::create(office.clock, office.random);
    r.relation = codes::head;
    r.father = ResidentId::create(office.clock, office.random);
    r.mother = ResidentId::create(office.clock, office.random);
    r.spouse = ResidentId::create(office.clock, office.random);
    r.guardian = ResidentId::create(office.clock, office.random);
    r.marital = codes::remarried;
    r.education = EducationCode(71);
    r.political = PoliticalCode(13);
    r.phone = QStringLiteral("13909115127");
    r.otherPhone = QStringLiteral("0911-7112345");
    r.phoneNote = QStringLiteral("儿子");
    r.bankName = QStringLiteral("信用社");
    r.bankAccount = QStringLiteral("9999990000000000001");
    r.workStatus = codes::farming;
    r.workPlace = QStringLiteral("李家岔村");
    r.residenceStatus = codes::away;
    r.awayPlace = QStringLiteral("西安");
    r.deceasedOn = QDate(2026, 1, 2);
    r.movedOutOn = QDate(2026, 1, 3);
    r.grid = QStringLiteral("03");
    r.verifiedOn = QDate(2025, 3, 2);
    r.remark = QStringLiteral("行动不便");
    return r;
}

std::int64_t pending(OfficeDatabase &office)
{
    return changes::log::ChangeTable::pendingCount(office.db).value();
}

} // namespace

class TestStores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsAColumnAndInTheSchema_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("resident") << int(Resident::kind.value);
        QTest::newRow("household") << int(Household::kind.value);
        QTest::newRow("membership") << int(GroupMembership::kind.value);
    }
    void everyFieldIsAColumnAndInTheSchema()
    {
        QFETCH(int, kind);
        OfficeDatabase office;
        const auto *declared = office.schema.find(changes::Kind{static_cast<std::uint16_t>(kind)});
        QVERIFY(declared != nullptr);
        QMap<std::uint16_t, QString> ours;
        if (kind == Resident::kind.value)
            for (const auto field : residentFields())
                ours.insert(fieldOf(field).value, columnOf(field));
        else if (kind == Household::kind.value)
            for (const auto field : householdFields())
                ours.insert(fieldOf(field).value, columnOf(field));
        else
            for (const auto field : membershipFields())
                ours.insert(fieldOf(field).value, columnOf(field));
        QMap<std::uint16_t, QString> theirs;
        for (const auto &field : declared->fields)
            theirs.insert(field.field.value, field.column);
        QCOMPARE(ours, theirs);
        int expected = 1;
        for (auto it = ours.cbegin(); it != ours.cend(); ++it)
            QCOMPARE(int(it.key()), expected++);
        auto columns =
            office.db.prepare(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(declared->table)).value();
        QStringList there;
        while (columns.step().value())
            there.append(columns.text(0));
        for (const QString &column : ours)
            QVERIFY2(there.contains(column), qPrintable(column));
    }

    void whatIsRegisteredIsReadBack()
    {
        OfficeDatabase office;
        const Resident resident = whole(office);
        for (const ResidentField field : residentFields())
            QVERIFY2(!resident.value(field).isNull(), qPrintable(columnOf(field)));
        office.act(
            [&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::create(act, office.scope, resident)); });
        QCOMPARE(ResidentStore::find(office.db, resident.id).value(), resident);
        QCOMPARE(ResidentStore::find(office.reader(), resident.id).value(), resident);
        QCOMPARE(ResidentStore::count(office.db).value(), 1);
    }
    void anEmptyRecordIsReadBackEmpty()
    {
        OfficeDatabase office;
        Resident resident;
        resident.id = ResidentId::create(office.clock, office.random);
        resident.name = QStringLiteral("贺玉梅");
        QCOMPARE(resident.values().size(), 1);
        office.act(
            [&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::create(act, office.scope, resident)); });
        QCOMPARE(ResidentStore::find(office.db, resident.id).value(), resident);
    }
    void everyFieldIsCorrectedAndEmptied()
    {
        OfficeDatabase office;
        const Resident full = whole(office);
        Resident empty;
        empty.id = full.id;
        empty.name = QStringLiteral("贺玉梅");
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::create(act, office.scope, empty)); });
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::update(act, empty, full)); });
        QCOMPARE(ResidentStore::find(office.db, full.id).value(), full);
        QCOMPARE(pending(office), 1 + residentFields().size());
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::update(act, full, empty)); });
        QCOMPARE(ResidentStore::find(office.db, full.id).value(), empty);
    }
    void onlyWhatTheClerkChangedIsWritten()
    {
        OfficeDatabase office;
        const Resident seen = whole(office);
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::create(act, office.scope, seen)); });
        Resident elsewhere = seen;
        elsewhere.livingAddress = QStringLiteral("米粮山小区1号楼");
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::update(act, seen, elsewhere)); });
        Resident wanted = seen;
        wanted.phone = QStringLiteral("13909110000");
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::update(act, seen, wanted)); });
        const Resident now = ResidentStore::find(office.db, seen.id).value();
        QCOMPARE(now.phone, wanted.phone);
        QCOMPARE(now.livingAddress, elsewhere.livingAddress);
        QCOMPARE(pending(office), 3);
        office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::update(act, now, now)); });
        QCOMPARE(pending(office), 3);
    }
    void somebodyWithoutANameIsRefused()
    {
        OfficeDatabase office;
        Resident resident;
        resident.id = ResidentId::create(office.clock, office.random);
        auto tx = storage::Transaction::begin(office.db).value();
        auto act = office.log.begin(tx, office.author).value();
        QCOMPARE(ResidentStore::create(act, office.scope, resident).error().code, ErrorCode::ResidentIncomplete);
        resident.name = QStringLiteral("贺玉梅");
        Resident nameless = resident;
        nameless.name = QStringLiteral("  ");
        QCOMPARE(ResidentStore::update(act, resident, nameless).error().code, ErrorCode::ResidentIncomplete);
        Resident other = resident;
        other.id = ResidentId::create(office.clock, office.random);
        QCOMPARE(ResidentStore::update(act, resident, other).error().code, ErrorCode::InvalidArgument);
        resident.id = {};
        QCOMPARE(ResidentStore::create(act, office.scope, resident).error().code, ErrorCode::ResidentIncomplete);
        QVERIFY(act.isEmpty());
    }
    void somebodyUnknownIsSaid()
    {
        OfficeDatabase office;
        QCOMPARE(ResidentStore::find(office.db, ResidentId::create(office.clock, office.random)).error().code,
                 ErrorCode::ResidentUnknown);
        QCOMPARE(HouseholdStore::find(office.db, HouseholdId::create(office.clock, office.random)).error().code,
                 ErrorCode::ResidentUnknown);
        QCOMPARE(GroupStore::find(office.db, MembershipId::create(office.clock, office.random)).error().code,
                 ErrorCode::ResidentUnknown);
    }
    void peopleAreFoundByNumberHouseholdAndParent()
    {
        OfficeDatabase office;
        const HouseholdId household = HouseholdId::create(office.clock, office.random);
        const auto add = [&](const char *name, RelationCode relation, int year, ResidentId father = {},
                             ResidentId mother = {}) {
            Resident r;
            r.id = ResidentId::create(office.clock, office.random);
            r.name = QString::fromUtf8(name);
            r.relation = relation;
            r.birthDate = PartialDate(year, 0, 0);
            r.household = household;
            r.father = father;
            r.mother = mother;
            r.documentNumber = QStringLiteral("E1234567");
            office.act([&](changes::Act &act) { OfficeDatabase::expect(ResidentStore::create(act, office.scope, r)); });
            return r.id;
        };
        const auto father = add("李建国", codes::head, 1960);
        const auto mother = add("贺玉梅", codes::spouse, 1962);
        add("李强", codes::son, 1990, father, mother);
        add("李军", codes::son, 1986, father, mother);
        add("贺小", codes::daughter, 1983, {}, mother);
        const auto names = [](const QList<Resident> &list) {
            QStringList all;
            for (const Resident &r : list)
                all.append(r.name);
            return all.join(u' ');
        };
        QCOMPARE(names(ResidentStore::inHousehold(office.db, household).value()),
                 QStringLiteral("李建国 贺玉梅 李军 李强 贺小"));
        QCOMPARE(names(ResidentStore::childrenOf(office.db, father).value()), QStringLiteral("李军 李强"));
        QCOMPARE(names(ResidentStore::childrenOf(office.db, mother).value()), QStringLiteral("贺小 李军 李强"));
        QCOMPARE(ResidentStore::findByDocument(office.db, QStringLiteral("E1234567")).value().size(), 5);
        QVERIFY(ResidentStore::findByDocument(office.db, QStringLiteral("E1")).value().isEmpty());
        int visited = 0;
        OfficeDatabase::expect(ResidentStore::each(office.db, [&](const Resident &) { return ++visited < 3; }));
        QCOMPARE(visited, 3);
    }
    void householdsAreReadBack()
    {
        OfficeDatabase office;
        Household household;
        household.id = HouseholdId::create(office.clock, office.random);
        household.number = QStringLiteral("100200300");
        household.householdKind = HouseholdKind::Collective;
        household.division = QStringLiteral("610681001003");
        household.address = QStringLiteral("齐家湾社区3排12号");
        household.dwelling = QStringLiteral("窑洞");
        household.rooms = 3;
        household.remark = QStringLiteral("搬迁户");
        for (const HouseholdField field : householdFields())
            QVERIFY(!household.value(field).isNull());
        office.act(
            [&](changes::Act &act) { OfficeDatabase::expect(HouseholdStore::create(act, office.scope, household)); });
        QCOMPARE(HouseholdStore::find(office.db, household.id).value(), household);
        QCOMPARE(HouseholdStore::findByNumber(office.db, household.number).value(), QList<Household>{household});
        Household smaller = household;
        smaller.rooms = 0;
        smaller.householdKind = HouseholdKind::Family;
        office.act([&](changes::Act &act) { OfficeDatabase::expect(HouseholdStore::update(act, household, smaller)); });
        QCOMPARE(HouseholdStore::find(office.db, household.id).value(), smaller);
        int visited = 0;
        OfficeDatabase::expect(HouseholdStore::each(office.db, [&](const Household &) { return ++visited < 1; }));
        QCOMPARE(visited, 1);
    }
    void membershipsAreReadBackAndEnded()
    {
        OfficeDatabase office;
        const auto resident = ResidentId::create(office.clock, office.random);
        const auto household = HouseholdId::create(office.clock, office.random);
        GroupMembership membership;
        membership.id = MembershipId::create(office.clock, office.random);
        membership.resident = resident;
        membership.group = QStringLiteral("CANJI");
        membership.category = DisabilityCategoryCode(4);
        membership.level = DisabilityLevelCode(2);
        membership.detail = QStringLiteral("左下肢");
        membership.certificate = QStringLiteral("61069919590910907X42");
        membership.validFrom = QDate(2020, 1, 1);
        membership.validTo = QDate(2030, 1, 1);
        membership.reviewOn = QDate(2026, 12, 1);
        membership.evidence = QStringLiteral("残疾人证");
        membership.endedOn = QDate(2029, 1, 1);
        membership.endReason = QStringLiteral("死亡");
        GroupMembership family;
        family.id = MembershipId::create(office.clock, office.random);
        family.household = household;
        family.group = QStringLiteral("DIBAO");
        family.validFrom = QDate(2026, 1, 1);
        office.act([&](changes::Act &act) {
            OfficeDatabase::expect(GroupStore::create(act, office.scope, membership));
            OfficeDatabase::expect(GroupStore::create(act, office.scope, family));
        });
        QCOMPARE(GroupStore::find(office.db, membership.id).value(), membership);
        QCOMPARE(GroupStore::of(office.db, resident, household).value(), (QList<GroupMembership>{family, membership}));
        QCOMPARE(GroupStore::of(office.db, resident, {}).value(), QList<GroupMembership>{membership});
        QVERIFY(GroupStore::of(office.db, {}, {}).value().isEmpty());
        GroupMembership ended = family;
        ended.endedOn = QDate(2026, 11, 23);
        office.act([&](changes::Act &act) { OfficeDatabase::expect(GroupStore::update(act, family, ended)); });
        QVERIFY(!GroupStore::find(office.db, family.id).value().isValidOn(QDate(2026, 11, 23)));
        int all = 0;
        OfficeDatabase::expect(GroupStore::each(office.db, {}, [&](const GroupMembership &) { return ++all > 0; }));
        QCOMPARE(all, 2);
        int disabled = 0;
        OfficeDatabase::expect(GroupStore::each(office.db, QStringLiteral("CANJI"),
                                                [&](const GroupMembership &) { return ++disabled > 0; }));
        QCOMPARE(disabled, 1);
    }
    void aMembershipOfNobodyOrTwoIsRefused()
    {
        OfficeDatabase office;
        GroupMembership membership;
        membership.id = MembershipId::create(office.clock, office.random);
        membership.group = QStringLiteral("DIBAO");
        auto tx = storage::Transaction::begin(office.db).value();
        auto act = office.log.begin(tx, office.author).value();
        QCOMPARE(GroupStore::create(act, office.scope, membership).error().code, ErrorCode::InvalidArgument);
        membership.resident = ResidentId::create(office.clock, office.random);
        membership.household = HouseholdId::create(office.clock, office.random);
        QCOMPARE(GroupStore::create(act, office.scope, membership).error().code, ErrorCode::InvalidArgument);
        membership.household = {};
        membership.group.clear();
        QCOMPARE(GroupStore::create(act, office.scope, membership).error().code, ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestStores)
#include "TestStores.moc"
