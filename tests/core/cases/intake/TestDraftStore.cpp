// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/DraftCode.h"
#include "core/cases/intake/DraftStore.h"
#include "core/changes/Cbor.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases::intake;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using residents::ResidentId;
using shouli::tests::OfficeDatabase;
using staff::StaffId;
using storage::Transaction;

class TestDraftStore : public QObject {
    Q_OBJECT

    struct Desk : OfficeDatabase {
        StaffId who = StaffId::create(clock, random);
        StaffId other = StaffId::create(clock, random);
        ResidentId resident = ResidentId::create(clock, random);

        [[nodiscard]] KeptDraft draft() const
        {
            KeptDraft kept{clock.now(), {}};
            auto &c = kept.choices;
            c.service = u"MZ-01"_s;
            c.catalogue = u"2026-11"_s;
            c.applicant.id = resident;
            c.applicant.name = u"贺玉𬭚"_s;
            c.applicant.birthDate = residents::PartialDate(1959, 3, 0);
            c.applicant.hukouRural = true;
            c.subject = *ResidentId::fromBytes(QByteArray(16, 's'));
            c.forHousehold = true;
            c.proxy = {u"贺建军"_s, u"13900001234"_s, u"20"_s, u"610699198001010010"_s};
            c.answers.yes = {{u"q-b"_s, false}, {u"q-a"_s, true}};
            c.answers.variant = u"temporary"_s;
            c.ticks = {{u"ID"_s, {}},
                       {u"BANK"_s, {Tick::Said::Tolerated, QDate(2026, 11, 30)}},
                       {u"WILL"_s, {Tick::Said::NotNeeded, {}}}};
            c.judgements = {{u"lives here"_s, true}, {u"poor"_s, false}};
            c.justification = u"入户核查属实"_s;
            c.remark = u"听力不好"_s;
            auto wanted = c.applicant;
            wanted.phone = u"13900005555"_s;
            c.corrections = {{c.applicant, wanted}};
            return kept;
        }
        void keep(StaffId staff, const KeptDraft &kept)
        {
            auto tx = Transaction::begin(db).value();
            expect(DraftStore::keep(tx, staff, kept));
            expect(tx.commit());
        }
        void setContent(StaffId staff, const QByteArray &bytes)
        {
            auto tx = Transaction::begin(db).value();
            auto update = tx.prepare(u"UPDATE counter_draft SET content = ? WHERE staff = ?"_s).value();
            update.bindAll(bytes, staff);
            expect(update.run());
            expect(tx.commit());
        }
    };

private Q_SLOTS:
    void everythingComesBack()
    {
        Desk desk;
        const auto kept = desk.draft();
        desk.keep(desk.who, kept);
        QCOMPARE(DraftStore::find(desk.reader(), desk.who, desk.resident).value(), std::optional(kept));
        KeptDraft plain{desk.clock.now(), {}};
        plain.choices.applicant.id = desk.resident;
        desk.keep(desk.who, plain); // in place of the one before
        QCOMPARE(DraftStore::find(desk.reader(), desk.who, desk.resident).value(), std::optional(plain));
    }
    void eachOfTheStaffHasTheirOwn()
    {
        Desk desk;
        desk.keep(desk.who, desk.draft());
        QVERIFY(!DraftStore::find(desk.db, desk.other, desk.resident).value());
        auto second = desk.draft();
        second.choices.remark.clear();
        desk.keep(desk.other, second);
        auto tx = Transaction::begin(desk.db).value();
        OfficeDatabase::expect(DraftStore::remove(tx, desk.who, desk.resident));
        OfficeDatabase::expect(DraftStore::remove(tx, desk.who, desk.resident)); // none: no error
        OfficeDatabase::expect(tx.commit());
        QVERIFY(!DraftStore::find(desk.db, desk.who, desk.resident).value());
        QCOMPARE(DraftStore::find(desk.db, desk.other, desk.resident).value(), std::optional(second));
    }
    void itLeavesNoLineInTheChangeLog()
    {
        Desk desk;
        desk.keep(desk.who, desk.draft());
        auto lines = desk.db.prepare(u"SELECT count(*) FROM change"_s).value();
        QVERIFY(lines.step().value());
        QCOMPARE(lines.integer(0), 0);
    }
    void nobodysDraftIsRefused()
    {
        Desk desk;
        auto tx = Transaction::begin(desk.db).value();
        QCOMPARE(DraftStore::keep(tx, {}, desk.draft()).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(DraftStore::keep(tx, desk.who, {}).error().code, ErrorCode::InvalidArgument);
        auto endless = desk.draft();
        endless.choices.remark = QString(DraftCode::mostBytes, u'x');
        QCOMPARE(DraftStore::keep(tx, desk.who, endless).error().code, ErrorCode::InvalidArgument);
    }
    void foreignBytesAreAnErrorAndLoseNothingElse_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const Desk desk;
        const auto good = DraftCode::toCbor(desk.draft().choices);
        const auto unreadable = static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("nothing") << QByteArray("") << unreadable;
        QTest::newRow("no CBOR") << QByteArray("not a draft at all") << unreadable;
        QTest::newRow("an array that claims to be endless")
            << QByteArray::fromHex("9bffffffffffffffff01") << unreadable;
        QTest::newRow("something after the end") << good + 'x' << unreadable;
        QTest::newRow("too long") << good + QByteArray(DraftCode::mostBytes, '\0') << unreadable;
        changes::CborWriter newer;
        newer.array(2);
        newer.number(DraftCode::version + 1);
        newer.text(u"?"_s);
        QTest::newRow("of a newer version") << newer.bytes() << static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("somebody else's") << good << unreadable; // another resident's id than the row's
    }
    void foreignBytesAreAnErrorAndLoseNothingElse()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        Desk desk;
        (void)desk.random.bytes(5); // another resident than in the data
        desk.resident = ResidentId::create(desk.clock, desk.random);
        desk.keep(desk.who, desk.draft());
        desk.keep(desk.other, desk.draft());
        desk.setContent(desk.who, bytes);
        const auto found = DraftStore::find(desk.db, desk.who, desk.resident);
        QVERIFY(!found);
        QCOMPARE(static_cast<int>(found.error().code), code);
        QCOMPARE(DraftStore::find(desk.db, desk.other, desk.resident).value(), std::optional(desk.draft()));
        auto still = desk.db.prepare(u"SELECT content FROM counter_draft WHERE staff = ?"_s).value();
        still.bindAll(desk.who);
        QVERIFY(still.step().value());
        QCOMPARE(still.blob(0), bytes);
    }
    void whatIsSetAsideStaysAsItIsAndANewOneCanBeBegun()
    {
        Desk desk;
        desk.keep(desk.who, desk.draft());
        desk.keep(desk.other, desk.draft());
        desk.setContent(desk.who, "not a draft at all");
        auto tx = Transaction::begin(desk.db).value();
        desk.expect(DraftStore::setAside(tx, desk.who, desk.resident));
        desk.expect(tx.commit());
        QVERIFY(!DraftStore::find(desk.db, desk.who, desk.resident).value());
        QVERIFY(DraftStore::find(desk.db, desk.other, desk.resident).value());
        auto aside = desk.db.prepare(u"SELECT resident, staff, content FROM counter_draft_aside"_s).value();
        QVERIFY(aside.step().value());
        QCOMPARE(aside.blob(0), desk.resident.toBytes());
        QCOMPARE(aside.blob(1), desk.who.toBytes());
        QCOMPARE(aside.blob(2), QByteArray("not a draft at all"));
        desk.keep(desk.who, desk.draft());
        QVERIFY(DraftStore::find(desk.db, desk.who, desk.resident).value());
    }
    void whoeverIsErasedIsInNoDraftAnyMore()
    {
        Desk desk;
        const KeptDraft own = desk.draft(); // for somebody else, who is named in it by the id
        desk.keep(desk.who, own);
        auto another = own;
        another.choices.applicant.id = ResidentId::create(desk.clock, desk.random);
        another.choices.corrections.clear();
        another.choices.subject = {};
        desk.keep(desk.who, another);
        auto tx = Transaction::begin(desk.db).value();
        Desk::expect(DraftStore::keep(tx, desk.other, own));
        Desk::expect(DraftStore::setAside(tx, desk.other, desk.resident));
        Desk::expect(DraftStore::forget(tx, own.choices.subject));
        Desk::expect(tx.commit());
        QVERIFY(!DraftStore::find(desk.db, desk.who, desk.resident).value());
        QVERIFY(DraftStore::find(desk.db, desk.who, another.choices.applicant.id).value());
        auto aside = desk.db.prepare(u"SELECT count(*) FROM counter_draft_aside"_s).value();
        QVERIFY(aside.step().value());
        QCOMPARE(aside.integer(0), 0);
        auto again = Transaction::begin(desk.db).value();
        Desk::expect(DraftStore::forget(again, another.choices.applicant.id));
        Desk::expect(again.commit());
        QVERIFY(!DraftStore::find(desk.db, desk.who, another.choices.applicant.id).value());
    }
    void whatIsOfNoMoreUseIsPruned_data()
    {
        QTest::addColumn<int>("daysAgo");
        QTest::addColumn<bool>("inTheRegister");
        QTest::addColumn<QString>("acceptedService");
        QTest::addColumn<int>("acceptedDaysLater");
        QTest::addColumn<bool>("stays");
        QTest::newRow("begun today") << 0 << true << QString() << 0 << true;
        QTest::newRow("begun ninety days ago") << 90 << true << QString() << 0 << true;
        QTest::newRow("begun ninety-one days ago") << 91 << true << QString() << 0 << false;
        QTest::newRow("of somebody who has left the register") << 1 << false << QString() << 0 << false;
        QTest::newRow("accepted by somebody else the next day") << 5 << true << u"MZ-01"_s << 1 << false;
        QTest::newRow("begun again on the day of an acceptance") << 5 << true << u"MZ-01"_s << 0 << true;
        QTest::newRow("another service was accepted") << 5 << true << u"MZ-02"_s << 1 << true;
    }
    void whatIsOfNoMoreUseIsPruned()
    {
        QFETCH(int, daysAgo);
        QFETCH(bool, inTheRegister);
        QFETCH(QString, acceptedService);
        QFETCH(int, acceptedDaysLater);
        QFETCH(bool, stays);
        Desk desk;
        auto draft = desk.draft();
        draft.begunAt.ms -= daysAgo * qint64(24) * 3600 * 1000;
        desk.keep(desk.who, draft);
        auto tx = Transaction::begin(desk.db).value();
        if (inTheRegister) {
            auto insert = tx.prepare(u"INSERT INTO resident (id) VALUES (?)"_s).value();
            insert.bindAll(desk.resident);
            desk.expect(insert.run());
        }
        if (!acceptedService.isEmpty()) {
            auto insert =
                tx.prepare(u"INSERT INTO case_file (id, applicant, service, accepted_on) VALUES (x'01', ?, ?, ?)"_s)
                    .value();
            insert.bindAll(desk.resident, acceptedService, draft.begunAt.dateInChina().addDays(acceptedDaysLater));
            desk.expect(insert.run());
        }
        desk.expect(DraftStore::prune(tx, desk.clock.today()));
        desk.expect(tx.commit());
        QCOMPARE(DraftStore::find(desk.db, desk.who, desk.resident).value().has_value(), stays);
    }
    void whereverItIsCutOrChangedItIsAnErrorOrADraft()
    {
        const Desk desk;
        const auto good = DraftCode::toCbor(desk.draft().choices);
        for (qsizetype i = 0; i < good.size(); ++i) {
            QVERIFY2(!DraftCode::fromCbor(good.left(i)), qPrintable(QString::number(i)));
            for (const char bit : {0x01, 0x20, 0x40}) {
                QByteArray changed = good;
                changed[i] = static_cast<char>(changed[i] ^ bit);
                (void)DraftCode::fromCbor(changed); // must come back, whatever it says
            }
        }
        QCOMPARE(DraftCode::fromCbor(good).value(), desk.draft().choices);
    }
};

SHOULI_TEST(TestDraftStore)
#include "TestDraftStore.moc"
