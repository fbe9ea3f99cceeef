// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/DeliveryPage.h"
#include "app/delivery/StepPane.h"
#include "app/look/Theme.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>

using namespace shouli;
using app::delivery::DeliveryPage;
using app::delivery::StepPane;
using app::delivery::Waiting;
using core::cases::CaseId;
using core::cases::CaseStatus;
using core::cases::Delivered;
using core::cases::MaterialStatus;
using core::staff::Role;
using tests::OfficeSession;

namespace {

/// An office with the page in its window.
class Desk : public tests::PageWindow {
public:
    Desk()
        : PageWindow(Role::Counter)
    {
    }
    void show()
    {
        page = new DeliveryPage(*office.session, {papers(), {}, {[] { return QStringList(); }, {}}});
        frame.addPage(page);
        PageWindow::show();
        failures = std::make_unique<QSignalSpy>(page, &app::frame::Page::failed);
    }
    QString papers() const { return dir.filePath(QStringLiteral("papers")); }
    /// Over the chosen row; the first character opens its field.
    void type(const char *text)
    {
        const auto inField = [] { return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr; };
        for (const char *c = text; *c != '\0'; ++c) {
            QTest::keyClick(QApplication::focusWidget(), *c);
            office.clock.advanceMs(150); // a person, not a scanner
            if (!QTest::qWaitFor(inField))
                qFatal("no field opens");
        }
    }
    app::widgets::ChecklistView *step() const { return page->findChild<StepPane *>()->list(); }
    /// Down to the row of that name.
    void goTo(const QString &row)
    {
        for (int i = 0; i < step()->rows().size() && step()->rows().value(step()->currentRow()).key != row; ++i)
            press(Qt::Key_Down);
        QCOMPARE(step()->rows().value(step()->currentRow()).key, row);
    }
    QString note(const QString &row) const
    {
        for (const auto &one : step()->rows()) {
            if (one.key == row)
                return one.note;
        }
        return {};
    }
    QString notice() const { return page->findChild<StepPane *>()->findChild<app::widgets::NoticeBox *>()->text(); }
    app::frame::PageAction action(int key) const { return actionOf(*page, key); }
    /// Accepted and decided: its result waits for this office.
    CaseId decided(const QList<core::cases::MaterialState> &materials = {})
    {
        const CaseId id = office.accept("MZ-01", materials).id;
        for (int i = 0; i < 20; ++i) {
            const auto open = office.load(id).state.open();
            if (open.first().id == QLatin1String("COMM_DELIVER"))
                return id;
            office.complete(id, qPrintable(open.first().id));
        }
        qFatal("never decided");
    }
    CaseId refused()
    {
        const CaseId id = office.accept().id;
        const auto rejected = office.write([&, actor = office.as(Role::Reviewer)](app::office::Writing &w) {
            return w.desk.reject(w.tx, actor, id,
                                 {QStringLiteral("STREET_ACCEPT"),
                                  {},
                                  QStringLiteral("收入超过标准"),
                                  QStringLiteral("民发〔2021〕57号第五条")});
        });
        OfficeSession::expect(rejected);
        return id;
    }

    QTemporaryDir dir;
    DeliveryPage *page = nullptr;
    std::unique_ptr<QSignalSpy> failures;
};

QString textOf(const QString &pdf)
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestDeliveryPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void fromTheCountysCounterToTheSignedReceiptByKeysAlone()
    {
        Desk desk;
        const CaseId id = desk.decided();
        desk.show();
        QCOMPARE(desk.page->badge(), 1);
        QCOMPARE(desk.page->shownList(), Waiting::Collect);
        desk.press(Qt::Key_Down); // from the box to the list
        QCOMPARE(desk.page->current(), std::optional(id));
        desk.shoot("delivery-collect");
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::numberRow);
        desk.type("6106990012");
        desk.press(Qt::Key_F12); // without Enter: what is typed counts
        QCOMPARE(desk.failures->size(), 0);
        const auto certificates = desk.office.load(id).state.certificates;
        QCOMPARE(certificates.size(), 1);
        QCOMPARE(certificates.first().document, QStringLiteral("最低生活保障证 6106990012"));

