// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Icon.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QImage>

using shouli::app::look::Icon;

class TestIcon : public QObject {
    Q_OBJECT

    static int inked(const QImage &image, const QColor &colour)
    {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() > 200 && image.pixelColor(x, y).rgb() == colour.rgb())
                    ++count;
        return count;
    }

private Q_SLOTS:
    void everyIconIsDrawnInTheColourAskedFor()
    {
        for (const Icon::Name name : Icon::all()) {
            const QImage image = Icon::pixmap(name, 48, Qt::magenta).toImage();
            QCOMPARE(image.size(), QSize(48, 48));
            QVERIFY2(inked(image, Qt::magenta) > 40, qPrintable(Icon::fileName(name)));
        }
    }
    void everyDrawingIsAnIcon()
    {
        QStringList names{QStringLiteral("shouli")};
        for (const Icon::Name name : Icon::all())
            names.append(Icon::fileName(name));
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 15);
        for (const QString &file : files)
            QVERIFY2(names.contains(file.chopped(4)), qPrintable(file));
    }
    void onADenseScreenIconsAreAsDense()
    {
        const QPixmap pixmap = Icon::pixmap(Icon::Scan, 24, Qt::black, 2);
        QCOMPARE(pixmap.size(), QSize(48, 48));
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(24, 24));
    }
    void theApplicationHasItsMarkInAllSizes()
    {
        const QIcon icon = Icon::application();
        for (const int size : {16, 32, 256})
            QVERIFY(icon.availableSizes().contains(QSize(size, size)));
    }
    void noIconIsNothing() { QVERIFY(Icon::pixmap(Icon::None, 24, Qt::black).isNull()); }
};

SHOULI_TEST(TestIcon)
#include "TestIcon.moc"
