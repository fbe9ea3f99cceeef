// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/ProxyDialog.h"
#include "app/look/Theme.h"
#include "app/shell/ErrorText.h"
#include "app/widgets/NoticeBox.h"
#include "core/cases/CaseStore.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>
#include <QProcess>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::counter::ProxyDialog;
using tests::CounterDesk;

class TestCounterNotices : public QObject {
    Q_OBJECT

    static QString textOf(const CounterDesk &desk, const QString &name)
    {
        QProcess process;
        process.start(u"pdftotext"_s, {u"-layout"_s, desk.papers + u'/' + desk.pdfs().filter(name).value(0), u"-"_s});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    static bool openLowIncome(CounterDesk &desk) { return desk.signIn() && desk.find() && desk.choose(u"MZ-01"_s); }
    static ProxyDialog *dialogOf(CounterDesk &desk)
    {
        ProxyDialog *dialog = nullptr;
        [[maybe_unused]] const bool shown = QTest::qWaitFor(
            [&] { return (dialog = desk.page->findChild<ProxyDialog *>()) != nullptr && dialog->isVisible(); });
        return dialog;
    }

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }

    void whatIsMissingIsToldOnceAndNothingIsAccepted()
    {
        CounterDesk desk;
        QVERIFY(openLowIncome(desk));
        desk.hands->press(Qt::Key_F12); // says why not, and does nothing
        QCOMPARE(desk.page->subject(), desk.office.applicant.name);
        QVERIFY(desk.action(Qt::Key_F12)->disabledReason.contains(u"："_s));
        desk.hands->press(Qt::Key_F6);
        QTRY_COMPARE(desk.pdfs().size(), 1);
        const QString notice = textOf(desk, u"WS-02"_s);
        QVERIFY(notice.contains(u"一次性告知书"_s));
        QVERIFY(notice.contains(desk.office.applicant.name));
        QVERIFY(QString(notice).remove(u' ').contains(u"居民户口簿"_s));
        QCOMPARE(desk.page->subject(), desk.office.applicant.name); // still here: they may have it in the bag
        QTRY_VERIFY2(desk.page->hint().contains(u"告知"_s), qPrintable(desk.page->hint()));
        desk.shoot("counter-told");
        QVERIFY(desk.failures.isEmpty());
    }

    void aPaperThatFollowsHasItsNotice()
    {
        CounterDesk desk;
        QVERIFY(openLowIncome(desk));
        while (CounterDesk::rowKey().startsWith(u"judge:"_s) || CounterDesk::rowKey().startsWith(u"question:"_s)) {
            const QString asked = CounterDesk::rowKey();
            desk.hands->press(asked.startsWith(u"judge:"_s) ? Qt::Key_Y : Qt::Key_N);
            QTRY_VERIFY(CounterDesk::rowKey() != asked);
        }
        using app::widgets::Mark;
        while (!desk.isReady()) {
            const auto row = CounterDesk::list()->rows().at(CounterDesk::list()->currentRow());
            desk.hands->press(row.letters.contains(u'T')      ? Qt::Key_T
                                  : row.mark == Mark::Unknown ? Qt::Key_N
                                                              : Qt::Key_Space);
            QTRY_VERIFY(CounterDesk::rowKey() != row.key || desk.isReady());
        }
        desk.shoot("counter-tolerated");
        QVERIFY(desk.accept());
        QTRY_COMPARE(desk.pdfs().size(), 3);
        const QString notice = textOf(desk, u"WS-03"_s);
        QVERIFY(notice.contains(u"容缺受理告知书"_s));
        QVERIFY(notice.contains(u"容缺受理承诺书"_s));
        QVERIFY(QString(notice).remove(u' ').contains(u"家庭收入材料"_s));
    }

