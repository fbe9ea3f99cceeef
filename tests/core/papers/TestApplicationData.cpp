// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormLibrary.h"
#include "core/forms/setting/FormRenderer.h"
#include "tests/core/papers/PapersOffice.h"
#include "tests/support/TestMain.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::family;
using cases::MaterialStatus;
using forms::FormData;
using papers::ApplicationData;
using shouli::tests::PapersOffice;

namespace {

/// A mother who applies, her husband at the head, a child, her mother-in-law: each with something of their own.
struct Family {
    explicit Family(PapersOffice &office)
        : mother(office.person("贺玉𬭚", Sex::Female, QDate(1985, 3, 7), codes::wife))
        , father(office.person("李建国", Sex::Male, QDate(1983, 5, 2), codes::head))
        , child(office.person("李浩然", Sex::Male, QDate(2015, 9, 1), codes::son))
        , grandmother(office.person("王秀英", Sex::Female, QDate(1953, 1, 20), codes::mother))
    {
        mother.spouse = father.id;
        father.spouse = mother.id;
        father.mother = grandmother.id;
        child.father = father.id;
        child.mother = mother.id;

        mother.documentNumber = QStringLiteral("610699198503079426");
        mother.ethnic = codes::han;
        mother.marital = codes::married;
        mother.education = *EducationCode::parse(QStringLiteral("70"));
        mother.phone = QStringLiteral("13900005127");
        mother.hukouDivision = mother.livingDivision = QStringLiteral("610681001003");
        mother.hukouAddress = mother.livingAddress = QStringLiteral("齐家湾社区3排12号");
        mother.hukouRural = true;
        mother.bankName = QStringLiteral("农商银行瓦窑堡支行");
        mother.bankAccount = QStringLiteral("6230270000012345678");
        mother.workStatus = codes::farming;
        father.documentNumber = QStringLiteral("610699198305021234");
        father.marital = codes::married;
        father.workStatus = codes::employed;
        father.workPlace = QStringLiteral("煤矿");
        child.documentNumber = QStringLiteral("610699201509011231");
        child.workStatus = codes::studying;
        child.workPlace = QStringLiteral("齐家湾小学");
        grandmother.documentNumber = QStringLiteral("61069919530120124X");
        grandmother.marital = codes::widowed;
    }
    void store(PapersOffice &office) const
    {
        for (const Resident *one : {&father, &mother, &child, &grandmother})
            office.store(*one);
    }

    Resident mother;
    Resident father;
    Resident child;
    Resident grandmother;
};

QString text(const FormData &data, const char *path)
{
    const QJsonValue value = data.at(QString::fromLatin1(path));
    if (value.isArray()) { // codes
        QStringList codes;
        const QJsonArray array = value.toArray();
        for (const auto &one : array)
            codes.append(one.toString());
        return codes.join(u' ');
    }
    return value.toString();
}

/// Rows of a list, each `name=value` for what is filled in, in the alphabet's order.
QStringList rows(const FormData &data, const char *path)
{
    QStringList rows;
    const QJsonArray array = data.at(QString::fromLatin1(path)).toArray();
    for (const auto &value : array) {
        QStringList cells;
        const QJsonObject row = value.toObject();
        for (auto it = row.begin(); it != row.end(); ++it) {
            const QString cell = it->isArray() ? it->toArray().first().toString() : it->toString();
            if (!cell.isEmpty())
                cells.append(it.key() + u'=' + cell);
        }
        rows.append(cells.join(u' '));
    }
    return rows;
}

QString allText(const forms::setting::FormPages &pages, bool annex)
{
    QString all;
    for (const forms::setting::FormPage &page : pages.pages) {
        for (const forms::setting::PageText &run : page.texts) {
            if (page.annex == annex)
                all += QString::fromStdU32String(run.characters);
        }
    }
    return all.remove(u' ').remove(u'　');
}

} // namespace

