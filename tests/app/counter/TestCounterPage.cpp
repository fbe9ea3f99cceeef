// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "core/cards/CardCode.h"
#include "core/cards/QrReader.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

using namespace shouli;
using tests::CounterDesk;
using tests::Office;

namespace {

QString textOf(const QString &pdf)
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestCounterPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void fromTheLoginToThePrintedCardByKeysAlone()
    {
        CounterDesk desk;
        QVERIFY(desk.signIn());
        const Office &office = desk.office;
        const int before = desk.hands->keys();
        QVERIFY(desk.find());
        desk.shoot("counter-resident");
        QVERIFY2(CounterDesk::list() != nullptr, "the services have the focus by themselves");
        QVERIFY(desk.choose(QStringLiteral("MZ-01")));
        QVERIFY2(CounterDesk::rowKey().startsWith(QLatin1String("judge:")),
                 "what a person must judge has the focus by itself");
        desk.shoot("counter-conditions");
        QVERIFY2(desk.sayAll(), "the acceptance is not ready");
        QVERIFY2(CounterDesk::list() == desk.page->mainList(), "the papers have the focus by themselves");
        desk.shoot("counter-ready");

        // meanwhile the window stays alive: how long one turn of its event loop took at most
        QElapsedTimer turn;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, turn.restart()); });
        QElapsedTimer timer;
        timer.start();
        turn.start();
        heart.start(0);
        desk.hands->press(Qt::Key_F12);
        QTRY_VERIFY_WITH_TIMEOUT(desk.pdfs().size() == 2 || !desk.failures.isEmpty(), 20'000);
        const auto took = timer.elapsed();
        heart.stop();
        QCOMPARE(desk.failures.size(), 0);
        qInfo("%d keys from the empty box; %lld ms from the last key to form and card; longest turn of the event loop "
              "%lld ms",
              desk.hands->keys() - before, static_cast<long long>(took), static_cast<long long>(longest));
        desk.shoot("counter-accepted");

        const QString papers = desk.papers;
        const QStringList files = desk.pdfs();
        const QString form = textOf(papers + u'/' + files.filter(QStringLiteral("F-DB-01")).value(0));
        QVERIFY(form.contains(QStringLiteral("贺玉𬭚")));
        QVERIFY(form.contains(QStringLiteral("齐家湾社区3排12号")));
        QVERIFY(QString(form).remove(u' ').contains(office.applicant.documentNumber));
        const QString cardFile = papers + u'/' + files.filter(QStringLiteral("-card")).value(0);
        const QString card = textOf(cardFile);
        QVERIFY(!card.contains(office.applicant.documentNumber));
        QVERIFY(!card.contains(office.applicant.name));
        QProcess render;
        const QString image = office.dir.filePath(QStringLiteral("card"));
        render.start(QStringLiteral("pdftoppm"),
                     {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"),
                      QStringLiteral("-singlefile"), cardFile, image});
        QVERIFY(render.waitForFinished());
        const auto codes = core::cards::QrReader::readFile(image + QStringLiteral(".png"));
        QVERIFY(codes);
        const auto payload = core::cards::CardCode::forHost(QStringLiteral("S.ZICHANG.EXAMPLE"))->parse(codes->first());
        QVERIFY(payload);
        QCOMPARE(payload->keyId, 3);
        QVERIFY(core::crypto::verify(office.enrolled.key.publicKey(), payload->signedMessage(), payload->signature));

        // and nothing of the resident can be read in any file
        QDir folder(office.folder.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(office.applicant.name.toUtf8())
                         && !bytes.contains(office.applicant.documentNumber.toLatin1()),
                     qPrintable(name));
        }
    }
};

SHOULI_TEST(TestCounterPage)
#include "TestCounterPage.moc"
