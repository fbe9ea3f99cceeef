// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/residents/search/SearchOffice.h"
#include "tests/support/TestMain.h"

#include "core/changes/log/ChangeTable.h"
#include "core/changes/Image.h"

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::search;
using shouli::tests::SearchOffice;

class TestSearchIndex : public QObject {
    Q_OBJECT

    static Resident person(const char *name, const char *document, const char *phone)
    {
        Resident resident;
        resident.name = QString::fromUtf8(name);
        resident.documentNumber = QString::fromLatin1(document);
        resident.phone = QString::fromLatin1(phone);
        resident.livingDivision = QStringLiteral("610681001003");
        return resident;
    }
    static void rebuild(SearchOffice &office)
    {
        auto tx = storage::Transaction::begin(office.db).value();
        SearchOffice::expect(office.index.rebuild(tx));
        SearchOffice::expect(tx.commit());
    }
    static std::int64_t rows(SearchOffice &office, const char *table)
    {
        auto query = office.db.prepare(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).value();
        return query.step().value() ? query.integer(0) : -1;
    }

private Q_SLOTS:
    void aNewPersonIsFoundAtOnce()
    {
        SearchOffice office;
        office.add(person("贺玉梅", "61069919590910904X", "13909115127"));
        QCOMPARE(office.names(QStringLiteral("hym")), QStringList{QStringLiteral("贺玉梅")});
        QCOMPARE(rows(office, "resident_before"), 0);
    }
    void aCorrectedNameIsFoundAndTheWrongOneIsNot()
    {
        SearchOffice office;
        const auto id = office.add(person("贺玉梅", "", ""));
        office.edit(id, [](Resident &r) { r.name = QStringLiteral("贺玉莲"); });
        QCOMPARE(office.names(QStringLiteral("heyulian")), QStringList{QStringLiteral("贺玉莲")});
        QVERIFY(office.names(QStringLiteral("heyumei")).isEmpty());
        for (const KeyEntry &key : office.keys())
            QVERIFY(!key.text.contains("mei"));
    }
    void severalEditsInOneActLeaveNoOldKey()
    {
        SearchOffice office;
        const auto id = office.add(person("贺玉梅", "", ""));
        office.act([&](changes::Act &act) {
            for (const char *name : {"贺玉莲", "贺玉兰", "贺玉琴"})
                SearchOffice::expect(act.set(Resident::refOf(id), fieldOf(ResidentField::Name),
                                             changes::Value(QString::fromUtf8(name))));
            SearchOffice::expect(act.set(Resident::refOf(id), fieldOf(ResidentField::Phone),
                                         changes::Value(QStringLiteral("13909110000"))));
        });
        const auto incremental = office.keys();
        rebuild(office);
        QCOMPARE(incremental, office.keys());
        QCOMPARE(office.names(QStringLiteral("heyuqin")), QStringList{QStringLiteral("贺玉琴")});
    }
    void aPlaceIsForgottenWithTheLastWhoLivedThere()
    {
        SearchOffice office;
        Resident one = person("贺玉梅", "", "");
        one.livingAddress = QStringLiteral("折家老庄村2组5号");
        const auto first = office.add(one);
        one.name = QStringLiteral("贺玉莲");
        const auto second = office.add(one);
        const auto found = [&office] { return office.names(QStringLiteral("shejialaozhuang")).size(); };
        QCOMPARE(found(), 2);
        office.edit(first, [](Resident &r) { r.livingAddress = QStringLiteral("齐家湾社区3排12号"); });
        QCOMPARE(found(), 1);
        QCOMPARE(office.names(QStringLiteral("qijiawan")), QStringList{QStringLiteral("贺玉梅")});
        office.edit(second, [](Resident &r) { r.livingAddress.clear(); });
        QCOMPARE(found(), 0);
        for (const KeyEntry &key : office.keys())
            QVERIFY2(!key.text.contains("laozhuang"), key.text.constData());
    }
    void aFieldThatIsNoKeyTouchesNothing()
    {
        SearchOffice office;
        const auto id = office.add(person("贺玉梅", "", ""));
        const auto before = office.keys();
        office.edit(id, [](Resident &r) { r.remark = QStringLiteral("来过"); });
        QCOMPARE(office.keys(), before);
    }
    void whoeverDiesOrMovesOutGoesToTheEnd()
    {
        SearchOffice office;
        const auto first = office.add(person("贺玉梅", "", ""));
        office.add(person("贺玉梅", "", ""));
        office.edit(first, [](Resident &r) { r.deceasedOn = QDate(2026, 1, 2); });
        const auto hits = office.find(QStringLiteral("hym")).hits;
        QCOMPARE(hits.size(), 2);
        QCOMPARE(hits.last().id, first);
        QCOMPARE(hits.last().nearness, Nearness::Gone);
    }