        desk.press(Qt::Key_Right);
        QCOMPARE(desk.page->shownList(), Waiting::Deliver);
        QCOMPARE(desk.page->current(), std::optional(id));
        QVERIFY(!desk.action(Qt::Key_F12).enabled); // nobody has said whether it was signed
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_2);
        desk.shoot("delivery-hand-over");
        desk.press(Qt::Key_F7);
        const QStringList receipts{QStringLiteral("*-WS-07.pdf")};
        QTRY_COMPARE_WITH_TIMEOUT(QDir(desk.papers()).entryList(receipts).size(), 1, 20'000);
        const QString receipt = textOf(desk.papers() + u'/' + QDir(desk.papers()).entryList(receipts).first());
        QVERIFY(receipt.contains(QStringLiteral("送达回证")));
        QVERIFY(receipt.contains(QStringLiteral("最低生活保障证")));
        QVERIFY(receipt.contains(QStringLiteral("6106990012")));
        QVERIFY(receipt.contains(desk.office.load(id).file.number));
        QVERIFY(receipt.contains(QStringLiteral("☑上门")));
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Y); // from the step's first line: no other asks
        QTRY_VERIFY(desk.action(Qt::Key_F12).enabled);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const auto state = desk.office.load(id).state;
        QCOMPARE(state.status, CaseStatus::Delivered);
        QCOMPARE(*state.delivery,
                 (Delivered{Delivered::Way::Home, QStringLiteral("贺玉梅"), QStringLiteral("self"), true}));
        QCOMPARE(desk.page->badge(), 0);
        QVERIFY(!desk.page->current());
        desk.shoot("delivery-empty");
    }
    void anotherReceiverIsTypedAndARelationThatIsNoneIsRefusedWithoutLosingTheOld()
    {
        Desk desk;
        const CaseId id = desk.decided();
        desk.show();
        desk.press(Qt::Key_F6); // nothing to collect: straight on
        QCOMPARE(desk.page->shownList(), Waiting::Deliver);
        QCOMPARE(desk.page->current(), std::optional(id));
        desk.press(Qt::Key_F5);
        QVERIFY(desk.note(StepPane::receiverRow) != QStringLiteral("贺玉梅"));
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::receiverRow);
        desk.type("Wang Wu");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.note(StepPane::receiverRow), QStringLiteral("Wang Wu"));
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        QVERIFY(!desk.action(Qt::Key_F12).disabledReason.isEmpty());
        desk.goTo(StepPane::relationRow);
        desk.type("73");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.note(StepPane::relationRow), QStringLiteral("弟"));
        desk.type("nobody");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.notice().contains(QStringLiteral("nobody")));
        QCOMPARE(desk.note(StepPane::relationRow), QStringLiteral("弟"));
        desk.goTo(StepPane::signedRow);
        desk.press(Qt::Key_N);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.office.load(id).state.delivery.value(),
                 (Delivered{Delivered::Way::Counter, QStringLiteral("Wang Wu"), QStringLiteral("73"), false}));
    }
    void aPromisedPaperBlocksTheHandOverUntilItIsReceived()
    {
        Desk desk;
        const CaseId id = desk.decided({{QStringLiteral("ASSET"), MaterialStatus::Tolerated, QDate(2026, 11, 20)}});
        desk.show();
        QCOMPARE(desk.page->badge(), 2); // to collect; and the paper is late
        desk.press(Qt::Key_F6);
        desk.shoot("delivery-blocked");
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        QVERIFY(!desk.notice().isEmpty());
        desk.press(Qt::Key_F12); // says why, does nothing
        QVERIFY(!desk.office.load(id).state.isClosed());
        desk.press(Qt::Key_F6);
        QVERIFY(!desk.office.load(id).state.lacksTolerated());
        QCOMPARE(desk.page->current(), std::optional(id)); // the way is free
        QVERIFY(!desk.action(Qt::Key_F6).run);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::signedRow);
        desk.press(Qt::Key_Y);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.office.load(id).state.status, CaseStatus::Delivered);
        QCOMPARE(desk.page->badge(), 0);
    }
    void aPaperIsReceivedWhereverTheCaseIs()
    {
        Desk desk;
        const auto file = desk.office.accept(
            "MZ-01", {{QStringLiteral("ASSET"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}});
        desk.show();
        QCOMPARE(desk.page->badge(), 0);
        desk.press(Qt::Key_Down);
        for (int i = 0; i < 3; ++i)
            desk.press(Qt::Key_Right);
        QCOMPARE(desk.page->shownList(), Waiting::Papers);
        QCOMPARE(desk.page->current(), std::optional(file.id));
        desk.shoot("delivery-papers");
        desk.press(Qt::Key_F12);
        QVERIFY(!desk.office.load(file.id).state.lacksTolerated());
        QVERIFY(!desk.page->current());
    }
    void aRefusalIsToldAndTheCaseCloses()
    {
        Desk desk;
        const CaseId id = desk.refused();
        desk.show();
        QCOMPARE(desk.page->shownList(), Waiting::Tell); // the first list in which something waits
        QVERIFY(desk.notice().contains(QStringLiteral("收入超过标准")));
        desk.shoot("delivery-tell");
        desk.press(Qt::Key_F12); // by telephone, to the applicant: nothing more to say
        const auto state = desk.office.load(id).state;
        QVERIFY(state.isClosed() && state.told);
        QCOMPARE(state.status, CaseStatus::Rejected);
        QCOMPARE(state.delivery->way, Delivered::Way::Phone);
    }
    void aRefusalIsToldWithALetterThatSaysWhyAndHowToAppeal()
    {
        Desk desk;
        const CaseId id = desk.refused();
        desk.show();
        desk.languages.use(app::look::Languages::Language::English); // paper is Chinese all the same
        desk.press(Qt::Key_F7);
        const QStringList letters{QStringLiteral("*-WS-05.pdf")};
        const QStringList receipts{QStringLiteral("*-WS-07.pdf")};
        QTRY_COMPARE_WITH_TIMEOUT(QDir(desk.papers()).entryList(receipts).size(), 1, 20'000);
        QCOMPARE(QDir(desk.papers()).entryList(letters).size(), 1);
        const QString letter = textOf(desk.papers() + u'/' + QDir(desk.papers()).entryList(letters).first());
        const auto file = desk.office.load(id).file;
        for (const QString &wanted :
             {QStringLiteral("不予确认告知书"), file.number, file.applicantName, QStringLiteral("收入超过标准"),
              QStringLiteral("民发〔2021〕57号第五条"), QStringLiteral("子长市人民政府"),
              QStringLiteral("有管辖权的人民法院"), QStringLiteral("申请人联"), QStringLiteral("存根联")})
            QVERIFY2(letter.contains(wanted), qPrintable(wanted + u'\n' + letter));
        const QString receipt = textOf(desk.papers() + u'/' + QDir(desk.papers()).entryList(receipts).first());
        QVERIFY2(receipt.contains(QStringLiteral("不予确认告知书")), qPrintable(receipt));
        QVERIFY(!desk.office.load(id).state.told); // printed is not told
        desk.languages.use(app::look::Languages::Language::Chinese);
    }
    void inAnEnglishWindowARelationIsAnEnglishWordAndKeptAsItsCode()
    {
        Desk desk;
        const CaseId id = desk.decided();
        desk.show();
        desk.languages.use(app::look::Languages::Language::English);
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.note(StepPane::relationRow), QStringLiteral("self"));
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::receiverRow);
        desk.type("Wang Wu");
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::relationRow);
        desk.type("younger brother");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.note(StepPane::relationRow), QStringLiteral("younger brother"));
        desk.goTo(StepPane::signedRow);
        desk.press(Qt::Key_Y);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.office.load(id).state.delivery->relation, QStringLiteral("73"));
        desk.languages.use(app::look::Languages::Language::Chinese);
    }
    void aStepIsTakenBackWithItsCaseStillInSight()
    {
        Desk desk;
        const CaseId id = desk.decided();
        desk.show();
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.office.load(id).state.certificates.size(), 1);
        QVERIFY(!desk.page->current());
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(desk.office.load(id).state.certificates.isEmpty());
        QCOMPARE(desk.page->shownList(), Waiting::Collect);
        QCOMPARE(desk.page->current(), std::optional(id));
        desk.press(Qt::Key_F12);
        desk.office.clock.advanceMs(10'001);
        QTRY_VERIFY(desk.frame.findChild<app::frame::UndoToast *>()->isHidden()); // the offer is over
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.office.load(id).state.certificates.size(), 1);
    }
    void aScannedCardShowsItsCaseAndItsNextSteps()
    {
        Desk desk;
        const CaseId first = desk.decided();
        const CaseId second = desk.decided();
        const auto elsewhere = desk.office.accept();
        desk.show();
        QVERIFY(desk.page->onScan(desk.office.cardOf(desk.office.load(second).file)));
        QCOMPARE(desk.page->current(), std::optional(second));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.page->shownList(), Waiting::Deliver); // the same case goes on
        QCOMPARE(desk.page->current(), std::optional(second));
        QVERIFY(desk.page->onScan(desk.office.load(first).file.number));
        QCOMPARE(desk.page->current(), std::optional(first));
        QCOMPARE(desk.page->shownList(), Waiting::Collect);
        QVERIFY(!desk.page->onScan(desk.office.cardOf(elsewhere))); // does not wait here: another page's
        QVERIFY(!desk.page->onScan(QStringLiteral("6901234567892")));
        QCOMPARE(desk.page->current(), std::optional(first));
        QVERIFY(desk.page->open(QStringLiteral("case"), second.toBytes()));
        QCOMPARE(desk.page->current(), std::optional(second));
        QVERIFY(!desk.page->open(QStringLiteral("case"), elsewhere.id.toBytes()));
        QVERIFY(!desk.page->open(QStringLiteral("resident"), second.toBytes()));
    }
    void whatIsFilledInStaysWhileAnotherCaseIsLookedAt()
    {
        Desk desk;
        (void)desk.decided();
        (void)desk.decided();
        desk.show();
        desk.press(Qt::Key_Down);
        const auto first = desk.page->current();
        desk.press(Qt::Key_Return);
        desk.goTo(StepPane::numberRow);
        desk.type("4711");
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_Down);
        QVERIFY(desk.page->current() != first);
        QVERIFY(desk.note(StepPane::numberRow) != QStringLiteral("4711"));
        desk.press(Qt::Key_Up);
        QCOMPARE(desk.page->current(), first);
        QCOMPARE(desk.note(StepPane::numberRow), QStringLiteral("4711"));
    }
    void everyLookAtARecordIsLogged()
    {
        Desk desk;
        (void)desk.decided();
        const auto looks = [&]() -> std::int64_t {
            auto query = desk.office.session->reader()
                             .prepare(QStringLiteral(
                                 "SELECT count(*) FROM audit WHERE action = ? AND details LIKE 'delivery%'"))
                             .value();
            query.bind(static_cast<int>(core::audit::Action::Look));
            return query.step().value() ? query.integer(0) : -1;
        };
        QCOMPARE(looks(), 0);
        desk.show();
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(looks(), 1);
    }
    void inEnglishAsWell()
    {
        Desk desk;
        (void)desk.decided();
        desk.show();
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Down);
        const QString chinese = desk.page->title();
        desk.languages.use(app::look::Languages::Language::English);
        QCOMPARE(desk.page->title(), QStringLiteral("Delivery"));
        QVERIFY(chinese != desk.page->title());
        QCOMPARE(desk.action(Qt::Key_F12).text, QStringLiteral("Handed over"));
        desk.shoot("delivery-english");
        desk.languages.use(app::look::Languages::Language::Chinese);
    }
};

SHOULI_TEST(TestDeliveryPage)
#include "TestDeliveryPage.moc"
