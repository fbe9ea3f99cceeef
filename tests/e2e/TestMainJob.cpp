// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/CardCode.h"
#include "core/cards/QrReader.h"
#include "tests/e2e/County.h"
#include "tests/e2e/PrintedPages.h"
#include "tests/support/TestMain.h"

#include <QDirIterator>

using namespace shouli;
using tests::e2e::County;
using tests::e2e::PrintedPages;
using tests::e2e::SeatProcess;

#define VERIFY_NO_TROUBLE(county) QVERIFY2((county).trouble().isEmpty(), qPrintable((county).trouble()))

namespace {

const QString service = QStringLiteral("最低生活保障审核确认");

/// From the empty box to F12, by keys.
void acceptFor(SeatProcess &desk, const QString &typed, const QString &name)
{
    desk.type(typed);
    desk.see(name);
    desk.press(QStringLiteral("Return"));
    desk.choose(service);
    desk.press(QStringLiteral("Return"));
    desk.tickAll();
    desk.shoot(QStringLiteral("ready"));
    desk.press(QStringLiteral("F12"));
    desk.see(QStringLiteral("已受理：610681001-03-2611-"));
    desk.written();
}

/// The number that the desk told last.
QString numberOf(SeatProcess &desk)
{
    static const QRegularExpression number(QStringLiteral("已受理：([0-9-]+)"));
    return number.match(desk.texts().join(u' ')).captured(1);
}

/// The code on a printed card, seen as a camera sees it.
QString codeOn(const QString &pdf, const QString &folder)
{
    QProcess render;
    const QString image = folder + QStringLiteral("/card");
    render.start(QStringLiteral("pdftoppm"),
                 {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"), QStringLiteral("-singlefile"),
                  pdf, image});
    render.waitForFinished();
    const auto codes = core::cards::QrReader::readFile(image + QStringLiteral(".png"));
    return codes && codes->size() == 1 ? codes->first() : QString();
}

/// A cell of F-DB-01: twelve columns between the margins, `from` and `wide` in columns, `y` and `high` in mm.
QRectF cell(double from, double wide, double y, double high = 9)
{
    constexpr double left = 25;
    constexpr double column = 165.0 / 12;
    return {left + from * column, y, wide * column, high};
}

} // namespace