class TestApplicationData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theApplicantIsFilledInFromTheRegister_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("printed");
        const auto row = [](const char *path, const char *printed) {
            QTest::newRow(path) << QString::fromLatin1(path) << QString::fromUtf8(printed);
        };
        row("case.number", "61068100100320261123-00047");
        row("case.received", "2026年11月23日");
        row("service.name", "最低生活保障");
        row("service.code", "MZ-01");
        row("office.county", "子长市");
        row("office.name", "瓦窑堡街道齐家湾社区");
        row("office.phone", "0911-7110000");
        row("applicant.name", "贺玉𬭚");
        row("applicant.maskedName", "贺*𬭚");
        row("applicant.citizenNumber", "610699198503079426");
        row("applicant.sex", "女");
        row("applicant.ethnicity", "汉族");
        row("applicant.birth", "1985年3月7日");
        row("applicant.birth_ym", "1985年3月");
        row("applicant.education", "初级中学教育");
        row("applicant.marital", "已婚");
        row("applicant.registeredAddress", "齐家湾社区3排12号");
        row("applicant.address", "齐家湾社区3排12号");
        row("applicant.phone", "13900005127");
        row("applicant.hukou", "rural");
        row("applicant.bank", "农商银行瓦窑堡支行");
        row("applicant.account", "6230270000012345678");
        row("household.size", "4");
        row("dwelling.rooms", "3");
        row("dwelling.address", "齐家湾社区3排12号");
        row("case.materials", "complete");
        row("proxy.name", "");
    }
    void theApplicantIsFilledInFromTheRegister()
    {
        QFETCH(QString, path);
        QFETCH(QString, printed);
        PapersOffice office;
        const Family family(office);
        family.store(office);
        const FormData data = office.form(office.file(family.mother));
        if (path == u"service.name")
            QVERIFY(text(data, "service.name").contains(printed));
        else
            QCOMPARE(text(data, qPrintable(path)), printed);
    }
    void theSameAddressAndTheCaveAreTicked()
    {
        PapersOffice office;
        const Family family(office);
        family.store(office);
        const FormData data = office.form(office.file(family.mother));
        QVERIFY(data.at(QStringLiteral("applicant.addressSame")).toBool());
        QVERIFY(data.at(QStringLiteral("dwelling.cave")).toBool());
    }
    void theDepartmentIsTheServices()
    {
        PapersOffice office;
        const Family family(office);
        family.store(office);
        QCOMPARE(text(office.form(office.file(family.mother)), "service.department"),
                 office.service("MZ-01").departmentName.zh);
        QVERIFY(!text(office.form(office.file(family.mother)), "service.department").isEmpty());
    }
    void theFamilyStandsAsTheApplicantSeesIt()
    {
        PapersOffice office;
        const Family family(office);
        family.store(office);
        auto certificate = office.belongs(family.grandmother, "CANJI");
        certificate.category = *DisabilityCategoryCode::parse(QStringLiteral("4"));
        certificate.level = *DisabilityLevelCode::parse(QStringLiteral("2"));
        office.store(certificate);
        office.store(office.belongs(family.father, "DABING"));
        QCOMPARE(
            rows(office.form(office.file(family.mother)), "household.members"),
            (QStringList{
                QStringLiteral("citizenNumber=610699198503079426 employment=务农 marital=已婚 name=贺玉𬭚 "
                               "relation=本人"),
                QStringLiteral("citizenNumber=610699198305021234 employment=在职 煤矿 health=3 marital=已婚 "
                               "name=李建国 relation=配偶"),
                QStringLiteral(
                    "citizenNumber=610699201509011231 employment=在校学生 齐家湾小学 labour=4 name=李浩然 relation=子"),
                QStringLiteral("citizenNumber=61069919530120124X disability=肢体二级 health=4 marital=丧偶 name=王秀英 "
                               "relation=婆婆")}));
    }
    void anEndedCertificateIsNotPrinted()
    {
        PapersOffice office;
        const Family family(office);
        family.store(office);
        office.store(office.belongs(family.mother, "CANJI", QDate(2026, 11, 22)));
        QVERIFY(!rows(office.form(office.file(family.mother)), "household.members")
                     .first()
                     .contains(QStringLiteral("health")));
    }
    void labourIsToldOfChildrenAndOfThoseAtSchool_data()
    {
        QTest::addColumn<QDate>("born");
        QTest::addColumn<bool>("studying");
        QTest::addColumn<bool>("told");
        QTest::newRow("a day before sixteen") << QDate(2010, 11, 24) << false << true;
        QTest::newRow("sixteen today, out of school") << QDate(2010, 11, 23) << false << false;
        QTest::newRow("twenty, at a university") << QDate(2006, 1, 1) << true << true;
        QTest::newRow("born on a day nobody knows") << QDate() << false << false;
    }
    void labourIsToldOfChildrenAndOfThoseAtSchool()
    {
        QFETCH(QDate, born);
        QFETCH(bool, studying);
        QFETCH(bool, told);
        PapersOffice office;
        Resident r = office.person("李浩然", Sex::Male, born, codes::head);
        r.workStatus = studying ? codes::studying : WorkStatusCode();
        office.store(r);
        QCOMPARE(rows(office.form(office.file(r)), "household.members").first().contains(QStringLiteral("labour=4")),
                 told);
    }
    void relativesElsewhereOweSupportUnlessTheyAreDead()
    {
        PapersOffice office;
        Family family(office);
        Resident parent = office.person("贺长贵", Sex::Male, QDate(1955, 2, 3), codes::head);
        parent.household = {};
        parent.documentNumber = QStringLiteral("610699195502031235");
        parent.awayPlace = QStringLiteral("榆林市榆阳区");
        parent.workStatus = codes::farming;
        Resident late = office.person("白桂兰", Sex::Female, QDate(1957, 2, 3), codes::wife);
        late.household = {};
        late.deceasedOn = QDate(2020, 1, 1);
        family.mother.father = parent.id;
        family.mother.mother = late.id;
        office.store(parent);
        office.store(late);
        family.store(office);
        QCOMPARE(
            rows(office.form(office.file(family.mother)), "household.obligors"),
            QStringList{QStringLiteral(
                "address=榆林市榆阳区 citizenNumber=610699195502031235 name=贺长贵 occupation=务农 relation=父亲")});
        parent.livingAddress = QStringLiteral("城关街12号");
        const auto view = FamilyView::of(family.mother, {}, {family.mother}, {parent});
        const FormData data = ApplicationData::of(office.context(), office.service("MZ-01"), office.file(family.mother),
                                                  {}, view, {});
        QVERIFY(rows(data, "household.obligors").first().startsWith(QStringLiteral("address=城关街12号")));
    }
    void theDeadAreNotCounted()
    {
        PapersOffice office;
        Family family(office);
        family.father.deceasedOn = QDate(2024, 6, 1); // still in the household book, and its head
        family.store(office);
        const FormData data = office.form(office.file(family.mother));
        QCOMPARE(text(data, "household.size"), QStringLiteral("3"));
        QCOMPARE(rows(data, "household.members").filter(QStringLiteral("李建国")).size(), 0);
        QCOMPARE(rows(data, "household.obligors").size(), 0);
    }
    void whoMovedOutOwesSupportButDoesNotLiveHere()
    {
        PapersOffice office;
        Family family(office);
        family.child.movedOutOn = QDate(2026, 1, 1);
        family.grandmother.movedOutOn = QDate(2026, 1, 1); // a mother-in-law owes nothing
        family.store(office);
        const FormData data = office.form(office.file(family.mother));
        QCOMPARE(text(data, "household.size"), QStringLiteral("2"));
        QCOMPARE(rows(data, "household.obligors"),
                 QStringList{QStringLiteral(
                     "citizenNumber=610699201509011231 name=李浩然 occupation=在校学生 齐家湾小学 relation=子")});
    }
    void aHouseholdWithoutAHeadIsPrintedAllTheSame()
    {
        PapersOffice office;
        Resident mother = office.person("贺玉梅", Sex::Female, QDate(1985, 3, 7), codes::wife);
        Resident child = office.person("李浩然", Sex::Male, QDate(2015, 9, 1), codes::son);
        child.mother = mother.id;
        office.store(mother);
        office.store(child);
        const FormData data = office.form(office.file(mother));
        QCOMPARE(text(data, "household.size"), QStringLiteral("2"));
        QVERIFY(rows(data, "household.members").at(1).endsWith(QStringLiteral("name=李浩然 relation=子")));
    }
    void whatTheRegisterDoesNotKnowStaysBlank()
    {
        PapersOffice office;
        Resident r = office.person("贺玉梅", Sex::Unknown, {}, {});
        r.documentType = {};
        r.household = {};
        office.store(r);
        const FormData data = office.form(office.file(r));
        for (const char *path : {"applicant.sex", "applicant.ethnicity", "applicant.birth", "applicant.birth_ym",
                                 "applicant.education", "applicant.marital", "applicant.registeredAddress",
                                 "applicant.address", "applicant.phone", "applicant.hukou", "applicant.bank",
                                 "applicant.account", "applicant.citizenNumber", "dwelling.rooms", "dwelling.address"})
            QVERIFY2(text(data, path).isEmpty(), path);
        QVERIFY(!data.at(QStringLiteral("applicant.addressSame")).toBool()); // blank and blank is no address
        QCOMPARE(rows(data, "household.members"), QStringList{QStringLiteral("name=贺玉梅 relation=本人")});
    }
    void anotherAddressIsPrintedAndNotTicked()
    {
        PapersOffice office;
        Family family(office);
        family.mother.livingAddress = QStringLiteral("安定街道城关社区5号");
        family.mother.hukouRural = false;
        family.store(office);
        const FormData data = office.form(office.file(family.mother));
        QCOMPARE(text(data, "applicant.address"), QStringLiteral("安定街道城关社区5号"));
        QCOMPARE(text(data, "applicant.registeredAddress"), QStringLiteral("齐家湾社区3排12号"));
        QVERIFY(!data.at(QStringLiteral("applicant.addressSame")).toBool());
        QCOMPARE(text(data, "applicant.hukou"), QStringLiteral("urban"));
    }
    void aBirthDateIsPrintedAsFarAsItIsKnown_data()
    {
        QTest::addColumn<QString>("known");
        QTest::addColumn<QString>("printed");
        QTest::newRow("the year alone") << QStringLiteral("1952") << QStringLiteral("1952年");
        QTest::newRow("year and month") << QStringLiteral("1952-03") << QStringLiteral("1952年3月");
    }
    void aBirthDateIsPrintedAsFarAsItIsKnown()
    {
        QFETCH(QString, known);
        QFETCH(QString, printed);
        PapersOffice office;
        Resident r = office.person("贺玉梅", Sex::Female, {}, codes::head);
        r.birthDate = PartialDate::parse(known);
        office.store(r);
        const FormData data = office.form(office.file(r));
        QCOMPARE(text(data, "applicant.birth"), printed);
        QCOMPARE(text(data, "applicant.birth_ym"), printed);
    }
    void anApplicantWhoseRecordLeftTheOfficeKeepsTheirName()
    {
        PapersOffice office;
        const Family family(office);
        const FormData data = ApplicationData::of(office.context(), office.service("MZ-01"), office.file(family.mother),
                                                  {}, {}, {});
        QCOMPARE(text(data, "applicant.name"), family.mother.name);
        QCOMPARE(text(data, "applicant.hukou"), QString());
        QCOMPARE(text(data, "household.size"), QStringLiteral("0"));
    }
    void whoActsForThemIsNamedWithTheirRelation_data()
    {
        QTest::addColumn<QString>("relation");
        QTest::addColumn<QString>("printed");
        QTest::newRow("a code of the standard") << QStringLiteral("20") << QStringLiteral("子");
        QTest::newRow("words") << QStringLiteral("网格员") << QStringLiteral("网格员");
        QTest::newRow("a code that is not listed") << QStringLiteral("05") << QStringLiteral("05");
    }
    void whoActsForThemIsNamedWithTheirRelation()
    {
        QFETCH(QString, relation);
        QFETCH(QString, printed);
        PapersOffice office;
        const Family family(office);
        family.store(office);
        auto file = office.file(family.mother);
        file.proxy = {QStringLiteral("李强"), QStringLiteral("13900000001"), relation};
        const FormData data = office.form(file);
        QCOMPARE(text(data, "proxy.name"), QStringLiteral("李强"));
        QCOMPARE(text(data, "proxy.phone"), QStringLiteral("13900000001"));
        QCOMPARE(text(data, "proxy.relation"), printed);
    }
    void papersThatAreThereAreListedWithTheirSource()
    {
        PapersOffice office;
        const Family family(office);
        family.store(office);
        const auto of = [](const char *material, MaterialStatus status) {
            return cases::MaterialState{QString::fromLatin1(material), status, {}};
        };
        const FormData data = office.form(office.file(family.mother),
                                          {of("FORM", MaterialStatus::Brought), of("ID", MaterialStatus::FromRegister),
                                           of("HKALL", MaterialStatus::Received), of("CJZ", MaterialStatus::NotNeeded),
                                           of("INCOME", MaterialStatus::Tolerated),
                                           of("ASSET", MaterialStatus::Missing), of("GONE", MaterialStatus::Brought)});
        const QStringList listed = rows(data, "materials");
        QCOMPARE(listed.size(), 4);
        QVERIFY(listed.at(0).contains(QStringLiteral("originals=1"))
                && listed.at(0).endsWith(QStringLiteral("source=new")));
        QCOMPARE(listed.at(1), QStringLiteral("copies=1 name=居民身份证 source=register"));
        QVERIFY(listed.at(2).startsWith(QStringLiteral("copies=1 name=居民户口簿"))
                && listed.at(2).endsWith(QStringLiteral("source=new")));
        QCOMPARE(listed.at(3), QStringLiteral("name=GONE source=new")); // handed in: on the list, whatever it is
        QCOMPARE(text(data, "case.materials"), QStringLiteral("tolerated"));
    }

    void aServiceUsesItsOwnFormWhereItIsKnown()
    {
        PapersOffice office;
        const QStringList shipped = forms::FormLibrary::load()->ids();
        QCOMPARE(ApplicationData::formOf(office.service("MZ-01"), shipped), QStringLiteral("F-DB-01"));
        QCOMPARE(ApplicationData::formOf(office.service("MZ-09"), shipped), QStringLiteral("F-GEN-01"));
        QCOMPARE(
            ApplicationData::formOf(office.service("MZ-01"), {QStringLiteral("F-GEN-01"), QStringLiteral("CARD-01")}),
            QStringLiteral("F-GEN-01"));
        catalogue::Service bare;
        bare.forms = {QStringLiteral("WS-01")}; // a letter is no application
        QCOMPARE(ApplicationData::formOf(bare, shipped), QStringLiteral("F-GEN-01"));
    }

    /// Each word of data on the two forms is filled in, or is one that nobody but the pen, or a later step, can know.
    void noFieldOfAFormIsForgotten_data()
    {
        QTest::addColumn<QStringList>("later");
        QTest::newRow("F-DB-01") << QStringList{
            QStringLiteral("form.date"),           QStringLiteral("case.kind"),
            QStringLiteral("case.streetAccepted"), QStringLiteral("service.standard"),
            QStringLiteral("income.excluded"),     QStringLiteral("dwelling.tenure"),
            QStringLiteral("dwelling.area"),       QStringLiteral("proxy.citizenNumber")};
        QTest::newRow("F-GEN-01") << QStringList{QStringLiteral("form.date"), QStringLiteral("proxy.citizenNumber")};
    }
    void noFieldOfAFormIsForgotten()
    {
        QFETCH(QStringList, later);
        PapersOffice office;
        Family family(office);
        Resident parent = office.person("贺长贵", Sex::Male, QDate(1955, 2, 3), codes::head);
        parent.household = {};
        parent.documentNumber = QStringLiteral("610699195502031235");
        parent.awayPlace = QStringLiteral("榆林市");
        parent.workStatus = codes::farming;
        family.mother.father = parent.id;
        family.child.marital = codes::single;
        office.store(parent);
        family.store(office);
        auto certificate = office.belongs(family.child, "CANJI");
        certificate.level = *DisabilityLevelCode::parse(QStringLiteral("2"));
        office.store(certificate);
        auto file = office.file(family.mother);
        file.proxy = {QStringLiteral("李强"), QStringLiteral("13900000001"), QStringLiteral("20")};
        const FormData data = office.form(file,
                                          {{QStringLiteral("ID"), MaterialStatus::Brought, {}},
                                           {QStringLiteral("FORM"), MaterialStatus::Brought, {}}});

        QFile json(QStringLiteral(":/forms/%1.json").arg(QString::fromLatin1(QTest::currentDataTag())));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(json.readAll());
        static const QRegularExpression field(QStringLiteral(R"(\{\{\{?[□^#/]?([A-Za-z_.]+))"));
        QStringList cells;
        for (const char *list : {"household.members", "household.obligors", "materials"})
            cells += rows(data, list);
        QStringList blank;
        for (const auto &match : field.globalMatch(source)) {
            const QString path = match.captured(1);
            if (path == u"no" || path.startsWith(u"print."))
                continue;
            const bool ofARow = !path.contains(u'.');
            const bool filled = ofARow ? !cells.filter(QRegularExpression(QStringLiteral("\\b%1=").arg(path))).isEmpty()
                                       : !text(data, qPrintable(path)).isEmpty() || data.at(path).isBool();
            if (!filled && path != u"source" && !blank.contains(path))
                blank.append(path);
        }
        blank.sort();
        later.sort();
        QCOMPARE(blank.join(u' '), later.join(u' '));
    }
    void membersBeyondTheFormsRowsContinueOnTheAnnex_data()
    {
        QTest::addColumn<QString>("formId");
        QTest::addColumn<int>("people");
        QTest::addColumn<bool>("annex");
        QTest::newRow("six fit") << QStringLiteral("F-DB-01") << 6 << false;
        QTest::newRow("seven do not") << QStringLiteral("F-DB-01") << 7 << true;
        QTest::newRow("four fit") << QStringLiteral("F-GEN-01") << 4 << false;
        QTest::newRow("five do not") << QStringLiteral("F-GEN-01") << 5 << true;
    }
    void membersBeyondTheFormsRowsContinueOnTheAnnex()
    {
        QFETCH(QString, formId);
        QFETCH(int, people);
        QFETCH(bool, annex);
        PapersOffice office;
        Resident head = office.person("李建国", Sex::Male, QDate(1960, 1, 1), codes::head);
        office.store(head);
        QStringList numbers;
        for (int i = 1; i < people; ++i) {
            Resident child = office.person("李𬭚", Sex::Female, QDate(1980 + i, 1, 1), codes::daughter);
            child.documentNumber = QStringLiteral("6106991980010112%1X").arg(i);
            child.father = head.id;
            numbers.append(child.documentNumber);
            office.store(child);
        }
        const auto library = forms::FormLibrary::load().value();
        forms::setting::FormRenderer renderer(office.clock);
        const auto pages = renderer.layOut({library.find(formId), office.form(office.file(head)), {}});
        QVERIFY(pages);
        QCOMPARE(pages->pages.back().annex, annex);
        QCOMPARE(allText(*pages, true).contains(numbers.last()), annex);
        const QString all = allText(*pages, false) + allText(*pages, true);
        for (const QString &number : numbers)
            QCOMPARE(all.count(number), 1);
        QCOMPARE(all.count(QStringLiteral("李𬭚")), people - 1);
    }
};

SHOULI_TEST(TestApplicationData)
#include "TestApplicationData.moc"
