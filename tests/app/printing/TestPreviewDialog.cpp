// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Languages.h"
#include "app/printing/PageView.h"
#include "app/printing/PreviewDialog.h"
#include "app/widgets/NoticeBox.h"
#include "tests/app/printing/PrintFixture.h"
#include "tests/support/TestMain.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>

using namespace shouli;
using namespace shouli::app::printing;
using namespace Qt::StringLiterals;
using core::base::Error;
using Language = app::look::Languages::Language;
using core::base::ErrorCode;
using tests::PrintFixture;

class TestPreviewDialog : public QObject {
    Q_OBJECT

    struct Shown {
        PrintFixture fixture;
        PrintThread thread;
        PreviewDialog dialog;

        explicit Shown(const QByteArray &end = "echo Laser-3", PrintChoice choice = {u"Second"_s, QPointF(1, 2), 2})
            : thread(fixture.clock, fixture.system(end))
            , dialog(thread, PrintFixture::document(thread), std::move(choice))
        {
            QSignalSpy ready(&dialog, &PreviewDialog::ready);
            dialog.show();
            dialog.activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&dialog);
            [[maybe_unused]] const bool known = !ready.isEmpty() || ready.wait();
        }
        void press(Qt::Key key) { QTest::keyClick(dialog.focusWidget(), key); }
        [[nodiscard]] QString notice() const { return dialog.findChild<app::widgets::NoticeBox *>()->text(); }
    };

