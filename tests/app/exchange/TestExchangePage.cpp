// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/ExchangePage.h"
#include "app/look/Theme.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "core/exchange/TableReader.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QComboBox>
#include <QFile>
#include <QTemporaryDir>

using namespace shouli;
using app::exchange::ExchangePage;
using app::widgets::DataTable;
using app::widgets::NoticeBox;
using core::residents::ResidentStore;
using core::staff::Role;
using tests::PageWindow;

class TestExchangePage : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const char *name, const QString &text) const
    {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(text.toUtf8());
        return file.fileName();
    }
    static QString people()
    {
        return QStringLiteral("齐家湾社区居民花名册\n户号,与户主关系,姓名,身份证号,民族,联系电话,现住址,低保\n"
                              "000800001,户主,高建国,610699195203079013,汉,13809110001,齐家湾社区3排12号,否\n"
                              "000800001,妻,白秀英,610699195403079026,汉族,13809110002,齐家湾社区3排12号,否\n"
                              "000800001,长子,高海,6.10699E+17,汉,,齐家湾社区3排12号,否\n"
                              "000800002,媳妇,薛梅,,汉,13809110004,,是\n");
    }
    static bool waitFor(const ExchangePage &page, int key)
    {
        return QTest::qWaitFor([&] { return PageWindow::actionOf(page, key).run != nullptr; }, 20'000);
    }
    static QString notice(const ExchangePage &page) { return page.findChild<NoticeBox *>()->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void aFileIsImportedByKeysAlone_data()
    {
        QTest::addColumn<bool>("chinese");
        QTest::newRow("in Chinese") << true;
        QTest::newRow("in English") << false;
    }
    void aFileIsImportedByKeysAlone()
    {
        QFETCH(const bool, chinese);
        const auto shot = [chinese](const char *name) { return QByteArray(name) + (chinese ? "-zh" : "-en"); };
        PageWindow window(Role::OfficeAdmin, chinese ? PageWindow::Language::Chinese : PageWindow::Language::English);
        auto *page = new ExchangePage(*window.office.session);
        window.frame.addPage(page);
        window.show();
        window.shoot(shot("exchange-start").constData());
        const auto before = ResidentStore::count(window.office.session->reader()).value();
        const QString path = write("花名册.csv", people());
        page->begin(path);
        QVERIFY(waitFor(*page, Qt::Key_F12));
        auto *first = qobject_cast<QComboBox *>(QApplication::focusWidget());
        QVERIFY(first != nullptr);
        window.press(Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() != first);
        window.shoot(shot("exchange-columns").constData());
        window.press(Qt::Key_F12);
        QVERIFY(QTest::qWaitFor(
            [&] { return page->findChild<DataTable *>()->isVisible() && page->findChild<DataTable *>()->isEnabled(); },
            20'000));
        QCOMPARE(page->findChild<DataTable *>()->model()->rowCount(), 4);
        QCOMPARE(ResidentStore::count(window.office.session->reader()).value(), before);
        window.shoot(shot("exchange-plan").constData());
        window.press(Qt::Key_F12);
        QVERIFY(waitFor(*page, Qt::Key_F8));
        window.office.settle();
        QCOMPARE(ResidentStore::count(window.office.session->reader()).value(), before + 2);
        window.shoot(shot("exchange-report").constData());
        const QString rows = m_folder.filePath(QStringLiteral("待更正.xlsx"));
        page->saveRows(rows);
        QVERIFY(QTest::qWaitFor([&] { return !notice(*page).isEmpty(); }, 20'000));
        auto reader = core::exchange::TableReader::open(rows).value();
        (void)reader->next();
        QCOMPARE(reader->next().value()->cell(5), QStringLiteral("高海"));
        window.shoot(shot("exchange-saved").constData());
        auto log = window.office.session->reader()
                       .prepare(QStringLiteral("SELECT count(*) FROM audit WHERE action = 41"))
                       .value();
        QVERIFY(log.step().value());
        QCOMPARE(log.integer(0), 1);
    }
    void theRegisterGoesIntoAFileForAPurpose()
    {
        PageWindow window(Role::Counter);
        auto *page = new ExchangePage(*window.office.session);
        window.frame.addPage(page);
        window.show();
        QVERIFY(PageWindow::actionOf(*page, Qt::Key_F2).run == nullptr); // the counter imports nothing
        page->begin(write("x.csv", people()));
        QVERIFY(PageWindow::actionOf(*page, Qt::Key_F12).run == nullptr);
        window.press(Qt::Key_F6);
        QVERIFY(!PageWindow::actionOf(*page, Qt::Key_F12).enabled);
        const QString path = m_folder.filePath(QStringLiteral("居民.xlsx"));
        page->exportTo(path);
        QVERIFY(!QFile::exists(path)); // without a purpose
        window.type("年度核对");
        window.shoot("exchange-export");
        QVERIFY(PageWindow::actionOf(*page, Qt::Key_F12).enabled);
        page->exportTo(path);
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path) && !notice(*page).isEmpty(); }, 20'000));
        auto log = window.office.session->reader()
                       .prepare(QStringLiteral("SELECT details FROM audit WHERE action = 40"))
                       .value();
        QVERIFY(log.step().value());
        QCOMPARE(log.text(0), QStringLiteral("masked xlsx: 年度核对"));
        auto reader = core::exchange::TableReader::open(path).value();
        const QString mark = reader->next().value()->cell(0);
        QVERIFY(mark.contains(QStringLiteral("冯志军")));
        QVERIFY(mark.contains(QStringLiteral("2026-11-23")));
        (void)reader->next();
        while (const auto row = *reader->next())
            QVERIFY(row->cell(2).contains(u'*')); // names
    }
    void aFileThatIsNoneIsRefusedInWords()
    {
        PageWindow window(Role::OfficeAdmin);
        auto *page = new ExchangePage(*window.office.session);
        window.frame.addPage(page);
        window.show();
        page->begin(write("旧.xls", QStringLiteral("<html><table><tr><td>姓名</td></tr></table>")));
        QVERIFY(QTest::qWaitFor([&] { return !notice(*page).isEmpty(); }, 20'000));
        window.shoot("exchange-refused");
        QVERIFY(PageWindow::actionOf(*page, Qt::Key_F2).run != nullptr);
    }
    void whatIsStoppedIsToldAndGoesOn()
    {
        PageWindow window(Role::OfficeAdmin);
        QString text = QStringLiteral("姓名,出生日期\n");
        for (int i = 0; i < 1200; ++i)
            text += QStringLiteral("甲%1,1960-01-01\n").arg(i);
        const QString path = write("多.csv", text);
        const auto before = ResidentStore::count(window.office.session->reader()).value();
        auto *page = new ExchangePage(*window.office.session);
        window.frame.addPage(page);
        window.show();
        page->begin(path);
        QVERIFY(waitFor(*page, Qt::Key_F12));
        window.press(Qt::Key_F12);
        QVERIFY(QTest::qWaitFor(
            [&] { return page->findChild<DataTable *>()->isVisible() && page->findChild<DataTable *>()->isEnabled(); },
            20'000));
        connect(page, &ExchangePage::progressed, page, [page](const app::frame::Progress &progress) {
            if (!progress.text.isEmpty())
                page->onProgressCancelled();
        });
        window.press(Qt::Key_F12);
        QVERIFY(waitFor(*page, Qt::Key_F8));
        window.office.settle();
        const auto some = ResidentStore::count(window.office.session->reader()).value();
        QVERIFY(some > before && some < before + 1200);
        window.shoot("exchange-stopped");
        page->disconnect(page);
        window.press(Qt::Key_F12); // go on
        QVERIFY(QTest::qWaitFor(
            [&] { return ResidentStore::count(window.office.session->reader()).value() == before + 1200; }, 30'000));
        window.office.settle();
    }
};

SHOULI_TEST(TestExchangePage)
#include "TestExchangePage.moc"