/// The whole way of a request, with the programs that people use: processes, sockets, files, paper.
class TestMainJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePapersOfAnAcceptanceSayWhatTheRegisterKnowsAtItsPlace()
    {
        County county;
        const QString started = county.start();
        QVERIFY2(started.isEmpty(), qPrintable(started));
        auto &desk = county.community;
        const int before = desk.keys();
        acceptFor(desk, QStringLiteral("heyu"), QStringLiteral("贺玉𬭚"));
        qInfo("%d keys from the empty box to the printed card", desk.keys() - before);
        const QString number = numberOf(desk);
        desk.shoot(QStringLiteral("accepted"));
        VERIFY_NO_TROUBLE(county);
        QTRY_COMPARE(desk.papers(QStringLiteral("-card.pdf")).size(), 1);
        QTRY_COMPARE(desk.papers(QStringLiteral("-F-DB-01.pdf")).size(), 1);

        const PrintedPages form(desk.papers(QStringLiteral("-F-DB-01.pdf")).first());
        QCOMPARE(form.at(1, cell(0, 6, 25, 8)), QStringLiteral("编号：") + number);
        QCOMPARE(form.at(1, cell(1.6, 1.9, 33)), QStringLiteral("贺玉𬭚"));
        QCOMPARE(form.at(1, cell(4.3, 0.7, 33)), QStringLiteral("女"));
        QCOMPARE(form.at(1, cell(5.8, 0.9, 33)), QStringLiteral("汉族"));
        QCOMPARE(form.at(1, cell(8.0, 2.0, 33)), QStringLiteral("1959年3月"));
        QCOMPARE(form.at(1, cell(2.4, 7.6, 42)), QStringLiteral("610699195903079428"));
        QCOMPARE(form.at(1, cell(2.4, 7.6, 51)), QStringLiteral("齐家湾社区3排12号"));
        QCOMPARE(form.at(1, cell(2.4, 5.4, 60)), QStringLiteral("齐家湾社区3排12号"));
        QCOMPARE(form.at(1, cell(7.8, 2.2, 60)), QStringLiteral("☑与户籍地址一致"));
        QCOMPARE(form.at(1, cell(2.4, 2.7, 69)), QStringLiteral("13900005127"));
        QCOMPARE(form.at(1, cell(2.4, 2.7, 78)), QStringLiteral("☑城镇□农村"));
        QCOMPARE(form.at(1, cell(6.5, 1.4, 78)), QStringLiteral("1"));
        QCOMPARE(form.at(1, cell(0.5, 0.6, 123, 8)), QStringLiteral("1"));
        QCOMPARE(form.at(1, cell(1.1, 1.5, 123, 8)), QStringLiteral("贺玉𬭚"));
        QCOMPARE(form.at(1, cell(2.6, 1.1, 123, 8)), QStringLiteral("本人"));
        QCOMPARE(form.at(1, cell(3.7, 2.7, 123, 8)), QStringLiteral("610699195903079428"));
        QVERIFY(form.all().contains(QStringLiteral("代收日期：2026年11月23日")));
        QVERIFY(form.all().contains(QStringLiteral("打印人王秀兰")));

        const QString cardFile = desk.papers(QStringLiteral("-card.pdf")).first();
        const PrintedPages card(cardFile);
        QVERIFY(card.all().contains(number));
        QVERIFY2(!card.all().contains(QStringLiteral("贺玉𬭚")), "a card carries no name");
        QVERIFY2(!card.all().contains(QStringLiteral("610699195903079428")), "a card carries no ID number");
        const auto payload = core::cards::CardCode::forHost(County::host)->parse(codeOn(cardFile, county.path()));
        QVERIFY(payload);
    }

    void aCaseGoesThereAndBackAndHome()
    {
        County county;
        const QString started = county.start();
        QVERIFY2(started.isEmpty(), qPrintable(started));
        auto &desk = county.community;
        auto &street = county.street;
        auto &bureau = county.bureau;
        const QString name = QStringLiteral("贺玉𬭚");
        acceptFor(desk, QStringLiteral("heyu"), name);
        const QString number = numberOf(desk);
        desk.sync();
        VERIFY_NO_TROUBLE(county);
        QTRY_COMPARE(desk.papers(QStringLiteral("-card.pdf")).size(), 1);
        const QString code = codeOn(desk.papers(QStringLiteral("-card.pdf")).first(), county.path());
        QVERIFY(!code.isEmpty());

        // the street office opens it by its card and sends it back
        street.sync();
        street.scan(code);
        street.see(number);
        street.see(QStringLiteral("街道受理 2 日")); // the stage's limit, in working days
        street.shoot(QStringLiteral("street"));
        street.press(QStringLiteral("F6"));
        street.press(QStringLiteral("Space"));  // the first paper
        street.press(QStringLiteral("Ctrl+1")); // a usual reason
        street.shoot(QStringLiteral("street-return"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("已退回：低保申请，贺玉𬭚"));
        street.sync();
        VERIFY_NO_TROUBLE(county);

        // put right at the counter
        desk.sync();
        desk.press(QStringLiteral("Alt+2"));
        desk.see(QStringLiteral("瓦窑堡街道退回：材料不全，请补交所列材料。"));
        desk.shoot(QStringLiteral("desk-returned"));
        desk.press(QStringLiteral("F12"));
        desk.press(QStringLiteral("Space")); // the paper is here now
        desk.press(QStringLiteral("F12"));
        desk.miss(QStringLiteral("瓦窑堡街道退回"));
        desk.sync();
        VERIFY_NO_TROUBLE(county);

        // accepted, survey begun, home visited
        street.sync();
        street.see(QStringLiteral("受理，转启动调查"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("审核通过，转信息核对、入户调查"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("入户完成"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("调查人"));
        street.press(QStringLiteral("Tab"));
        street.type(QStringLiteral("冯志军、折军"));
        street.shoot(QStringLiteral("street-visit"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("待我办 0"));
        street.sync();
        VERIFY_NO_TROUBLE(county);

        // meanwhile the bureau has checked the data
        bureau.sync();
        bureau.see(QStringLiteral("信息核对 10 日"));
        bureau.press(QStringLiteral("F12"));
        bureau.see(QStringLiteral("核对结果"));
        bureau.type(QStringLiteral("未见异常"));
        bureau.press(QStringLiteral("F12"));
        bureau.see(QStringLiteral("待我办 0"));
        bureau.sync();
        VERIFY_NO_TROUBLE(county);

        county.clock(QStringLiteral("2026-11-24T09:00"));
        street.sync();
        street.see(QStringLiteral("审核通过，转公示"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("待我办 0"));
        street.sync();
        desk.sync();
        desk.see(QStringLiteral("公示 7 日"));
        VERIFY_NO_TROUBLE(county);

        county.clock(QStringLiteral("2026-12-02T09:00")); // seven days of public notice
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("公示结束，转县级确认"));
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("待我办 0"));
        desk.sync();
        bureau.sync();
        bureau.scan(code);
        bureau.see(QStringLiteral("县级确认 10 日"));
        bureau.shoot(QStringLiteral("bureau"));
        bureau.press(QStringLiteral("F12"));
        bureau.see(QStringLiteral("每月金额"));
        bureau.type(QStringLiteral("560"));
        bureau.press(QStringLiteral("Tab"));
        bureau.type(QStringLiteral("1"));
        bureau.press(QStringLiteral("F12"));
        bureau.see(QStringLiteral("已确认：低保申请，贺玉𬭚"));
        bureau.sync();
        VERIFY_NO_TROUBLE(county);

        // and home
        desk.sync();
        desk.press(QStringLiteral("Alt+3"));
        desk.see(QStringLiteral("县级确认 12-02 ✓"));
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("已为贺玉𬭚领取：最低生活保障证"));
        desk.press(QStringLiteral("Right"));
        desk.see(QStringLiteral("送达 3 日"));
        desk.press(QStringLiteral("Return"));
        desk.press(QStringLiteral("1")); // at the counter
        desk.press(QStringLiteral("Y")); // the receipt is signed
        desk.shoot(QStringLiteral("desk-deliver"));
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("待送达 0"));
        desk.sync();
        desk.scan(code);
        desk.see(QStringLiteral("送达 12-02 ✓"));
        street.sync();
        street.scan(code);
        street.see(QStringLiteral("送达 12-02 ✓")); // the street office sees that it is home
        street.shoot(QStringLiteral("street-end"));
        VERIFY_NO_TROUBLE(county);
    }

    void aRefusalReachesTheResidentWithItsReason()
    {
        County county;
        const QString started = county.start();
        QVERIFY2(started.isEmpty(), qPrintable(started));
        auto &desk = county.community;
        auto &street = county.street;
        acceptFor(desk, QStringLiteral("xuexinsheng"), QStringLiteral("薛锌生"));
        desk.sync();
        street.sync();
        street.see(QStringLiteral("薛锌生 · 低保申请"));
        street.press(QStringLiteral("F7"));
        street.see(QStringLiteral("法律依据"));
        street.press(QStringLiteral("F12")); // without a reason
        street.see(QStringLiteral("请写明理由"));
        street.press(QStringLiteral("Ctrl+1")); // a usual one
        street.reach(QStringLiteral("最低生活保障审核确认办法"));
        street.press(QStringLiteral("Space"));
        street.shoot(QStringLiteral("street-refuse"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("待我办 0"));
        street.sync();
        VERIFY_NO_TROUBLE(county);
        desk.sync();
        desk.press(QStringLiteral("Alt+3")); // what residents are to be told
        desk.see(QStringLiteral("薛锌生 · 低保申请"));
        desk.see(QStringLiteral("待告知 1"));
        desk.see(
            QStringLiteral("不予批准：家庭人均收入超过规定标准。（《最低生活保障审核确认办法》（民发〔2021〕57号））"));
        desk.shoot(QStringLiteral("desk-refused"));
        desk.press(QStringLiteral("F12")); // told by telephone, the applicant
        desk.see(QStringLiteral("待告知 0"));
        desk.sync();
        VERIFY_NO_TROUBLE(county);
    }

    void aDayWithoutTheServerCostsNothing()
    {
        County county;
        const QString started = county.start();
        QVERIFY2(started.isEmpty(), qPrintable(started));
        QVERIFY(county.server.stop());
        auto &desk = county.community;
        acceptFor(desk, QStringLiteral("tuohaijun"), QStringLiteral("拓海军"));
        const QString number = numberOf(desk);
        desk.see(QStringLiteral("离线")); // the light tells the truth
        desk.shoot(QStringLiteral("offline"));
        VERIFY_NO_TROUBLE(county);
        QTRY_COMPARE(desk.papers(QStringLiteral("-card.pdf")).size(), 1); // the resident has left with the card

        desk.clock(QStringLiteral("2026-11-23T17:30"));
        desk.stop(); // the PC is switched off for the night, with the case in it
        desk.start(QStringLiteral("2026-11-24T08:30"));
        desk.signIn(County::passphrase);
        QVERIFY(county.server.start());
        desk.sync();
        auto &street = county.street;
        street.clock(QStringLiteral("2026-11-24T08:31"));
        street.sync();
        street.see(QStringLiteral("拓海军"));
        VERIFY_NO_TROUBLE(county);
    }

    void noDatabaseLogOrTemporaryFileShowsAResident()
    {
        County county;
        const QString started = county.start();
        QVERIFY2(started.isEmpty(), qPrintable(started));
        acceptFor(county.community, QStringLiteral("xuexinsheng"), QStringLiteral("薛锌生"));
        county.community.sync();
        county.street.sync();
        VERIFY_NO_TROUBLE(county);
        QFile people(County::people());
        QVERIFY(people.open(QIODevice::ReadOnly));
        QStringList secrets;
        const QJsonArray list = QJsonDocument::fromJson(people.readAll()).array();
        for (const QJsonValue &person : list) {
            for (const char *field : {"name", "number", "phone", "address"})
                secrets.append(person[QLatin1String(field)].toString());
        }
        QCOMPARE(secrets.size(), 12);
        int looked = 0;
        QDirIterator files(county.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.startsWith(county.community.papersFolder()))
                continue; // what was printed is for the resident
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            for (const QString &secret : secrets) {
                QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(path));
                const auto *wide = reinterpret_cast<const char *>(secret.utf16());
                QVERIFY2(!bytes.contains(QByteArray(wide, 2 * secret.size())), qPrintable(path));
            }
            ++looked;
        }
        QVERIFY(looked >= 12);
    }
};

SHOULI_TEST(TestMainJob)
#include "TestMainJob.moc"
