// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/catalogue/Catalogue.h"
#include "core/catalogue/CodeLists.h"
#include "tests/core/catalogue/CatalogueCopy.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core;
using namespace shouli::core::catalogue;
using base::ErrorCode;
using calendar::LimitUnit;
using shouli::tests::CatalogueCopy;

class TestCatalogue : public QObject {
    Q_OBJECT
    Catalogue m_catalogue = Catalogue::load(CatalogueCopy::original()).value();

private Q_SLOTS:
    void theWholeCatalogueLoads()
    {
        QCOMPARE(m_catalogue.id(), QStringLiteral("zichang"));
        QCOMPARE(m_catalogue.version(), QStringLiteral("2026-11"));
        QVERIFY(m_catalogue.isPublished());
        QCOMPARE(m_catalogue.services().size(), 27U);
        QCOMPARE(m_catalogue.groups().size(), 29U);
        QCOMPARE(m_catalogue.materials().size(), 37U);
        QCOMPARE(m_catalogue.roles().size(), 9U);
        QCOMPARE(m_catalogue.parameters().size(), 7U);
        size_t stages = 0;
        size_t materials = 0;
        size_t rules = 0;
        for (const Service &service : m_catalogue.services()) {
            stages += service.stages.size();
            materials += service.materials.size();
            rules += service.eligibility.rules.size();
        }
        QCOMPARE(stages, 121U);
        QCOMPARE(materials, 197U);
        QCOMPARE(rules, 76U);
    }
    void everyServiceIsFoundByItsCodeAndByItsNumber()
    {
        for (const Service &service : m_catalogue.services()) {
            QCOMPARE(m_catalogue.byCode(service.code), &service);
            QCOMPARE(m_catalogue.byNumber(service.number), &service);
        }
        QCOMPARE(m_catalogue.byCode(QStringLiteral("XX-99")), nullptr);
        QCOMPARE(m_catalogue.byNumber(1000), nullptr);
    }
    void groupsSayWhatTheyAsk()
    {
        using Ask = GroupDefinition::Ask;
        const auto *disabled = m_catalogue.group(QStringLiteral("CANJI"));
        QVERIFY(disabled->asks == (std::vector{Ask::Disability, Ask::Certificate, Ask::Until}));
        const auto *hardship = m_catalogue.group(QStringLiteral("TEKUN"));
        QCOMPARE(hardship->kinds.size(), 2U);
        QVERIFY(hardship->asksFor(Ask::Detail)); // its kinds ask for it
        QVERIFY(!m_catalogue.group(QStringLiteral("GUER"))->asksFor(Ask::Detail));
        QVERIFY(disabled->offered);
        QVERIFY(!m_catalogue.group(QStringLiteral("ZHIYUAN"))->offered); // no service needs it
    }
    void everyStageHasARoleAndALimit()
    {
        for (const Service &service : m_catalogue.services()) {
            QVERIFY(!service.stages.empty());
            for (const Stage &stage : service.stages) {
                QVERIFY2(m_catalogue.role(stage.role), qPrintable(service.code + stage.id));
                QVERIFY2(stage.limit.limit.unit != LimitUnit::None || stage.outsideCase,
                         qPrintable(service.code + stage.id));
            }
        }
    }
    void everyCaseBeginsAtTheCommunityIsDecidedOnceAndEndsOnce()
    {
        for (const Service &service : m_catalogue.services()) {
            QCOMPARE(m_catalogue.role(service.stages.front().role)->level, Level::Community);
            const auto count = [&](bool Stage::*flag) {
                return std::count_if(service.stages.begin(), service.stages.end(),
                                     [&](const Stage &s) { return s.*flag; });
            };
            QCOMPARE(count(&Stage::decides), 1);
            QCOMPARE(count(&Stage::endsCase), 1);
            QVERIFY(service.promised().has_value());
        }
    }
    void seedDaysAddUpToTheSeedTotal()
    {
        int checked = 0;
        for (const Service &service : m_catalogue.services()) {
            if (!service.total.seed)
                continue;
            ++checked;
            QVERIFY2(service.seedDays() == *service.total.seed,
                     qPrintable(QStringLiteral("%1: %2").arg(service.code).arg(service.seedDays())));
            const StageLimit promised = service.promised().value();
            QVERIFY(promised.limit.unit == LimitUnit::WorkingDays && promised.limit.n >= *service.total.seed);
        }
        QCOMPARE(checked, 23);
    }
    void theSeedFromTheStatutoryStartLeavesOutWhatComesBefore()
    {
        for (const Service &service : m_catalogue.services()) {
            const auto start = std::find_if(service.stages.begin(), service.stages.end(),
                                            [](const Stage &s) { return s.startsStatutoryClock; });
            if (!service.total.seedFromStatutoryStart || start == service.stages.end())
                continue;
            Service after = service;
            after.stages.assign(start, service.stages.end());
            QCOMPARE(after.seedDays(), *service.total.seedFromStatutoryStart);
            QVERIFY(service.total.statutory && service.total.statutory->limit.n >= after.seedDays());
        }
    }
    void factsOfTheDibaoServiceAreThoseOfTheRules()
    {
        const Service &dibao = *m_catalogue.byCode(QStringLiteral("MZ-01"));
        QCOMPARE(dibao.name.zh, QStringLiteral("最低生活保障审核确认"));
        QCOMPARE(dibao.number, 1);
        QCOMPARE(dibao.unit, Service::Unit::Household);
        QCOMPARE(dibao.total.statutory->limit, (calendar::Limit{30, LimitUnit::WorkingDays}));
        QCOMPARE(dibao.total.statutory->countsFrom, CountsFrom::Acceptance);
        QCOMPARE(dibao.total.extendableTo->limit.n, 45);
        const Stage &notice = *dibao.stage(QStringLiteral("PUBLIC_NOTICE"));
        QCOMPARE(notice.limit.limit, (calendar::Limit{7, LimitUnit::CalendarDays}));
        QCOMPARE(notice.limit.confidence, Confidence::Statute);
        QVERIFY(notice.publicNotice);
        QCOMPARE(dibao.stage(QStringLiteral("DATA_CHECK"))->parallelGroup,
                 dibao.stage(QStringLiteral("HOME_VISIT"))->parallelGroup);
        QVERIFY(dibao.stage(QStringLiteral("STREET_ACCEPT"))->startsStatutoryClock);
        QCOMPARE(dibao.stage(QStringLiteral("nowhere")), nullptr);
        QCOMPARE(dibao.eligibility.routes.size(), 1U);
        QCOMPARE(dibao.result.grants.front().group, QStringLiteral("DIBAO"));
        QCOMPARE(dibao.review->months, 12);
        QCOMPARE(*dibao.review->alternativeMonths, 6);
    }
    void anEmergencyIsPromisedSooner()
    {
        const Service &aid = *m_catalogue.byCode(QStringLiteral("MZ-04"));
        QCOMPARE(aid.promised()->limit, (calendar::Limit{20, LimitUnit::WorkingDays}));
        QCOMPARE(aid.promised(QStringLiteral("SPENDING"))->limit.n, 20);
        QCOMPARE(aid.promised(QStringLiteral("URGENT"))->limit, (calendar::Limit{48, LimitUnit::Hours}));
        QVERIFY(aid.stage(QStringLiteral("PUBLIC_NOTICE"))->skipWhen.has_value());
        QCOMPARE(aid.stage(QStringLiteral("COUNTY_APPROVE"))->delegableTo, QStringLiteral("street"));
    }
    void someMaterialsMayNeverFollowLater()
    {
        for (const char *code : {"FORM", "ID", "HK", "HKALL", "AUTH", "PROMISE", "POA", "PID"})
            QVERIFY2(!m_catalogue.material(QLatin1String(code))->tolerable, code);
        for (const char *code : {"INCOME", "ASSET", "PHOTO1"})
            QVERIFY2(m_catalogue.material(QLatin1String(code))->tolerable, code);
        for (const Service &service : m_catalogue.services()) {
            for (const MaterialRequirement &requirement : service.materials)
                QVERIFY(!requirement.tolerable || m_catalogue.material(requirement.material)->tolerable);
        }
    }
    void childrenAreNotPutOnPublicNotice()
    {
        for (const char *code : {"MZ-07", "MZ-08"}) {
            const Service &service = *m_catalogue.byCode(QLatin1String(code));
            QCOMPARE(service.publicNotice.required, Investigation::Required::Never);
            QVERIFY(!service.publicNotice.privacy.isEmpty());
            QVERIFY(std::none_of(service.stages.begin(), service.stages.end(),
                                 [](const Stage &s) { return s.publicNotice; }));
        }
    }
    void everyTextIsInBothLanguages()
    {
        const auto isChinese = [](const QString &text) {
            return std::any_of(text.begin(), text.end(),
                               [](QChar c) { return c.unicode() >= 0x4e00 && c.unicode() < 0xa000; });
        };
        for (const Service &service : m_catalogue.services()) {
            QVERIFY(isChinese(service.name.zh) && !isChinese(service.name.en));
            QVERIFY(isChinese(service.applicant.zh) && !isChinese(service.applicant.en));
            for (const auto &text : service.eligibility.manual)
                QVERIFY2(isChinese(text.zh) && !isChinese(text.en), qPrintable(text.en));
            for (const EligibilityRule &rule : service.eligibility.rules)
                QVERIFY2(isChinese(rule.text.zh) && !isChinese(rule.text.en), qPrintable(rule.text.en));
            for (const Stage &stage : service.stages)
                QVERIFY2(isChinese(stage.name.zh) && !isChinese(stage.name.en), qPrintable(stage.name.en));
        }
    }
    void matterTypesAreThoseOfTheCodeList()
    {
        const CodeLists codes = CodeLists::load(QStringLiteral(":/codes/codes.json")).value();
        for (const Service &service : m_catalogue.services())
            QVERIFY(codes.list(QStringLiteral("matter_type"))->find(service.matterType));
    }
    void frequentServicesComeInTheirOrder()
    {
        const auto frequent = m_catalogue.frequent();
        QVERIFY(frequent.size() >= 8);
        for (size_t i = 0; i < frequent.size(); ++i)
            QCOMPARE(*frequent.at(i)->frequent, static_cast<int>(i) + 1);
    }
    void limitsAreSaidInWords()
    {
        QCOMPARE(m_catalogue.text({10, LimitUnit::WorkingDays}).zh, QStringLiteral("10 个工作日"));
        QCOMPARE(m_catalogue.text({7, LimitUnit::CalendarDays}).en, QStringLiteral("7 days"));
        QCOMPARE(m_catalogue.text({0, LimitUnit::Immediate}).zh, QStringLiteral("当场"));
        QVERIFY(!m_catalogue.text({}).isEmpty());
        QVERIFY(m_catalogue.text({48, LimitUnit::Hours}).en.startsWith(QStringLiteral("48")));
    }
    void aCountySetsItsStandards()
    {
        Catalogue catalogue = m_catalogue;
        QVERIFY(!catalogue.parameter(QStringLiteral("dibao_standard_monthly"))->value);
        QVERIFY(catalogue.setParameter(QStringLiteral("dibao_standard_monthly"), 710));
        QCOMPARE(*catalogue.parameter(QStringLiteral("dibao_standard_monthly"))->value, 710.0);
        QCOMPARE(catalogue.setParameter(QStringLiteral("nothing"), 1).error().code, ErrorCode::InvalidArgument);
    }
    void damageIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("complaint");
        const auto row = [](const char *name, const char *file, const char *was, const char *becomes,
                            const char *complaint) {
            QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(was) << QByteArray(becomes)
                                << QString::fromLatin1(complaint);
        };
        const char *dibao = "services/MZ-01.json";
        row("a role nobody defined", dibao, R"("role": "county_check_center")", R"("role": "nobody")",
            "#/stages/3: role \"nobody\"");
        row("a unit nobody knows", dibao, R"("unit": "calendar_day")", R"("unit": "moon")",
            "#/stages/6/limit/unit: \"moon\"");
        row("a limit of zero days", dibao, R"({"n": 3, "unit": "working_day", "confidence": "assumed"})",
            R"({"n": 0, "unit": "working_day", "confidence": "assumed"})", "#/stages/5/limit/n: not a whole number");
        row("a misspelt key", dibao, R"("public_notice": true)", R"("public_notise": true)",
            "#/stages/6/public_notise: unknown key");
        row("no Chinese", dibao, R"("zh": "入户调查", "en": "Home visit"})", R"("en": "Home visit"})",
            "/name/zh: a text is missing");
        row("a material nobody defined", dibao, R"("ref": "HKALL")", R"("ref": "HKAL")", "#/materials/2: ref \"HKAL\"");
        row("a material twice", dibao, R"("ref": "HKALL")", R"("ref": "ID")", "a second material \"ID\"");
        row("a condition without a test", dibao, R"("type": "marital", )", "", "/when/type: a text is missing");
        row("a group nobody defined", dibao, R"(["DIBAO", "TEKUN"])", R"(["DIBAO", "TEKUM"])",
            "/test: none_of \"TEKUM\"");
        row("no end", dibao, R"(,
      "ends_case": true)",
            "", "one stage must end the case");
        row("two stages of one name", dibao, R"("id": "STREET_REVIEW")", R"("id": "HOME_VISIT")",
            "a second stage \"HOME_VISIT\"");
        row("parallel stages apart", dibao, R"("decides": true)", R"("decides": true, "parallel_group": "inquiry")",
            "parallel stages \"inquiry\" are not neighbours");
        row("a stage outside the case before its end", dibao, R"("home_visit": true)",
            R"("home_visit": true, "outside_case": true)", "the stages of a case come before its end");
        row("the statutory clock twice", dibao, R"("home_visit": true)",
            R"("home_visit": true, "starts_statutory_clock": true)", "the statutory clock starts twice");
        row("another service's number", "services/MZ-02.json", R"("number": 2)", R"("number": 1)",
            "number: 1 belongs to another service");
        row("another service's code", "services/MZ-02.json", R"("code": "MZ-02")", R"("code": "MZ-03")",
            "this file should hold MZ-02");
        row("another service's rank", "services/RS-01.json", R"("frequent": 2)", R"("frequent": 1)",
            "frequent: rank 1");
        row("nothing to choose from", "services/GA-01.json", R"("group": "residence_reason")", R"("group": "other")",
            "nothing to choose from");
        row("a parameter nobody defined", dibao, R"("parameter": "dibao_standard_monthly")", R"("parameter": "x")",
            "parameter \"x\"");
        row("a phrase missing", "catalogue.json", R"("open_case":)", R"("opencase":)",
            "#/phrases/open_case: an object is missing");
        row("a service twice", "catalogue.json", R"("MZ-02",)", R"("MZ-01",)", "\"MZ-01\" is defined twice");
        row("a code that is a path", "catalogue.json", R"("MZ-02",)", R"("../MZ-01",)", "\"../MZ-01\" is no code");
        row("a version that does not sort", "catalogue.json", R"("version": "2026-11")", R"("version": "november")",
            "version: not such as");
        row("a group that asks for nothing known", "groups.json", R"("asks": ["detail"])", R"("asks": ["shoe size"])",
            "\"shoe size\" is nothing that can be asked");
        row("a group twice", "groups.json", R"("code": "TEKUN")", R"("code": "DIBAO")", "\"DIBAO\" is defined twice");
        row("reusable from nowhere", "materials.json", R"("register_source": "resident.photo",)", "", "go together");
        row("a day that is none", "services/YB-01.json", R"("from": "09-01")", R"("from": "09-31")", "from is no day");
    }
    void damageIsRefusedWithItsPlace()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, complaint);
        CatalogueCopy copy;
        QVERIFY(copy.replace(file, was, becomes));
        const auto result = Catalogue::load(copy.path());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::CatalogueDamaged);
        QVERIFY2(result.error().detail.contains(complaint), qPrintable(result.error().detail));
        QVERIFY2(result.error().detail.contains(file), qPrintable(result.error().detail));
    }
    void aMissingFileAndANewerFormatAreToldFromDamage()
    {
        CatalogueCopy missing;
        QVERIFY(missing.remove(QStringLiteral("services/SQ-01.json")));
        QCOMPARE(Catalogue::load(missing.path()).error().code, ErrorCode::FileMissing);
        CatalogueCopy newer;
        QVERIFY(newer.replace(QStringLiteral("groups.json"), "shouli-catalogue/1", "shouli-catalogue/2"));
        QCOMPARE(Catalogue::load(newer.path()).error().code, ErrorCode::Unsupported);
        QCOMPARE(Catalogue::load(QStringLiteral("/nowhere")).error().code, ErrorCode::FileMissing);
    }
    void aRuleOfAnUnknownTypeIsKept()
    {
        CatalogueCopy copy;
        QVERIFY(copy.replace(QStringLiteral("services/MZ-01.json"), R"({"type": "no_open_case"})",
                             R"({"type": "moon_phase", "is": ["full"], "deeper": {"x": 1}})"));
        const auto catalogue = Catalogue::load(copy.path());
        QVERIFY2(catalogue, qPrintable(catalogue ? QString() : catalogue.error().detail));
        const auto &rules = catalogue->byCode(QStringLiteral("MZ-01"))->eligibility.rules;
        QCOMPARE(rules.size(), 4U);
        QCOMPARE(rules.back().test.test, Condition::Test(UnknownTest{QStringLiteral("moon_phase")}));
        QCOMPARE(rules.back().text.zh, QStringLiteral("没有同类在办件"));
    }
    void conditionsWithoutEndAreRefused()
    {
        QByteArray deep = R"({"type": "no_open_case"})";
        for (int i = 0; i < 300; ++i)
            deep = R"({"type": "all", "of": [)" + deep + "]}";
        CatalogueCopy copy;
        QVERIFY(copy.replace(QStringLiteral("services/MZ-01.json"), R"({"type": "no_open_case"})", deep));
        const auto result = Catalogue::load(copy.path());
        QVERIFY(!result);
        QVERIFY2(result.error().detail.contains(QStringLiteral("too deep")),
                 qPrintable(result.error().detail.right(80)));
    }
    void noServiceIsKnownToTheProgram()
    {
        int files = 0;
        for (const char *folder : {"core", "sync", "app"}) {
            QDirIterator it(qEnvironmentVariable("SHOULI_SOURCE") + u'/' + QLatin1String(folder),
                            {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QByteArray source = base::AtomicFile::read(it.next()).value();
                for (const Service &service : m_catalogue.services())
                    QVERIFY2(!source.contains('"' + service.code.toUtf8() + '"'), qPrintable(it.filePath()));
                ++files;
            }
        }
        QVERIFY(files > 20);
    }
    void mutatedCataloguesNeverCrash()
    {
        shouli::tests::TestRandom random(27);
        CatalogueCopy copy;
        const QStringList files = copy.files();
        int refused = 0;
        for (int i = 0; i < 200; ++i) {
            const QString file = files.at(random.below(static_cast<std::uint32_t>(files.size())));
            const QByteArray sound = copy.bytes(file);
            QByteArray bytes = sound;
            const int hits = 1 + static_cast<int>(random.below(4));
            for (int j = 0; j < hits; ++j) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())));
                if (random.below(3) == 0)
                    bytes.remove(at, 1 + random.below(40));
                else
                    bytes[at] = static_cast<char>(random.below(256));
            }
            QVERIFY(copy.write(file, bytes));
            const auto result = Catalogue::load(copy.path());
            if (!result) {
                ++refused;
                QVERIFY2(result.error().detail.contains(file), qPrintable(result.error().detail));
            }
            QVERIFY(copy.write(file, sound));
        }
        QVERIFY(Catalogue::load(copy.path()));
        QVERIFY(refused > 100);
    }
};

SHOULI_TEST(TestCatalogue)
#include "TestCatalogue.moc"
