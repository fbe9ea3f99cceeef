// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "core/residents/sample/SampleLoader.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::sample;
using shouli::tests::OfficeDatabase;

namespace {

SampleRegister::Settings settings(std::int64_t people)
{
    SampleRegister::Settings s;
    s.people = people;
    s.places = SamplePlace::load().value().mid(0, 2);
    return s;
}

std::int64_t number(const storage::Database &db, const char *sql)
{
    auto query = db.prepare(QString::fromLatin1(sql)).value();
    OfficeDatabase::expect(query.step());
    return query.integer(0);
}

} // namespace

class TestSampleLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHouseholdArrivesAsItWasMade()
    {
        OfficeDatabase office;
        const SampleRegister sample(NamePool::load().value());
        SampleLoader loader(office.log, office.author, office.scope);
        QCOMPARE(loader.load(office.db, sample, settings(1500)).value(), 1500);
        QCOMPARE(ResidentStore::count(office.db).value(), 1500);
        int households = 0;
        OfficeDatabase::expect(sample.make(settings(1500), [&](const SampleHousehold &made) {
            ++households;
            [&] { QCOMPARE(HouseholdStore::find(office.db, made.household.id).value(), made.household); }();
            for (const Resident &member : made.members)
                [&] { QCOMPARE(ResidentStore::find(office.db, member.id).value(), member); }();
            for (const GroupMembership &group : made.groups)
                [&] { QCOMPARE(GroupStore::find(office.db, group.id).value(), group); }();
            return !QTest::currentTestFailed();
        }));
        QCOMPARE(number(office.db, "SELECT count(*) FROM household"), households);
    }
    /// So that they can be sent in batches, and no act is refused.
    void actsStaySmallAndChangesAreThoseOfTheRows()
    {
        OfficeDatabase office;
        SampleLoader loader(office.log, office.author, office.scope);
        OfficeDatabase::expect(loader.load(office.db, SampleRegister(NamePool::load().value()), settings(2000)));
        QVERIFY(number(office.db, "SELECT max(act_size) FROM change") <= 150);
        QVERIFY(number(office.db, "SELECT count(DISTINCT act_first) FROM change") >= 20);
        QCOMPARE(number(office.db, "SELECT count(*) FROM change"),
                 number(office.db,
                        "SELECT (SELECT count(*) FROM resident) + (SELECT count(*) FROM household) + "
                        "(SELECT count(*) FROM group_membership)"));
    }
    void nothingIsBegunWithoutPlaces()
    {
        OfficeDatabase office;
        SampleLoader loader(office.log, office.author, office.scope);
        auto nowhere = settings(10);
        nowhere.places.clear();
        QCOMPARE(loader.load(office.db, SampleRegister(NamePool::load().value()), nowhere).error().code,
                 base::ErrorCode::InvalidArgument);
        QCOMPARE(number(office.db, "SELECT count(*) FROM change"), 0);
    }
    /// The same people again: their rows are there.
    void aRefusedHouseholdIsSaidAndLeavesNoHalf()
    {
        OfficeDatabase office;
        SampleLoader loader(office.log, office.author, office.scope);
        const SampleRegister sample(NamePool::load().value());
        OfficeDatabase::expect(loader.load(office.db, sample, settings(100)));
        const auto before = number(office.db, "SELECT count(*) FROM change");
        QVERIFY(!loader.load(office.db, sample, settings(100)));
        QCOMPARE(number(office.db, "SELECT count(*) FROM change"), before);
    }
};

SHOULI_TEST(TestSampleLoader)
#include "TestSampleLoader.moc"
