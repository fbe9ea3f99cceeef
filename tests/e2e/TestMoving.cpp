// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/County.h"
#include "tests/support/TestMain.h"

#include <QRegularExpression>

using namespace shouli;
using tests::e2e::County;
using tests::e2e::SeatProcess;

#define VERIFY_NO_TROUBLE(county) QVERIFY2((county).trouble().isEmpty(), qPrintable((county).trouble()))

namespace {

/// The columns of a stopped office's database in which one of the texts stands.
QString whereStands(const SeatProcess &seat, const QStringList &texts)
{
    QProcess process;
    process.start(SeatProcess::program(),
                  QStringList{seat.officeFolder(), QStringLiteral("--where"), County::passphrase} + texts);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("the database cannot be read");
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

/// People and cases that go from one community to another, with the programs that people use.
class TestMoving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoMovesIsWhollyThereAndHereOnlyAStub()
    {
        County county;
        const QString started = county.start(true);
        QVERIFY2(started.isEmpty(), qPrintable(started));
        auto &desk = county.community;
        auto &neighbour = county.neighbour;
        QFile people(County::people());
        QVERIFY(people.open(QIODevice::ReadOnly));
        QStringList secrets;
        QString name;
        const QJsonArray list = QJsonDocument::fromJson(people.readAll()).array();
        for (const QJsonValue &person : list) {
            if (person[QLatin1String("name")].toString() != QStringLiteral("拓海军"))
                continue;
            name = person[QLatin1String("name")].toString();
            for (const char *field : {"name", "number", "phone"})
                secrets.append(person[QLatin1String(field)].toString());
        }
        QCOMPARE(secrets.size(), 3);

        // at the counter, by keys
        desk.press(QStringLiteral("Alt+4"));
        desk.type(QStringLiteral("tuohaijun"));
        desk.see(name);
        desk.press(QStringLiteral("Return"));
        desk.see(QStringLiteral("更正"));
        desk.press(QStringLiteral("F6"));
        desk.see(QStringLiteral("迁移内容"));
        desk.type(QStringLiteral("mls"));
        desk.press(QStringLiteral("Return"));
        desk.see(QStringLiteral("米粮山社区将得到完整档案"));
        desk.shoot(QStringLiteral("moving"));
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("已迁出："));
        desk.written();
        desk.sync();
        VERIFY_NO_TROUBLE(county);

        // the new community has the whole image
        neighbour.sync();
        neighbour.press(QStringLiteral("Alt+4"));
        neighbour.type(secrets.at(1));
        neighbour.see(name);
        neighbour.press(QStringLiteral("Return"));
        neighbour.press(QStringLiteral("F9"));
        neighbour.see(secrets.at(1));
        neighbour.see(secrets.at(2));
        neighbour.shoot(QStringLiteral("moved-in"));
        VERIFY_NO_TROUBLE(county);

        // here only a stub, found by the whole name or number
        desk.sync();
        desk.press(QStringLiteral("Alt+4"));
        desk.type(secrets.at(1));
        desk.see(QStringLiteral("拓*军"));
        desk.see(QStringLiteral("迁往米粮山社区"));
        desk.shoot(QStringLiteral("moved-away"));
        VERIFY_NO_TROUBLE(county);

        // and once the county's night copy has what was sent, nothing else: neither in tables, nor the log, nor keys
        const QString night = county.path() + QStringLiteral("/night");
        QDir().mkpath(night);
        QVERIFY(
            !county.server
                 .command({QStringLiteral("backup"), QStringLiteral("--into"), night, QStringLiteral("--elsewhere")})
                 .isEmpty());
        desk.sync();
        VERIFY_NO_TROUBLE(county);
        desk.stop();
        neighbour.stop();
        QCOMPARE(whereStands(desk, secrets), QString());
        QVERIFY(whereStands(neighbour, secrets).contains(QStringLiteral("resident.name")));
    }
    void aCaseThatIsNotOursToDecideIsTransferred()
    {
        County county;
        const QString started = county.start(true);
        QVERIFY2(started.isEmpty(), qPrintable(started));
        auto &desk = county.community;
        auto &neighbour = county.neighbour;
        desk.type(QStringLiteral("xuexinsheng"));
        desk.see(QStringLiteral("薛锌生"));
        desk.press(QStringLiteral("Return"));
        desk.choose(QStringLiteral("最低生活保障审核确认"));
        desk.press(QStringLiteral("Return"));
        desk.tickAll();
        desk.press(QStringLiteral("F12"));
        desk.see(QStringLiteral("已受理："));
        desk.written();
        static const QRegularExpression accepted(QStringLiteral("已受理：([0-9-]+)"));
        const QString number = accepted.match(desk.texts().join(u' ')).captured(1);
        desk.sync();
        desk.press(QStringLiteral("Alt+2"));
        desk.scan(number);
        desk.see(QStringLiteral("转办"));
        desk.press(QStringLiteral("F4"));
        desk.see(QStringLiteral("转办到"));
        desk.press(QStringLiteral("Ctrl+2"));
        desk.shoot(QStringLiteral("transfer"));
        desk.press(QStringLiteral("F12"));
        desk.miss(QStringLiteral("返回，不办理"));
        desk.written();
        desk.sync();
        VERIFY_NO_TROUBLE(county);

        neighbour.sync();
        neighbour.scan(number);
        neighbour.see(QStringLiteral("转办到米粮山社区：住址不属本单位辖区。"));
        neighbour.see(QStringLiteral("薛锌生"));
        neighbour.shoot(QStringLiteral("taken-over"));
        desk.sync();
        desk.see(QStringLiteral("未打开任何件"));
        desk.miss(QStringLiteral("供技术人员参考")); // it went as it should: no alarm
        desk.press(QStringLiteral("Alt+2"));
        desk.type(number);
        desk.see(QStringLiteral("转办到米粮山社区"));
        desk.shoot(QStringLiteral("transferred"));
        VERIFY_NO_TROUBLE(county);

        // sent back for a paper, it reaches the new community and not the old one
        auto &street = county.street;
        street.sync();
        street.scan(number);
        street.see(number);
        street.press(QStringLiteral("F6"));
        street.press(QStringLiteral("Space"));
        street.press(QStringLiteral("Ctrl+1"));
        street.press(QStringLiteral("F12"));
        street.see(QStringLiteral("已退回"));
        street.sync();
        neighbour.sync();
        neighbour.press(QStringLiteral("Alt+2"));
        neighbour.see(QStringLiteral("瓦窑堡街道退回"));
        VERIFY_NO_TROUBLE(county);
    }
};

SHOULI_TEST(TestMoving)
#include "TestMoving.moc"
