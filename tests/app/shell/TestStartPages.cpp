// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseField.h"
#include "app/access/PassphraseStrength.h"
#include "app/frame/ActionBar.h"
#include "app/look/KeyButton.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MessagePage.h"
#include "app/shell/SetupPage.h"
#include "app/widgets/NoticeBox.h"
#include "tests/support/TestMain.h"

#include <QLabel>
#include <QSignalSpy>

using namespace shouli::app;
using access::PassphraseField;
using access::PassphraseStrength;
using shell::LoginPage;
using shell::SetupInput;
using shell::SetupPage;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;
using shouli::core::crypto::SecretBytes;

class TestStartPages : public QObject {
    Q_OBJECT

    static QByteArray open(const SecretBytes &secret)
    {
        return {reinterpret_cast<const char *>(secret.data()), secret.size()};
    }
    struct Login {
        LoginPage page;
        QList<QPair<QByteArray, QByteArray>> tried;
        QByteArrayList pins;
        PassphraseField *field = page.findChild<PassphraseField *>();
        widgets::NoticeBox *notice = page.findChild<widgets::NoticeBox *>();

        Login()
        {
            page.setStaff({{"a", QStringLiteral("王秀兰"), QStringLiteral("窗口")},
                           {"b", QStringLiteral("冯志军"), QStringLiteral("审核")}},
                          "b");
            QObject::connect(&page, &LoginPage::loginRequested, &page,
                             [this](const QByteArray &staff, const SecretBytes &secret, const SecretBytes &newPin) {
                                 tried.append({staff, open(secret)});
                                 pins.append(open(newPin));
                             });
            page.resize(1280, 720);
            page.show();
            page.activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&page);
        }
    };
    struct Setup {
        SetupPage page;
        QList<QLineEdit *> fields = page.findChildren<QLineEdit *>();
        int requests = 0;
        QString server;
        QString code;
        QString name;
        QByteArray secret;

        Setup()
        {
            QObject::connect(&page, &SetupPage::setupRequested, &page, [this](const SetupInput &input) {
                ++requests;
                server = input.serverAddress;
                code = input.enrolmentCode;
                name = input.staffName;
                secret = open(input.passphrase);
            });
            page.resize(1280, 720);
            page.show();
            page.activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&page);
        }
        void fill()
        {
            const QStringList texts{QStringLiteral("shouli.zichang.gov.cn:8443"), QStringLiteral("7kq4-m2xd 9rta"),
                                    QStringLiteral(" 王秀兰 "), QStringLiteral("correct horse battery"),
                                    QStringLiteral("correct horse battery")};
            for (int i = 0; i < 5; ++i)
                fields.at(i)->setText(texts.at(i));
        }
    };

