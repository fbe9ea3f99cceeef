// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QueryCode.h"
#include "core/cases/CaseFold.h"
#include "core/papers/CardData.h"
#include "tests/core/papers/PapersOffice.h"
#include "tests/support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace shouli::core;
using namespace shouli::core::residents;
using base::ErrorCode;
using cases::MaterialStatus;
using forms::FormData;
using papers::CardData;
using shouli::tests::PapersOffice;

namespace {

constexpr std::uint16_t device = 3;

/// A case of the minimum living allowance, accepted today in its applicant's full name.
class CardOffice : public PapersOffice {
public:
    CardOffice()
        : applicant(person("欧阳玉梅", Sex::Female, QDate(1985, 3, 7), codes::head))
        , signer(key, device)
        , code(cards::CardCode::forHost(QStringLiteral("s.zichang.example")).value())
        , calendar(calendar::WorkCalendar::load(QStringLiteral(":/calendar/cn")).value())
    {
        applicant.documentNumber = QStringLiteral("610699198503079426");
        applicant.phone = QStringLiteral("13900005127");
        applicant.hukouAddress = applicant.livingAddress = QStringLiteral("齐家湾社区3排12号");
        record.file = file(applicant);
        record.file.service = QStringLiteral("MZ-01");
        record.file.token = random.bytes(cases::CaseFile::tokenSize);
        record.plan = cases::StagePlan::of(service("MZ-01"), {});
    }
    /// What happened: accepted with these papers, then stages done, one a day.
    void happens(const QList<cases::MaterialState> &materials, const QStringList &done = {}, const char *who = "王秀兰")
    {
        cases::Accepted accepted;
        accepted.materials = materials;
        record.events = {event(accepted, clock.today(), who)};
        QDate day = clock.today();
        for (const QString &stage : done) {
            cases::StageDone step;
            step.stage = stage;
            day = day.addDays(1);
            record.events.append(event(step, day, who));
        }
        record.state = cases::CaseFold::of(record.plan, record.events);
    }
    [[nodiscard]] base::Result<FormData> card(int reprint = 0) const
    {
        return CardData::of(context(), service(qPrintable(record.file.service)), record, calendar, signer, code,
                            reprint);
    }

    Resident applicant;
    crypto::SigningKey key = crypto::SigningKey::generate();
    cards::CardSigner signer;
    cards::CardCode code;
    calendar::WorkCalendar calendar;
    cases::CaseRecord record;

private:
    cases::CaseEvent event(const cases::Step &step, QDate on, const char *who)
    {
        cases::CaseEvent event;
        event.id = {replica, ++m_lseq};
        event.seq = m_lseq;
        event.on = on;
        event.staffName = QString::fromUtf8(who);
        event.step = step;
        return event;
    }

    std::int64_t m_lseq = 0;
};

QString text(const FormData &data, const char *path)
{
    return data.at(QString::fromLatin1(path)).toString();
}

QString mark(const FormData &data, const char *stage)
{
    const QJsonArray row = data.at(QStringLiteral("stages")).toArray();
    for (const auto &value : row) {
        if (value.toObject().value(u"name").toString() == QString::fromUtf8(stage))
            return value.toObject().value(u"mark").toString();
    }
    return QStringLiteral("(no such stage)");
}

} // namespace