    /// What arrives from the county is indexed as what is done here is, and what leaves is erased.
    void whatArrivesIsFoundAndWhatLeavesIsForgotten()
    {
        SearchOffice here;
        SearchOffice there(QStringLiteral("610681001002"), 2);
        Resident moving = person("贺玉梅", "61069919590910904X", "13909115127");
        moving.livingAddress = QStringLiteral("齐家湾社区3排12号");
        const auto id = there.add(moving);
        there.act([&](changes::Act &act) { SearchOffice::expect(act.enter(Resident::refOf(id), here.scope)); });
        there.act([&](changes::Act &act) { SearchOffice::expect(act.leave(Resident::refOf(id), here.scope)); });

        const auto sent = changes::log::ChangeTable::pending(there.db, there.replica, 100).value();
        QCOMPARE(sent.size(), 3);
        changes::Image image;
        image.created = 1;
        const auto values = changes::fieldValuesFromCbor(sent.at(0).change.payload).value();
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            image.fields.insert(it.key(), {1, it.value()});
        here.take({{2, there.replica, sent.at(1).change, changes::Verdict::Applied, image.toCbor(), 1}});
        QCOMPARE(here.names(QStringLiteral("904x")), QStringList{QStringLiteral("贺玉梅")});
        QCOMPARE(here.names(QStringLiteral("5127")), QStringList{QStringLiteral("贺玉梅")});
        QCOMPARE(here.names(QStringLiteral("qjw")), QStringList{QStringLiteral("贺玉梅")});

        here.take({{3, there.replica, sent.at(2).change, changes::Verdict::Applied, {}}});
        QVERIFY(here.names(QStringLiteral("贺玉梅")).isEmpty());
        QVERIFY(here.keys().isEmpty());
        QCOMPARE(rows(here, "resident_before"), 0);
    }

    void itIsCurrentOnlyForItsFormAndArea()
    {
        SearchOffice office;
        office.add(person("贺玉梅", "", ""));
        QVERIFY(!office.index.isCurrent(office.db).value()); // never built
        rebuild(office);
        QVERIFY(office.index.isCurrent(office.db).value());
        QVERIFY(!SearchIndex(office.pinyin, QStringLiteral("610681002")).isCurrent(office.db).value());
        QVERIFY(SearchIndex(office.pinyin, QStringLiteral("610681001003")).isCurrent(office.db).value());
    }
    void anAreaMayBeAStreetOrTheCounty_data()
    {
        QTest::addColumn<QString>("area");
        QTest::addColumn<int>("nearness");
        QTest::newRow("the community") << "610681001003" << int(Nearness::OwnHere);
        QTest::newRow("its street") << "610681001000" << int(Nearness::OwnHere);
        QTest::newRow("its county") << "610681000000" << int(Nearness::OwnHere);
        QTest::newRow("another community") << "610681001002" << int(Nearness::OtherHere);
        QTest::newRow("another street") << "610681002000" << int(Nearness::OtherHere);
    }
    void anAreaMayBeAStreetOrTheCounty()
    {
        QFETCH(QString, area);
        QFETCH(int, nearness);
        SearchOffice office(area);
        office.add(person("贺玉梅", "", ""));
        QCOMPARE(int(office.find(QStringLiteral("hym")).hits.first().nearness), nearness);
    }

