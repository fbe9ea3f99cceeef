// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/CitizenNumber.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/search/SearchReader.h"
#include "tests/core/residents/search/SearchOffice.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::search;
using shouli::tests::SearchOffice;

class TestResidentSearch : public QObject {
    Q_OBJECT
    std::unique_ptr<SearchOffice> m_office;
    HouseholdId m_household;

    static Resident person(const char *name)
    {
        Resident resident;
        resident.name = QString::fromUtf8(name);
        resident.hukouDivision = resident.livingDivision = QStringLiteral("610681001003");
        resident.residenceStatus = codes::atHome;
        return resident;
    }
    SearchHit first(const QString &typed) const
    {
        const auto hits = m_office->find(typed).hits;
        return hits.isEmpty() ? SearchHit{} : hits.first();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_office = std::make_unique<SearchOffice>();
        m_household = HouseholdId::create(m_office->clock, m_office->random);
        m_office->act([&](changes::Act &act) {
            Household household;
            household.id = m_household;
            household.number = QStringLiteral("100200300");
            SearchOffice::expect(HouseholdStore::create(act, m_office->scope, household));
        });
        Resident he = person("贺玉梅");
        he.sex = Sex::Female;
        he.birthDate = PartialDate(1959, 9, 10);
        he.documentNumber = QStringLiteral("610623195909102046");
        he.phone = QStringLiteral("13909115127");
        he.livingAddress = QStringLiteral("齐家湾社区3排12号");
        he.household = m_household;
        he.smallName = QStringLiteral("改花");
        m_office->add(he);
        Resident gone = person("贺玉梅");
        gone.deceasedOn = QDate(2020, 1, 1);
        m_office->add(gone);
        Resident away = person("贺玉梅");
        away.residenceStatus = codes::away;
        away.livingDivision.clear();
        m_office->add(away);
        Resident other = person("贺玉梅");
        other.hukouDivision = other.livingDivision = QStringLiteral("610681001002");
        m_office->add(other);
        Resident longer = person("贺玉梅花");
        m_office->add(longer);
        Resident son = person("李建军");
        son.household = m_household;
        son.phone = QStringLiteral("13909115127"); // one telephone in the family
        son.formerName = QStringLiteral("李卫东");
        son.otherPhone = QStringLiteral("0911-7112345转801");
        son.livingAddress = QStringLiteral("米粮山社区迎宾路5号1204室");
        m_office->add(son);
        Resident stranger = person("石勇");
        stranger.documentNumber = QStringLiteral("E20261234");
        m_office->add(stranger);
        for (int i = 0; i < 60; ++i) {
            Resident wang = person("王伟");
            wang.documentNumber = QStringLiteral("61069919800101%1").arg(9000 + i);
            m_office->add(wang);
        }
    }

