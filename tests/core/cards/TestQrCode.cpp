// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QrImage.h"
#include "core/cards/QrReader.h"
#include "tests/core/cards/CardFixture.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using cards::QrImage;
using cards::QrLevel;
using cards::QrReader;

class TestQrCode : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static constexpr int printed = 236; // 20 mm at 300 dpi, quiet zone and all
    static constexpr int cards = 12;    // of each kind of damage

    QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QString &path, const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    /// As a printer draws it: the path, scaled to whatever a module then measures, on a larger sheet.
    static QImage print(const QrImage &code, int side = printed)
    {
        QImage sheet(side + 100, side + 100, QImage::Format_RGB32);
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        painter.translate(50, 50);
        const double module = double(side) / (code.modules() + 2 * QrImage::quietZone);
        painter.scale(module, module);
        painter.translate(QrImage::quietZone, QrImage::quietZone);
        painter.fillPath(code.path(), Qt::black);
        return sheet;
    }
    static QImage rotated(const QImage &image, double degrees)
    {
        const QImage turned = image.transformed(QTransform().rotate(degrees), Qt::SmoothTransformation);
        QImage sheet(turned.size(), QImage::Format_RGB32);
        sheet.fill(Qt::white);
        QPainter(&sheet).drawImage(0, 0, turned);
        return sheet;
    }
    static QImage eachPixel(QImage image, int black, int white)
    {
        image = image.convertToFormat(QImage::Format_Grayscale8);
        for (int y = 0; y < image.height(); ++y) {
            uchar *line = image.scanLine(y);
            for (int x = 0; x < image.width(); ++x)
                line[x] = static_cast<uchar>(black + line[x] * (white - black) / 255);
        }
        return image;
    }
    /// Mean of the 3 x 3 pixels around each.
    static QImage blurred(const QImage &image)
    {
        const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
        QImage out = grey;
        for (int y = 1; y + 1 < grey.height(); ++y) {
            for (int x = 1; x + 1 < grey.width(); ++x) {
                int sum = 0;
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx)
                        sum += grey.constScanLine(y + dy)[x + dx];
                }
                out.scanLine(y)[x] = static_cast<uchar>(sum / 9);
            }
        }
        return out;
    }
    static QByteArray bigEndian(quint32 n)
    {
        QByteArray bytes(4, 0);
        qToBigEndian(n, bytes.data());
        return bytes;
    }
    static QByteArray pngChunk(const QByteArray &nameAndData)
    {
        quint32 crc = 0xffffffff;
        for (const char c : nameAndData) {
            crc ^= static_cast<uchar>(c);
            for (int bit = 0; bit < 8; ++bit)
                crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }
        return bigEndian(static_cast<quint32>(nameAndData.size() - 4)) + nameAndData + bigEndian(~crc);
    }
    /// A PNG that says it is `width` x `height`, and holds a megabyte of zeros in a kilobyte.
    static QByteArray bomb(quint32 width, quint32 height)
    {
        return QByteArray::fromHex("89504e470d0a1a0a")
            + pngChunk("IHDR" + bigEndian(width) + bigEndian(height) + QByteArray::fromHex("0800000000"))
            + pngChunk("IDAT" + qCompress(QByteArray(1 << 20, '\0')).mid(4)) + pngChunk("IEND");
    }

