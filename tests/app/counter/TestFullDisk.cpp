// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ErrorBanner.h"
#include "app/look/Theme.h"
#include "app/shell/ErrorText.h"
#include "core/audit/AuditLog.h"
#include "core/cases/CaseStore.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/support/TestMain.h"

#include <csignal>

#include <sys/resource.h>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::look::Languages;
using core::base::ErrorCode;
using tests::CounterDesk;

namespace {

/// No file can grow beyond a few bytes while it lives: to a program, a full disk.
class FullDisk {
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tiny{10, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tiny);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

QStringList ticks(const CounterDesk &desk)
{
    QStringList all;
    for (const auto *list : desk.page->findChildren<app::widgets::ChecklistView *>()) {
        for (const auto &row : list->rows())
            all.append(row.key + u'=' + QString::number(static_cast<int>(row.mark)));
    }
    return all;
}

} // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void whatWasTickedStaysAndIsAcceptedOnceThereIsRoom_data()
    {
        QTest::addColumn<Languages::Language>("language");
        QTest::newRow("told in Chinese") << Languages::Language::Chinese;
        QTest::newRow("told in English") << Languages::Language::English;
    }
    void whatWasTickedStaysAndIsAcceptedOnceThereIsRoom()
    {
        QFETCH(Languages::Language, language);
        CounterDesk desk;
        desk.languages.use(language);
        QVERIFY(desk.signIn() && desk.find() && desk.choose(u"MZ-01"_s) && desk.sayAll());
        QTRY_VERIFY(desk.page->isDraftKept());       // else its timer may tell of the full disk too
        QTRY_VERIFY(!desk.application->isWriting()); // that somebody looked at the record
        const QStringList ticked = ticks(desk);
        {
            const FullDisk full;
            for (int time = 1; time <= 2; ++time) { // whoever is told presses the key once more
                desk.hands->press(Qt::Key_F12);
                QTRY_COMPARE_WITH_TIMEOUT(desk.failures.size(), time, 10'000);
                QCOMPARE(desk.failures.last().code, ErrorCode::DiskFull);
            }
        }
        const auto *banner = desk.window().findChild<app::frame::ErrorBanner *>();
        const auto words = app::shell::ErrorText::of({ErrorCode::DiskFull, {}});
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->message().happened, words.happened);
        QCOMPARE(banner->message().kept, words.kept);
        QCOMPARE(banner->message().todo, words.todo);
        QCOMPARE(desk.page->subject(), desk.office.applicant.name);
        QCOMPARE(ticks(desk), ticked);
        QVERIFY(desk.isReady());
        QVERIFY(desk.pdfs().isEmpty());
        desk.shoot("counter-disk-full");

        desk.failures.clear();
        QVERIFY(desk.accept());
        QTRY_COMPARE_WITH_TIMEOUT(desk.pdfs().size(), 2, 20'000);
        desk.application->lock();
        const auto session = desk.office.session();
        const auto &db = session->reader();
        const auto cases = session->caseStore().ofResident(db, desk.office.applicant.id, 5, desk.office.clock.today());
        QVERIFY(cases);
        QCOMPARE(cases->size(), 1);
        const auto count = [&](const QString &from) {
            auto query = db.prepare(u"SELECT count(*) FROM "_s + from).value();
            return query.step().value() ? query.integer(0) : -1;
        };
        QCOMPARE(count(u"case_file"_s), 1);
        QCOMPARE(core::cases::numbers::CaseNumber::parse(cases->first().file.number)->serial, 1); // none left out
        QVERIFY(core::audit::AuditLog::verify(db));
    }
};

SHOULI_TEST(TestFullDisk)
#include "TestFullDisk.moc"
