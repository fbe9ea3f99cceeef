// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/KeyCap.h"
#include "app/look/SectionHeader.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"
#include "app/look/ToneLabel.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QFontInfo>
#include <QImage>
#include <QPainter>
#include <QRawFont>

using namespace shouli::app::look;

class TestText : public QObject {
    Q_OBJECT

    static QImage painted(const QString &text)
    {
        const TextFlow flow(text, Theme::font(Theme::Text::Name), 60);
        QImage image(60, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        flow.paint(painter, {0, 0}, Qt::black);
        return image;
    }

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Theme::Contrast::Calm); }

    void whatFitsOnOneLineTakesOneLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("Chinese") << QStringLiteral("没有正在享受低保、特困");
        QTest::newRow("English") << QStringLiteral("register, verified 2025-03-02");
        QTest::newRow("one word") << QStringLiteral("register");
        QTest::newRow("digits and stars") << QStringLiteral("610623********2046");
    }
    void whatFitsOnOneLineTakesOneLine()
    {
        QFETCH(QString, text);
        for (const auto size : {Theme::Text::Body, Theme::Text::Title, Theme::Text::Name}) {
            const QFont font = Theme::font(size, QFont::Bold);
            QCOMPARE(TextFlow(text, font, TextFlow::naturalWidth(text, font)).lines(), 1);
        }
    }
    void whatDoesNotFitBecomesMoreLinesAndHigher()
    {
        const QFont font = Theme::font(Theme::Text::Body);
        const QString text = QStringLiteral("Income per head is below the standard");
        const TextFlow narrow(text, font, TextFlow::naturalWidth(text, font) / 2);
        QVERIFY(narrow.lines() >= 2);
        QVERIFY(narrow.height() >= 2 * TextFlow(text, font, 1000).height());
    }
    void evenAWordWiderThanTheLineIsNotCut()
    {
        const QFont font = Theme::font(Theme::Text::Body);
        QVERIFY(TextFlow(QStringLiteral("610681001-03-2611-0047"), font, 60).lines() > 1);
    }
    void chineseBreaksBetweenCharacters()
    {
        const QFont font = Theme::font(Theme::Text::Body);
        QVERIFY(TextFlow::widestWord(QStringLiteral("残疾人两项补贴"), font)
                < TextFlow::naturalWidth(QStringLiteral("残疾人两项补贴"), font) / 2);
    }
    void rareCharactersAreDrawnAndNotABox()
    {
        // CJK Extension B: two that only a font with that extension tells apart
        QVERIFY(painted(QStringLiteral("\U00020000")) != painted(QStringLiteral("\U00024D14")));
        QVERIFY(painted(QStringLiteral("\U00020000")) != painted(QStringLiteral("\U0003FFFD"))); // no such character
    }
    void keysAreWrittenAsTheyArePrintedOnTheKeyboard()
    {
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_F12)), QStringLiteral("F12"));
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Return)), QStringLiteral("Enter"));
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Escape)), QStringLiteral("Esc"));
        QCOMPARE(KeyCap::text(QKeySequence(Qt::CTRL | Qt::Key_Z)), QStringLiteral("Ctrl+Z"));
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_Up)), QStringLiteral("↑"));
        QCOMPARE(KeyCap::text(QKeySequence(Qt::Key_PageUp)), QStringLiteral("PgUp"));
        QVERIFY(KeyCap::size(QString()).width() == 0);
    }
    void aHintWithoutRoomMovesBelowItsHeading()
    {
        const SectionHeader header(QStringLiteral("Minimum living allowance"),
                                   QStringLiteral("MZ-01 · 30 working days"));
        QVERIFY(header.heightForWidth(200) >= header.heightForWidth(800) + 18);
    }
    void aLabelFollowsTheTheme()
    {
        ToneLabel label(QStringLiteral("x"), Tone::Bad);
        label.ensurePolished();
        QCOMPARE(label.palette().color(QPalette::WindowText), Colours::calm().bad);
        Theme::apply(*qApp, Theme::Contrast::High);
        QCOMPARE(label.palette().color(QPalette::WindowText), Colours::highContrast().bad);
        QCoreApplication::processEvents(); // Qt hands palettes on by an event
        QCOMPARE(label.palette().color(QPalette::Base), Colours::highContrast().pane);
        Theme::apply(*qApp, Theme::Contrast::Calm);
        QCOMPARE(label.palette().color(QPalette::WindowText), Colours::calm().bad);
    }
    void markupInANameIsShownAsItIs()
    {
        const ToneLabel label(QStringLiteral("<b>王</b>"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }
    void widgetsOfAnotherStyleStillHaveColours() { QCOMPARE(Theme::colours(nullptr).brand, Colours::calm().brand); }
};

SHOULI_TEST(TestText)
#include "TestText.moc"
