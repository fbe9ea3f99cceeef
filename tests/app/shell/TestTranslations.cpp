// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

/// Every text of the program is in translations/shouli_zh_CN.ts, translated; and nothing else is.
/// To mend: ninja update_translations, then fill in what is unfinished.
class TestTranslations : public QObject {
    Q_OBJECT

    struct Message {
        QString key; ///< context, source, comment
        QString source;
        QString translation;
        QStringList forms; ///< where it depends on a number
        bool finished = true;
    };
    static QList<Message> read(const QString &path)
    {
        QList<Message> messages;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return messages;
        QXmlStreamReader xml(&file);
        QString context;
        Message message;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement) {
                const auto name = xml.name();
                if (name == QLatin1String("name")) {
                    context = xml.readElementText();
                } else if (name == QLatin1String("message")) {
                    message = {context, {}, {}, {}, true};
                } else if (name == QLatin1String("source")) {
                    message.source = xml.readElementText();
                    message.key += u'|' + message.source;
                } else if (name == QLatin1String("comment")) {
                    message.key += u'|' + xml.readElementText();
                } else if (name == QLatin1String("translation")) {
                    message.finished = xml.attributes().value(QLatin1String("type")).isEmpty();
                    while (
                        !(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("translation"))
                        && !xml.atEnd()) {
                        if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                            message.forms.append(xml.readElementText());
                        else if (xml.isCharacters())
                            message.translation += xml.text();
                    }
                    message.translation += message.forms.join(QString());
                }
            } else if (xml.isEndElement() && xml.name() == QLatin1String("message")) {
                messages.append(message);
            }
        }
        return messages;
    }
    static QStringList keys(const QList<Message> &messages)
    {
        QStringList list;
        for (const Message &message : messages)
            list.append(message.key);
        list.sort();
        return list;
    }
    static QString source(const QString &path) { return qEnvironmentVariable("SHOULI_SOURCE") + u'/' + path; }
    static QStringList placeholders(const QString &text)
    {
        QStringList list;
        auto found = QRegularExpression(QStringLiteral("%[0-9n]+")).globalMatch(text);
        while (found.hasNext())
            list.append(found.next().captured());
        list.sort();
        return list;
    }

private Q_SLOTS:
    void everyTextOfTheSourcesIsInTheFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("all of them in Chinese") << QStringLiteral("shouli_zh_CN.ts") << QStringList() << 150;
        QTest::newRow("those of a number in English")
            << QStringLiteral("shouli_en.ts") << QStringList{QStringLiteral("-pluralonly")} << 20;
    }
    void everyTextOfTheSourcesIsInTheFile()
    {
        QFETCH(QString, file);
        QFETCH(QStringList, options);
        QFETCH(int, atLeast);
        const QTemporaryDir folder;
        const QString copy = folder.filePath(file);
        QVERIFY(QFile::copy(source(QStringLiteral("translations/") + file), copy));
        QStringList arguments = options;
        for (const QString &room : QDir(source(QStringLiteral("app"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (room != QStringLiteral("gallery"))
                arguments.append(source(QStringLiteral("app/") + room));
        arguments << QStringLiteral("-silent") << QStringLiteral("-I") << qEnvironmentVariable("SHOULI_SOURCE")
                  << QStringLiteral("-locations") << QStringLiteral("none") << QStringLiteral("-no-obsolete")
                  << QStringLiteral("-ts") << copy;
        QProcess lupdate;
        lupdate.start(QStringLiteral(SHOULI_LUPDATE), arguments);
        QVERIFY2(lupdate.waitForFinished(120'000), SHOULI_LUPDATE);
        QCOMPARE(lupdate.exitCode(), 0);
        const QStringList kept = keys(read(source(QStringLiteral("translations/") + file)));
        const QStringList fresh = keys(read(copy));
        QVERIFY(fresh.size() > atLeast);
        for (const QString &key : fresh)
            QVERIFY2(kept.contains(key), qPrintable(QStringLiteral("missing: ") + key));
        for (const QString &key : kept)
            QVERIFY2(fresh.contains(key), qPrintable(QStringLiteral("no longer said: ") + key));
    }
    void everyTextIsTranslated()
    {
        for (const Message &message : read(source(QStringLiteral("translations/shouli_zh_CN.ts")))) {
            QVERIFY2(message.finished && !message.translation.isEmpty(), qPrintable(message.key));
            if (!message.key.endsWith(QStringLiteral("%n")))
                QVERIFY2(placeholders(message.source) == placeholders(message.translation), qPrintable(message.key));
        }
    }
    void oneAndSeveralAreSaidInEnglish()
    {
        for (const Message &message : read(source(QStringLiteral("translations/shouli_en.ts")))) {
            QVERIFY2(message.finished && message.forms.size() == 2, qPrintable(message.key));
            QVERIFY2(message.forms.last() == message.source, qPrintable(message.key));
            QVERIFY2(message.forms.first().contains(QStringLiteral("%n")), qPrintable(message.key));
            // "1 days": a word that counts must not stay in the plural
            static const QRegularExpression plural(QStringLiteral("%n (working )?(?!is )[a-z]+s\\b"));
            QVERIFY2(!plural.match(message.forms.first()).hasMatch(), qPrintable(message.forms.first()));
        }
    }
    void contextsCarryTheirNamespaces()
    {
        // else the texts are there and never found: lupdate could not see a class's header
        for (const Message &message : read(source(QStringLiteral("translations/shouli_zh_CN.ts")))) {
            const QString context = message.key.section(u'|', 0, 0);
            QVERIFY2(context.startsWith(QStringLiteral("shouli::app::")) || context == QStringLiteral("ErrorText")
                         || context == QStringLiteral("KeyCap"),
                     qPrintable(context));
        }
    }
};

SHOULI_TEST(TestTranslations)
#include "TestTranslations.moc"
