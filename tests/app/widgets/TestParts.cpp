// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/OpinionList.h"
#include "app/widgets/Pane.h"
#include "app/widgets/SegmentBar.h"
#include "app/widgets/StageBar.h"
#include "app/widgets/TagRow.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSignalSpy>

using namespace shouli::app;
using namespace shouli::app::widgets;

class TestParts : public QObject {
    Q_OBJECT

    static QList<Stage> stages()
    {
        return {{QStringLiteral("Community intake"), QStringLiteral("11-20"), Stage::State::Done},
                {QStringLiteral("Street review"), QStringLiteral("due today"), Stage::State::DueSoon},
                {QStringLiteral("Delivery"), {}, Stage::State::Todo}};
    }

private Q_SLOTS:
    void initTestCase() { look::Theme::apply(*qApp, look::Theme::Contrast::Calm); }

    void partsGetTallerAsTheyGetNarrower_data()
    {
        QTest::addColumn<int>("part");
        QTest::newRow("facts") << 0;
        QTest::newRow("tags") << 1;
        QTest::newRow("stages") << 2;
        QTest::newRow("opinions") << 3;
        QTest::newRow("segments") << 4;
    }
    void partsGetTallerAsTheyGetNarrower()
    {
        QFETCH(int, part);
        const QString words = QStringLiteral("the grid worker fetched the papers and brought them");
        KeyValueList facts;
        facts.setRows({{QStringLiteral("Address"), words, Qt::Key_F9}});
        TagRow tags;
        tags.setTags({{QStringLiteral("Lives alone")}, {QStringLiteral("Marginal income, review in December"), true}});
        StageBar bar;
        bar.setStages(stages());
        OpinionList opinions;
        opinions.setOpinions({{QStringLiteral("Qijiawan, Wang Xiulan"), QStringLiteral("11-20 09:52"), words}});
        SegmentBar segments;
        segments.setSegments(
            {{QStringLiteral("For me"), 12}, {QStringLiteral("Due today"), 3}, {QStringLiteral("All")}});
        const QList<QWidget *> parts{&facts, &tags, &bar, &opinions, &segments};
        QWidget *tested = parts.at(part);
        QVERIFY(tested->heightForWidth(180) > tested->heightForWidth(900));
        QVERIFY(tested->sizePolicy().hasHeightForWidth());
        QVERIFY(!tested->accessibleName().isEmpty());
    }
    void aStageIsReadWithItsStateAndLimit()
    {
        StageBar bar;
        bar.setStages(stages());
        QCOMPARE(bar.accessibleName(), QStringLiteral("Community intake 11-20 ✓; Street review due today; Delivery "));
        bar.setStages({});
        QCOMPARE(bar.heightForWidth(300), 0);
    }
    void wholeNamesStayOnOneLineWhileTheyFit()
    {
        QList<Stage> nine;
        for (const char *name :
             {"社区受理", "街道受理", "启动调查", "信息核对", "入户调查", "街道审核", "公示", "县级确认", "送达"})
            nine.append({QString::fromUtf8(name), QStringLiteral("10"), Stage::State::Todo});
        StageBar bar;
        bar.setStages(nine);
        StageBar one;
        one.setStages(nine.mid(0, 1));
        QCOMPARE(bar.heightForWidth(504), one.heightForWidth(504)); // two of them are short and give room
        QVERIFY(bar.heightForWidth(400) > one.heightForWidth(400));
    }
    void aChineseNameBreaksInItsMiddle()
    {
        StageBar odd;
        odd.setStages({{QStringLiteral("社区受理"), {}, Stage::State::Current}});
        const int wide = odd.heightForWidth(200);
        // three characters of four would fit on a line, and two lines suffice either way
        odd.resize(54, odd.heightForWidth(54));
        QVERIFY(odd.height() > wide);
        const QImage drawn = odd.grab().toImage();
        const auto inkIn = [&drawn](int y) {
            int left = drawn.width();
            int right = 0;
            for (int x = 0; x < drawn.width(); ++x) {
                if (qGray(drawn.pixel(x, y)) < 128) {
                    left = qMin(left, x);
                    right = qMax(right, x);
                }
            }
            return qMax(0, right - left);
        };
        int first = 0;
        int second = 0;
        const int top = 10; // below the bar
        const int middle = top + (drawn.height() - top) / 2;
        for (int y = top; y < drawn.height(); ++y)
            (y < middle ? first : second) = qMax(y < middle ? first : second, inkIn(y));
        QVERIFY2(qAbs(first - second) <= 4, qPrintable(QStringLiteral("%1 and %2 px").arg(first).arg(second)));
    }
    void aNoticeIsThereOnlyWhileItSaysSomething()
    {
        NoticeBox box;
        QVERIFY(box.isHidden());
        box.setNotice(NoticeBox::Kind::Warning, QStringLiteral("1 paper is missing"));
        QVERIFY(!box.isHidden());
        QCOMPARE(box.accessibleName(), QStringLiteral("1 paper is missing"));
        box.clear();
        QVERIFY(box.isHidden());
    }
    void segmentsAreWalkedByArrowsAndTheMouse()
    {
        SegmentBar bar;
        bar.setSegments({{QStringLiteral("For me"), 12}, {QStringLiteral("Due today"), 3}});
        bar.resize(bar.sizeHint());
        QSignalSpy current(&bar, &SegmentBar::currentChanged);
        QTest::keyClick(&bar, Qt::Key_Right);
        QCOMPARE(bar.current(), 1);
        QTest::keyClick(&bar, Qt::Key_Right); // no further
        QCOMPARE(current.count(), 1);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(10, 10));
        QCOMPARE(bar.current(), 0);
        bar.setCurrent(1);
        bar.setSegments({{QStringLiteral("For me"), 12}}); // the chosen one is gone
        QCOMPARE(bar.current(), 0);
    }
    void usualPhrasesAreTakenByControlAndADigit()
    {
        OpinionEdit edit;
        edit.setPhrases({QStringLiteral("材料齐全。"), QStringLiteral("请补充收入证明。")});
        edit.show();
        edit.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        edit.setPlainText(QStringLiteral("已核。"));
        QTest::keyClick(&edit, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(edit.toPlainText(), QStringLiteral("已核。请补充收入证明。"));
        QTest::keyClick(&edit, Qt::Key_9, Qt::ControlModifier); // there is none
        QCOMPARE(edit.toPlainText(), QStringLiteral("已核。请补充收入证明。"));
        QVERIFY(edit.toolTip().contains(QStringLiteral("Ctrl+1  材料齐全。")));
    }
    void anOpinionGrowsWithItsTextUpToFourLines()
    {
        OpinionEdit edit;
        edit.resize(300, 30);
        const int one = edit.sizeHint().height();
        edit.setPlainText(QStringLiteral("1\n2\n3"));
        QVERIFY(edit.sizeHint().height() > 2 * one);
        edit.setPlainText(QStringLiteral("1\n2\n3\n4"));
        const int four = edit.sizeHint().height();
        edit.setPlainText(QStringLiteral("1\n2\n3\n4\n5\n6"));
        QCOMPARE(edit.sizeHint().height(), four);
        QCOMPARE(edit.verticalScrollBarPolicy(), Qt::ScrollBarAlwaysOn);
    }
    void aCardFillsFromTheTopAndAListMayTakeTheRest()
    {
        Pane pane;
        auto *header = pane.addSection(QStringLiteral("Papers"), QStringLiteral("5 of 7"));
        auto *rest = new QWidget;
        pane.add(rest, Pane::Inset::EdgeToEdge, 1);
        pane.resize(300, 400);
        pane.show();
        QCOMPARE(header->x(), Pane::padding);
        QVERIFY(header->y() < 20);
        QCOMPARE(rest->width(), 298);
        QVERIFY(rest->height() > 300);
    }
};

SHOULI_TEST(TestParts)
#include "TestParts.moc"
