// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Commands.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

using namespace shouli::sync::server::operations;
using shouli::core::base::ErrorCode;
using shouli::core::base::Language;

class TestCommands : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static const Commands::Command &named(const char *name)
    {
        return *std::ranges::find_if(Commands::all(),
                                     [&](const auto &c) { return QLatin1String(c.name) == QLatin1String(name); });
    }
    QString write(const char *name, const QByteArray &text) const
    {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(text);
        return file.fileName();
    }

private Q_SLOTS:
    void optionsAreTakenInBothForms()
    {
        const auto arguments = Commands::parse(named("init"),
                                               {QStringLiteral("--data"), QStringLiteral("/d"),
                                                QStringLiteral("--name=子长市"), QStringLiteral("--host"),
                                                QStringLiteral("S.EXAMPLE"), QStringLiteral("--address"),
                                                QStringLiteral("a"), QStringLiteral("--address=b")});
        QVERIFY(arguments);
        QCOMPARE(arguments->value("name"), QStringLiteral("子长市"));
        QCOMPARE(arguments->values("address"), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(arguments->config.dataFolder, QStringLiteral("/d"));
        QVERIFY(!arguments->has("config"));
    }
    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *command, const char *line, const char *said) {
            QTest::newRow(name) << QString::fromLatin1(command) << QString::fromLatin1(line)
                                << QString::fromLatin1(said);
        };
        row("an option of another command", "serve", "--data /d --office x", "serve has no option --office");
        row("an option that is missing", "enrol", "--data /d", "enrol needs --office ID");
        row("an option without its value", "revoke", "--data /d --device", "--device takes NUMBER");
        row("an empty value", "revoke", "--data /d --device=", "--device takes NUMBER, which must not be empty");
        row("a value for an option that takes none", "stats", "--data /d --json=yes", "--json takes no value");
        row("an option twice", "serve", "--data /d --data /e", "--data is given twice");
        row("a word on its own", "serve", "--data /d now", "'now' is not understood");
        row("folder and file", "serve", "--data /d --config /c", "either --data or --config");
        row("a file that is none", "serve", "--config /nonexistent/server.conf", "/nonexistent/server.conf");
    }
    void mistakesAreNamed()
    {
        QFETCH(const QString, command);
        QFETCH(const QString, line);
        QFETCH(const QString, said);
        const auto arguments = Commands::parse(named(qPrintable(command)), line.split(u' '));
        QVERIFY(!arguments);
        QVERIFY2(arguments.error().detail.contains(said), qPrintable(arguments.error().detail));
    }
    void theConfigurationIsFoundByFileOrInTheFolder()
    {
        const QString file = write("server.conf", "data = /elsewhere\nlog = info\nlisten = 127.0.0.1:9\n");
        const auto byFile = Commands::parse(named("serve"), {QStringLiteral("--config"), file});
        QVERIFY(byFile);
        QCOMPARE(byFile->config.dataFolder, QStringLiteral("/elsewhere"));
        QCOMPARE(byFile->config.log, shouli::sync::server::gateway::LogLevel::Info);
        const auto byFolder = Commands::parse(named("serve"), {QStringLiteral("--data"), m_dir.path()});
        QVERIFY(byFolder);
        QCOMPARE(byFolder->config.dataFolder, m_dir.path()); // where the folder is, not where it once was
        QCOMPARE(byFolder->config.listenPort, 9);
        write("server.conf", "data = /elsewhere\nlogg = info\n");
        const auto broken = Commands::parse(named("devices"), {QStringLiteral("--data"), m_dir.path()});
        QCOMPARE(broken.error().code, ErrorCode::InvalidArgument);
        QVERIFY(broken.error().detail.contains(QStringLiteral("server.conf, line 2")));
    }
    void usageNamesEveryCommandInBothLanguages()
    {
        const QString en = Commands::usage(Language::English);
        const QString zh = Commands::usage(Language::Chinese);
        for (const auto &command : Commands::all()) {
            QVERIFY(en.contains(QStringLiteral("shouli-server ") + QLatin1String(command.name)));
            QVERIFY(en.contains(command.about.en));
            QVERIFY(zh.contains(command.about.zh));
            QVERIFY(!command.about.en.isEmpty() && !command.about.zh.isEmpty());
            for (const auto &option : command.options)
                QVERIFY(zh.contains(QStringLiteral("--") + QLatin1String(option.name)));
        }
        const auto foreign = [](QChar c) { return c.script() == QChar::Script_Han; };
        QVERIFY(std::ranges::none_of(en, foreign));
        QVERIFY(std::ranges::any_of(zh, foreign));
        QVERIFY(!en.contains(QStringLiteral("%1")) && !zh.contains(QStringLiteral("%1")));
    }
    void theLanguageIsTheEnvironments()
    {
        const auto with = [](const char *all, const char *messages, const char *lang) {
            qputenv("LC_ALL", all);
            qputenv("LC_MESSAGES", messages);
            qputenv("LANG", lang);
            return Commands::environmentLanguage();
        };
        const QByteArrayList before{qgetenv("LC_ALL"), qgetenv("LC_MESSAGES"), qgetenv("LANG")};
        QCOMPARE(with("zh_CN.UTF-8", "", "C"), Language::Chinese);
        QCOMPARE(with("C.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8"), Language::English);
        QCOMPARE(with("", "zh_CN.UTF-8", "en_GB.UTF-8"), Language::Chinese);
        QCOMPARE(with("", "", "zh_CN.GB18030"), Language::Chinese);
        QCOMPARE(with("", "", ""), Language::English);
        with(before[0].constData(), before[1].constData(), before[2].constData());
    }
};

SHOULI_TEST(TestCommands)
#include "TestCommands.moc"