    void wholeNamesComeFirstAndTheNearestAmongThem()
    {
        const auto hits = m_office->find(QStringLiteral("贺玉梅")).hits;
        QCOMPARE(hits.size(), 5);
        QList<Nearness> order;
        for (const SearchHit &hit : hits)
            order.append(hit.nearness);
        QCOMPARE(order,
                 (QList<Nearness>{Nearness::OwnHere, Nearness::OwnAway, Nearness::OtherHere, Nearness::Gone,
                                  Nearness::OwnHere}));
        QCOMPARE(hits.last().name, QStringLiteral("贺玉梅花"));
        QVERIFY(hits.first().whole && !hits.last().whole);
    }
    void itSaysWhyAPersonWasFound_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("by");
        QTest::addColumn<QString>("otherName");
        const auto row = [](const char *typed, const char *name, MatchedBy by, const char *other = "") {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(name) << int(by)
                                 << QString::fromUtf8(other);
        };
        row("贺玉梅", "贺玉梅", MatchedBy::Name);
        row("贺", "贺玉梅", MatchedBy::Name);
        row("玉梅", "贺玉梅", MatchedBy::GivenName);
        row("heyumei", "贺玉梅", MatchedBy::Pinyin);
        row("hym", "贺玉梅", MatchedBy::Initials);
        row("贺ym", "贺玉梅", MatchedBy::Initials);
        row("梅", "贺玉梅", MatchedBy::PartOfName);
        row("梅玉", "贺玉梅", MatchedBy::PartOfName);
        row("梅玉贺", "贺玉梅", MatchedBy::PartOfName);
        row("军李", "李建军", MatchedBy::PartOfName);
        row("东李", "李建军", MatchedBy::FormerName, "李卫东");
        row("齐家湾", "贺玉梅", MatchedBy::Address);
        row("qijiawan", "贺玉梅", MatchedBy::Address);
        row("qjw", "贺玉梅", MatchedBy::Address);
        row("齐家湾3排", "贺玉梅", MatchedBy::Address);
        row("齐家湾社区三排#12", "贺玉梅", MatchedBy::Address);
        row("陕西省子长县齐家湾社区3排12号", "贺玉梅", MatchedBy::Address);
        row("齐家湾12号", "贺玉梅", MatchedBy::Address);
        row("迎宾路5号", "李建军", MatchedBy::Address);
        row("E20261234", "石勇", MatchedBy::DocumentNumber);
        row("e2026123", "石勇", MatchedBy::DocumentHead);
        row("20261234", "石勇", MatchedBy::DocumentTail);
        row("改花", "贺玉梅", MatchedBy::SmallName, "改花");
        row("gaihua", "贺玉梅", MatchedBy::SmallName, "改花");
        row("李卫东", "李建军", MatchedBy::FormerName, "李卫东");
        row("lwd", "李建军", MatchedBy::FormerName, "李卫东");
        row("610623195909102046", "贺玉梅", MatchedBy::DocumentNumber);
        row("６１０６２３１９５９０９１０２０４６", "贺玉梅", MatchedBy::DocumentNumber);
        row("2046", "贺玉梅", MatchedBy::DocumentTail);
        row("102046", "贺玉梅", MatchedBy::DocumentTail);
        row("9102046", "贺玉梅", MatchedBy::DocumentTail);
        row("5909102046", "贺玉梅", MatchedBy::DocumentTail);
        row("61062319590910", "贺玉梅", MatchedBy::DocumentHead);
        row("13909115127", "贺玉梅", MatchedBy::Phone);
        row("139 0911 5127", "贺玉梅", MatchedBy::Phone);
        row("5127", "贺玉梅", MatchedBy::PhonePart);
        row("1390911", "贺玉梅", MatchedBy::PhonePart);
        row("7112345", "李建军", MatchedBy::PhonePart);
        row("0911-7112345", "李建军", MatchedBy::Phone);
        row("100200300", "贺玉梅", MatchedBy::HouseholdNumber);
    }
    void itSaysWhyAPersonWasFound()
    {
        QFETCH(QString, typed);
        QFETCH(QString, name);
        QFETCH(int, by);
        QFETCH(QString, otherName);
        const SearchHit hit = first(typed);
        QCOMPARE(hit.name, name);
        QCOMPARE(int(hit.matchedBy), by);
        QCOMPARE(hit.otherName, otherName);
    }
    void aNumberOfTheFamilyFindsAllOfIt()
    {
        QCOMPARE(m_office->names(QStringLiteral("13909115127")),
                 (QStringList{QStringLiteral("贺玉梅"), QStringLiteral("李建军")}));
        QCOMPARE(m_office->names(QStringLiteral("100200300")).size(), 2);
        QVERIFY(m_office->names(QStringLiteral("100200301")).isEmpty());
    }
    void severalWordsNarrow_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("names");
        const QString he = QStringLiteral("贺玉梅");
        QTest::newRow("name and tail") << "贺 2046" << QStringList{he};
        QTest::newRow("run together") << "hym2046" << QStringList{he};
        QTest::newRow("tail first") << "2046 玉梅" << QStringList{he};
        QTest::newRow("another's tail") << "李 2046" << QStringList();
        QTest::newRow("name and birth year") << "贺玉梅 1959" << QStringList{he};
        QTest::newRow("name and street") << "李 迎宾路" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("name and street in pinyin") << "li yingbinlu" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("name and another's street") << "李 齐家湾" << QStringList();
        QTest::newRow("surname and part of the given name") << "李 军" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("two tails") << "2046 5127" << QStringList{he};
        QTest::newRow("street first") << "迎宾路 李" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("street and house, then a name") << "迎宾路5号 jianjun" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("name and another house") << "李 迎宾路6号" << QStringList();
        QTest::newRow("name and room") << "李建军 1204" << QStringList{QStringLiteral("李建军")};
        QTest::newRow("name and another room") << "李建军 1205" << QStringList();
        QTest::newRow("one name with spaces") << "li jian jun" << QStringList{QStringLiteral("李建军")};
    }
    void severalWordsNarrow()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, names);
        QCOMPARE(m_office->names(typed), names);
    }
    void nothingIsFoundByNothing()
    {
        for (const char *typed : {"", "   ", "·", "qqq", "zhaoliu", "12", "99999999", "\xEF\xBF\xBD",
                                  "'; DROP TABLE resident; --", "%", "*"})
            QVERIFY2(m_office->find(QString::fromUtf8(typed)).hits.isEmpty(), typed);
        QVERIFY(m_office->find(QStringLiteral("贺")).isComplete);
        ResidentSearch::Options none;
        none.limit = 0;
        QVERIFY(m_office->find(QStringLiteral("贺"), none).hits.isEmpty());
    }
    void listsNeverShowWhatOnlyTheOpenRecordMay()
    {
        const SearchHit hit = first(QStringLiteral("hym"));
        QCOMPARE(hit.documentNumber, QStringLiteral("610623********2046"));
        QCOMPARE(hit.phone, QStringLiteral("139****5127"));
        QCOMPARE(hit.address, QStringLiteral("齐家湾社区*排*号"));
        QCOMPARE(hit.birthDate, PartialDate(1959, 0, 0));
        QCOMPARE(hit.age, 67);
    }
    void theLimitIsKeptAndSaid()
    {
        ResidentSearch::Options options;
        options.limit = 20;
        const auto some = m_office->find(QStringLiteral("wangwei"), options);
        QCOMPARE(some.hits.size(), 20);
        QVERIFY(!some.isComplete);
        options.limit = 1000;
        const auto all = m_office->find(QStringLiteral("wangwei"), options);
        QCOMPARE(all.hits.size(), 60);
        QVERIFY(all.isComplete);
        QSet<ResidentId> once;
        for (const SearchHit &hit : all.hits)
            once.insert(hit.id);
        QCOMPARE(once.size(), 60);
    }
    void aKeystrokeGivesUpWhereAPauseReadsOn()
    {
        SearchOffice office;
        for (int i = 0; i < 400; ++i) {
            Resident resident = person("王伟");
            resident.livingAddress = i == 399 ? QStringLiteral("稍墕村1组77号") : QStringLiteral("河东村1组8号");
            office.add(resident);
        }
        ResidentSearch::Options options;
        const auto quick = office.find(QStringLiteral("王 77"), options);
        QVERIFY(quick.hits.isEmpty() && !quick.isComplete);
        options.effort = ResidentSearch::Effort::Thorough;
        const auto thorough = office.find(QStringLiteral("王 77"), options);
        QCOMPARE(thorough.hits.size(), 1);
        QVERIFY(thorough.isComplete);
        // what the index knows is found at once, however common the name is
        options.effort = ResidentSearch::Effort::Keystroke;
        for (const char *typed : {"王 稍墕", "稍墕 王", "wang shaoyan", "稍墕村1组 ww", "王伟 稍墕村1组77号"})
            QVERIFY2(office.find(QString::fromUtf8(typed), options).hits.size() == 1, typed);
    }
    /// Many telephones begin like a birth year: the name still has its turn.
    void aNameWithABirthYearIsFoundAmongManySuchNumbers()
    {
        SearchOffice office;
        for (int i = 0; i < 300; ++i) {
            Resident other = person("张伟");
            other.phone = QStringLiteral("1985%1").arg(i, 7, 10, QChar(u'0'));
            office.add(other);
        }
        Resident wanted = person("贺玉梅");
        wanted.documentNumber = QStringLiteral("610699198509102046");
        office.add(wanted);
        for (const char *typed : {"贺玉梅 1985", "hym 1985", "1985 heyumei", "贺ym1985"})
            QCOMPARE(office.names(QString::fromUtf8(typed)), QStringList{QStringLiteral("贺玉梅")});
    }
    void theHouseholdOfAHeadIsFoundByHisOrHerName()
    {
        SearchOffice office;
        Resident head = person("贺玉梅");
        head.household = HouseholdId::create(office.clock, office.random);
        head.relation = codes::head;
        head.documentNumber = QStringLiteral("610623195909102046");
        office.add(head);
        Resident son = person("李建军");
        son.household = head.household;
        son.relation = codes::son;
        office.add(son);
        Resident daughter = person("李建梅");
        daughter.household = head.household;
        office.add(daughter);
        Resident stranger = person("李建军");
        stranger.household = HouseholdId::create(office.clock, office.random);
        office.add(stranger);
        for (const char *typed : {"贺玉梅", "heyumei", "hym", "贺ym"}) {
            const auto hits = office.find(QString::fromUtf8(typed)).hits;
            QCOMPARE(hits.size(), 3);
            QCOMPARE(hits.first().name, QStringLiteral("贺玉梅"));
            for (qsizetype i = 1; i < 3; ++i) {
                QCOMPARE(hits.at(i).matchedBy, MatchedBy::HouseholdHead);
                QCOMPARE(hits.at(i).otherName, QStringLiteral("贺玉梅"));
            }
        }
        for (const char *typed : {"贺玉梅 建军", "建军 贺玉梅", "hym 李建军", "heyumei 军"}) {
            const auto hits = office.find(QString::fromUtf8(typed)).hits;
            QVERIFY2(hits.size() == 1, typed);
            QCOMPARE(hits.first().name, QStringLiteral("李建军"));
            QCOMPARE(hits.first().household, head.household);
            QCOMPARE(hits.first().matchedBy, MatchedBy::HouseholdHead);
        }
        // a number means one person
        QCOMPARE(office.names(QStringLiteral("610623195909102046")), QStringList{QStringLiteral("贺玉梅")});
        QCOMPARE(office.names(QStringLiteral("李建梅")), QStringList{QStringLiteral("李建梅")});
    }
    void whoWasServedLatelyComesFirstAmongTheLike()
    {
        SearchOffice office;
        QList<ResidentId> ids;
        for (int i = 0; i < 300; ++i)
            ids.append(office.add(person("王伟")));
        Resident other = person("王伟");
        other.hukouDivision = other.livingDivision = QStringLiteral("610681001002");
        const auto far = office.add(other);
        {
            auto tx = storage::Transaction::begin(office.db).value();
            SearchOffice::expect(office.index.rebuild(tx)); // says whose the own community is
            SearchOffice::expect(tx.commit());
        }
        ResidentSearch::Options options;
        options.recent = {far, ids.at(250), ids.at(10)};
        for (const char *typed : {"王伟", "wangwei", "ww", "王"}) {
            const auto hits = office.find(QString::fromUtf8(typed), options).hits;
            QCOMPARE(hits.size(), 20);
            QCOMPARE(hits.at(0).id, ids.at(250));
            QCOMPARE(hits.at(1).id, ids.at(10));
            // the own community comes before whoever was here lately
            QCOMPARE(hits.last().id, far);
            QSet<ResidentId> once;
            for (const SearchHit &hit : hits)
                once.insert(hit.id);
            QCOMPARE(once.size(), 20);
        }
        options.recent = {ids.at(7)};
        QVERIFY(office.find(QStringLiteral("李"), options).hits.isEmpty());
    }
    void itSaysWhereItFits_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("marked"); // what fits, between brackets
        const auto row = [](const char *name, const char *typed, const char *marked) {
            QTest::addRow("%s in %s", typed, name)
                << QString::fromUtf8(name) << QString::fromUtf8(typed) << QString::fromUtf8(marked);
        };
        row("贺玉梅", "贺玉梅", "[贺玉梅]");
        row("贺玉梅", "heyu", "[贺玉]梅");
        row("贺玉梅", "hy", "[贺玉]梅");
        row("贺玉梅", "h", "[贺]玉梅");
        row("贺玉梅", "玉梅", "贺[玉梅]");
        row("贺玉梅", "梅贺", "[贺]玉[梅]");
        row("李𫍯之", "lx", "[李𫍯]之");
        row("李𫍯之", "之𫍯", "李[𫍯之]");
        row("𠮷田玉", "田", "𠮷[田]玉");
        row("卓玛·央金", "zhuomayang", "[卓玛]·[央]金");
        row("高 芳", "gaofang", "[高] [芳]");
        row("ＷＡＮＧ Ｌｉ", "wl", "[ＷＡＮＧ] [Ｌｉ]");
    }
    void itSaysWhereItFits()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, marked);
        SearchOffice office;
        office.add(name);
        const auto hits = office.find(typed).hits;
        QCOMPARE(hits.size(), 1);
        QString shown = name;
        for (auto it = hits.first().fitting.crbegin(); it != hits.first().fitting.crend(); ++it) {
            shown.insert(it->first + it->length, u']');
            shown.insert(it->first, u'[');
        }
        QCOMPARE(shown, marked);
    }
    /// No kind of search may read the whole register: each statement goes by a key or an index.
    void noStatementReadsAWholeTable()
    {
        for (const QString &sql : SearchReader::statements()) {
            auto plan = m_office->db.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + sql).value();
            int lines = 0;
            while (plan.step().value()) {
                const QString line = plan.text(3);
                QVERIFY2(line.startsWith(QLatin1String("SEARCH")) || line.startsWith(QLatin1String("USE TEMP B-TREE")),
                         qPrintable(sql + QStringLiteral(": ") + line));
                ++lines;
            }
            QVERIFY2(lines > 0, qPrintable(sql));
        }
    }
    void theLocalAccentIsRankedLast()
    {
        SearchOffice office;
        office.add(person("王明丽"));
        office.add(person("王敏丽"));
        ResidentSearch::Options options;
        QCOMPARE(office.find(QStringLiteral("wangminli"), options).hits.size(), 1);
        options.localAccent = true;
        const auto hits = office.find(QStringLiteral("wangminli"), options).hits;
        QCOMPARE(hits.size(), 2);
        QCOMPARE(hits.at(0).name, QStringLiteral("王敏丽"));
        QCOMPARE(hits.at(1).matchedBy, MatchedBy::Accent);
    }
    void anOldNumberFindsItsPerson()
    {
        SearchOffice office;
        Resident resident = person("张志明");
        resident.documentNumber = QStringLiteral("610623194702289014");
        resident.documentNumber.chop(1);
        resident.documentNumber += QChar(u'0');
        for (int i = 0; i < 11; ++i) { // the right check character
            resident.documentNumber.chop(1);
            resident.documentNumber += QStringLiteral("0123456789X").at(i);
            if (CitizenNumber::parse(resident.documentNumber))
                break;
        }
        office.add(resident);
        const auto hits = office.find(QStringLiteral("610623470228901")).hits;
        QCOMPARE(hits.size(), 1);
        QCOMPARE(hits.first().matchedBy, MatchedBy::DocumentNumber);
    }
    void aReaderSearchesWhileTheWriterWrites()
    {
        SearchOffice office;
        office.add(person("贺玉梅"));
        const auto reader = office.reader();
        auto tx = storage::Transaction::begin(office.db).value();
        auto act = office.log.begin(tx, office.author).value();
        Resident resident = person("贺玉梅");
        resident.id = ResidentId::create(office.clock, office.random);
        SearchOffice::expect(ResidentStore::create(act, office.scope, resident));
        SearchOffice::expect(act.finish());
        QCOMPARE(office.search.find(reader, QStringLiteral("hym"), {}).value().hits.size(), 1); // not yet committed
        SearchOffice::expect(tx.commit());
        QCOMPARE(office.search.find(reader, QStringLiteral("hym"), {}).value().hits.size(), 2);
    }
};

SHOULI_TEST(TestResidentSearch)
#include "TestResidentSearch.moc"
