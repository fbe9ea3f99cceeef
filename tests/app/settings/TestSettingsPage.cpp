// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/SettingsPage.h"
#include "app/look/Theme.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QLabel>

using namespace shouli;
using app::settings::SettingsPage;
using sync::client::Installation;
using tests::PageWindow;

class TestSettingsPage : public QObject {
    Q_OBJECT

    static QString keptOf(const PageWindow &window)
    {
        return Installation::load(window.office.session->reader()).value().proxy.toString();
    }
    static bool shows(const QWidget &page, const QString &text)
    {
        const auto labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void aProxyIsEnteredKeptAndTakenAwayByKeysAlone_data()
    {
        QTest::addColumn<bool>("chinese");
        QTest::newRow("in Chinese") << true;
        QTest::newRow("in English") << false;
    }
    void aProxyIsEnteredKeptAndTakenAwayByKeysAlone()
    {
        QFETCH(const bool, chinese);
        PageWindow window(core::staff::Role::Counter,
                          chinese ? PageWindow::Language::Chinese : PageWindow::Language::English);
        auto *page = new SettingsPage(*window.office.session);
        window.frame.addPage(page);
        window.show();
        QVERIFY(!PageWindow::actionOf(*page, Qt::Key_F12).enabled); // nothing is changed yet
        page->mainList()->setFocus();
        window.type("10.1.2.3");
        window.shoot(chinese ? "settings-zh" : "settings-en");
        window.press(Qt::Key_F12);
        window.office.settle();
        QCOMPARE(keptOf(window), QString()); // no port: not a setting
        window.shoot(chinese ? "settings-wrong-zh" : "settings-wrong-en");
        window.type("10.1.2.3:3128");
        window.press(Qt::Key_Tab);
        window.type("wang");
        window.press(Qt::Key_Tab);
        window.type("a:b@c");
        window.press(Qt::Key_Return);
        window.office.settle();
        QTRY_COMPARE(keptOf(window), QStringLiteral("wang:a:b%40c@10.1.2.3:3128"));
        QTRY_VERIFY(!PageWindow::actionOf(*page, Qt::Key_F12).enabled);
        window.shoot(chinese ? "settings-saved-zh" : "settings-saved-en");
        QCOMPARE(window.office.session->installation().proxy.password, QStringLiteral("a:b@c"));
        QVERIFY(!shows(*page, QStringLiteral("a:b@c")));
        page->mainList()->setFocus();
        window.press(Qt::Key_A, Qt::ControlModifier);
        window.press(Qt::Key_Delete);
        window.press(Qt::Key_F12);
        window.office.settle();
        QTRY_COMPARE(keptOf(window), QString());
    }
};

SHOULI_TEST(TestSettingsPage)
#include "TestSettingsPage.moc"