class TestCardData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheCardShows()
    {
        CardOffice office;
        office.happens({{QStringLiteral("ID"), MaterialStatus::Brought, {}}});
        const FormData data = office.card().value();
        QCOMPARE(text(data, "office.county"), QStringLiteral("子长市"));
        QCOMPARE(text(data, "office.name"), QStringLiteral("瓦窑堡街道齐家湾社区"));
        QCOMPARE(text(data, "office.phone"), QStringLiteral("0911-7110000"));
        QCOMPARE(text(data, "case.number"), office.record.file.number);
        QCOMPARE(text(data, "case.accepted"), QStringLiteral("2026年11月23日"));
        QCOMPARE(text(data, "service.name"), office.service("MZ-01").name.zh);
        QCOMPARE(text(data, "card.missing"), QString());
        QCOMPARE(text(data, "card.reprint"), QString());
        const cards::QueryCode query(cards::CardToken::fromBytes(office.record.file.token).value());
        QCOMPARE(text(data, "query.code"), query.toString());
        QCOMPARE(text(data, "query.check"), query.check());
        const auto due = calendar::Deadline::of(office.record.state.promised, office.calendar, office.clock.today())
                             .due.date;
        QVERIFY(due > office.clock.today());
        QCOMPARE(text(data, "case.promised"),
                 QStringLiteral("%1年%2月%3日").arg(due.year()).arg(due.month()).arg(due.day()));
        QVERIFY(text(data, "case.promisedDays").contains(QStringLiteral("工作日")));
    }
    void neitherNameNorNumberNorAddressIsOnIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("four characters") << QStringLiteral("欧阳玉梅") << QStringLiteral("欧**梅");
        QTest::newRow("two characters") << QStringLiteral("贺梅") << QStringLiteral("贺*");
        QTest::newRow("one character") << QStringLiteral("贺") << QStringLiteral("*");
        QTest::newRow("a rare character beyond the BMP") << QStringLiteral("贺玉𬭚") << QStringLiteral("贺*𬭚");
        QTest::newRow("a name of another people") << QStringLiteral("买买提·艾力") << QStringLiteral("买**力");
    }
    void neitherNameNorNumberNorAddressIsOnIt()
    {
        QFETCH(QString, name);
        QFETCH(QString, shown);
        CardOffice office;
        office.record.file.applicantName = name;
        office.record.file.proxy = {QStringLiteral("李强"), QStringLiteral("13900000001"), {}};
        office.happens({{QStringLiteral("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}});
        const FormData data = office.card().value();
        QCOMPARE(text(data, "applicant.maskedName"), shown);
        const QString all = QString::fromUtf8(QJsonDocument(data.values()).toJson());
        QVERIFY(name.size() == 1 || !all.contains(name));
        for (const QString &secret :
             {office.applicant.documentNumber, office.applicant.phone, office.applicant.livingAddress,
              QStringLiteral("李强"), QStringLiteral("13900000001")})
            QVERIFY2(!all.contains(secret), qPrintable(secret));
    }
    void theCodeIsSignedByThisPcAndSaysWhatTheCaseIs_data()
    {
        QTest::addColumn<bool>("tolerated");
        QTest::addColumn<int>("reprint");
        QTest::addColumn<int>("flags");
        QTest::newRow("all papers there") << false << 0 << 0;
        QTest::newRow("a paper still to come") << true << 0 << int(cards::CardPayload::ToleratedOpen);
        QTest::newRow("printed again") << false << 1 << int(cards::CardPayload::Reprint);
        QTest::newRow("both") << true << 2 << int(cards::CardPayload::ToleratedOpen | cards::CardPayload::Reprint);
    }
    void theCodeIsSignedByThisPcAndSaysWhatTheCaseIs()
    {
        QFETCH(bool, tolerated);
        QFETCH(int, reprint);
        QFETCH(int, flags);
        CardOffice office;
        office.happens(
            {{QStringLiteral("INCOME"), tolerated ? MaterialStatus::Tolerated : MaterialStatus::Brought, {}}});
        const FormData data = office.card(reprint).value();
        const auto payload = office.code.parse(text(data, "qr"));
        QVERIFY(payload);
        QCOMPARE(payload->keyId, device);
        QCOMPARE(payload->token.toBytes(), office.record.file.token);
        QCOMPARE(payload->issued, office.clock.today());
        QCOMPARE(int(payload->service), office.service("MZ-01").number);
        QCOMPARE(int(payload->flags), flags);
        QVERIFY(crypto::verify(office.key.publicKey(), payload->signedMessage(), payload->signature));
        QCOMPARE(text(data, "card.reprint"), reprint == 0 ? QString() : QString::number(reprint + 1));
    }
    void whatIsMissingIsToldWithItsDay()
    {
        CardOffice office;
        office.happens({{QStringLiteral("ID"), MaterialStatus::Tolerated, QDate(2026, 11, 30)},
                        {QStringLiteral("GONE"), MaterialStatus::Tolerated, {}},
                        {QStringLiteral("FORM"), MaterialStatus::Brought, {}}});
        QCOMPARE(text(office.card().value(), "card.missing"), QStringLiteral("居民身份证，11月30日前；GONE"));
    }
    void aStageThatIsDoneCarriesItsDayAndASurname_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("mark");
        QTest::newRow("an ordinary name") << QStringLiteral("王秀兰") << QStringLiteral("11-23 王");
        QTest::newRow("a surname beyond the BMP") << QStringLiteral("𬭚秀兰") << QStringLiteral("11-23 𬭚");
        QTest::newRow("nobody's name") << QString() << QStringLiteral("11-23 ");
    }
    void aStageThatIsDoneCarriesItsDayAndASurname()
    {
        QFETCH(QString, who);
        QFETCH(QString, mark);
        CardOffice office;
        office.happens({}, {}, qUtf8Printable(who));
        QCOMPARE(::mark(office.card().value(), "社区受理"), mark);
    }
    void aStageAheadHasNoMarkAndStagesOutsideTheCaseAreLeftOut()
    {
        CardOffice office;
        office.happens({}, {QStringLiteral("STREET_ACCEPT")});
        const FormData data = office.card().value();
        const auto &service = office.service("MZ-01");
        QStringList names;
        QStringList marked;
        const QJsonArray row = data.at(QStringLiteral("stages")).toArray();
        for (const auto &cell : row) {
            names.append(cell.toObject().value(u"name").toString());
            if (cell.toObject().contains(u"mark"))
                marked.append(names.last());
        }
        QStringList expected;
        for (const catalogue::Stage &stage : service.stages) {
            if (!stage.outsideCase && office.record.state.stage(stage.id) != nullptr)
                expected.append(stage.shortName.isEmpty() ? stage.name.zh : stage.shortName.zh);
        }
        QCOMPARE(names, expected);
        QCOMPARE(marked, names.mid(0, 2));
        office.record.state.stages[1].status = cases::StageStatus::Skipped;
        QCOMPARE(office.card().value().at(QStringLiteral("stages")).toArray().size(), names.size() - 1);
    }
    void aCaseWithoutATokenHasNoCard()
    {
        CardOffice office;
        office.happens({});
        office.record.file.token.clear();
        const auto refused = office.card();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    }
    void aServiceThatNoCodeCanNameHasNoCard()
    {
        CardOffice office;
        office.happens({});
        catalogue::Service service = office.service("MZ-01");
        service.number = 1024;
        QCOMPARE(CardData::of(office.context(), service, office.record, office.calendar, office.signer, office.code)
                     .error()
                     .code,
                 ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestCardData)
#include "TestCardData.moc"