    void whoCameForTheResidentIsInTheCaseAndOnTheForm()
    {
        CounterDesk desk;
        QVERIFY(openLowIncome(desk));
        desk.hands->press(Qt::Key_F7);
        auto *dialog = dialogOf(desk);
        QVERIFY(dialog != nullptr);
        const auto fields = dialog->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 4);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        const QStringList typed{u"李建军"_s, u"邻居"_s, u"610699195903079427"_s, u"13900001111"_s};
        for (qsizetype i = 0; i < typed.size(); ++i)
            fields.at(i)->setText(typed.at(i));
        desk.hands->press(Qt::Key_Return);
        QVERIFY2(dialog->isVisible(), "no such ID number");
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            dialog->grab().save(shots + u"/counter-proxy.png"_s);
        fields.at(2)->setText(u"610699198001019999"_s);
        QTest::keyClick(fields.at(2), Qt::Key_Return);
        QTRY_VERIFY(desk.page->findChild<ProxyDialog *>() == nullptr);
        desk.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&desk.window()));
        desk.page->mainList()->setFocus();
        QVERIFY(desk.sayAll());
        desk.shoot("counter-with-proxy");
        QVERIFY(desk.accept());
        QTRY_COMPARE(desk.pdfs().size(), 2);
        const QString form = textOf(desk, u"F-DB-01"_s);
        QVERIFY(form.contains(u"李建军"_s));
        QVERIFY(form.contains(u"邻居"_s));
        desk.application->lock();
        const auto session = desk.office.session();
        const auto cases = session->caseStore().ofResident(session->reader(), desk.office.applicant.id, 5,
                                                           desk.office.clock.today());
        QVERIFY(cases && cases->size() == 1);
        QCOMPARE(cases->first().file.proxy,
                 (core::cases::Proxy{u"李建军"_s, u"13900001111"_s, u"邻居"_s, u"610699198001019999"_s}));
    }

    void anImpossibleNumberIsToldAndWhatWasTypedStays_data()
    {
        QTest::addColumn<app::look::Languages::Language>("language");
        QTest::newRow("in Chinese") << app::look::Languages::Language::Chinese;
        QTest::newRow("in English") << app::look::Languages::Language::English;
    }
    void anImpossibleNumberIsToldAndWhatWasTypedStays()
    {
        QFETCH(app::look::Languages::Language, language);
        CounterDesk desk;
        desk.languages.use(language);
        QVERIFY(openLowIncome(desk));
        desk.hands->press(Qt::Key_F7);
        auto *dialog = dialogOf(desk);
        QVERIFY(dialog != nullptr && QTest::qWaitForWindowActive(dialog));
        const auto fields = dialog->findChildren<QLineEdit *>();
        const QStringList typed{u"李建军"_s, u"邻居"_s, u"610699195903079427"_s, u"13900001111"_s};
        for (qsizetype i = 0; i < typed.size(); ++i)
            fields.at(i)->setText(typed.at(i));
        desk.hands->press(Qt::Key_Return);
        const auto words = app::shell::ErrorText::of({core::base::ErrorCode::CitizenNumberImpossible, {}});
        const QString told = dialog->findChild<app::widgets::NoticeBox *>()->text();
        QVERIFY2(told.contains(words.happened) && told.contains(words.todo), qPrintable(told));
        for (qsizetype i = 0; i < typed.size(); ++i)
            QCOMPARE(fields.at(i)->text(), typed.at(i));
        QVERIFY(fields.at(2)->hasFocus());
        fields.at(2)->setText(u"610699198001019999"_s);
        QTest::keyClick(fields.at(2), Qt::Key_Return);
        QTRY_VERIFY(desk.page->findChild<ProxyDialog *>() == nullptr);
        desk.window().activateWindow();
    }

    void aProxyWithoutTelephoneIsNotTaken()
    {
        CounterDesk desk;
        QVERIFY(openLowIncome(desk));
        desk.hands->press(Qt::Key_F7);
        auto *dialog = dialogOf(desk);
        QVERIFY(dialog != nullptr);
        dialog->findChildren<QLineEdit *>().first()->setText(u"李建军"_s);
        dialog->accept();
        QVERIFY(dialog->isVisible());
        desk.hands->press(Qt::Key_Escape);
        QTRY_VERIFY(desk.page->findChild<ProxyDialog *>() == nullptr);
    }

    void aConditionThatIsNotMetNeedsAReason()
    {
        CounterDesk desk;
        QVERIFY(openLowIncome(desk));
        const QString asked = CounterDesk::rowKey();
        desk.hands->press(Qt::Key_N); // judged: no
        QTRY_VERIFY(CounterDesk::rowKey() != asked);
        QVERIFY(!desk.sayAll());
        app::widgets::ChecklistView *fields = nullptr;
        for (auto *list : desk.page->findChildren<app::widgets::ChecklistView *>()) {
            for (const auto &row : list->rows())
                fields = row.key == u"justification"_s ? list : fields;
        }
        QVERIFY2(fields != nullptr, "the line for the reason is there");
        Q_EMIT fields->edited(static_cast<int>(fields->rows().size()) - 1, u"县民政局电话同意"_s);
        desk.page->mainList()->setFocus();
        QVERIFY(desk.sayAll());
        QVERIFY(desk.accept());
    }
};

SHOULI_TEST(TestCounterNotices)
#include "TestCounterNotices.moc"
