// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

class TestResources : public QObject {
    Q_OBJECT

    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

private Q_SLOTS:
    void everyFileIsBuiltIntoAProgramThatLinksTheLibrary()
    {
        const QDir source(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/resources"));
        QVERIFY(source.exists());
        QDirIterator files(source.path(), QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            const QString name = source.relativeFilePath(files.next());
            if (!name.contains(u'/') || name.endsWith(QStringLiteral("README.md")))
                continue;
            QVERIFY2(bytesOf(QStringLiteral(":/") + name) == bytesOf(source.filePath(name)), qPrintable(name));
            ++count;
        }
        QVERIFY(count > 5);
    }
    void theSchemaIsWhereTheDatabaseLooksForIt()
    {
        QVERIFY(QDir(QStringLiteral(":/schema/office")).exists(QStringLiteral("0001_changes.sql")));
    }
};

SHOULI_TEST(TestResources)
#include "TestResources.moc"
