// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/KeyButton.h"
#include "app/shell/StickDialog.h"
#include "app/widgets/ChecklistView.h"
#include "sync/stick/StickFolder.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QLayout>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace shouli::app;
using Kind = widgets::NoticeBox::Kind;
using Language = look::Languages::Language;
using shell::StickDialog;
using shell::StickMedium;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;
using shouli::core::base::failure;
using shouli::sync::client::StickCourier;
using shouli::sync::client::StickTrip;
using shouli::tests::PageWindow;
using Found = StickTrip::Found;
Q_DECLARE_METATYPE(StickTrip::Outcome)

namespace {

class Desk {
public:
    explicit Desk(Language language = Language::Chinese)
        : window(shouli::core::staff::Role::Counter, language)
        , dialog(window.office.session->stick(), [this] { return media; })
    {
        dialog.show();
        dialog.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&dialog);
    }
    /// Puts a stick in; it appears by itself.
    bool putIn()
    {
        media = {{stick.path(), QStringLiteral("KINGSTON"), 7'900'000'000}};
        return QTest::qWaitFor([this] { return list->rows().size() == 1; }, 5000);
    }
    bool exchange()
    {
        QSignalSpy done(&window.office.session->stick(), &StickCourier::done);
        QTest::keyClick(&dialog, Qt::Key_Return);
        return done.count() == 1 || done.wait(20'000);
    }
    void picture(const char *name)
    {
        for (int i = 0; i < 5; ++i) // one layout asks for the next
            QCoreApplication::processEvents();
        const QString folder = qEnvironmentVariable("SHOULI_SHOTS");
        if (!folder.isEmpty())
            dialog.grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }

    QTemporaryDir stick;
    QList<StickMedium> media;
    PageWindow window;
    StickDialog dialog;
    widgets::ChecklistView *list = dialog.findChild<widgets::ChecklistView *>();
};

} // namespace

class TestStickDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAStickItSaysWhatToDo()
    {
        Desk desk;
        QVERIFY(!desk.list->isVisible());
        desk.picture("stick-none-zh");
        QVERIFY(desk.putIn());
        QVERIFY(desk.list->isVisible());
        QVERIFY(desk.list->rows().first().text.startsWith(QStringLiteral("KINGSTON")));
        QVERIFY(desk.list->rows().first().note.contains(QStringLiteral("7.4")));
    }
    void enterWritesWhatWaitsAndSaysSo()
    {
        Desk desk;
        QVERIFY(desk.putIn());
        QVERIFY(desk.exchange());
        const shouli::sync::stick::StickFolder folder(desk.stick.path());
        QCOMPARE(folder.requests().size(), 1);
        QCOMPARE(desk.dialog.noticeKind(), Kind::Info);
        // the set-up of this PC waits: its first member of staff
        QVERIFY2(desk.dialog.notice().contains(QStringLiteral("条内容已写到 U 盘上")),
                 qPrintable(desk.dialog.notice()));
        QVERIFY(desk.dialog.notice().contains(QStringLiteral("现在可以取出 U 盘")));
        const auto *notice = desk.dialog.findChild<widgets::NoticeBox *>();
        QTRY_VERIFY(notice->height() >= notice->layout()->totalHeightForWidth(notice->width())); // nothing is cut
        desk.picture("stick-done-zh");
        desk.window.languages.use(Language::English);
        QTRY_VERIFY(desk.dialog.notice().contains(QStringLiteral("on the stick.")));
        desk.picture("stick-done-en");
        desk.window.languages.use(Language::Chinese);
    }
    void aStickThatWasPulledOutLosesNothing()
    {
        Desk desk;
        QVERIFY(desk.putIn());
        QVERIFY(desk.stick.remove());
        QVERIFY(desk.exchange());
        QCOMPARE(desk.dialog.noticeKind(), Kind::Danger);
        QVERIFY2(desk.dialog.notice().contains(QStringLiteral("U 盘不在了")), qPrintable(desk.dialog.notice()));
        QTest::keyClick(&desk.dialog, Qt::Key_Escape);
        QVERIFY(!desk.dialog.isVisible());
    }
    void whereAStickWasNothingIsWritten()
    {
        Desk desk;
        QVERIFY(desk.putIn());
        desk.media.clear(); // it was pulled out just now, and its folder is still there
        QTest::keyClick(&desk.dialog, Qt::Key_Return);
        QVERIFY(!desk.window.office.session->stick().isBusy());
        QVERIFY2(desk.dialog.notice().contains(QStringLiteral("U 盘不在了")), qPrintable(desk.dialog.notice()));
        QVERIFY(shouli::sync::stick::StickFolder(desk.stick.path()).requests().isEmpty());
    }
    void anAnswerThatIsDamagedIsToldAndLeftAlone()
    {
        Desk desk(Language::English);
        QVERIFY(desk.putIn());
        QVERIFY(desk.exchange());
        const shouli::sync::stick::StickFolder folder(desk.stick.path());
        const auto me = folder.requests().first();
        QVERIFY(folder.write(folder.answer(me), "SHOULI-STICK"));
        QVERIFY(desk.exchange());
        QCOMPARE(desk.dialog.noticeKind(), Kind::Warning);
        QVERIFY2(desk.dialog.notice().contains(QStringLiteral("incomplete or was altered")),
                 qPrintable(desk.dialog.notice()));
        desk.picture("stick-damaged-en");
    }
    void aFolderMayBeChosenInstead()
    {
        Desk desk;
        const QTemporaryDir other;
        desk.dialog.addFolder(other.path());
        desk.dialog.addFolder(other.path());
        QCOMPARE(desk.list->rows().size(), 1);
        QVERIFY(desk.putIn() || desk.list->rows().size() == 2);
        QCOMPARE(desk.list->rows().at(desk.list->currentRow()).key, other.path());
        QVERIFY(desk.exchange());
        QCOMPARE(shouli::sync::stick::StickFolder(other.path()).requests().size(), 1);
        QVERIFY(shouli::sync::stick::StickFolder(desk.stick.path()).requests().isEmpty());
    }
    void whateverBecameOfItHasWordsInBothLanguages_data()
    {
        QTest::addColumn<StickTrip::Outcome>("outcome");
        QTest::addColumn<int>("error"); // -1: none
        QTest::addColumn<int>("kind");
        const auto found = [](Found f) {
            StickTrip::Outcome outcome;
            outcome.found = f;
            return outcome;
        };
        QTest::newRow("nothing") << found(Found::Nothing) << -1 << int(Kind::Info);
        QTest::newRow("taken") << found(Found::Taken) << -1 << int(Kind::Info);
        QTest::newRow("old") << found(Found::Old) << -1 << int(Kind::Info);
        QTest::newRow("damaged") << found(Found::Damaged) << -1 << int(Kind::Warning);
        QTest::newRow("foreign") << found(Found::Foreign) << -1 << int(Kind::Warning);
        QTest::newRow("newer") << found(Found::Newer) << -1 << int(Kind::Warning);
        auto refused = found(Found::Refused);
        refused.trouble = Error{ErrorCode::DeviceRevoked, {}};
        QTest::newRow("refused") << refused << -1 << int(Kind::Warning);
        auto half = found(Found::Taken);
        half.rows = 1;
        half.trouble = Error{ErrorCode::DiskFull, {}};
        QTest::newRow("half") << half << -1 << int(Kind::Warning);
        auto more = found(Found::Taken);
        more.onceMore = true;
        more.written = 1;
        QTest::newRow("once more") << more << -1 << int(Kind::Warning);
        for (const auto code : {ErrorCode::FileMissing, ErrorCode::FileUnwritable, ErrorCode::DiskFull,
                                ErrorCode::KeyMalformed, ErrorCode::Cancelled, ErrorCode::StorageFailure})
            QTest::addRow("error %d", int(code)) << found(Found::Nothing) << int(code) << int(Kind::Danger);
    }
    void whateverBecameOfItHasWordsInBothLanguages()
    {
        QFETCH(const StickTrip::Outcome, outcome);
        QFETCH(const int, error);
        QFETCH(const int, kind);
        look::Languages languages;
        const StickCourier::Outcome result = error < 0 ? StickCourier::Outcome(outcome)
                                                       : StickCourier::Outcome(failure(static_cast<ErrorCode>(error)));
        languages.use(Language::English);
        const auto english = StickDialog::told(result);
        QCOMPARE(int(english.kind), kind);
        QVERIFY(!english.text.isEmpty());
        QVERIFY2(!english.text.contains(QStringLiteral("%")), qPrintable(english.text));
        QVERIFY2(!english.text.contains(QStringLiteral("1 changes"))
                     && !english.text.contains(QStringLiteral("1 rows")),
                 qPrintable(english.text));
        languages.use(Language::Chinese);
        const auto chinese = StickDialog::told(result);
        static const QRegularExpression words(QStringLiteral("[a-z]{3}"));
        const QString plain = QString(chinese.text).remove(QStringLiteral("Shouli"));
        QVERIFY2(!words.match(plain).hasMatch(), qPrintable(chinese.text));
    }
};

SHOULI_TEST(TestStickDialog)
#include "TestStickDialog.moc"