private Q_SLOTS:
    void whoWasHereLastIsChosenAndTheFieldHasTheFocus()
    {
        const Login login;
        QCOMPARE(login.page.chosenStaff(), QByteArray("b"));
        QVERIFY(login.field->hasFocus());
    }
    void arrowsChooseANameWhileThePassphraseIsTyped()
    {
        Login login;
        QTest::keyClick(login.field, Qt::Key_Up);
        QTest::keyClick(login.field, Qt::Key_Up); // not above the first
        QTest::keyClicks(login.field, QStringLiteral("correct horse"));
        QTest::keyClick(login.field, Qt::Key_Return);
        QCOMPARE(login.tried.size(), 1);
        QCOMPARE(login.tried.first().first, QByteArray("a"));
        QCOMPARE(login.tried.first().second, QByteArray("correct horse"));
        QCOMPARE(login.field->text(), QString()); // not left lying about
    }
    void anEmptyPassphraseIsNotTried()
    {
        Login login;
        QTest::keyClick(login.field, Qt::Key_Return);
        QVERIFY(login.tried.isEmpty());
    }
    void whileTheKeyIsWorkedOutNothingIsTriedAgain()
    {
        Login login;
        login.page.setBusy(true);
        QVERIFY(!login.field->isEnabled());
        QTest::mouseClick(login.page.findChild<look::KeyButton *>(), Qt::LeftButton);
        login.page.setBusy(false);
        QVERIFY(login.tried.isEmpty());
        QVERIFY(login.field->hasFocus());
    }
    void aWrongPassphraseIsSaidAndGoneAtTheNextAttempt()
    {
        Login login;
        login.page.setError(Error{ErrorCode::PassphraseWrong});
        QVERIFY(login.notice->text().startsWith(QStringLiteral("The passphrase is not right.")));
        QCOMPARE(login.notice->kind(), widgets::NoticeBox::Kind::Danger);
        QTest::keyClicks(login.field, QStringLiteral("x"));
        QTest::keyClick(login.field, Qt::Key_Return);
        QVERIFY(login.notice->isHidden());
    }
    void aPinForTheShiftCanBeChosenWithThePassphrase()
    {
        Login login;
        auto *pin = login.page.findChildren<PassphraseField *>().last();
        QTest::keyClicks(login.field, QStringLiteral("correct horse"));
        QTest::keyClick(login.field, Qt::Key_Tab);
        QVERIFY(pin->hasFocus());
        QTest::keyClicks(pin, QStringLiteral("123456"));
        QTest::keyClick(pin, Qt::Key_Return);
        QVERIFY(login.tried.isEmpty()); // too easy: said, and the passphrase is still there
        QCOMPARE(login.notice->kind(), widgets::NoticeBox::Kind::Warning);
        QVERIFY(pin->hasFocus());
        QTest::keyClicks(pin, QStringLiteral("274913"));
        QTest::keyClick(pin, Qt::Key_Return);
        QCOMPARE(login.tried.size(), 1);
        QCOMPARE(login.tried.first().second, QByteArray("correct horse"));
        QCOMPARE(login.pins, QByteArrayList{"274913"});
        QVERIFY(pin->text().isEmpty());
        QVERIFY(login.notice->isHidden());
    }
    void whoHasAPinIsAskedForItAlone()
    {
        Login login;
        auto *pin = login.page.findChildren<PassphraseField *>().last();
        login.page.setStaff({{"a", QStringLiteral("王秀兰"), {}, true}, {"b", QStringLiteral("冯志军"), {}}}, "b");
        QVERIFY(pin->isVisible());
        QTest::keyClick(login.field, Qt::Key_Up);
        QVERIFY(!pin->isVisible());
        QTest::keyClicks(login.field, QStringLiteral("274913"));
        QTest::keyClick(login.field, Qt::Key_Return);
        QCOMPARE(login.tried.first().second, QByteArray("274913"));
        QCOMPARE(login.pins, QByteArrayList{""});
        login.page.setPinWrong(2);
        QVERIFY(login.notice->text().contains(u'2'));
        login.page.setPinWrong(0);
        QVERIFY(login.notice->text().contains(QStringLiteral("passphrase")));
    }
    void capsLockIsNoticedByItsLetters()
    {
        Login login;
        QTest::keyClick(login.field, 'A'); // a capital without Shift
        QVERIFY(login.field->capsLock());
        QVERIFY(login.notice->isVisible());
        QTest::keyClick(login.field, Qt::Key_CapsLock);
        QVERIFY(!login.field->capsLock());
        QVERIFY(login.notice->isHidden());
        QTest::keyClick(login.field, 'A', Qt::ShiftModifier); // a capital on purpose
        QVERIFY(!login.field->capsLock());
    }
    void oneAndTheSamePassphraseGivesTheSameBytesFromAnyKeyboard()
    {
        PassphraseField field;
        field.setText(QStringLiteral("caf\u00e9"));
        const QByteArray composed = open(field.take());
        field.setText(QStringLiteral("cafe\u0301"));
        QCOMPARE(open(field.take()), composed);
        QCOMPARE(field.text(), QString());
        QCOMPARE(field.echoMode(), QLineEdit::Password);
    }
    void theLanguageIsSwitchedByItsKey()
    {
        Login login;
        const QSignalSpy asked(&login.page, &LoginPage::languageSwitchRequested);
        const QSignalSpy contrast(&login.page, &LoginPage::contrastSwitchRequested);
        QTest::keyClick(login.field, Qt::Key_F2, Qt::ControlModifier);
        QTest::keyClick(login.field, Qt::Key_F3, Qt::ControlModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(contrast.count(), 1);
    }
    void aWholeSetUpIsHandedOnTidily()
    {
        Setup setup;
        setup.fill();
        QTest::keyClick(setup.fields.at(4), Qt::Key_Return);
        QCOMPARE(setup.requests, 1);
        QCOMPARE(setup.server, QStringLiteral("shouli.zichang.gov.cn:8443"));
        QCOMPARE(setup.code, QStringLiteral("7KQ4M2XD9RTA"));
        QCOMPARE(setup.name, QStringLiteral("王秀兰"));
        QCOMPARE(setup.secret, QByteArray("correct horse battery"));
        QCOMPARE(setup.fields.at(3)->text() + setup.fields.at(4)->text(), QString());
        QCOMPARE(setup.fields.at(1)->text(), QStringLiteral("7kq4-m2xd 9rta")); // kept, should the server refuse
    }
    void aMistakeIsShownAtItsFieldAndNothingIsSent_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("an address with a blank") << 0 << QStringLiteral("shouli zichang");
        QTest::newRow("a web page instead of an address") << 0 << QStringLiteral("https://x.cn/a");
        QTest::newRow("no code") << 1 << QString();
        QTest::newRow("half a code") << 1 << QStringLiteral("7KQ4");
        QTest::newRow("no name") << 2 << QStringLiteral("  ");
        QTest::newRow("a passphrase everyone tries first") << 3 << QStringLiteral("12345678");
        QTest::newRow("two passphrases that differ") << 4 << QStringLiteral("correct horse batter");
    }
    void aMistakeIsShownAtItsFieldAndNothingIsSent()
    {
        QFETCH(int, field);
        QFETCH(QString, text);
        Setup setup;
        setup.fill();
        setup.fields.at(field)->setText(text);
        QTest::keyClick(setup.fields.at(0), Qt::Key_Return);
        QCOMPARE(setup.requests, 0);
        QVERIFY(setup.fields.at(field)->hasFocus());
        QVERIFY(!setup.fields.at(field)->accessibleDescription().isEmpty());
    }
    void theServersAnswerIsShown()
    {
        Setup setup;
        setup.page.setError(Error{ErrorCode::EnrolmentCodeExpired});
        auto *notice = setup.page.findChild<widgets::NoticeBox *>();
        QVERIFY(notice->text().startsWith(QStringLiteral("This enrolment code has expired.")));
        setup.page.setBusy(true, QStringLiteral("Fetching the register"));
        QVERIFY(!setup.fields.at(0)->isEnabled());
        QStringList buttons;
        for (const auto *button : setup.page.findChildren<look::KeyButton *>())
            buttons.append(button->text());
        QVERIFY(buttons.contains(QStringLiteral("Fetching the register")));
    }
    void passphrasesAreJudgedByWhatAGuesserNeeds_data()
    {
        using Level = PassphraseStrength::Level;
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<int>("level");
        QTest::newRow("none") << QString() << int(Level::Empty);
        QTest::newRow("short") << QStringLiteral("aB3$x") << int(Level::TooWeak);
        QTest::newRow("digits in a row") << QStringLiteral("1234567890123456") << int(Level::TooWeak);
        QTest::newRow("one letter repeated") << QStringLiteral("aaaaaaaaaaaaaaaaaaaaaa") << int(Level::TooWeak);
        QTest::newRow("a row of the keyboard") << QStringLiteral("qwertyuiopasdfghjkl") << int(Level::TooWeak);
        QTest::newRow("a date") << QStringLiteral("19590102") << int(Level::TooWeak);
        QTest::newRow("ten mixed characters") << QStringLiteral("Wk4tbR9xq2") << int(Level::Fair);
        QTest::newRow("four words") << QStringLiteral("correct horse battery staple") << int(Level::Strong);
        QTest::newRow("Chinese words") << QStringLiteral("窑洞红枣羊肚手巾") << int(Level::Strong);
    }
    void passphrasesAreJudgedByWhatAGuesserNeeds()
    {
        QFETCH(QString, passphrase);
        QFETCH(int, level);
        QCOMPARE(int(PassphraseStrength::of(passphrase)), level);
    }
    void aFatalStateSaysWhatIsSafeAndWhatToDo()
    {
        shell::MessagePage page;
        page.setError(Error{ErrorCode::DatabaseShortened, QStringLiteral("1042 < 1187")});
        bool quit = false;
        page.setActions({{.text = QStringLiteral("Quit"), .key = Qt::Key_Escape, .run = [&] { quit = true; }}});
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QString words;
        for (const QLabel *label : page.findChildren<QLabel *>())
            words += label->text() + u' ';
        QVERIFY(words.contains(QStringLiteral("is safe there")));
        QVERIFY(words.contains(QStringLiteral("1042 < 1187")));
        QTest::keyClick(&page, Qt::Key_Escape);
        QVERIFY(quit);
    }
};

SHOULI_TEST(TestStartPages)
#include "TestStartPages.moc"