private Q_SLOTS:
    void keys_turn_the_pages()
    {
        Shown shown;
        QCOMPARE(shown.dialog.view().page(), 0);
        shown.press(Qt::Key_PageDown);
        QCOMPARE(shown.dialog.view().page(), 1);
        shown.press(Qt::Key_PageDown); // there is no third
        QCOMPARE(shown.dialog.view().page(), 1);
        shown.press(Qt::Key_Home);
        QCOMPARE(shown.dialog.view().page(), 0);
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_PageUp);
        shown.press(Qt::Key_PageUp);
        QCOMPARE(shown.dialog.view().page(), 0);
    }

    void keys_zoom_within_bounds_and_fit()
    {
        Shown shown;
        const PageView &view = shown.dialog.view();
        QVERIFY(view.fits());
        const double fitting = view.zoom();
        shown.press(Qt::Key_Plus);
        QVERIFY(view.zoom() > fitting * 1.1);
        for (int i = 0; i < 30; ++i)
            shown.press(Qt::Key_Plus);
        QCOMPARE(view.zoom(), PageView::largestZoom);
        for (int i = 0; i < 60; ++i)
            shown.press(Qt::Key_Minus);
        QCOMPARE(view.zoom(), PageView::smallestZoom);
        shown.press(Qt::Key_0);
        QVERIFY(view.fits());
        QCOMPARE(view.zoom(), fitting);
    }

    void the_page_that_fits_follows_the_window()
    {
        Shown shown;
        const double before = shown.dialog.view().zoom();
        shown.dialog.resize(600, 500);
        QVERIFY(shown.dialog.view().zoom() < before);
    }

    void w_shows_the_page_as_wide_as_the_window()
    {
        Shown shown;
        shown.dialog.resize(860, 700); // of a screen of 768 lines
        const PageView &view = shown.dialog.view();
        QVERIFY2(view.zoom() < 0.7, qPrintable(QString::number(view.zoom()))); // too small to be read
        shown.press(Qt::Key_W);
        const int paper = qRound(view.zoom() * 210 * view.logicalDpiX() / 25.4);
        QVERIFY(paper > view.viewport()->width() * 9 / 10 && paper <= view.viewport()->width());
        shown.press(Qt::Key_0);
        QVERIFY(view.fits());
    }

    void nothing_lies_over_anything_in_either_language_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("name");
        QTest::newRow("Chinese, small") << Language::Chinese << QSize(860, 700) << u"preview-zh-1366"_s;
        QTest::newRow("Chinese, large") << Language::Chinese << QSize(860, 900) << u"preview-zh-1920"_s;
        QTest::newRow("English, small") << Language::English << QSize(860, 700) << u"preview-en-1366"_s;
        QTest::newRow("English, large") << Language::English << QSize(860, 900) << u"preview-en-1920"_s;
    }
    void nothing_lies_over_anything_in_either_language()
    {
        QFETCH(Language, language);
        QFETCH(QSize, size);
        QFETCH(QString, name);
        app::look::Languages languages;
        languages.use(language);
        Shown shown;
        const auto apart = [&shown] {
            QList<QWidget *> parts;
            for (QObject *child : shown.dialog.children()) {
                auto *part = qobject_cast<QWidget *>(child);
                if (part != nullptr && part->isVisible())
                    parts.append(part);
            }
            QVERIFY(parts.size() >= 9);
            for (int i = 0; i < parts.size(); ++i) {
                for (int k = 0; k < i; ++k)
                    QVERIFY2(!parts.at(i)->geometry().intersects(parts.at(k)->geometry()),
                             parts.at(i)->metaObject()->className());
            }
        };
        apart(); // as soon as the printers are known
        shown.dialog.resize(size);
        QSignalSpy pictures(&shown.dialog.view(), &PageView::pictureShown);
        pictures.wait(500);
        apart();
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty()) {
            shown.dialog.grab().save(shots + u'/' + name + u".png"_s);
            shown.press(Qt::Key_W);
            pictures.wait(500);
            shown.dialog.grab().save(shots + u'/' + name + u"-width.png"_s);
        }
        languages.use(Language::Chinese);
    }

    void what_is_shown_is_the_page()
    {
        Shown shown;
        const auto *paper = shown.dialog.view().widget();
        QSignalSpy pictures(&shown.dialog.view(), &PageView::pictureShown);
        QTRY_VERIFY(!pictures.isEmpty());
        const QImage first = qobject_cast<const QLabel *>(paper)->pixmap().toImage();
        int dark = 0;
        for (int y = 0; y < first.height(); ++y) {
            for (int x = 0; x < first.width(); ++x)
                dark += qAlpha(first.pixel(x, y)) > 200 && qGray(first.pixel(x, y)) < 160 ? 1 : 0;
        }
        QVERIFY(dark > first.width() * first.height() / 200 && dark < first.width() * first.height() / 4);
        QVERIFY(qAbs(first.height() * 210 - first.width() * 297) < 297 * 12); // A4
        shown.press(Qt::Key_PageDown);
        QTRY_VERIFY(qobject_cast<const QLabel *>(paper)->pixmap().toImage() != first);
    }

    void p_prints_on_the_printer_that_was_chosen_last()
    {
        Shown shown;
        QSignalSpy printed(&shown.dialog, &PreviewDialog::printed);
        QCOMPARE(shown.dialog.choice().printer, u"Second"_s);
        QCOMPARE(shown.dialog.choice().copies, 2);
        QCOMPARE(shown.dialog.choice().offset, QPointF(1, 2));
        shown.press(Qt::Key_P);
        QTRY_COMPARE(printed.size(), 1);
        QCOMPARE(printed.first().first().value<PrintReceipt>(), (PrintReceipt{u"Second"_s, u"Laser-3"_s, 2}));
        QCOMPARE(shown.dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(shown.fixture.content(u"arguments"_s).contains("-n\n2\n"));
    }

    void another_printer_and_more_copies_are_taken()
    {
        Shown shown;
        shown.dialog.findChild<QComboBox *>()->setCurrentIndex(0);
        shown.dialog.findChild<QSpinBox *>()->setValue(5);
        shown.press(Qt::Key_P);
        QTRY_VERIFY(!shown.dialog.isVisible());
        QVERIFY(shown.fixture.content(u"arguments"_s).startsWith("-d\n激光打印机\n-n\n5\n"));
    }

    void a_failure_is_said_and_the_dialog_stays()
    {
        Shown shown("echo 'out of order' >&2; exit 1");
        QSignalSpy printed(&shown.dialog, &PreviewDialog::printed);
        QSignalSpy failed(&shown.dialog, &PreviewDialog::failed);
        QVERIFY(shown.notice().isEmpty());
        shown.press(Qt::Key_P);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(printed.size(), 0);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::PrintFailed);
        QVERIFY(shown.dialog.isVisible());
        QVERIFY(shown.notice().contains(u"out of order"_s));
    }

    void esc_closes_without_printing()
    {
        Shown shown;
        shown.press(Qt::Key_Escape);
        QVERIFY(!shown.dialog.isVisible());
        QVERIFY(shown.fixture.content(u"arguments"_s).isEmpty());
    }

    void a_file_is_saved_or_the_reason_said()
    {
        Shown shown;
        QSignalSpy printed(&shown.dialog, &PreviewDialog::printed);
        shown.dialog.saveTo(u"/nowhere/at/all.pdf"_s);
        QTRY_VERIFY(!shown.notice().isEmpty());
        shown.dialog.saveTo(shown.fixture.folder.filePath(u"saved.pdf"_s));
        QTRY_COMPARE(printed.size(), 1);
        QVERIFY(shown.fixture.content(u"saved.pdf"_s).startsWith("%PDF"));
    }

    void without_a_printer_only_a_file_can_be_made()
    {
        PrintFixture fixture;
        PrintThread thread(fixture.clock, {[] { return QStringList(); }, QString(), 0});
        PreviewDialog dialog(thread, PrintFixture::document(thread), {u"Laser of yesterday"_s, {}, 1});
        QSignalSpy ready(&dialog, &PreviewDialog::ready);
        QSignalSpy printed(&dialog, &PreviewDialog::printed);
        QVERIFY(ready.wait());
        QSignalSpy failed(&dialog, &PreviewDialog::failed);
        dialog.print();
        QCOMPARE(failed.size(), 0);
        QVERIFY(!dialog.findChild<QComboBox *>()->isEnabled());
        QCOMPARE(dialog.choice().printer, u"Laser of yesterday"_s); // it may be back tomorrow
        dialog.saveTo(fixture.folder.filePath(u"saved.pdf"_s));
        QTRY_COMPARE(printed.size(), 1);
        QVERIFY(fixture.content(u"saved.pdf"_s).startsWith("%PDF"));
    }
    void a_second_press_while_it_is_printing_prints_nothing_more()
    {
        Shown shown("echo x >> jobs; echo Laser-3");
        QSignalSpy printed(&shown.dialog, &PreviewDialog::printed);
        shown.dialog.print();
        shown.dialog.print();
        QTRY_COMPARE(printed.size(), 1);
        QCOMPARE(shown.fixture.content(u"jobs"_s), QByteArray("x\n"));
    }
};

SHOULI_TEST(TestPreviewDialog)
#include "TestPreviewDialog.moc"
