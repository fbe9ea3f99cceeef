// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/RegisterFacts.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::intake;
using base::ErrorCode;
using base::Result;
using catalogue::Whose;
using residents::Resident;
using shouli::tests::CountyBooks;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using storage::Transaction;

class TestRegisterFacts : public QObject {
    Q_OBJECT

    static RegisterFacts factsOf(const MiniCounty &c, residents::ResidentId subject = {})
    {
        return RegisterFacts::load(c.community.db, c.applicant.id, subject, c.community.clock.today()).value();
    }
    /// Writes `change(resident)` to the register.
    template <class Change>
    static void correct(MiniCounty &c, Resident &person, Change change)
    {
        Resident wanted = person;
        change(wanted);
        MiniOffice::expect(c.community.run([&](Transaction &tx) -> Result<void> {
            SHOULI_TRY(auto act, c.community.log.begin(tx, c.community.usual().staff.author()));
            SHOULI_CHECK(residents::ResidentStore::update(act, person, wanted));
            return act.finish();
        }));
        person = wanted;
    }
    static catalogue::Material material(const char *code)
    {
        const auto library = CountyBooks::shared().catalogues;
        return *(*library->catalogue(library->versions().last()))->material(QString::fromLatin1(code));
    }

private Q_SLOTS:
    void whatIsNotRegisteredIsUnknown()
    {
        MiniCounty c;
        const RegisterFacts facts = factsOf(c);
        const auto person = facts.subject();
        QVERIFY(!person.birth && !person.sex && !person.marital && !person.hukou && !person.residence
                && !person.workplace);
        QVERIFY(!person.parents);
        QVERIFY(!facts.quantity(QStringLiteral("income_per_capita_month")));
        QVERIFY(!facts.circumstance(QStringLiteral("student")));
        QVERIFY(!facts.evidence(material("ID"), Whose::Subject));
        QVERIFY(!facts.evidence(material("BANK"), Whose::Applicant));
        QVERIFY(!facts.evidence(material("ID"), Whose::Proxy));
    }
    void whatIsRegisteredIsKnownWithItsSource()
    {
        MiniCounty c;
        correct(c, c.applicant, [](Resident &r) {
            r.birthDate = residents::PartialDate(1958, 3, 0);
            r.sex = residents::Sex::Female;
            r.marital = residents::codes::widowed;
            r.hukouDivision = QStringLiteral("610681001003");
            r.workStatus = residents::codes::studying;
            r.verifiedOn = QDate(2026, 5, 1);
        });
        const RegisterFacts facts = factsOf(c);
        const auto person = facts.subject();
        QCOMPARE(person.birth->value.earliest, QDate(1958, 3, 1));
        QCOMPARE(person.birth->value.latest, QDate(1958, 3, 31));
        QCOMPARE(person.birth->from.date, QDate(2026, 5, 1));
        QCOMPARE(person.sex->value, QStringLiteral("2"));
        QCOMPARE(person.marital->value, QStringLiteral("30"));
        QCOMPARE(person.hukou->value, QStringLiteral("610681001003"));
        QCOMPARE(person.groups->value, QStringList(QStringLiteral("CANJI")));
        QVERIFY(person.death && !person.death->value.isValid());
        QVERIFY(facts.circumstance(QStringLiteral("student"))->value);
        QCOMPARE(facts.household().size(), 2U);
    }
    void papersOfTheRegisterStandInWhereEverybodyHasOne()
    {
        MiniCounty c;
        correct(c, c.applicant, [](Resident &r) {
            r.documentType = residents::codes::residentCard;
            r.documentNumber = QStringLiteral("610623195803122046");
            r.documentValidTo = QDate(2030, 1, 1);
            r.bankAccount = QStringLiteral("6217001234567890");
        });
        const auto own = factsOf(c).evidence(material("ID"), Whose::Subject);
        QCOMPARE(own->validTo, QDate(2030, 1, 1));
        QVERIFY(!own->summary.zh.contains(QStringLiteral("19580312"))); // never whole on a list
        QVERIFY(factsOf(c).evidence(material("BANK"), Whose::Applicant));
        QVERIFY(factsOf(c).evidence(material("HKALL"), Whose::Subject));
        QVERIFY(!factsOf(c).evidence(material("ID"), Whose::EachMember)); // the son's is not here
        correct(c, c.son, [](Resident &r) {
            r.documentType = residents::codes::residentCard;
            r.documentNumber = QStringLiteral("610623198503122031");
            r.documentValidTo = QDate(2027, 1, 1);
        });
        QCOMPARE(factsOf(c).evidence(material("ID"), Whose::EachMember)->validTo,
                 QDate(2027, 1, 1)); // the first to run out
    }
    void aChildsFactsAreTheChilds()
    {
        MiniCounty c;
        correct(c, c.son, [](Resident &r) { r.sex = residents::Sex::Male; });
        const RegisterFacts facts = factsOf(c, c.son.id);
        QCOMPARE(facts.subject().sex->value, QStringLiteral("1"));
        QVERIFY(facts.subject().groups->value.isEmpty()); // the certificate is the mother's
        QVERIFY(facts.subject().disability->value.category.isEmpty());
    }
    void bothParentsDeadIsKnownOneIsNot()
    {
        MiniCounty c;
        correct(c, c.son, [&](Resident &r) { r.mother = c.applicant.id; });
        correct(c, c.applicant, [](Resident &r) { r.deceasedOn = QDate(2026, 10, 1); });
        QVERIFY(!factsOf(c, c.son.id).subject().parents);
        QCOMPARE(factsOf(c).subject().death->value, QDate(2026, 10, 1));
    }
    void earlierCasesAreKnown()
    {
        MiniCounty c;
        const QString service = QStringLiteral("CL-02");
        QVERIFY(!factsOf(c).openCaseSince(service)->value.isValid());
        const CaseId id = c.accept("CL-02");
        QCOMPARE(factsOf(c).openCaseSince(service)->value, QDate(2026, 11, 23));
        c.advanceTo(id, "COMM_DELIVER");
        QCOMPARE(factsOf(c).lastGranted(service)->value, QDate(2026, 11, 23));
        QVERIFY(c.deliver(id));
        QVERIFY(!factsOf(c).openCaseSince(service)->value.isValid());
        QCOMPARE(factsOf(c).lastGranted(service)->value, QDate(2026, 11, 23));
        QVERIFY(!factsOf(c).lastGranted(QStringLiteral("MZ-01"))->value.isValid());
    }
    void aHouseholdsCaseIsEachMembersASinglePersonsIsNot()
    {
        MiniCounty c;
        Acceptance own = c.acceptance("CL-02");
        own.household = {};
        QVERIFY(c.tryAccept(own));
        QVERIFY(c.tryAccept(c.acceptance("MZ-01"))); // for the household
        const RegisterFacts son = factsOf(c, c.son.id);
        QVERIFY(!son.openCaseSince(QStringLiteral("CL-02"))->value.isValid());
        QVERIFY(son.openCaseSince(QStringLiteral("MZ-01"))->value.isValid());
    }
    void somebodyWhoIsNotHereIsAnError()
    {
        MiniCounty c;
        const auto stranger = residents::ResidentId::create(c.community.clock, c.community.random);
        const QDate today = c.community.clock.today();
        QCOMPARE(RegisterFacts::load(c.community.db, stranger, {}, today).error().code, ErrorCode::ResidentUnknown);
        QCOMPARE(RegisterFacts::load(c.community.db, c.applicant.id, stranger, today).error().code,
                 ErrorCode::ResidentUnknown);
    }
};

SHOULI_TEST(TestRegisterFacts)
#include "TestRegisterFacts.moc"
