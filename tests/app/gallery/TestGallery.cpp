// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/OmniBox.h"
#include "app/frame/SideBar.h"
#include "app/gallery/CounterSample.h"
#include "app/gallery/ReviewSample.h"
#include "app/look/Languages.h"
#include "app/look/SectionHeader.h"
#include "app/look/Theme.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MainFrame.h"
#include "app/shell/MessagePage.h"
#include "app/shell/SetupPage.h"
#include "app/widgets/ChecklistView.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>

using namespace shouli::app;
using look::Languages;
using look::Theme;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;
using shouli::tests::TestClock;

/// Whole windows with the sample data of the gallery: nothing is cut off, everything is translated.
class TestGallery : public QObject {
    Q_OBJECT

    struct Windows {
        TestClock clock;
        shell::MainFrame counter{clock};
        shell::MainFrame review{clock};
        shell::LoginPage login;
        shell::SetupPage setup;
        shell::MessagePage message;

        explicit Windows(const QSize &size)
        {
            counter.addPage(new gallery::CounterSample);
            counter.setSync({frame::SyncStatus::State::NeedsYou, QStringLiteral("09:41"), 12, 1, {}});
            review.addPage(new gallery::ReviewSample);
            login.setError(Error{ErrorCode::PassphraseWrong});
            message.setError(Error{ErrorCode::DatabaseShortened});
            for (QWidget *window : all()) {
                window->resize(size);
                window->show();
            }
            settle();
        }
        QList<QWidget *> all() { return {&counter, &review, &login, &setup, &message}; }
        static void settle()
        {
            for (int i = 0; i < 3; ++i)
                QCoreApplication::processEvents();
        }
    };
    static QString nameOf(const QWidget *widget)
    {
        return QString::fromLatin1(widget->metaObject()->className()) + QStringLiteral(" \"") + widget->accessibleName()
            + u'"';
    }
    /// Everything a person can read in `window`, and what is read aloud to them.
    static QStringList texts(const QWidget *window)
    {
        QStringList list;
        for (const QWidget *widget : window->findChildren<QWidget *>()) {
            if (!widget->isVisibleTo(window))
                continue;
            list << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                list << label->text();
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                list << button->text();
            if (const auto *field = qobject_cast<const QLineEdit *>(widget))
                list << field->placeholderText();
            if (const auto *field = qobject_cast<const QPlainTextEdit *>(widget))
                list << field->placeholderText();
            if (const auto *header = qobject_cast<const look::SectionHeader *>(widget))
                list << header->title() << header->hint();
            if (const auto *bar = qobject_cast<const frame::SideBar *>(widget))
                for (const auto &entry : bar->entries())
                    list << entry.title;
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
                for (int row = 0; view->model() && row < view->model()->rowCount(); ++row)
                    list << view->model()->index(row, 0).data().toString()
                         << view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
            if (const auto *table = qobject_cast<const QTableView *>(widget))
                for (int column = 0; column < table->model()->columnCount(); ++column)
                    list << table->model()->headerData(column, Qt::Horizontal).toString();
        }
        list.removeAll(QString());
        return list;
    }

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Theme::Contrast::Calm); }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::newRow("Chinese, 1366 x 768") << QStringLiteral("zh_CN") << QSize(1366, 768);
        QTest::newRow("English, 1366 x 768") << QStringLiteral("en") << QSize(1366, 768);
        QTest::newRow("Chinese, the smallest window") << QStringLiteral("zh_CN") << QSize(1280, 720);
        QTest::newRow("English, the smallest window") << QStringLiteral("en") << QSize(1280, 720);
        QTest::newRow("English, 1920 x 1080") << QStringLiteral("en") << QSize(1920, 1080);
    }
    void nothingIsCutOff()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        Languages languages;
        languages.use(Languages::parse(language));
        Windows windows(size);
        for (QWidget *window : windows.all()) {
            QCOMPARE(window->size(), size);
            for (const QWidget *widget : window->findChildren<QWidget *>()) {
                const bool measured = widget->metaObject()->className() != QByteArray("QWidget")
                    && !qobject_cast<const QHeaderView *>(widget); // its hint is not of what it shows
                if (!widget->isVisibleTo(window) || !measured)
                    continue;
                if (const auto *bar = qobject_cast<const QScrollBar *>(widget)) {
                    QVERIFY2(bar->maximum() == 0, qPrintable(nameOf(bar->parentWidget()->parentWidget())));
                    continue;
                }
                const bool wraps = widget->hasHeightForWidth();
                const int needs = wraps ? widget->heightForWidth(widget->width()) : widget->minimumSizeHint().height();
                QVERIFY2(
                    widget->height() >= needs,
                    qPrintable(
                        QStringLiteral("%1: %2 high, needs %3").arg(nameOf(widget)).arg(widget->height()).arg(needs)));
                if (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLabel *>(widget))
                    QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), qPrintable(nameOf(widget)));
            }
        }
        languages.use(Languages::Language::English);
    }
    void changingTheLanguageChangesEveryText()
    {
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
        // names of keys, what everybody calls a PIN, an example of an address, the other language's own name
        static const QRegularExpression allowed(
            QStringLiteral("Ctrl|Esc|Enter|Alt|Tab|PIN|shouli\\.example\\.gov\\.cn|English|中文"));
        Languages languages;
        languages.use(Languages::Language::English);
        Windows windows(QSize(1366, 768));
        windows.counter.showHelp();
        windows.review.showError(Error{ErrorCode::ServerUnreachable});
        int count = 0;
        for (const auto language :
             {Languages::Language::English, Languages::Language::Chinese, Languages::Language::English}) {
            languages.use(language);
            Windows::settle();
            const QRegularExpression &wrong = language == Languages::Language::English ? han : word;
            for (QWidget *window : windows.all()) {
                for (QString text : texts(window)) {
                    const QString whole = text;
                    QVERIFY2(!text.remove(allowed).contains(wrong),
                             qPrintable(Languages::toString(language) + u' ' + whole));
                    ++count;
                }
            }
        }
        QVERIFY(count > 300);
    }
    void aThemeIsChangedWhileTheWindowIsOpen()
    {
        Windows windows(QSize(1366, 768));
        const QImage calm = windows.counter.grab().toImage();
        QCOMPARE(calm.pixelColor(700, 690), look::Colours::calm().pane);
        Theme::apply(*qApp, Theme::Contrast::High);
        Windows::settle();
        const QImage high = windows.counter.grab().toImage();
        QCOMPARE(high.pixelColor(700, 690), look::Colours::highContrast().pane);
        // nothing of the light grounds is left: at most letters are bright
        qint64 bright = 0;
        for (int y = 0; y < high.height(); y += 3)
            for (int x = 0; x < high.width(); x += 3)
                bright += qGray(high.pixel(x, y)) > 200 ? 1 : 0;
        QVERIFY2(bright < qint64(high.width()) * high.height() / 9 / 10, qPrintable(QString::number(bright)));
        Theme::apply(*qApp, Theme::Contrast::Calm);
        Windows::settle();
        QCOMPARE(windows.counter.grab().toImage(), calm);
    }
    void theSampleCounterWorksByKeysAlone()
    {
        Languages languages;
        languages.use(Languages::Language::English);
        TestClock clock;
        shell::MainFrame frame(clock);
        auto *page = new gallery::CounterSample;
        frame.addPage(page);
        frame.show();
        frame.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&frame));
        auto *papers = qobject_cast<widgets::ChecklistView *>(page->mainList());
        QTest::keyClick(frame.box(), Qt::Key_Down);
        QVERIFY(papers->hasFocus());
        QCOMPARE(papers->currentRow(), 5);
        QVERIFY(page->actions().first().enabled);
        QTest::keyClick(papers, 't'); // no longer tolerated
        clock.advanceMs(100);
        QTest::keyClick(papers, Qt::Key_Control);
        QVERIFY(!page->actions().first().enabled);
        clock.advanceMs(100);
        QTest::keyClick(papers, Qt::Key_Space); // the paper came
        clock.advanceMs(100);
        QTest::keyClick(papers, Qt::Key_Control);
        QVERIFY(page->actions().first().enabled);
        QCOMPARE(papers->rows().at(5).mark, widgets::Mark::Yes);
        QCOMPARE(papers->currentRow(), 5);
    }
    void picturesOfEverythingAreTakenWithoutADisplay()
    {
        const QTemporaryDir folder;
        QProcess gallery;
        gallery.start(qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-gallery"),
                      {QStringLiteral("--shot"), folder.path()});
        QVERIFY(gallery.waitForFinished(200'000));
        QCOMPARE(gallery.exitCode(), 0);
        const QStringList pictures = QDir(folder.path()).entryList({QStringLiteral("*.png")});
        QCOMPARE(pictures.size(), 9 * 2 * 2 * 2);
        QCOMPARE(QImage(folder.filePath(QStringLiteral("counter-zh_CN-calm-1366.png"))).size(), QSize(1366, 768));
        QCOMPARE(QImage(folder.filePath(QStringLiteral("review-en-high-1920.png"))).size(), QSize(1920, 1080));
    }
};

SHOULI_TEST(TestGallery)
#include "TestGallery.moc"