    /// Whatever is done to the register, the index is what a rebuild would make.
    void aRebuildChangesNothing()
    {
        const quint64 seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? qEnvironmentVariable("SHOULI_SEED").toULongLong()
            : 7;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        shouli::tests::TestRandom random(seed);
        SearchOffice office;
        const QStringList names = {QStringLiteral("贺玉梅"), QStringLiteral("单红卫"),
                                   QStringLiteral("吕绿"),   QStringLiteral("吾提库尔·买买提"),
                                   QStringLiteral("王𠮷"),   QStringLiteral("长孙无忌"),
                                   QStringLiteral("高MIN")};
        const QStringList phones = {QString(), QStringLiteral("13909115127"), QStringLiteral("0911-7112345转801"),
                                    QStringLiteral("13909115128")};
        const QStringList areas = {QString(), QStringLiteral("610681001003"), QStringLiteral("610681001002")};
        const QStringList addresses = {QString(), QStringLiteral("齐家湾社区3排12号"),
                                       QStringLiteral("瓦窑堡街道齐家湾社区枣园小区3号楼"),
                                       QStringLiteral("陕西省子长县折家老庄村2组"), QStringLiteral("吕绿巷5号")};
        const auto pick = [&random](const QStringList &from) {
            return from.at(int(random.below(quint32(from.size()))));
        };
        QList<ResidentId> ids;
        for (int step = 0; step < 150; ++step) {
            if (ids.isEmpty() || random.below(3) == 0) {
                Resident resident;
                resident.name = pick(names);
                resident.smallName = random.below(4) == 0 ? QStringLiteral("二虎") : QString();
                resident.phone = pick(phones);
                resident.livingAddress = pick(addresses);
                ids.append(office.add(resident));
                continue;
            }
            office.edit(ids.at(int(random.below(quint32(ids.size())))), [&](Resident &r) {
                switch (random.below(7)) {
                case 6:
                    r.livingAddress = pick(addresses);
                    r.hukouAddress = pick(addresses);
                    break;
                case 0:
                    r.name = pick(names);
                    break;
                case 1:
                    r.formerName = pick(names);
                    break;
                case 2:
                    r.phone = pick(phones);
                    r.otherPhone = pick(phones);
                    break;
                case 3:
                    r.hukouDivision = pick(areas);
                    r.livingDivision = pick(areas);
                    break;
                case 4:
                    r.deceasedOn = r.deceasedOn.isValid() ? QDate() : QDate(2026, 1, 1);
                    break;
                default:
                    r.documentNumber = QStringLiteral("61069919590910%1").arg(random.below(10000), 4, 10, QChar(u'0'));
                    r.residenceStatus = ResidenceStatusCode(int(1 + random.below(4)));
                    break;
                }
            });
        }
        const auto incremental = office.keys();
        QVERIFY(incremental.size() > 200);
        rebuild(office);
        QCOMPARE(incremental, office.keys());
    }
    void anUndoneTransactionLeavesTheIndexAlone()
    {
        SearchOffice office;
        const auto id = office.add(person("贺玉梅", "", ""));
        const auto before = office.keys();
        {
            auto tx = storage::Transaction::begin(office.db).value();
            auto act = office.log.begin(tx, office.author).value();
            SearchOffice::expect(
                act.set(Resident::refOf(id), fieldOf(ResidentField::Name), changes::Value(QStringLiteral("王二"))));
            SearchOffice::expect(act.finish());
            // no commit
        }
        QCOMPARE(office.keys(), before);
        QCOMPARE(office.names(QStringLiteral("hym")), QStringList{QStringLiteral("贺玉梅")});
    }
};

SHOULI_TEST(TestSearchIndex)
#include "TestSearchIndex.moc"
