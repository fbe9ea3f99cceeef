// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ImageScan.h"
#include "core/cards/QrImage.h"
#include "core/crypto/SigningKey.h"
#include "tests/app/review/ReviewDesk.h"
#include "tests/support/TestMain.h"

#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QRegularExpression>

using namespace shouli;
using app::look::Languages;
using core::base::ErrorCode;
using core::cards::CardSigner;
using core::staff::Role;
using tests::OfficeSession;
using tests::ReviewDesk;

class TestScans : public QObject {
    Q_OBJECT

    static QImage pictureOf(const QString &text) { return core::cards::QrImage::write(text).value().toImage(4); }

    /// A card with one fault.
    static QString faulty(const OfficeSession &office, const core::cases::CaseFile &file, const QString &fault)
    {
        static const auto stranger = core::crypto::SigningKey::generate();
        const QDate today = office.clock.today();
        if (fault == QLatin1String("forged"))
            return OfficeSession::textOf(CardSigner(stranger, 3), file, today);
        if (fault == QLatin1String("of an unknown computer"))
            return OfficeSession::textOf(CardSigner(stranger, 77), file, today);
        if (fault == QLatin1String("of a withdrawn computer"))
            return OfficeSession::textOf(CardSigner(office.withdrawnKey, 4), file, today);
        if (fault == QLatin1String("of another county"))
            return OfficeSession::textOf(office.session->cardSigner(), file, today, QStringLiteral("S.OTHER.EXAMPLE"));
        if (fault == QLatin1String("cut short"))
            return office.cardOf(file).chopped(9);
        auto elsewhere = file; // in order, of a case that is not held here
        elsewhere.token = QByteArray(16, 'x');
        return office.cardOf(elsewhere);
    }

private Q_SLOTS:
    void aCardOpensItsCaseWhateverIsInFront()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        office.clock.setDate(QDate(2026, 11, 24));
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        QCOMPARE(desk.shown(), first.id);
        desk.scan(office.cardOf(second));
        QCOMPARE(desk.shown(), second.id);
        desk.press(Qt::Key_F6); // while a form asks
        desk.scan(office.cardOf(first));
        QCOMPARE(desk.shown(), first.id);
        QVERIFY(!desk.form()->isVisible());
        desk.pane()->opinion()->setFocus(); // while an opinion is typed
        desk.scan(office.cardOf(second));
        QCOMPARE(desk.shown(), second.id);
        QVERIFY(desk.pane()->opinion()->toPlainText().isEmpty());
    }
    void aCaseThatIsElsewhereOpensToBeRead()
    {
        OfficeSession office(Role::Reviewer);
        const auto waiting = office.accept("MZ-06", {}, &office.neighbour);
        const auto file = office.accept();
        QVERIFY(office.write([&, actor = office.as(Role::Counter)](app::office::Writing &w) {
            return w.desk.withdraw(w.tx, actor, file.id, {QStringLiteral("不再需要")});
        }));
        ReviewDesk desk(office);
        QCOMPARE(desk.shown(), waiting.id);
        desk.scan(office.cardOf(file));
        QCOMPARE(desk.shown(), file.id);
        QVERIFY(desk.action(Qt::Key_F12).startsWith(u'-'));
        desk.press(Qt::Key_F12);
        QCOMPARE(office.load(file.id).state.status, core::cases::CaseStatus::Withdrawn);
        desk.press(Qt::Key_Down); // and the queue is where it was
        QCOMPARE(desk.shown(), waiting.id);
    }
    void aNumberTypedIntoTheBoxOpensItsCase()
    {
        OfficeSession office(Role::Reviewer);
        office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        desk.frame.box()->setFocus();
        desk.type(second.number);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.shown(), second.id);
        desk.frame.box()->setFocus();
        desk.type(QStringLiteral("贺玉梅"));
        desk.press(Qt::Key_Return);
        QVERIFY(desk.shown() != second.id);
        QCOMPARE(desk.failures->size(), 0);
    }
    void aPictureInTheClipboardIsACard()
    {
        OfficeSession office(Role::Reviewer);
        office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        QApplication::clipboard()->setImage(pictureOf(office.cardOf(second)));
        desk.frame.box()->setFocus();
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(desk.shown(), second.id);
        QApplication::clipboard()->setText(QStringLiteral("贺玉梅")); // text is pasted as ever
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(desk.frame.box()->text(), QString());
        desk.frame.box()->setFocus();
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(desk.frame.box()->text(), QStringLiteral("贺玉梅"));
        QApplication::clipboard()->clear();
    }
    void aPictureIsDroppedOrChosenFromAFile()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        QTemporaryDir dir;
        const auto save = [&](const core::cases::CaseFile &file) {
            const QString path = dir.filePath(file.number + QStringLiteral(".png"));
            if (!pictureOf(office.cardOf(file)).save(path))
                qFatal("cannot save");
            return path;
        };
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(save(second))});
        QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.frame, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.frame, &drop);
        QVERIFY(drop.isAccepted());
        QTRY_COMPARE(desk.shown(), second.id);

        desk.press(Qt::Key_O, Qt::ControlModifier);
        auto *dialog = desk.frame.findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->close();
        Q_EMIT dialog->fileSelected(save(first));
        QTRY_COMPARE(desk.shown(), first.id);
        QApplication::setActiveWindow(&desk.frame);
    }
    void aPictureWithoutACodeSaysSo()
    {
        OfficeSession office(Role::Reviewer);
        office.accept();
        ReviewDesk desk(office);
        QImage blank(200, 200, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QApplication::clipboard()->setImage(blank);
        desk.press(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(desk.banner(), QStringLiteral("图片中没有找到二维码。"));
        QApplication::clipboard()->clear();
    }
    void whatIsWrongWithACardIsToldInBothLanguages_data()
    {
        QTest::addColumn<QString>("chinese");
        QTest::addColumn<QString>("english");
        QTest::newRow("forged") << QStringLiteral("签名") << QStringLiteral("signature does not fit");
        QTest::newRow("of an unknown computer") << QStringLiteral("本机") << QStringLiteral("not yet known");
        QTest::newRow("of a withdrawn computer") << QStringLiteral("停用") << QStringLiteral("withdrawn");
        QTest::newRow("of another county") << QStringLiteral("外县") << QStringLiteral("another county");
        QTest::newRow("not held here") << QStringLiteral("本机") << QStringLiteral("not on this computer");
    }
    void whatIsWrongWithACardIsToldInBothLanguages()
    {
        QFETCH(QString, chinese);
        QFETCH(QString, english);
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const QString text = faulty(office, file, QString::fromLatin1(QTest::currentDataTag()));
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        {
            ReviewDesk desk(office);
            desk.scan(text);
            QVERIFY2(desk.banner().contains(chinese), qPrintable(desk.banner()));
            QCOMPARE(desk.shown(), file.id); // what was open stays open
        }
        ReviewDesk desk(office, Languages::Language::English);
        desk.scan(text);
        QVERIFY2(desk.banner().contains(english), qPrintable(desk.banner()));
        QVERIFY(!desk.banner().contains(han));
        desk.shoot("scan-refused-english");
    }
    void aCodeThatIsNoCardIsLeftToOtherPages()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        QSignalSpy unused(&desk.frame, &app::shell::MainFrame::scanUnused);
        const QString text = faulty(office, file, QStringLiteral("cut short"));
        desk.scan(text);
        QCOMPARE(unused.size(), 1);
        QCOMPARE(desk.failures->size(), 0);
    }
};

SHOULI_TEST(TestScans)
#include "TestScans.moc"
