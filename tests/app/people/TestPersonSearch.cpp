// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/OmniBox.h"
#include "app/frame/ResultList.h"
#include "app/look/Theme.h"
#include "app/people/PersonSearch.h"
#include "app/residents/ResidentsPage.h"
#include "core/residents/sample/SampleLoader.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <algorithm>
#include <ctime>

using namespace shouli;
using app::frame::ResultRow;
using app::people::PersonSearch;
using core::residents::Resident;
using core::residents::ResidentStore;
using core::staff::Role;
using tests::PageWindow;

namespace {

/// The residents' page and its box.
class Desk : public PageWindow {
public:
    explicit Desk(Language language = Language::Chinese)
        : PageWindow(Role::Counter, language)
        , page(new app::residents::ResidentsPage(*office.session))
    {
        frame.addPage(page);
        show();
        box = frame.findChild<app::frame::OmniBox *>();
        list = frame.findChild<app::frame::ResultList *>();
    }
    core::residents::ResidentId add(Resident resident)
    {
        resident.id = core::residents::ResidentId::create(office.clock, office.random);
        const auto added = office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(
                ResidentStore::create(act, core::base::idCast<core::changes::ScopeId>(w.actor.office.id), resident));
            return act.finish();
        });
        tests::OfficeSession::expect(added);
        return resident.id;
    }
    /// As the page gives them for what is in the box.
    QList<ResultRow> rows(const char *typed)
    {
        const auto found = PersonSearch(*office.session).find(QString::fromUtf8(typed));
        tests::OfficeSession::expect(found);
        return found->rows;
    }

    app::residents::ResidentsPage *page;
    app::frame::OmniBox *box;
    app::frame::ResultList *list;
};

/// The title with what is marked in it between brackets.
QString marked(const ResultRow &row)
{
    QString shown = row.title;
    for (auto it = row.matched.crbegin(); it != row.matched.crend(); ++it) {
        shown.insert(it->start + it->length, u']');
        shown.insert(it->start, u'[');
    }
    return shown;
}

} // namespace

class TestPersonSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void eachRowSaysWhyItIsThere_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *typed, const char *title, const char *reason) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(title) << QString::fromUtf8(reason);
        };
        row("欧阳𫍯", "[欧阳𫍯]之", "姓名");
        row("之𫍯", "欧阳[𫍯之]", "姓名");
        row("ouyangx", "[欧阳𫍯]之", "首字母");
        row("ouyangxianzhi", "[欧阳𫍯之]", "拼音");
        row("欧阳建国", "欧阳𫍯之（[欧阳建国]）", "曾用名");
        row("ergou", "欧阳𫍯之（[二狗]）", "小名");
        row("9042", "欧阳𫍯之", "身份证尾号 9042");
        row("61069919", "欧阳𫍯之", "身份证号以 61069919 开头");
        row("610699195909109042", "欧阳𫍯之", "身份证号");
        row("0011", "欧阳𫍯之", "电话含 0011");
        row("15209110011", "欧阳𫍯之", "电话");
        row("枣园小区3号楼", "欧阳𫍯之", "地址");
        row("zaoyuan", "欧阳𫍯之", "地址");
    }
    void eachRowSaysWhyItIsThere()
    {
        QFETCH(QString, typed);
        QFETCH(QString, title);
        QFETCH(QString, reason);
        Desk desk;
        Resident one;
        one.name = QStringLiteral("欧阳𫍯之");
        one.formerName = QStringLiteral("欧阳建国");
        one.smallName = QStringLiteral("二狗");
        one.documentNumber = QStringLiteral("610699195909109042");
        one.phone = QStringLiteral("15209110011");
        one.livingAddress = QStringLiteral("瓦窑堡街道迎宾路枣园小区3号楼2单元501室");
        desk.add(one);
        const auto rows = desk.rows(typed.toUtf8().constData());
        QCOMPARE(rows.size(), 1);
        QCOMPARE(marked(rows.first()), title);
        QCOMPARE(rows.first().reason, reason);
    }
    void theFamilyOfAHeadFollows()
    {
        Desk desk;
        Resident head;
        head.name = QStringLiteral("欧阳明");
        head.household = core::residents::HouseholdId::create(desk.office.clock, desk.office.random);
        head.relation = core::residents::codes::head;
        desk.add(head);
        Resident son;
        son.name = QStringLiteral("𠮷小虎");
        son.household = head.household;
        desk.add(son);
        const auto rows = desk.rows("ouyangming");
        QCOMPARE(rows.size(), 2);
        QCOMPARE(marked(rows.first()), QStringLiteral("[欧阳明]"));
        QCOMPARE(rows.last().title, son.name);
        QCOMPARE(rows.last().reason, QStringLiteral("户主 欧阳明"));
    }
    void aScannedIdentityCardOpensItsBearer()
    {
        Desk desk;
        Resident one;
        one.name = QStringLiteral("欧阳𫍯之");
        one.documentNumber = QStringLiteral("61069919590910904X");
        desk.add(one);
        QVERIFY(desk.page->onScan(QStringLiteral("61069919590910904x\n")));
        QCOMPARE(desk.page->subject(), one.name);
        // nobody's: what to do is said
        QSignalSpy results(desk.page, &app::frame::Page::resultsFound);
        QVERIFY(desk.page->onScan(QStringLiteral("610699195909109999")));
        QCOMPARE(results.size(), 1);
        QVERIFY(!results.first().at(1).toString().isEmpty());
        // two persons with one number: a person chooses
        one.name = QStringLiteral("欧阳明");
        desk.add(one);
        QVERIFY(desk.page->onScan(QStringLiteral("61069919590910904X")));
        QCOMPARE(results.last().at(0).value<QList<ResultRow>>().size(), 2);
        // no card
        for (const char *text : {"", "13809115127", "HTTPS://S.ZICHANG.EXAMPLE/Q/ABC", "6106991959091090"})
            QVERIFY2(!desk.page->onScan(QString::fromLatin1(text)), text);
    }
    void whoCameWithACaseComesFirst()
    {
        Desk desk;
        Resident one;
        one.name = QStringLiteral("王伟");
        one.hukouDivision = one.livingDivision = QStringLiteral("610681001003");
        QList<core::residents::ResidentId> ids;
        for (int i = 0; i < 80; ++i)
            ids.append(desk.add(one));
        const PersonSearch search(*desk.office.session);
        QVERIFY(search.find(QStringLiteral("wangwei"))->rows.first().key != ids.at(70).toBytes());
        one.id = ids.at(70);
        desk.office.accept("MZ-01", {}, &one);
        QTRY_COMPARE(search.find(QStringLiteral("wangwei"))->rows.first().key, ids.at(70).toBytes());
    }

    void nobodyIsSaidOnlyWhenAllWereLookedAt()
    {
        Desk desk;
        Resident one;
        one.name = QStringLiteral("王伟");
        one.livingAddress = QStringLiteral("河东村1组8号");
        for (int i = 0; i < 200; ++i)
            desk.add(one);
        QVERIFY(desk.rows("王 77").isEmpty());
        one.livingAddress = QStringLiteral("河东村1组77号");
        desk.add(one);
        QCOMPARE(desk.rows("王 77").size(), 1);
    }

    /// From the key to the picture, in the real window with thousands in the register; printed, for people to judge.
    void keysArePaintedAtOnce()
    {
        Desk desk;
        const auto loaded = desk.office.write([&](app::office::Writing &w) -> core::base::Result<std::int64_t> {
            core::residents::sample::SampleRegister::Settings settings;
            settings.people = 3000;
            SHOULI_TRY(settings.places, core::residents::sample::SamplePlace::load());
            SHOULI_TRY(auto names, core::residents::sample::NamePool::load());
            const auto home = core::base::idCast<core::changes::ScopeId>(w.actor.office.id);
            const auto settle = [&](const core::residents::sample::SampleHousehold &one) -> core::base::Result<void> {
                SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
                SHOULI_CHECK(core::residents::HouseholdStore::create(act, home, one.household));
                for (const Resident &member : one.members)
                    SHOULI_CHECK(ResidentStore::create(act, home, member));
                return act.finish();
            };
            core::base::Result<void> settled;
            SHOULI_CHECK(core::residents::sample::SampleRegister(names).make(settings, [&](const auto &household) {
                settled = settle(household);
                return settled.has_value();
            }));
            SHOULI_CHECK(settled);
            return settings.people;
        });
        tests::OfficeSession::expect(loaded);
        QList<double> times;
        QList<double> worked; // without the time that other programs had the processor
        const auto processor = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
        };
        for (const char *typed : {"wangxiuying", "lijg", "王秀英", "英秀", "qijiawan", "610699", "138", "薛 迎宾路"}) {
            const QString text = QString::fromUtf8(typed);
            for (qsizetype i = 1; i <= text.size(); ++i) {
                desk.box->setFocus();
                QElapsedTimer timer;
                timer.start();
                const double before = processor();
                desk.box->setText(text.left(i - 1));
                desk.box->typeInto(text.mid(i - 1, 1));
                desk.frame.grab(); // paints every widget of the window
                times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
                worked.append(processor() - before);
            }
        }
        for (auto *list : {&times, &worked}) {
            std::sort(list->begin(), list->end());
            qInfo("key to paint of the whole window, 3000 residents, %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms, n %lld",
                  list == &times ? "by the clock" : "of the processor", list->at(list->size() / 2),
                  list->at(list->size() * 99 / 100), list->last(), static_cast<long long>(list->size()));
        }
        QVERIFY(desk.list->isOpen());
    }
    void itLooksRightInBothLanguages_data()
    {
        QTest::addColumn<bool>("chinese");
        QTest::newRow("Chinese") << true;
        QTest::newRow("English") << false;
    }
    void itLooksRightInBothLanguages()
    {
        QFETCH(bool, chinese);
        Desk desk(chinese ? PageWindow::Language::Chinese : PageWindow::Language::English);
        Resident one;
        one.name = QStringLiteral("贺玉𬭚");
        one.formerName = QStringLiteral("贺改花");
        one.sex = core::residents::Sex::Female;
        one.birthDate = core::residents::PartialDate(1964, 1, 1);
        one.documentNumber = QStringLiteral("610699196401019042");
        one.livingAddress = QStringLiteral("瓦窑堡街道齐家湾社区枣园小区3号楼2单元501室");
        desk.add(one);
        one.name = QStringLiteral("吾提库尔·买买提");
        one.formerName.clear();
        one.sex = core::residents::Sex::Unknown;
        one.documentNumber.clear();
        desk.add(one);
        int picture = 0;
        for (const char *typed : {"hym", "梅贺", "贺改花", "qijiawan", "wutikuer", "9042", "贺玉梅", "zzz"}) {
            desk.box->setFocus();
            desk.box->setText(QString());
            desk.box->typeInto(QString::fromUtf8(typed));
            QVERIFY2(desk.list->isOpen(), typed);
            desk.shoot(qPrintable(QStringLiteral("search-%1-%2").arg(chinese ? u"zh" : u"en").arg(++picture)));
        }
    }
};

SHOULI_TEST(TestPersonSearch)
#include "TestPersonSearch.moc"
