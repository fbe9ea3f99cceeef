// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ErrorBanner.h"
#include "app/frame/ProgressStrip.h"
#include "app/frame/SideBar.h"
#include "app/frame/SyncLight.h"
#include "tests/support/TestMain.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace shouli::app;
using namespace shouli::app::frame;

class TestFrameParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesAreReachedByAltAndADigitByTheMouseAndByArrows()
    {
        SideBar bar;
        bar.setEntries({{QStringLiteral("Counter"), look::Icon::Counter},
                        {QStringLiteral("Tasks"), look::Icon::Tasks, 12},
                        {QStringLiteral("Residents"), look::Icon::Residents}});
        bar.resize(bar.sizeHint());
        bar.show();
        bar.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        QSignalSpy chosen(&bar, &SideBar::chosen);
        QTest::keyClick(&bar, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(chosen.takeFirst().first().toInt(), 1);
        QTest::keyClick(&bar, Qt::Key_7, Qt::AltModifier); // no such page
        QCOMPARE(chosen.count(), 0);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(40, bar.height() - 20));
        QCOMPARE(chosen.takeFirst().first().toInt(), 2);
        bar.setFocus();
        QTest::keyClick(&bar, Qt::Key_Down);
        QTest::keyClick(&bar, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().first().toInt(), 1);
        bar.setCurrent(1);
        QCOMPARE(bar.accessibleName(), QStringLiteral("Tasks"));
    }
    void theSyncLightSaysWhatItShows_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("all at the county") << int(SyncStatus::State::AtCounty) << QStringLiteral("At county");
        QTest::newRow("only here") << int(SyncStatus::State::Waiting) << QStringLiteral("Waiting");
        QTest::newRow("on its way") << int(SyncStatus::State::Sending) << QStringLiteral("Sending");
        QTest::newRow("a decision is needed") << int(SyncStatus::State::NeedsYou) << QStringLiteral("Needs you");
        QTest::newRow("no link") << int(SyncStatus::State::Offline) << QStringLiteral("No link");
    }
    void theSyncLightSaysWhatItShows()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        SyncLight light;
        light.setStatus(
            {static_cast<SyncStatus::State>(state), QStringLiteral("09:41"), 3, 1, QStringLiteral("王秀兰")});
        QCOMPARE(light.accessibleName(), words + QStringLiteral(", 09:41, To send 3, For you 1"));
        light.resize(light.sizeHint());
        const QImage picture = light.grab().toImage();
        light.setStatus({});
        light.resize(picture.size());
        if (words != QStringLiteral("No link"))
            QVERIFY(light.grab().toImage() != picture);
        QSignalSpy clicked(&light, &SyncLight::clicked);
        QTest::mouseClick(&light, Qt::LeftButton);
        QCOMPARE(clicked.count(), 1);
    }
    void theSyncLightSaysHowFarWhatIsFetchedHasCome()
    {
        SyncLight light;
        SyncStatus status{SyncStatus::State::Fetching, QStringLiteral("09:41"), 3, 0, QStringLiteral("王秀兰")};
        status.percent = 45;
        light.setStatus(status);
        QCOMPARE(light.accessibleName(), QStringLiteral("Fetching, 45 %, To send 3, For you 0"));
        QVERIFY(light.toolTip().contains(QStringLiteral("You can work meanwhile")));
        light.resize(light.sizeHint());
        if (const QString folder = qEnvironmentVariable("SHOULI_SHOTS"); !folder.isEmpty())
            QVERIFY(light.grab().save(folder + QStringLiteral("/sync-light-fetching.png")));
        const QImage picture = light.grab().toImage();
        status.state = SyncStatus::State::Sending;
        light.setStatus(status);
        QVERIFY(light.grab().toImage() != picture);
        QVERIFY(!light.toolTip().contains(QStringLiteral("You can work meanwhile")));
    }
    void anErrorStandsUntilItIsUnderstood()
    {
        ErrorBanner banner;
        QVERIFY(banner.isHidden());
        banner.show(
            {QStringLiteral("Happened."), QStringLiteral("Kept."), QStringLiteral("Do."), QStringLiteral("x = 1")});
        QVERIFY(!banner.isHidden());
        QCOMPARE(banner.accessibleName(), QStringLiteral("Happened. Kept. Do."));
        QSignalSpy dismissed(&banner, &ErrorBanner::dismissed);
        QTest::mouseClick(banner.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(dismissed.count(), 1);
        QVERIFY(banner.isHidden());
    }
    void sentencesOfChineseFollowEachOtherWithoutABlank()
    {
        QCOMPARE(ErrorMessage::join(QStringLiteral("已保存。"), QStringLiteral("请再试。")),
                 QStringLiteral("已保存。请再试。"));
        QCOMPARE(ErrorMessage::join({}, QStringLiteral("Do.")), QStringLiteral("Do."));
    }
    void progressIsShownWhileThereIsSome()
    {
        ProgressStrip strip;
        QVERIFY(strip.isHidden());
        strip.setProgress({QStringLiteral("Printing cards"), 37, 1000, true});
        QVERIFY(!strip.isHidden());
        QCOMPARE(strip.accessibleName(), QStringLiteral("Printing cards 37 of %1").arg(QLocale().toString(1000)));
        QSignalSpy cancelled(&strip, &ProgressStrip::cancelRequested);
        QTest::mouseClick(strip.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(cancelled.count(), 1);
        strip.setProgress({QStringLiteral("Connecting"), 0, 0, false}); // how much is not known
        QVERIFY(strip.findChild<QPushButton *>()->isHidden());
        strip.setProgress({});
        QVERIFY(strip.isHidden());
    }
};

SHOULI_TEST(TestFrameParts)
#include "TestFrameParts.moc"
