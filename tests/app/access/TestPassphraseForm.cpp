// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseField.h"
#include "app/access/PassphraseForm.h"
#include "app/widgets/NoticeBox.h"
#include "tests/support/TestMain.h"

using namespace shouli::app;
using access::PassphraseField;
using access::PassphraseForm;
using Asks = PassphraseForm::Asks;
using shouli::core::crypto::SecretBytes;

class TestPassphraseForm : public QObject {
    Q_OBJECT

    static QByteArray open(const SecretBytes &secret)
    {
        return {reinterpret_cast<const char *>(secret.data()), secret.size()};
    }
    struct Form {
        PassphraseForm form;
        QList<PassphraseField *> fields;
        QList<std::pair<QByteArray, QByteArray>> submitted;

        explicit Form(Asks asks)
            : form(asks)
            , fields(form.findChildren<PassphraseField *>())
        {
            QObject::connect(&form, &PassphraseForm::submitted, &form,
                             [this](const SecretBytes &current, const SecretBytes &chosen) {
                                 submitted.append({open(current), open(chosen)});
                             });
            form.show();
            form.activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&form);
        }
        void type(const QStringList &texts)
        {
            for (int i = 0; i < texts.size(); ++i) {
                fields.at(i)->clear();
                QTest::keyClicks(fields.at(i), texts.at(i));
            }
            QTest::keyClick(fields.last(), Qt::Key_Return);
        }
        [[nodiscard]] QString said(int field) const { return fields.at(field)->accessibleDescription(); }
    };

private Q_SLOTS:
    void aChangeAsksForThePresentOneAndTheNewOneTwice()
    {
        Form form(Asks::PassphraseChange);
        QCOMPARE(form.fields.size(), 3);
        QVERIFY(form.fields.first()->hasFocus());
        form.type({QStringLiteral("counter-2026"), QStringLiteral("four grey geese fly"),
                   QStringLiteral("four grey geese fly")});
        QCOMPARE(form.submitted.size(), 1);
        QCOMPARE(form.submitted.first(), (std::pair<QByteArray, QByteArray>("counter-2026", "four grey geese fly")));
        for (const auto *field : form.fields)
            QVERIFY(field->text().isEmpty()); // not left lying about
    }
    void whoHasJustTypedItIsNotAskedAgain()
    {
        Form form(Asks::NewPassphrase);
        QCOMPARE(form.fields.size(), 2);
        form.type({QStringLiteral("four grey geese fly"), QStringLiteral("four grey geese fly")});
        QCOMPARE(form.submitted.size(), 1);
        QVERIFY(form.submitted.first().first.isEmpty());
    }
    void whatIsMissingIsSaidBesideItsField_data()
    {
        QTest::addColumn<QStringList>("typed");
        QTest::addColumn<int>("field");
        QTest::newRow("no present one") << QStringList{{},
                                                       QStringLiteral("four grey geese fly"),
                                                       QStringLiteral("four grey geese fly")}
                                        << 0;
        QTest::newRow("too easy") << QStringList{QStringLiteral("counter-2026"), QStringLiteral("aaaaaaaa"),
                                                 QStringLiteral("aaaaaaaa")}
                                  << 1;
        QTest::newRow("the same as before")
            << QStringList{QStringLiteral("four grey geese fly"), QStringLiteral("four grey geese fly"),
                           QStringLiteral("four grey geese fly")}
            << 1;
        QTest::newRow("twice, but not alike")
            << QStringList{QStringLiteral("counter-2026"), QStringLiteral("four grey geese fly"),
                           QStringLiteral("four grey geese flew")}
            << 2;
    }
    void whatIsMissingIsSaidBesideItsField()
    {
        QFETCH(const QStringList, typed);
        QFETCH(const int, field);
        Form form(Asks::PassphraseChange);
        form.type(typed);
        QVERIFY(form.submitted.isEmpty());
        QVERIFY(!form.said(field).isEmpty());
        QVERIFY(form.fields.at(field)->hasFocus());
    }
    void aPinIsSixDigitsThatAreNoSequence()
    {
        Form form(Asks::Pin);
        for (const char *bad : {"12345", "123456", "777777", "987654", "12a456"}) {
            form.type({QStringLiteral("counter-2026"), QString::fromLatin1(bad), QString::fromLatin1(bad)});
            QVERIFY2(form.submitted.isEmpty(), bad);
        }
        form.type({QStringLiteral("counter-2026"), QStringLiteral("274913"), QStringLiteral("274913")});
        QCOMPARE(form.submitted.size(), 1);
        QCOMPARE(form.submitted.first().second, QByteArray("274913"));
    }
    void whileItIsWorkedOutNothingIsSentAgain()
    {
        Form form(Asks::NewPassphrase);
        form.form.setBusy(true);
        QVERIFY(!form.fields.first()->isEnabled());
        form.type({QStringLiteral("four grey geese fly"), QStringLiteral("four grey geese fly")});
        QVERIFY(form.submitted.isEmpty());
        form.form.setBusy(false);
        QVERIFY(form.fields.first()->hasFocus());
    }
    void troubleIsShownUntilTheNextAttempt()
    {
        Form form(Asks::NewPassphrase);
        form.form.setTrouble(QStringLiteral("The disk is full."));
        QCOMPARE(form.form.findChild<widgets::NoticeBox *>()->text(), QStringLiteral("The disk is full."));
        form.type({QStringLiteral("four grey geese fly"), QStringLiteral("four grey geese fly")});
        QVERIFY(form.form.findChild<widgets::NoticeBox *>()->text().isEmpty());
    }
};

SHOULI_TEST(TestPassphraseForm)
#include "TestPassphraseForm.moc"
