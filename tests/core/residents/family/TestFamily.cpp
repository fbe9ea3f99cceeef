// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/family/FamilyView.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/family/Kinship.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::family;
using shouli::tests::OfficeDatabase;

namespace {

/// Three generations under one roof, made by hand.
class Family {
public:
    Resident &add(const char *name, Sex sex, int year, RelationCode relation)
    {
        Resident r;
        r.id = ResidentId::create(m_clock, m_random);
        r.name = QString::fromUtf8(name);
        r.sex = sex;
        r.birthDate = PartialDate(year, 1, 1);
        r.relation = relation;
        r.household = household;
        people.append(r);
        return people.last();
    }
    [[nodiscard]] const Resident &at(const char *name) const
    {
        for (const Resident &r : people) {
            if (r.name == QString::fromUtf8(name))
                return r;
        }
        qFatal("no %s in the family", name);
    }
    Resident &at(const char *name) { return const_cast<Resident &>(std::as_const(*this).at(name)); }
    void parents(const char *child, const char *father, const char *mother)
    {
        at(child).father = at(father).id;
        at(child).mother = at(mother).id;
    }
    void couple(const char *a, const char *b)
    {
        at(a).spouse = at(b).id;
        at(b).spouse = at(a).id;
    }

    QList<Resident> people;
    HouseholdId household = HouseholdId::create(m_clock, m_random);

private:
    static inline shouli::tests::TestClock m_clock;
    static inline shouli::tests::TestRandom m_random{1};
};

constexpr Sex m = Sex::Male;
constexpr Sex f = Sex::Female;

/// Everybody's parents and spouses are on record.
Family onRecord()
{
    Family family;
    family.people.reserve(20);
    family.add("李老", m, 1935, codes::father);
    family.add("王奶", f, 1937, codes::mother);
    family.add("李建国", m, 1960, codes::head);
    family.add("贺玉梅", f, 1962, codes::wife);
    family.add("李建军", m, 1965, codes::youngerBrother);
    family.add("李秀英", f, 1955, codes::elderSister);
    family.add("李强", m, 1985, codes::eldestSon);
    family.add("张丽", f, 1986, codes::daughterInLaw);
    family.add("李燕", f, 1988, codes::daughter);
    family.add("王军", m, 1987, codes::sonInLaw);
    family.add("李浩然", m, 2010, codes::grandson);
    family.add("王子涵", f, 2012, codes::daughtersDaughter);
    family.add("李小军", m, 1995, codes::brothersSon);
    family.add("贺父", m, 1934, codes::wifesFather);
    family.parents("李建国", "李老", "王奶");
    family.parents("李建军", "李老", "王奶");
    family.parents("李秀英", "李老", "王奶");
    family.parents("李强", "李建国", "贺玉梅");
    family.parents("李燕", "李建国", "贺玉梅");
    family.parents("李浩然", "李强", "张丽");
    family.parents("王子涵", "王军", "李燕");
    family.at("李小军").father = family.at("李建军").id;
    family.at("贺玉梅").father = family.at("贺父").id;
    family.couple("李老", "王奶");
    family.couple("李建国", "贺玉梅");
    family.couple("李强", "张丽");
    family.couple("李燕", "王军");
    return family;
}

} // namespace

