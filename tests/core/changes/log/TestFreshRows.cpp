// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/FreshRows.h"
#include "core/changes/log/StoredReplica.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestOffice.h"

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using shouli::core::base::Result;
using shouli::core::storage::Transaction;
using shouli::tests::TestOffice;

namespace {

Image imageOf(const QString &name, std::int64_t created = 5)
{
    Image image;
    image.created = created;
    image.fields.insert(TestOffice::name, {created, Value(name)});
    image.fields.insert(TestOffice::note, {9, Value(QStringLiteral("later"))});
    return image;
}

} // namespace

class TestFreshRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPutInIsReadBackAndIsWhatTheLawsKnow()
    {
        TestOffice office(1);
        const ScopeId other = ScopeId::create(office.clock, office.random);
        const EntityRef one = office.newRef();
        const EntityRef two = office.newRef();
        Image bare; // has but one of the fields
        bare.created = 7;
        bare.fields.insert(TestOffice::name, {7, Value(QStringLiteral("贺玉梅"))});
        auto tx = Transaction::begin(office.db).value();
        FreshRows rows(office.log.tables(), tx);
        QVERIFY(rows.takes(one, imageOf(QStringLiteral("薛𬭚"))).value());
        TestOffice::expect(
            rows.insert(one, imageOf(QStringLiteral("薛𬭚")), {{office.scope, {1, 5, 0}}, {other, {2, 6, 0}}}));
        TestOffice::expect(rows.insert(two, bare, {{office.scope, {1, 7, 0}}}));

        const auto first = rows.read(one, office.scope).value();
        QCOMPARE(first.image, imageOf(QStringLiteral("薛𬭚")));
        QCOMPARE(first.holding, (Holding{1, 5, 0}));
        QCOMPARE(rows.read(one, other)->holding, (Holding{2, 6, 0}));
        const auto second = rows.read(two, office.scope).value();
        QCOMPARE(second.image.fields.value(TestOffice::note).value, Value()); // the column's own default
        QCOMPARE(second.image.created, 7);
        StoredReplica store(office.log, tx);
        QVERIFY(store.holds(one).value());
        QCOMPARE(store.image(one).value(), first.image);
        QCOMPARE(store.field(one, TestOffice::note)->version, 9);
        QCOMPARE(store.field(one, TestOffice::name)->version, 5);
        QCOMPARE(store.holding(one, other).value(), (Holding{2, 6, 0}));
        QCOMPARE(rows.read(office.newRef(), office.scope)->image, Image());
    }
    void whatTheLawsHaveASayInGoesTheLongWay()
    {
        TestOffice office(1);
        const EntityRef mine = office.newRef();
        office.act([&](Act &act) {
            TestOffice::expect(act.create(
                mine, office.scope, {{TestOffice::name, Value(QStringLiteral("我"))}, {TestOffice::note, Value()}}));
        });
        auto tx = Transaction::begin(office.db).value();
        FreshRows rows(office.log.tables(), tx);
        const auto takes = [&](EntityRef ref, const Image &image) { return rows.takes(ref, image).value(); };
        const Image image = imageOf(QStringLiteral("好"));
        const EntityRef ref = office.newRef();
        QVERIFY(takes(ref, image));
        QVERIFY(!takes({Kind{77}, ref.id}, image)); // a newer version's
        Image strange = image;
        strange.fields.insert(Field{77}, {5, Value(QStringLiteral("?"))});
        QVERIFY(!takes(ref, strange));
        Image eventful = image;
        eventful.events.append(LogEntry());
        QVERIFY(!takes(ref, eventful));
        QVERIFY(!takes(ref, imageOf(QStringLiteral("好"), 0)));
        QVERIFY(!takes(mine, image)); // made here

        StoredReplica store(office.log, tx);
        const EntityRef held = office.newRef();
        TestOffice::expect(store.insert(held, {{TestOffice::name, Value(QStringLiteral("在"))}}, 3));
        QVERIFY(!takes(held, image));
        const EntityRef counted = office.newRef();
        TestOffice::expect(store.setHolding(counted, office.scope, {0, 4, 0}));
        QVERIFY(!takes(counted, image));
        TestOffice::expect(store.erase(mine)); // its lines stay
        QVERIFY(!takes(mine, image));
    }
};

SHOULI_TEST(TestFreshRows)
#include "TestFreshRows.moc"
