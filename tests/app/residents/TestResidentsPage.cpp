// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "app/residents/BelongingPane.h"
#include "app/residents/RecordPane.h"
#include "app/residents/ResidentForm.h"
#include "app/residents/ResidentsPage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using app::residents::ResidentForm;
using app::residents::ResidentsPage;
using core::audit::Action;
using core::residents::Resident;
using core::residents::ResidentStore;
using core::staff::Role;
using F = core::residents::ResidentField;

namespace {

/// An office with the page in its window.
class Desk : public tests::PageWindow {
public:
    explicit Desk(Role role = Role::Counter)
        : PageWindow(role)
        , page(new ResidentsPage(*office.session))
    {
        frame.addPage(page);
        show();
    }
    void goTo(F field)
    {
        for (int i = 0; i < 30 && QApplication::focusWidget() != form()->field(field); ++i)
            press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form()->field(field)));
    }
    /// To that row of the groups.
    void go(const QString &key)
    {
        const auto *list = form()->belonging()->groups();
        for (int i = 0; i < 120 && list->rows().value(list->currentRow()).key != key; ++i)
            press(i < 60 ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(list->rows().value(list->currentRow()).key, key);
    }
    void go(const char *key) { go(QString::fromLatin1(key)); }
    /// Typed over the row of the groups that is chosen.
    void answer(const char *text)
    {
        press(Qt::Key_Return);
        if (!QTest::qWaitFor([] { return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr; }))
            qFatal("no field is open");
        type(text);
        press(Qt::Key_Return);
        if (!QTest::qWaitFor([this] { return QApplication::focusWidget() == form()->belonging()->groups(); }))
            qFatal("the field stays open");
        QCoreApplication::processEvents(); // and the next question comes
    }
    /// The applicant's groups of today.
    QList<core::residents::GroupMembership> valid() const
    {
        auto all = core::residents::GroupStore::of(office.session->reader(), office.applicant.id,
                                                   office.applicant.household)
                       .value();
        all.removeIf([this](const auto &one) { return !one.isValidOn(office.clock.today()); });
        return all;
    }
    ResidentForm *form() const { return page->findChild<ResidentForm *>(); }
    bool inForm() const { return form()->isVisible(); }
    void find(const char *letters)
    {
        for (const char *c = letters; *c != '\0'; ++c)
            press(QChar(QLatin1Char(*c)).toUpper().unicode());
    }
    app::frame::PageAction action(int key) const { return actionOf(*page, key); }
    QString detail(const QString &value) const
    {
        const auto &rows = page->findChild<app::widgets::KeyValueList *>()->rows();
        for (const auto &row : rows) {
            if (row.value.contains(value))
                return row.value;
        }
        return {};
    }
    Resident stored(core::residents::ResidentId id) const
    {
        return ResidentStore::find(office.session->reader(), id).value();
    }

    ResidentsPage *page;
};

} // namespace

class TestResidentsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void aPersonIsFoundByKeysAndTheLookIsLogged()
    {
        Desk desk;
        QSignalSpy results(desk.page, &app::frame::Page::resultsFound);
        desk.find("heyumei");
        QTRY_VERIFY(!results.isEmpty() && !results.last().at(0).value<QList<app::frame::ResultRow>>().isEmpty());
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.page->subject(), desk.office.applicant.name);
        QTRY_COMPARE(desk.logged(Action::Look, "register"), 1);
        QVERIFY(desk.detail(QStringLiteral("13809115127")).isEmpty()); // masked
        desk.shoot("residents-record");
        desk.press(Qt::Key_F9);
        QVERIFY(!desk.detail(QStringLiteral("13809115127")).isEmpty());
        QTRY_COMPARE(desk.logged(Action::Look, "whole number"), 1);
        QVERIFY(!desk.action(Qt::Key_F9).run);
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.page->subject().isEmpty());
    }
    void theFamilyIsOneEnterAway()
    {
        Desk desk;
        QVERIFY(desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes()));
        auto *family = qobject_cast<app::widgets::ChecklistView *>(desk.page->mainList());
        QCOMPARE(family->rows().size(), 3);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(family));
        const QString member = family->rows().at(family->currentRow()).text;
        QVERIFY(member != desk.office.applicant.name);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.page->subject(), member);
        QVERIFY(!desk.page->open(QStringLiteral("resident"), QByteArray("x")));
        QVERIFY(!desk.page->open(QStringLiteral("case"), desk.office.applicant.id.toBytes()));
    }
    void aCorrectionChangesWhatWasTypedAndNothingElse()
    {
        Desk desk;
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        QVERIFY(desk.inForm());
        QTRY_COMPARE(desk.logged(Action::Look, "correction"), 1);
        desk.goTo(F::LivingAddress);
        desk.type("齐家湾社区3排12号");
        desk.shoot("residents-correct");
        desk.press(Qt::Key_F12);
        QVERIFY(!desk.inForm());
        Resident wanted = desk.office.applicant;
        wanted.livingAddress = QStringLiteral("齐家湾社区3排12号");
        QCOMPARE(desk.stored(wanted.id), wanted);
        QCOMPARE(desk.logged(Action::Correct, "register"), 1);
    }
    void aNewResidentsNumberFillsSexAndBirthDate()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        QVERIFY(desk.inForm());
        QVERIFY(!desk.action(Qt::Key_F12).enabled); // no name yet
        desk.type("高秀英");
        desk.goTo(F::DocumentNumber);
        desk.type("610699195903079428");
        QCOMPARE(desk.form()->field(F::Sex)->text(), QStringLiteral("女"));
        QCOMPARE(desk.form()->field(F::BirthDate)->text(), QStringLiteral("1959-03-07"));
        QVERIFY(desk.action(Qt::Key_F12).enabled);
        desk.press(Qt::Key_F12);
        const auto kept =
            ResidentStore::findByDocument(desk.office.session->reader(), QStringLiteral("610699195903079428")).value();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().name, QStringLiteral("高秀英"));
        QCOMPARE(kept.first().sex, core::residents::Sex::Female);
        QCOMPARE(desk.page->subject(), QStringLiteral("高秀英"));
        QCOMPARE(desk.logged(Action::Create, "register"), 1);
    }
    void whatCannotBeIsRefusedWithAReasonAndNothingTypedIsLost()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        desk.type("高秀英");
        desk.goTo(F::DocumentNumber);
        desk.type("610699195903079427"); // the check character does not fit
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        QVERIFY(!desk.action(Qt::Key_F12).disabledReason.isEmpty());
        desk.press(Qt::Key_F12);
        QVERIFY(desk.inForm());
        QCOMPARE(desk.form()->field(F::Name)->text(), QStringLiteral("高秀英"));
        desk.press(Qt::Key_Return);
        const auto rows = desk.form()->findings()->rows();
        const auto bad = std::count_if(rows.cbegin(), rows.cend(),
                                       [](const auto &row) { return row.mark == app::widgets::Mark::No; });
        QCOMPARE(bad, 1);
        QVERIFY(rows.size() > 1); // no telephone, no address: odd, and no hindrance
        desk.shoot("residents-refused");
        desk.press(Qt::Key_Escape); // somebody else comes first
        QVERIFY(!desk.inForm());
        desk.press(Qt::Key_F2);
        QCOMPARE(desk.form()->field(F::Name)->text(), QStringLiteral("高秀英"));
        QCOMPARE(desk.form()->field(F::DocumentNumber)->text(), QStringLiteral("610699195903079427"));
        desk.press(Qt::Key_F8);
        QVERIFY(desk.form()->field(F::Name)->text().isEmpty());
    }
    void whyANumberIsImpossibleIsToldInBothLanguages_data()
    {
        QTest::addColumn<app::look::Languages::Language>("language");
        QTest::addColumn<QString>("told");
        QTest::newRow("in Chinese") << app::look::Languages::Language::Chinese << QStringLiteral("校验码不符");
        QTest::newRow("in English") << app::look::Languages::Language::English
                                    << QStringLiteral("the last character does not fit the others");
    }
    void whyANumberIsImpossibleIsToldInBothLanguages()
    {
        QFETCH(app::look::Languages::Language, language);
        QFETCH(QString, told);
        Desk desk;
        desk.languages.use(language);
        desk.press(Qt::Key_F2);
        desk.type("高秀英");
        desk.goTo(F::DocumentNumber);
        desk.type("610699195903079427");
        desk.press(Qt::Key_Return);
        QString shown;
        for (const auto &row : desk.form()->findings()->rows())
            shown += row.text + u' ' + row.note + u'\n';
        QVERIFY2(shown.contains(told), qPrintable(shown));
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        desk.form()->field(F::DocumentNumber)->setFocus();
        desk.type("610699195903079428");
        QVERIFY(desk.action(Qt::Key_F12).enabled);
    }
    void whatIsOddIsKept()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        desk.type("高秀英");
        desk.goTo(F::DocumentNumber);
        desk.type("610699195903079428");
        desk.goTo(F::Sex);
        desk.type("男"); // the number says otherwise
        desk.press(Qt::Key_Return);
        QVERIFY(desk.action(Qt::Key_F12).enabled);
        const auto rows = desk.form()->findings()->rows();
        QVERIFY(std::any_of(rows.cbegin(), rows.cend(),
                            [](const auto &row) { return row.mark == app::widgets::Mark::Attention; }));
    }
    void whoMightBeTheSamePersonIsShownWhileTyping()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        QVERIFY(desk.form()->likely()->rows().isEmpty());
        desk.type("折建国");
        QCOMPARE(desk.form()->likely()->rows().size(), 1);
        QCOMPARE(desk.form()->likely()->rows().first().text, QStringLiteral("折建国"));
        desk.type("折建军");
        QVERIFY(desk.form()->likely()->rows().isEmpty());
    }
    void aNewMemberComesIntoTheSameHousehold()
    {
        Desk desk;
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F4);
        desk.type("李小宝");
        desk.goTo(F::Relation);
        desk.type("孙子");
        desk.press(Qt::Key_F12);
        const auto members = ResidentStore::inHousehold(desk.office.session->reader(), desk.office.household.id)
                                 .value();
        QCOMPARE(members.size(), 4);
        QVERIFY(std::any_of(members.cbegin(), members.cend(), [](const Resident &one) {
            return one.name == QStringLiteral("李小宝") && one.relation == core::residents::codes::grandson;
        }));
    }
    void theCountersTypingBeginsANewResident()
    {
        Desk desk;
        QVERIFY(desk.page->open(QStringLiteral("resident-new"), QStringLiteral("高秀英").toUtf8()));
        QCOMPARE(desk.form()->field(F::Name)->text(), QStringLiteral("高秀英"));
        desk.press(Qt::Key_F8);
        desk.press(Qt::Key_Escape);
    }
    void aReviewerLooksAndChangesNothing()
    {
        Desk desk(Role::Reviewer);
        QVERIFY(!desk.action(Qt::Key_F2).run);
        QVERIFY(!desk.page->open(QStringLiteral("resident-new"), QByteArray()));
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        QVERIFY(!desk.action(Qt::Key_F3).run);
        QVERIFY(!desk.action(Qt::Key_F4).run);
        QVERIFY(desk.action(Qt::Key_F9).run);
    }
    void aHouseholdIsFoundByTheNameOfSomebodyInIt()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        desk.type("李小宝");
        desk.press(Qt::Key_F6);
        desk.type("贺玉梅");
        const auto *households = desk.form()->belonging()->households();
        QCOMPARE(households->rows().size(), 2);
        QVERIFY2(households->rows().first().note.contains(u'3'), qPrintable(households->rows().first().note));
        desk.press(Qt::Key_Return); // into the list
        desk.shoot("residents-household");
        desk.press(Qt::Key_Return); // this one
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(desk.form()->field(F::Relation)));
        desk.type("孙子");
        desk.press(Qt::Key_F12);
        const auto members = ResidentStore::inHousehold(desk.office.session->reader(), desk.office.household.id)
                                 .value();
        QCOMPARE(members.size(), 4);
        QVERIFY(std::any_of(members.cbegin(), members.cend(), [](const Resident &one) {
            return one.name == QStringLiteral("李小宝") && one.relation == core::residents::codes::grandson;
        }));
    }
    void aNewHouseholdIsKeptWithItsHead()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        desk.type("高秀英");
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(desk.form()->field(F::LivingAddress)));
        desk.type("齐家湾社区9排1号");
        desk.press(Qt::Key_Escape); // somebody else comes first
        desk.press(Qt::Key_F2);
        desk.shoot("residents-new-household");
        desk.press(Qt::Key_F12);
        auto person =
            desk.office.session->reader().prepare(QStringLiteral("SELECT id FROM resident WHERE name = ?")).value();
        person.bindAll(QStringLiteral("高秀英"));
        QVERIFY(person.step().value());
        const Resident head = desk.stored(person.id<core::residents::ResidentId>(0));
        QCOMPARE(head.relation, core::residents::codes::head);
        const auto household = core::residents::HouseholdStore::find(desk.office.session->reader(), head.household);
        QVERIFY(household);
        QCOMPARE(household->address, QStringLiteral("齐家湾社区9排1号"));
        QCOMPARE(household->division, desk.office.session->office().division);
        desk.press(Qt::Key_F2); // and the next form begins without it
        QVERIFY(!desk.form()->belonging()->belonging().made);
    }
    void whoMovesInWithOthersIsNoLongerTheirOwnHead()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        desk.type("高秀英");
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return); // a new household
        desk.press(Qt::Key_F6);
        desk.type("贺玉梅");
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return); // no: that one
        QVERIFY(desk.form()->field(F::Relation)->text().isEmpty());
        desk.press(Qt::Key_F12);
        QCOMPARE(ResidentStore::inHousehold(desk.office.session->reader(), desk.office.household.id)->size(), 4);
        auto count = desk.office.session->reader().prepare(QStringLiteral("SELECT count(*) FROM household")).value();
        QVERIFY(count.step().value());
        QCOMPARE(count.integer(0), 1);
    }
    void groupsAreTickedAndEndedAndNothingIsForgotten()
    {
        Desk desk;
        const auto groups = [&desk] {
            QStringList valid;
            const auto all = core::residents::GroupStore::of(desk.office.session->reader(), desk.office.applicant.id,
                                                             desk.office.household.id)
                                 .value();
            for (const auto &one : all)
                valid.append(one.group
                             + (one.isValidOn(desk.office.clock.today()) ? QStringLiteral("+") : QStringLiteral("-"))
                             + (one.resident.isNull() ? QStringLiteral("h") : QStringLiteral("p")));
            valid.sort();
            return valid;
        };
        const auto go = [&desk](const char *group) { desk.go(group); };
        QCOMPARE(groups(), QStringList{QStringLiteral("CANJI+p")});
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        go("CANJI");
        desk.press(Qt::Key_Space);
        go("DIBAO"); // a household's
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(desk.form()->belonging()->belonging().groups.size(), 2);
        desk.shoot("residents-groups");
        desk.press(Qt::Key_F12);
        QCOMPARE(groups(), (QStringList{QStringLiteral("CANJI-p"), QStringLiteral("DIBAO+h")}));
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        go("DIBAO");
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Space); // a slip
        desk.press(Qt::Key_F12);
        QCOMPARE(groups(), (QStringList{QStringLiteral("CANJI-p"), QStringLiteral("DIBAO+h")}));
    }
    void aGroupAsksForCategoryLevelAndReviewByKeysAlone()
    {
        Desk desk;
        const Resident who = desk.office.applicant;
        tests::OfficeSession::expect(
            desk.office.write([&](app::office::Writing &w) -> core::base::Result<void> { // none of it so far
                SHOULI_TRY(const auto kept, core::residents::GroupStore::of(w.tx.database(), who.id, who.household));
                SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
                auto ended = kept.first();
                ended.endedOn = desk.office.clock.today();
                SHOULI_CHECK(core::residents::GroupStore::update(act, kept.first(), ended));
                return act.finish();
            }));
        desk.page->open(QStringLiteral("resident"), who.id.toBytes());
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        auto *list = desk.form()->belonging()->groups();
        desk.go("CANJI");
        desk.press(Qt::Key_Space);
        QTRY_VERIFY(list->rows().at(list->currentRow()).editable); // the first question comes next
        desk.answer("肢体");
        desk.answer("五级"); // there is none
        QVERIFY(list->rows().at(list->currentRow()).note.contains(QStringLiteral("五级")));
        desk.answer("2");
        desk.answer("610699199912319999"); // too short for a certificate
        desk.shoot("residents-group-asks");
        const auto row = std::find_if(list->rows().cbegin(), list->rows().cend(),
                                      [](const auto &one) { return one.key == QLatin1String("CANJI"); });
        QVERIFY2(row->note.contains(QStringLiteral("证号")), qPrintable(row->note));
        desk.press(Qt::Key_Escape); // somebody else comes first
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        desk.go("DUJU");
        desk.press(Qt::Key_Space);
        QTRY_VERIFY(list->rows().at(list->currentRow()).editable);
        desk.answer("2027-02-01");
        desk.press(Qt::Key_F12);
        QVERIFY(!desk.inForm());
        const auto held = desk.valid();
        QCOMPARE(held.size(), 2);
        const auto &disabled = held.at(held.first().group == u"CANJI" ? 0 : 1);
        const auto &alone = held.at(held.first().group == u"CANJI" ? 1 : 0);
        QCOMPARE(disabled.category.value(), 4);
        QCOMPARE(disabled.level.value(), 2);
        QCOMPARE(disabled.certificate, QStringLiteral("610699199912319999"));
        QCOMPARE(alone.reviewOn, QDate(2027, 2, 1));
        desk.shoot("residents-record-groups");
        QStringList shown;
        for (const auto *view : desk.page->findChildren<app::widgets::ChecklistView *>()) {
            for (const auto &one : view->isVisible() ? view->rows() : QList<app::widgets::ChecklistRow>())
                shown.append(one.text + u' ' + one.note);
        }
        QVERIFY2(shown.join(u'\n').contains(QStringLiteral("肢体二级")), qPrintable(shown.join(u'\n')));
        QVERIFY2(shown.join(u'\n').contains(QStringLiteral("2027-02-01")), qPrintable(shown.join(u'\n')));
        QVERIFY2(!shown.join(u'\n').contains(QStringLiteral("610699199912319999")), "a certificate has the ID number");
    }
    void whatAGroupSaysIsCorrectedAndNotMadeTwice()
    {
        Desk desk;
        const auto before = desk.valid();
        QCOMPARE(before.size(), 1);
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        desk.go(QStringLiteral("CANJI:%1").arg(static_cast<int>(core::residents::MembershipField::ValidTo)));
        desk.answer("2031-05-01");
        desk.press(Qt::Key_F12);
        auto wanted = before.first();
        wanted.validTo = QDate(2031, 5, 1);
        QCOMPARE(desk.valid(), QList{wanted});
    }
    void aPeriodThatRunsBackwardsIsNotKept()
    {
        Desk desk;
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        desk.go("GANGXING");
        desk.press(Qt::Key_Space);
        desk.go(QStringLiteral("GANGXING:%1").arg(static_cast<int>(core::residents::MembershipField::ValidTo)));
        desk.answer("2020-01-01");
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        QVERIFY2(desk.action(Qt::Key_F12).disabledReason.contains(QStringLiteral("刚性支出")),
                 qPrintable(desk.action(Qt::Key_F12).disabledReason));
        desk.press(Qt::Key_Up);
        desk.answer("2099-01-01");
    }
    void somebodyElsesEntryOfTheSameGroupIsAddedTo()
    {
        Desk desk;
        const Resident who = desk.office.applicant;
        desk.page->open(QStringLiteral("resident"), who.id.toBytes());
        desk.press(Qt::Key_F3);
        desk.press(Qt::Key_F7);
        desk.go("DUJU");
        desk.press(Qt::Key_Space);
        const auto *list = desk.form()->belonging()->groups();
        QTRY_VERIFY(list->rows().at(list->currentRow()).editable);
        desk.answer("2027-02-01");
        core::residents::GroupMembership first; // meanwhile
        first.id = core::residents::MembershipId::create(desk.office.clock, desk.office.random);
        first.resident = who.id;
        first.group = QStringLiteral("DUJU");
        first.evidence = QStringLiteral("入户");
        tests::OfficeSession::expect(desk.office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(core::residents::GroupStore::create(act, w.actor.office.scope(), first));
            return act.finish();
        }));
        desk.press(Qt::Key_F12);
        const auto held = desk.valid();
        QCOMPARE(held.size(), 2); // with the disability
        const auto found = std::find_if(held.cbegin(), held.cend(),
                                        [&](const auto &one) { return one.id == first.id; });
        QVERIFY(found != held.cend());
        QCOMPARE(found->reviewOn, QDate(2027, 2, 1));
        QCOMPARE(found->evidence, first.evidence);
    }
    void aLabelThatNoServiceNeedsIsShownAndNotOffered()
    {
        Desk desk;
        const auto offered = [&desk] {
            const auto &rows = desk.form()->belonging()->groups()->rows();
            return std::any_of(rows.cbegin(), rows.cend(),
                               [](const auto &row) { return row.key == QLatin1String("ZHIYUAN"); });
        };
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        QVERIFY(!offered());
        desk.press(Qt::Key_F8);
        desk.press(Qt::Key_Escape);
        tests::OfficeSession::expect(
            desk.office.write([&](app::office::Writing &w) -> core::base::Result<void> { // from an older register
                SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
                core::residents::GroupMembership label;
                label.id = core::residents::MembershipId::create(desk.office.clock, desk.office.random);
                label.resident = desk.office.applicant.id;
                label.group = QStringLiteral("ZHIYUAN");
                SHOULI_CHECK(core::residents::GroupStore::create(act, w.actor.office.scope(), label));
                return act.finish();
            }));
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        const auto shown = desk.page->findChild<app::residents::RecordPane *>()->groups()->rows();
        QVERIFY(std::any_of(shown.cbegin(), shown.cend(),
                            [](const auto &row) { return row.text == QStringLiteral("志愿者"); }));
        desk.press(Qt::Key_F3);
        QVERIFY(offered()); // so that it can be ended
    }
    void inAnEnglishWindowWordsAreEnglishAndWhatIsKeptIsNot()
    {
        Desk desk;
        desk.languages.use(app::look::Languages::Language::English);
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        desk.press(Qt::Key_F3);
        QCOMPARE(desk.form()->field(F::Sex)->text(), QStringLiteral("female"));
        desk.goTo(F::Ethnic);
        desk.type("Hui");
        desk.goTo(F::Relation);
        desk.type("Head of Household");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.form()->field(F::Relation)->text(), QStringLiteral("head of household"));
        desk.press(Qt::Key_F12);
        QVERIFY(!desk.inForm());
        const Resident kept = desk.stored(desk.office.applicant.id);
        QCOMPARE(kept.ethnic.value(), 3);
        QCOMPARE(kept.relation, core::residents::codes::head);
        desk.languages.use(app::look::Languages::Language::Chinese);
    }
    void aGroupOfHouseholdsNeedsOne()
    {
        Desk desk;
        desk.press(Qt::Key_F2);
        const auto rows = desk.form()->belonging()->groups()->rows();
        const auto dibao = std::find_if(rows.cbegin(), rows.cend(),
                                        [](const auto &row) { return row.key == QLatin1String("DIBAO"); });
        QVERIFY(dibao != rows.cend());
        QVERIFY(!dibao->selectable);
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return);
        const auto after = desk.form()->belonging()->groups()->rows();
        QVERIFY(after.at(dibao - rows.cbegin()).selectable);
    }
    void inEnglishAsWell()
    {
        Desk desk;
        desk.page->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes());
        const QString chinese = desk.page->title();
        desk.languages.use(app::look::Languages::Language::English);
        QCOMPARE(desk.page->title(), QStringLiteral("Residents"));
        QVERIFY(chinese != desk.page->title());
        desk.press(Qt::Key_F3);
        desk.shoot("residents-english");
        desk.languages.use(app::look::Languages::Language::Chinese);
    }
};

SHOULI_TEST(TestResidentsPage)
#include "TestResidentsPage.moc"
