// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/NoticeData.h"
#include "core/forms/FormLibrary.h"
#include "core/forms/setting/FormRenderer.h"
#include "tests/core/papers/PapersOffice.h"
#include "tests/support/TestMain.h"

#include <QJsonArray>

using namespace shouli;
using core::cases::MaterialState;
using core::cases::MaterialStatus;
using core::cases::intake::AcceptanceDraft;
using core::papers::NoticeData;
using tests::PapersOffice;

class TestNoticeData : public QObject {
    Q_OBJECT

    static AcceptanceDraft::Line line(const PapersOffice &office,
                                      const core::catalogue::MaterialRequirement &requirement)
    {
        AcceptanceDraft::Line one;
        one.item.material = *office.catalogue->material(requirement.material);
        one.item.requirement = requirement;
        return one;
    }

private Q_SLOTS:
    void everythingMissingIsToldAtOnceWithWhatIsAsked()
    {
        PapersOffice office;
        const auto &service = office.service("MZ-01");
        QList<AcceptanceDraft::Line> lines;
        for (const auto &requirement : service.materials)
            lines.append(line(office, requirement));
        const auto data = NoticeData::missing(office.context(), service, QStringLiteral("贺玉梅"), lines);
        const QJsonArray rows = data.at(QStringLiteral("missing")).toArray();
        QCOMPARE(rows.size(), lines.size());
        QCOMPARE(rows.first()[u"name"].toString(), lines.first().item.material.name.zh);
        QStringList asked;
        for (const auto &row : rows)
            asked.append(row.toObject()[u"requirement"].toString());
        QVERIFY(!asked.filter(QStringLiteral("复印件 1 份")).isEmpty());
        QVERIFY(!asked.filter(QStringLiteral("出示原件")).isEmpty());
        QCOMPARE(data.at(QStringLiteral("applicant.name")).toString(), QStringLiteral("贺玉梅"));
        QCOMPARE(data.at(QStringLiteral("notice.contact")).toString(), QStringLiteral("王秀兰"));
        QVERIFY(data.at(QStringLiteral("notice.deadline")).isUndefined()); // for the pen
        QVERIFY(data.at(QStringLiteral("case.number")).isUndefined());     // there is no case
    }

    void onlyWhatFollowsIsInTheOtherNoticeAndItsLastDayHolds()
    {
        PapersOffice office;
        const auto &service = office.service("MZ-01");
        const QString first = service.materials.at(0).material;
        const QString second = service.materials.at(1).material;
        const QString third = service.materials.at(2).material;
        const QList<MaterialState> materials{{first, MaterialStatus::Brought, {}},
                                             {second, MaterialStatus::Tolerated, QDate(2026, 11, 30)},
                                             {third, MaterialStatus::Tolerated, QDate(2026, 12, 2)}};
        core::cases::CaseFile file;
        file.number = QStringLiteral("610681001-03-2611-0047");
        file.applicantName = QStringLiteral("贺玉梅");
        file.acceptedOn = QDate(2026, 11, 23);
        QVERIFY(NoticeData::isTolerated(materials));
        QVERIFY(!NoticeData::isTolerated(materials.mid(0, 1)));
        const auto data = NoticeData::tolerated(office.context(), service, file, materials);
        const QJsonArray rows = data.at(QStringLiteral("missing")).toArray();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.first()[u"deadline"].toString(), QStringLiteral("2026年11月30日"));
        QCOMPARE(data.at(QStringLiteral("notice.deadline")).toString(), QStringLiteral("2026年12月2日"));
        QCOMPARE(data.at(QStringLiteral("case.number")).toString(), file.number);
    }

    void aRefusalSaysWhyOnWhatGroundAndHowToAppeal_data()
    {
        QTest::addColumn<QString>("office");
        QTest::addColumn<QString>("authority");
        QTest::newRow("a bureau") << QStringLiteral("子长市民政局") << QStringLiteral("子长市民政局");
        QTest::newRow("a street") << QStringLiteral("瓦窑堡街道") << QStringLiteral("子长市瓦窑堡街道");
    }
    void aRefusalSaysWhyOnWhatGroundAndHowToAppeal()
    {
        QFETCH(QString, office);
        PapersOffice pc;
        core::cases::CaseRecord record;
        record.file.number = QStringLiteral("610681001-03-2611-0047");
        record.file.applicantName = QStringLiteral("贺玉梅");
        record.file.acceptedOn = QDate(2026, 11, 2);
        record.state.rejection = core::cases::Rejected{QStringLiteral("COUNTY_DECIDE"), QStringLiteral("INCOME"),
                                                       QStringLiteral("家庭人均收入超过规定标准。"),
                                                       QStringLiteral("《社会救助暂行办法》第九条")};
        core::cases::CaseEvent event;
        event.officeName = QStringLiteral("齐家湾社区");
        record.events.append(event); // not who refused it
        event.officeName = office;
        event.step = *record.state.rejection;
        record.events.append(event);
        const auto data = NoticeData::refused(
            pc.context(), pc.service("MZ-01"), record,
            {record.state.rejection->reason, QStringLiteral("核对结果：有两套住房。"), {QStringLiteral("临时救助")}});
        const auto at = [&data](const char *path) { return data.at(QString::fromLatin1(path)).toString(); };
        QTEST(at("decision.authority"), "authority");
        QCOMPARE(at("decision.reasons"), record.state.rejection->reason);
        QCOMPARE(at("decision.article"), record.state.rejection->basis);
        QCOMPARE(at("decision.review"), QStringLiteral("子长市人民政府"));
        QCOMPARE(at("case.accepted"), QStringLiteral("2026年11月2日"));
        QVERIFY(data.at(QStringLiteral("notice.number")).isUndefined()); // for the pen
        const auto forms = core::forms::FormLibrary::load();
        QVERIFY(forms);
        core::forms::setting::FormRenderer renderer(pc.clock);
        const auto letter = renderer.layOut({forms->find(QStringLiteral("WS-05")), data, {}});
        QVERIFY(letter);
        QCOMPARE(letter->pageCount(), 2); // one for the applicant, one to keep
        const auto bare = NoticeData::refused(pc.context(), pc.service("MZ-01"), record, {});
        QVERIFY(bare.at(QStringLiteral("decision.facts")).toString().isEmpty());
        QVERIFY(bare.at(QStringLiteral("decision.referrals")).isUndefined()); // none is promised
    }

    void bothFindRoomOnTheirForms()
    {
        PapersOffice office;
        const auto forms = core::forms::FormLibrary::load();
        QVERIFY(forms);
        core::forms::setting::FormRenderer renderer(office.clock);
        const auto &service = office.service("MZ-01");
        QList<AcceptanceDraft::Line> lines;
        for (const auto &requirement : service.materials)
            lines.append(line(office, requirement));
        const auto told = renderer.layOut(
            {forms->find(QStringLiteral("WS-02")),
             NoticeData::missing(office.context(), service, QStringLiteral("贺玉𬭚"), lines),
             {}});
        QVERIFY(told);
        QVERIFY(told->pageCount() >= 2); // one for the applicant, one to keep
        const auto tolerated = renderer.layOut(
            {forms->find(QStringLiteral("WS-03")),
             NoticeData::tolerated(office.context(), service, {},
                                   {{service.materials.at(0).material, MaterialStatus::Tolerated, QDate(2026, 12, 2)}}),
             {}});
        QVERIFY(tolerated);
        QCOMPARE(tolerated->pageCount(), 4); // notice and promise, twice
    }
};

SHOULI_TEST(TestNoticeData)
#include "TestNoticeData.moc"
