// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/EraseDesk.h"
#include "core/cases/intake/DraftStore.h"
#include "core/cases/PublicCase.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/Remains.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/search/SearchIndex.h"
#include "core/staff/Permissions.h"
#include "sync/server/CountyLog.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/PlainPages.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using base::ErrorCode;
using base::Result;
using cases::intake::DraftStore;
using changes::EntityRef;
using changes::log::ChangeTable;
using changes::log::Remains;
using changes::log::WorkingTables;
using residents::Resident;
using residents::ResidentStore;
using residents::search::SearchIndex;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using shouli::tests::PlainPages;
using staff::Role;
using storage::Transaction;

namespace {

const QString name = QStringLiteral("欧阳翠微");
const QString number = QStringLiteral("610699195903079428");
const QString phone = QStringLiteral("13991170453");
const QString address = QStringLiteral("齐家湾九十七号院");
const QStringList secrets{name, number, phone, address};
const QString grounds = QStringLiteral("《个人信息保护法》第四十七条，申请2026-18号");

/// The little county as its offices' programs keep it, with somebody who is to be erased among many.
struct Register : MiniCounty {
    explicit Register(int before = 0)
    {
        static const auto pinyin = residents::search::Pinyin::load().value();
        for (MiniOffice *one : offices()) {
            indexes.push_back(std::make_unique<SearchIndex>(pinyin, one->office.division));
            MiniOffice::expect(one->run([&](Transaction &tx) { return indexes.back()->rebuild(tx); }));
            one->log.addListener(*indexes.back());
            one->log.atErasure([](Transaction &tx, EntityRef ref) -> Result<void> {
                if (ref.kind == Resident::kind)
                    SHOULI_CHECK(DraftStore::forget(tx, base::idCast<residents::ResidentId>(ref.id)));
                return audit::AuditLog::eraseDetails(tx, ref);
            });
        }
        who = person("");
        who.name = name;
        who.documentNumber = number;
        who.phone = phone;
        who.livingAddress = address;
        who.livingDivision = community.office.division;
        who.household = residents::HouseholdId::create(community.clock, community.random);
        residents::Household book;
        book.id = who.household;
        book.address = address;
        residents::GroupMembership group;
        group.id = residents::MembershipId::create(community.clock, community.random);
        group.resident = who.id;
        group.group = QStringLiteral("CANJI");
        group.certificate = number + QStringLiteral("43");
        crowd(before);
        enter({who}, &book, &group);
    }
    QList<MiniOffice *> offices() { return {&community, &street, &bureau}; }
    void enter(const QList<Resident> &people, const residents::Household *book = nullptr,
               const residents::GroupMembership *group = nullptr)
    {
        MiniOffice::expect(community.run([&](Transaction &tx) -> Result<void> {
            SHOULI_TRY(auto act, community.log.begin(tx, community.usual().staff.author()));
            if (book != nullptr)
                SHOULI_CHECK(residents::HouseholdStore::create(act, community.office.scope(), *book));
            for (const Resident &one : people)
                SHOULI_CHECK(ResidentStore::create(act, community.office.scope(), one));
            if (group != nullptr)
                SHOULI_CHECK(residents::GroupStore::create(act, community.office.scope(), *group));
            return act.finish();
        }));
    }
    /// Others around them: pages fill up and are divided.
    void crowd(int people)
    {
        for (int done = 0; done < people; done += 20) {
            QList<Resident> some;
            for (int i = 0; i < 20; ++i) {
                Resident one = person("王某某");
                one.documentNumber = QStringLiteral("6106991959%1")
                                         .arg(community.random.below(99'999'999), 8, 10, QLatin1Char('0'));
                one.phone = QStringLiteral("139911%1").arg(community.random.below(99'999), 5, 10, QLatin1Char('0'));
                some.append(one);
            }
            enter(some);
            others += some;
        }
    }
    /// Rows that grow push others to the next page; what SQLite leaves behind there is not deleted, and not overwritten.
    void grow()
    {
        for (const Resident &one : std::as_const(others)) {
            MiniOffice::expect(community.run([&](Transaction &tx) -> Result<void> {
                SHOULI_TRY(auto act, community.log.begin(tx, community.usual().staff.author()));
                Resident wanted = one;
                wanted.remark = QString(300, u'长');
                SHOULI_CHECK(ResidentStore::update(act, one, wanted));
                return act.finish();
            }));
        }
    }
    /// A case of theirs, at the street office by then.
    CaseFile accepted()
    {
        Acceptance wanted = acceptance();
        wanted.applicant = who.id;
        wanted.household = who.household;
        const CaseFile file = tryAccept(wanted).value();
        syncAll();
        return file;
    }
    void withdraw(const CaseFile &file)
    {
        MiniOffice::expect(community.run([&](Transaction &tx) {
            return community.desk.withdraw(tx, community.usual(), file.id, {name + QStringLiteral("不办了")});
        }));
        syncAll();
    }
    void give(bool may = true)
    {
        MiniOffice::expect(
            county.administer([&](shouli::sync::server::County &, shouli::tests::TestCounty::Transaction &tx) {
                return shouli::sync::server::devices::Devices::setMayErase(tx, community.office.scope(), may);
            }));
    }
    Result<void> erase(const ErasureOrder &order, Role role = Role::OfficeAdmin)
    {
        return community.run([&](Transaction &tx) {
            return EraseDesk(community.log, community.audit).erase(tx, community.as(role), order);
        });
    }
    Result<Erasure> plan(bool cases = true) { return EraseDesk::plan(community.db, who.id, cases); }
    void look(MiniOffice &office, const QString &details)
    {
        MiniOffice::expect(office.run([&](Transaction &tx) {
            return office.audit.record(tx, office.usual().staff.author(), audit::Action::Look, who.ref(), details);
        }));
    }
    QStringList found(const MiniOffice &office) const
    {
        return PlainPages(office.db.path(), office.dataKey()).found(secrets);
    }
    QStringList foundInCounty() const { return PlainPages(county.path(), county.key()).found(secrets); }

    Resident who;
    QList<Resident> others;
    std::vector<std::unique_ptr<SearchIndex>> indexes;
};

/// None: it succeeded.
template <class T>
std::optional<ErrorCode> refusal(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace

/// A person is lawfully erased, from the order at an office to the last page of the last disk.
class TestErasing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterItNothingIsLeftInAnyPageOfAnyFile()
    {
        Register r(200);
        const CaseFile file = r.accepted();
        r.crowd(200);
        r.grow();
        r.withdraw(file);
        r.look(r.community, name + QStringLiteral("的档案"));
        r.look(r.street, name + QStringLiteral("的档案"));

        intake::KeptDraft own;
        own.begunAt = r.community.clock.now();
        own.choices.applicant = r.who;
        intake::KeptDraft forThem = own;
        forThem.choices.applicant = r.son;
        forThem.choices.subject = r.who.id;
        forThem.choices.applicant.remark = name;
        MiniOffice::expect(r.community.run([&](Transaction &tx) -> Result<void> {
            SHOULI_CHECK(DraftStore::keep(tx, r.community.as(Role::Counter).staff.id, own));
            SHOULI_CHECK(DraftStore::setAside(tx, r.community.as(Role::Counter).staff.id, r.who.id));
            SHOULI_CHECK(DraftStore::keep(tx, r.community.as(Role::Counter).staff.id, own));
            return DraftStore::keep(tx, r.community.as(Role::Counter).staff.id, forThem);
        }));
        QCOMPARE(r.found(r.community), secrets); // whoever looks does find
        QVERIFY(r.found(r.street).contains(name));
        QCOMPARE(r.foundInCounty(), secrets);
        r.give();
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        r.syncAll();
        r.syncAll();
        MiniOffice::expect(r.county.server->scrub());
        for (MiniOffice *one : r.offices()) {
            QVERIFY(PlainPages(one->db.path(), one->dataKey()).size() > 100'000);
            QCOMPARE(r.found(*one), QStringList());
            QVERIFY(!Remains::areThere(one->db).value());
            QVERIFY(audit::AuditLog::verify(one->db));
            MiniOffice::expect(one->db.verify());
        }
        QCOMPARE(r.foundInCounty(), QStringList());
        QCOMPARE(r.community.rows("counter_draft"), 0);
        const auto again = r.community.run( // a window still has them open
            [&](Transaction &tx) { return DraftStore::keep(tx, r.community.as(Role::Counter).staff.id, own); });
        QCOMPARE(refusal(again), std::optional(ErrorCode::LawfullyErased));
        Acceptance late = r.acceptance();
        late.applicant = r.who.id;
        QVERIFY(!r.tryAccept(late));
        QCOMPARE(r.community.rows("counter_draft"), 0);
        QCOMPARE(r.community.rows("counter_draft_aside"), 0);
        QCOMPARE(r.community.rows("resident"), 402); // all others
        const auto entries = shouli::sync::server::CountyLog::verify(*r.county.reader());
        QVERIFY(entries && *entries > 0);
        const auto audit = audit::AuditLog::about(r.community.db, r.who.ref(), 9).value();
        QCOMPARE(audit.first().action, audit::Action::Erase);
        QCOMPARE(audit.first().details, grounds); // says nothing about a person
        for (const auto &line : audit.sliced(1))
            QVERIFY(line.details.isEmpty());
    }
    void thePlanSaysWhatGoes()
    {
        Register r;
        const CaseFile file = r.accepted();
        const auto before = r.plan().value();
        QCOMPARE(before.open.size(), 1);
        QCOMPARE(before.open.first().id, file.id);
        QVERIFY(before.cases.isEmpty());
        r.withdraw(file);
        const auto all = r.plan().value();
        QVERIFY(all.open.isEmpty());
        QCOMPARE(all.cases.size(), 1);
        QVERIFY(all.household);
        QCOMPARE(all.memberships, 1);
        QCOMPARE(all.departures, 0);
        QCOMPARE(all.things.first(), r.who.ref());
        QCOMPARE(all.things.size(), 5); // with the book, the group, the case and its page
        QVERIFY(all.lines >= 7);
        const auto without = r.plan(false).value();
        QCOMPARE(without.things.size(), 3);
        QVERIFY(without.lines < all.lines);
    }
    void aBookThatOthersAreInStays()
    {
        Register r;
        Resident lodger = r.person("刘平安");
        lodger.household = r.who.household;
        r.enter({lodger});
        QVERIFY(!r.plan()->household);
        QCOMPARE(r.plan()->things.size(), 2);
    }
    void closedCasesCanBeLeftAsTheyAre()
    {
        Register r;
        const CaseFile file = r.accepted();
        r.withdraw(file);
        r.give();
        MiniOffice::expect(r.erase({r.who.id, grounds, false}));
        r.syncAll();
        QVERIFY(WorkingTables::isErased(r.community.db, r.who.ref()).value());
        const CaseRecord kept = r.community.open(file.id);
        QCOMPARE(kept.file.applicantName, name);
        QVERIFY(!WorkingTables::isErased(r.community.db, file.ref()).value());
        const auto of = r.community.store.ofResident(r.community.db, r.who.id, 9, r.community.clock.today());
        QCOMPARE(of->size(), 1);
    }
    void anErasedCaseIsInNoListAndBreaksNone()
    {
        Register r;
        const CaseFile file = r.accepted();
        r.withdraw(file);
        const CaseId other = r.accept();
        r.give();
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        r.syncAll();
        for (MiniOffice *one : r.offices()) {
            QCOMPARE(one->store.load(one->db, file.id).error().code, ErrorCode::CaseUnknown);
            QVERIFY(!CaseStore::findByToken(one->db, file.token));
            QVERIFY(one->store.queue(one->db, one->office.id, one->clock.today()));
            QVERIFY(CaseStore::lately(one->db, 9));
        }
        QCOMPARE(CaseStore::matching(r.community.db, name, 9)->size(), 0);
        QCOMPARE(r.community.open(other).file.id, other);
    }
    void whoMayNotIsToldSo_data()
    {
        QTest::addColumn<int>("role");
        for (const Role role : staff::allRoles()) {
            if (role != Role::OfficeAdmin)
                QTest::newRow(qPrintable(staff::toString(role))) << static_cast<int>(role);
        }
    }
    void whoMayNotIsToldSo()
    {
        QFETCH(const int, role);
        Register r;
        r.give();
        QCOMPARE(refusal(r.erase({r.who.id, grounds, true}, static_cast<Role>(role))),
                 std::optional(ErrorCode::PermissionDenied));
        r.syncAll();
        QVERIFY(r.community.holds(r.who.id));
    }
    void whatIsMissingOrTooEarlyIsRefusedAndNothingGoes()
    {
        Register r;
        r.give();
        QCOMPARE(refusal(r.erase({r.who.id, QStringLiteral("  "), true})), std::optional(ErrorCode::InvalidArgument));
        QCOMPARE(refusal(r.erase({r.who.id, QString(201, u'据'), true})), std::optional(ErrorCode::InvalidArgument));
        QCOMPARE(
            r.erase({residents::ResidentId::create(r.community.clock, r.community.random), grounds, true}).error().code,
            ErrorCode::ResidentUnknown);
        const CaseFile file = r.accepted();
        QCOMPARE(refusal(r.erase({r.who.id, grounds, true})), std::optional(ErrorCode::InvalidArgument)); // it is open
        r.withdraw(file);
        QVERIFY(!ChangeTable::redaction(r.community.db, r.who.ref()).value());
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        QCOMPARE(refusal(r.erase({r.who.id, grounds, true})),
                 std::optional(ErrorCode::InvalidArgument)); // it waits for the county
        QVERIFY(r.community.holds(r.who.id));
        r.syncAll();
        QCOMPARE(refusal(r.erase({r.who.id, grounds, true})), std::optional(ErrorCode::LawfullyErased));
        QCOMPARE(refusal(r.plan()), std::optional(ErrorCode::LawfullyErased));
    }
    void withoutTheCountysRightItIsRefusedAndCanBeOrderedAgain()
    {
        Register r;
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        QVERIFY(!ChangeTable::redaction(r.community.db, r.who.ref())->value().seq);
        r.syncAll();
        QVERIFY(r.community.holds(r.who.id));
        const auto refused = ChangeTable::redaction(r.community.db, r.who.ref()).value();
        QCOMPARE(refused->verdict, changes::Verdict::Refused);
        QVERIFY(changes::log::DisputeTable::openCount(r.community.db).value() > 0); // a person is told
        QCOMPARE(r.street.rows("dispute"), 0);
        r.give();
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        r.syncAll();
        QVERIFY(WorkingTables::isErased(r.community.db, r.who.ref()).value());
        const auto done = ChangeTable::redaction(r.community.db, r.who.ref()).value();
        QCOMPARE(done->verdict, changes::Verdict::Applied);
        QCOMPARE(changes::Value::fromCbor(done->change.payload)->text(), grounds);
        QCOMPARE(changes::log::DisputeTable::openCount(r.community.db).value(), 0);
    }
    void aReaderThatReadsPutsItOffAndNothingIsForgotten()
    {
        Register r;
        r.give();
        MiniOffice::expect(r.erase({r.who.id, grounds, true}));
        {
            const auto reader = storage::Database::open(r.community.db.path(), r.community.dataKey(),
                                                        storage::Database::Access::Reader)
                                    .value();
            auto reading = reader.prepare(QStringLiteral("SELECT name FROM resident")).value();
            QVERIFY(reading.step().value());
            r.syncAll();
            QVERIFY(WorkingTables::isErased(r.community.db, r.who.ref()).value());
            QVERIFY(Remains::areThere(r.community.db).value());
        }
        MiniOffice::expect(Remains::clear(r.community.db));
        QVERIFY(!Remains::areThere(r.community.db).value());
        QCOMPARE(r.found(r.community), QStringList());
    }
};

SHOULI_TEST(TestErasing)
#include "TestErasing.moc"