class TestFamily : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void relationsFollowFromParentsAndSpouses_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("whom");
        QTest::addColumn<QString>("relation");
        const auto row = [](const char *who, const char *whom, const char *relation) {
            QTest::addRow("%s is %s of %s", who, relation, whom)
                << QString::fromUtf8(who) << QString::fromUtf8(whom) << QString::fromUtf8(relation);
        };
        row("李建国", "李建国", "本人");
        row("贺玉梅", "李建国", "妻");
        row("李建国", "贺玉梅", "配偶");
        row("李强", "李建国", "长子"); // as the household book has it
        row("李强", "贺玉梅", "子");
        row("李燕", "贺玉梅", "女");
        row("李建国", "李强", "父亲");
        row("贺玉梅", "李燕", "母亲");
        row("张丽", "贺玉梅", "儿媳");
        row("贺玉梅", "张丽", "婆婆");
        row("李建国", "张丽", "公公");
        row("王军", "贺玉梅", "女婿");
        row("贺玉梅", "王军", "岳母");
        row("李建国", "王军", "岳父");
        row("李浩然", "贺玉梅", "孙子");
        row("王子涵", "贺玉梅", "外孙女");
        row("李建国", "李浩然", "祖父");
        row("贺玉梅", "李浩然", "祖母");
        row("李建国", "王子涵", "外祖父");
        row("贺玉梅", "王子涵", "外祖母");
        row("李燕", "李强", "妹妹");
        row("李强", "李燕", "兄");
        row("王军", "李强", "妹夫");
        row("张丽", "李燕", "嫂");
        row("李建军", "李强", "叔父");
        row("李秀英", "李强", "姑母");
        row("李强", "李建军", "侄子");
        row("李燕", "李秀英", "侄女");
        row("李建军", "李秀英", "弟");
        row("李秀英", "李建军", "姐姐");
        row("李小军", "李强", "堂兄弟、堂姐妹");
        row("李强", "王子涵", "舅父");
        row("王子涵", "李强", "外甥女");
        row("李燕", "李浩然", "姑母");
        row("李浩然", "李燕", "侄子");
        row("王子涵", "李浩然", "表兄弟、表姐妹");
        row("李老", "李浩然", "曾祖父");
        row("李浩然", "王奶", "曾孙子或外曾孙子");
        row("李老", "贺玉梅", "公公");
        row("贺父", "李建国", "岳父");
        row("贺父", "李强", "外祖父");
        row("李强", "贺父", "外孙子");
        row("李老", "张丽", "配偶的祖父母或外祖父母");
        row("张丽", "李老", "孙媳妇或外孙媳妇");
        row("张丽", "王军", "其他亲属");
    }
    void relationsFollowFromParentsAndSpouses()
    {
        QFETCH(QString, who);
        QFETCH(QString, whom);
        QFETCH(QString, relation);
        const Family family = onRecord();
        const auto answer = Kinship(family.people)
                                .relation(family.at(qPrintable(who)).id, family.at(qPrintable(whom)).id);
        QCOMPARE(answer.relation.name(), relation);
        QVERIFY(answer.certain);
    }

    /// The household book alone: each member's relation to the head, no parents, no spouses.
    void relationsFollowFromTheHouseholdBook_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("whom");
        QTest::addColumn<QString>("relation");
        QTest::addColumn<bool>("certain");
        const auto row = [](const char *who, const char *whom, const char *relation, bool certain = true) {
            QTest::addRow("%s is %s of %s", who, relation, whom)
                << QString::fromUtf8(who) << QString::fromUtf8(whom) << QString::fromUtf8(relation) << certain;
        };
        row("贺玉梅", "李建国", "妻");
        row("李建国", "贺玉梅", "配偶");
        row("李强", "贺玉梅", "子");
        row("贺玉梅", "李强", "母亲");
        row("李强", "李燕", "兄");
        row("李建国", "张丽", "公公");
        row("贺玉梅", "张丽", "婆婆");
        row("张丽", "贺玉梅", "儿媳");
        row("张丽", "李强", "配偶", false); // the only son, so it is likely
        row("李浩然", "贺玉梅", "孙子");
        row("李浩然", "李强", "子", false);
        row("李浩然", "李燕", "侄子", false);
        row("李老", "贺玉梅", "公公");
        row("李老", "李强", "祖父");
        row("李建军", "李强", "叔父");
        row("李秀英", "李建军", "姐姐");
        row("贺父", "贺玉梅", "父亲");
        row("贺父", "李强", "外祖父");
    }
    void relationsFollowFromTheHouseholdBook()
    {
        QFETCH(QString, who);
        QFETCH(QString, whom);
        QFETCH(QString, relation);
        QFETCH(bool, certain);
        Family family = onRecord();
        family.people.removeIf(
            [](const Resident &r) { return r.name == u"王军" || r.name == u"王子涵" || r.name == u"李小军"; });
        for (Resident &r : family.people)
            r.father = r.mother = r.spouse = {};
        const auto answer = Kinship(family.people)
                                .relation(family.at(qPrintable(who)).id, family.at(qPrintable(whom)).id);
        QCOMPARE(answer.relation.name(), relation);
        QCOMPARE(answer.certain, certain);
    }
    void aDaughterInLawOfTwoSonsIsNotGuessed()
    {
        Family family;
        family.add("李建国", m, 1960, codes::head);
        family.add("李强", m, 1985, codes::son);
        family.add("李军", m, 1987, codes::son);
        family.add("张丽", f, 1986, codes::daughterInLaw);
        const Kinship kinship(family.people);
        const auto answer = kinship.relation(family.at("张丽").id, family.at("李强").id);
        QVERIFY(!answer.certain);
        QVERIFY(answer.relation != codes::spouse);
        QCOMPARE(kinship.relation(family.at("李建国").id, family.at("张丽").id).relation, codes::husbandsFather);
    }
    void aStepchildIsTold()
    {
        Family family;
        family.add("李建国", m, 1960, codes::head);
        family.add("贺玉梅", f, 1962, codes::wife);
        family.add("李强", m, 1985, codes::son);
        Resident former;
        former.id = family.at("贺玉梅").id;
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random(9);
        family.at("李强").father = family.at("李建国").id;
        family.at("李强").mother = ResidentId::create(clock, random); // not in this register
        const Kinship kinship(family.people);
        QCOMPARE(kinship.relation(family.at("李强").id, family.at("贺玉梅").id).relation, codes::adoptedSon);
        QCOMPARE(kinship.relation(family.at("贺玉梅").id, family.at("李强").id).relation, codes::stepmother);
    }
    void siblingsAreKnownByAParentWhoIsNotHere()
    {
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random(9);
        const auto father = ResidentId::create(clock, random);
        Family family;
        family.add("李强", m, 1985, {}).father = father;
        family.add("李燕", f, 1988, {}).father = father;
        QCOMPARE(Kinship(family.people).relation(family.at("李燕").id, family.at("李强").id).relation,
                 codes::youngerSister);
    }
    void strangersAreNotRelated()
    {
        Family family;
        family.add("李强", m, 1985, {});
        family.add("王军", m, 1985, {});
        QVERIFY(Kinship(family.people).relation(family.at("李强").id, family.at("王军").id).relation.isEmpty());
        QVERIFY(Kinship({}).relation(family.at("李强").id, family.at("王军").id).relation.isEmpty());
    }
    void recordsThatMakeNoSenseDoNotHang()
    {
        Family family;
        family.add("李强", m, 1985, codes::head);
        family.add("李军", m, 1986, codes::head);
        family.at("李强").father = family.at("李军").id;
        family.at("李军").father = family.at("李强").id;
        family.at("李强").spouse = family.at("李强").id;
        QVERIFY(!Kinship(family.people).relation(family.at("李强").id, family.at("李军").id).relation.isEmpty());
    }

    void aFamilyIsSeenFromItsApplicant()
    {
        OfficeDatabase office;
        Family family = onRecord();
        Household household;
        household.id = family.household;
        household.number = QStringLiteral("100200300");
        family.at("李燕").household = {}; // she married into another village
        family.at("王军").household = {};
        family.at("王子涵").household = {};
        office.act([&](changes::Act &act) {
            OfficeDatabase::expect(HouseholdStore::create(act, office.scope, household));
            for (const Resident &r : family.people)
                OfficeDatabase::expect(ResidentStore::create(act, office.scope, r));
        });
        const auto view = FamilyView::load(office.db, family.at("贺玉梅").id).value();
        QCOMPARE(view.household->number, household.number);
        QCOMPARE(view.head, family.at("李建国").id);
        QVERIFY(view.findings.isEmpty());
        QStringList lines;
        for (const auto &member : view.members)
            lines.append(member.resident.name + u'=' + member.toApplicant.name());
        QCOMPARE(lines.mid(0, 4).join(u' '), QStringLiteral("贺玉梅=本人 李建国=配偶 李强=子 张丽=儿媳"));
        QCOMPARE(view.members.size(), 11);
        QCOMPARE(view.elsewhere.size(), 1);
        QCOMPARE(view.elsewhere.first().resident.name, QStringLiteral("李燕"));
        QCOMPARE(view.elsewhere.first().toApplicant, codes::daughter);
    }
    void aHouseholdWithoutHeadOrWithTwoIsSaid()
    {
        Family family;
        family.add("李强", m, 1985, codes::head);
        family.add("李军", m, 1986, codes::head);
        Household household;
        auto view = FamilyView::of(family.people.first(), household, family.people, {});
        QVERIFY(view.head.isNull());
        QVERIFY(contains(view.findings, FindingCode::HouseholdSeveralHeads));
        for (Resident &r : family.people)
            r.relation = {};
        view = FamilyView::of(family.people.first(), household, family.people, {});
        QVERIFY(contains(view.findings, FindingCode::HouseholdWithoutHead));
        household.householdKind = HouseholdKind::Collective;
        QVERIFY(FamilyView::of(family.people.first(), household, family.people, {}).findings.isEmpty());
    }
    void somebodyWithoutAHouseholdHasAFamilyOfOne()
    {
        OfficeDatabase office;
        Family family;
        family.add("李强", m, 1985, {}).household = {};
        office.act([&](changes::Act &act) {
            OfficeDatabase::expect(ResidentStore::create(act, office.scope, family.people.first()));
        });
        const auto view = FamilyView::load(office.db, family.people.first().id).value();
        QCOMPARE(view.members.size(), 1);
        QVERIFY(!view.household);
        QCOMPARE(FamilyView::load(office.db, ResidentId::create(office.clock, office.random)).error().code,
                 base::ErrorCode::ResidentUnknown);
    }
};

SHOULI_TEST(TestFamily)
#include "TestFamily.moc"