private Q_SLOTS:
    void everyHostGivesVersion7_data()
    {
        QTest::addColumn<int>("host");
        for (int size = 4; size <= cards::CardCode::longestHost; ++size)
            QTest::addRow("a host of %d characters", size) << size;
    }
    void everyHostGivesVersion7()
    {
        QFETCH(const int, host);
        CardFixture f;
        const auto code = cards::CardCode::forHost(QString(host - 3, u'a') + QStringLiteral(".cn")).value();
        QCOMPARE(QrImage::write(code.toText(f.card()))->modules(), 45);
    }
    void thermalPaperGetsMoreRedundancy()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        QCOMPARE(QrImage::write(text, QrLevel::L)->modules(), 41);
        QCOMPARE(QrImage::write(text, QrLevel::M)->modules(), 45);
        QCOMPARE(QrImage::write(text, QrLevel::Q)->modules(), 53);
        QCOMPARE(QrImage::write(text, QrLevel::H)->modules(), 57);
    }
    void theSameTextGivesTheSameCode()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        QVERIFY(QrImage::write(text).value() == QrImage::write(text).value());
    }
    void codesThatCannotBeAreRefused()
    {
        QCOMPARE(QrImage::write({}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(QrImage::write(QString(5000, u'A')).error().code, ErrorCode::InvalidArgument);
    }
    void theImageHasAQuietZone()
    {
        const QrImage code = QrImage::write(QStringLiteral("A")).value();
        const QImage image = code.toImage(3);
        QCOMPARE(image.width(), (code.modules() + 8) * 3);
        for (int y = 0; y < code.modules() + 8; ++y) {
            for (int x = 0; x < code.modules() + 8; ++x) {
                const bool inside = x >= 4 && y >= 4 && x < code.modules() + 4 && y < code.modules() + 4;
                QCOMPARE(image.pixelColor(3 * x + 1, 3 * y + 1) == Qt::black, inside && code.isDark(x - 4, y - 4));
            }
        }
        QCOMPARE(code.path().boundingRect(), QRectF(0, 0, code.modules(), code.modules()));
    }
    void chineseTextComesBack()
    {
        const QString text = QStringLiteral("子长市瓦窑堡街道𠮷");
        QCOMPARE(QrReader::read(QrImage::write(text)->toImage(4)).value(), QStringList{text});
    }

    void whatWasPrintedIsRead_data()
    {
        QTest::addColumn<double>("degrees");
        QTest::addColumn<int>("black");
        QTest::addColumn<int>("white");
        QTest::addColumn<int>("blurs");
        QTest::addColumn<bool>("inverted");
        QTest::newRow("as printed") << 0.0 << 0 << 255 << 0 << false;
        QTest::newRow("askew by 3 degrees") << 3.0 << 0 << 255 << 0 << false;
        QTest::newRow("askew by 30 degrees") << 30.0 << 0 << 255 << 0 << false;
        QTest::newRow("turned by 90 degrees") << 90.0 << 0 << 255 << 0 << false;
        QTest::newRow("upside down") << 180.0 << 0 << 255 << 0 << false;
        QTest::newRow("pale, 75 percent contrast") << 0.0 << 64 << 255 << 0 << false;
        QTest::newRow("grey paper, 75 percent contrast") << 0.0 << 0 << 191 << 0 << false;
        QTest::newRow("slightly blurred") << 0.0 << 0 << 255 << 1 << false;
        QTest::newRow("askew, pale and blurred") << 3.0 << 64 << 255 << 1 << false;
        QTest::newRow("white on black") << 0.0 << 0 << 255 << 0 << true;
    }
    void whatWasPrintedIsRead()
    {
        QFETCH(const double, degrees);
        QFETCH(const int, black);
        QFETCH(const int, white);
        QFETCH(const int, blurs);
        QFETCH(const bool, inverted);
        CardFixture f;
        QElapsedTimer timer;
        qint64 spent = 0;
        for (int i = 0; i < cards; ++i) {
            const auto card = f.card();
            const QString text = f.code.toText(card);
            QImage image = print(QrImage::write(text).value());
            image = degrees == 0 ? image : rotated(image, degrees);
            for (int n = 0; n < blurs; ++n)
                image = blurred(image);
            image = eachPixel(image, black, white);
            if (inverted)
                image.invertPixels();
            timer.restart();
            const auto found = QrReader::read(image);
            spent += timer.nsecsElapsed();
            QVERIFY(found);
            QCOMPARE(*found, QStringList{text});
            QCOMPARE(f.code.parse(found->first()).value(), card);
        }
        qInfo("read in %.1f ms", double(spent) / 1e6 / cards);
    }
    void aStainOverTheCodeIsBridged()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        QImage image = print(QrImage::write(text).value());
        QPainter(&image).fillRect(150, 150, 25, 25, Qt::black);
        QCOMPARE(QrReader::read(image).value(), QStringList{text});
    }
    void allCodesOfASheetAreFound()
    {
        CardFixture f;
        QStringList texts;
        QImage sheet(1240, 1754, QImage::Format_RGB32); // A4 at 150 dpi
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        for (int i = 0; i < 4; ++i) {
            texts += f.code.toText(f.card());
            painter.drawImage(100 + 500 * (i % 2), 200 + 700 * (i / 2), QrImage::write(texts.last())->toImage(4));
        }
        painter.end();
        QStringList found = QrReader::read(sheet).value();
        found.sort();
        texts.sort();
        QCOMPARE(found, texts);
    }
    void transparentCountsAsPaper()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        const QrImage code = QrImage::write(text).value();
        QImage image(300, 300, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.translate(30, 30);
        painter.scale(5, 5);
        painter.fillPath(code.path(), Qt::black);
        painter.end();
        QCOMPARE(QrReader::read(image).value(), QStringList{text});
    }
    void anImageWithoutACodeIsSaidToBeSo()
    {
        QImage noise(400, 300, QImage::Format_Grayscale8);
        TestRandom random;
        for (int y = 0; y < noise.height(); ++y)
            memcpy(noise.scanLine(y), random.bytes(400).constData(), 400);
        QCOMPARE(QrReader::read(noise).error().code, ErrorCode::ImageWithoutCode);
        QImage blank(1, 1, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QCOMPARE(QrReader::read(blank).error().code, ErrorCode::ImageWithoutCode);
        QCOMPARE(QrReader::read(QImage()).error().code, ErrorCode::ImageWithoutCode);
    }
    void halfACodeIsNoCode()
    {
        CardFixture f;
        const QImage image = print(QrImage::write(f.code.toText(f.card())).value());
        QCOMPARE(QrReader::read(image.copy(0, 0, image.width() / 2, image.height())).error().code,
                 ErrorCode::ImageWithoutCode);
    }

    void filesOfUsualKindsAreRead_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("PNG") << QByteArray("png");
        QTest::newRow("JPEG") << QByteArray("jpg");
        QTest::newRow("BMP") << QByteArray("bmp");
    }
    void filesOfUsualKindsAreRead()
    {
        QFETCH(const QByteArray, format);
        CardFixture f;
        const QString text = f.code.toText(f.card());
        const QString file = path("misnamed.txt");
        QVERIFY(QrImage::write(text)->toImage(4).save(file, format.constData()));
        QCOMPARE(QrReader::readFile(file).value(), QStringList{text});
    }
    void aLargePhotographIsReadAtReducedSize()
    {
        CardFixture f;
        const QString text = f.code.toText(f.card());
        QImage photo(8000, 6000, QImage::Format_Grayscale8);
        photo.fill(Qt::white);
        QPainter(&photo).drawImage(2000, 1500, QrImage::write(text)->toImage(30));
        const QString file = path("photo.jpg");
        QVERIFY(photo.save(file, "jpg", 60));
        const QImage loaded = QrReader::loadFile(file).value();
        QVERIFY(qint64(loaded.width()) * loaded.height() <= QrReader::pixelLimit / 2);
        QCOMPARE(QrReader::read(loaded).value(), QStringList{text});
        QCOMPARE(QrReader::read(photo).error().code, ErrorCode::MessageTooLarge);
    }
    void cutFilesAreUnreadable()
    {
        const QString file = path("cut.png");
        QVERIFY(QrImage::write(QStringLiteral("HTTPS://S.ZICHANG.GOV.CN/"))->toImage(8).save(file, "png"));
        const QByteArray whole = bytesOf(file);
        QVERIFY(whole.size() > 200);
        for (qsizetype size = 0; size < whole.size() - 20; size += 47) {
            put(file, whole.left(size));
            const auto found = QrReader::readFile(file);
            QVERIFY2(!found, qPrintable(QString::number(size)));
            QCOMPARE(found.error().code, ErrorCode::FileUnreadable);
        }
    }
    void filesThatAreNoImageAreUnreadable_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("HTTPS://S.ZICHANG.GOV.CN/Q/");
        QTest::newRow("a PDF") << QByteArray("%PDF-1.4\n");
        QTest::newRow("an SVG, which may name other files") << QByteArray(
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
        QTest::newRow("an XPM") << QByteArray(
            "/* XPM */\nstatic char *x[] = {\n\"1 1 1 1\",\n\"a c #000000\",\n\"a\"};\n");
    }
    void filesThatAreNoImageAreUnreadable()
    {
        QFETCH(const QByteArray, bytes);
        put(path("file"), bytes);
        QCOMPARE(QrReader::readFile(path("file")).error().code, ErrorCode::FileUnreadable);
    }
    void aMissingFileIsMissing() { QCOMPARE(QrReader::readFile(path("none")).error().code, ErrorCode::FileMissing); }
    void bombsAreRefusedBeforeTheyCostMemory_data()
    {
        QTest::addColumn<quint32>("width");
        QTest::addColumn<quint32>("height");
        QTest::newRow("30000 x 30000") << 30000u << 30000u;
        QTest::newRow("a line of two thousand million pixels") << 2000000000u << 1u;
        QTest::newRow("just above the limit") << 32001u << 1000u;
    }
    void bombsAreRefusedBeforeTheyCostMemory()
    {
        QFETCH(const quint32, width);
        QFETCH(const quint32, height);
        put(path("bomb.png"), bomb(width, height));
        const auto code = QrReader::readFile(path("bomb.png")).error().code;
        QVERIFY(code == ErrorCode::MessageTooLarge || code == ErrorCode::FileUnreadable);
        if (width < 1000000)
            QCOMPARE(code, ErrorCode::MessageTooLarge);
    }
    void anEnormousFileIsNotReadIn()
    {
        QFile file(path("huge.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(QrReader::fileLimit + 1)); // sparse
        file.close();
        QCOMPARE(QrReader::readFile(file.fileName()).error().code, ErrorCode::MessageTooLarge);
    }
};

SHOULI_TEST(TestQrCode)
#include "TestQrCode.moc"
