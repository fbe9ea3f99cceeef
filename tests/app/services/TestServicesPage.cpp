// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/services/ServicesPage.h"
#include "app/shell/MainFrame.h"
#include "app/widgets/ChecklistView.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSignalSpy>

using namespace shouli;
using app::services::ServicesPage;

class TestServicesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void everyServiceOnOfferIsReadByKeysAlone()
    {
        tests::OfficeSession office(core::staff::Role::Counter);
        app::look::Languages languages;
        languages.use(app::look::Languages::Language::Chinese);
        app::shell::MainFrame frame(office.clock);
        auto *page = new ServicesPage(*office.session);
        frame.addPage(page);
        frame.resize(1366, 768);
        frame.show();
        QVERIFY(QTest::qWaitForWindowExposed(&frame));
        QApplication::setActiveWindow(&frame);
        auto *list = qobject_cast<app::widgets::ChecklistView *>(page->mainList());
        const auto catalogue = office.reference.catalogues->current(office.clock.today()).value();
        QCOMPARE(list->rows().size(), static_cast<qsizetype>(catalogue->services().size()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down); // from the box
        for (int row = 0; row < list->rows().size(); ++row) {
            QCOMPARE(list->currentRow(), row);
            const auto *service = catalogue->byCode(list->rows().at(row).key);
            QCOMPARE(page->materials()->rows().size(), static_cast<qsizetype>(service->materials.size()));
            QCOMPARE(page->conditions()->rows().size(),
                     static_cast<qsizetype>(service->eligibility.rules.size() + service->eligibility.manual.size()));
            if (service->code == QLatin1String("MZ-01") && !qEnvironmentVariableIsEmpty("SHOULI_SHOTS"))
                frame.grab().save(qEnvironmentVariable("SHOULI_SHOTS") + QStringLiteral("/services.png"));
            QTest::keyClick(list, Qt::Key_Down);
        }
    }
    void aServiceIsFoundByCodeOrAWordOfItsName()
    {
        tests::OfficeSession office(core::staff::Role::Counter);
        ServicesPage page(*office.session);
        auto *list = qobject_cast<app::widgets::ChecklistView *>(page.mainList());
        QSignalSpy results(&page, &app::frame::Page::resultsFound);
        const auto keys = [&](const QString &typed) {
            page.onOmniText(typed);
            QList<QByteArray> all;
            const auto rows = results.last().at(0).value<QList<app::frame::ResultRow>>();
            for (const auto &row : rows)
                all.append(row.key);
            return all;
        };
        QCOMPARE(keys(QStringLiteral("mz-05")), {QByteArray("MZ-05")});
        QVERIFY(keys(QStringLiteral("最低生活保障")).contains(QByteArray("MZ-01")));
        QVERIFY(keys(QStringLiteral("飞机")).isEmpty());
        QVERIFY(!results.last().at(1).toString().isEmpty());
        QVERIFY(keys(QString()).isEmpty());
        page.onResultChosen("MZ-05");
        QCOMPARE(list->rows().at(list->currentRow()).key, QStringLiteral("MZ-05"));
    }
};

SHOULI_TEST(TestServicesPage)
#include "TestServicesPage.moc"
