// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/KeyCap.h"
#include "app/look/Languages.h"
#include "tests/support/TestMain.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSignalSpy>
#include <QWidget>

using shouli::app::look::KeyCap;
using shouli::app::look::Languages;

class TestLanguages : public QObject {
    Q_OBJECT

    struct Listener : QWidget {
        int changes = 0;
        void changeEvent(QEvent *event) override { changes += event->type() == QEvent::LanguageChange ? 1 : 0; }
    };

private Q_SLOTS:
    void textsOfOursAndOfQtChangeWhileTheProgramRuns()
    {
        Languages languages;
        Listener listener;
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Space)), QStringLiteral("Space"));
        languages.use(Languages::Language::Chinese);
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Space)), QStringLiteral("空格"));
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("取消"));
        QCOMPARE(QLocale().language(), QLocale::Chinese);
        QCoreApplication::processEvents();
        QVERIFY(listener.changes > 0);
        languages.use(Languages::Language::English);
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Space)), QStringLiteral("Space"));
        QCOMPARE(QLocale().language(), QLocale::English);
    }
    void englishSaysOneAndSeveral()
    {
        const auto years = [](int n) {
            return QCoreApplication::translate("shouli::app::counter::ApplicantPane", "%n years", nullptr, n);
        };
        Languages languages;
        languages.use(Languages::Language::English);
        QCOMPARE(years(1), QStringLiteral("1 year"));
        QCOMPARE(years(2), QStringLiteral("2 years"));
        languages.use(Languages::Language::Chinese);
        QVERIFY2(!years(1).contains(QStringLiteral("year")), qPrintable(years(1)));
        languages.use(Languages::Language::English);
        QCOMPARE(years(1), QStringLiteral("1 year"));
        QCOMPARE(years(0), QStringLiteral("0 years"));
    }
    void changingToTheSameLanguageTwiceDoesNoHarm()
    {
        Languages languages;
        const QSignalSpy changed(&languages, &Languages::changed);
        languages.use(Languages::Language::Chinese);
        languages.use(Languages::Language::Chinese);
        languages.use(Languages::Language::English);
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Space)), QStringLiteral("Space"));
        QCOMPARE(changed.count(), 3);
    }
    void aSettingsFileIsRead()
    {
        QCOMPARE(Languages::parse(QStringLiteral("en")), Languages::Language::English);
        QCOMPARE(Languages::parse(QStringLiteral("en_GB")), Languages::Language::English);
        QCOMPARE(Languages::parse(QStringLiteral("zh_CN")), Languages::Language::Chinese);
        QCOMPARE(Languages::parse(QString()), Languages::Language::Chinese);
        for (const auto language : {Languages::Language::Chinese, Languages::Language::English})
            QCOMPARE(Languages::parse(Languages::toString(language)), language);
        QCOMPARE(Languages::ownName(Languages::Language::Chinese), QStringLiteral("中文"));
    }
};

SHOULI_TEST(TestLanguages)
#include "TestLanguages.moc"
