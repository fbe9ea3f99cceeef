// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Commands.h"

#include "core/base/AtomicFile.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"
#include "sync/server/operations/Administration.h"
#include "sync/server/operations/ServerProcess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace shouli::sync::server::operations {

using core::base::Error;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Language;
using core::base::Result;

namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int misunderstood = 2;

const QString systemConfiguration = QStringLiteral("/etc/shouli/server.conf");

int complain(const Error &error)
{
    std::fprintf(stderr, "shouli-server: %s (error %d)\n", qPrintable(error.detail), static_cast<int>(error.code));
    return failed;
}

int print(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    return done;
}

int init(const Arguments &arguments)
{
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const ServerFolder folder(arguments.config.dataFolder);
    const auto made = CountyHouse::create(
        folder, {arguments.value("name"), arguments.value("host"), arguments.values("address")}, clock, random);
    if (!made)
        return complain(made.error());
    if (!QFile::exists(folder.configuration())) {
        const auto written = core::base::AtomicFile::write(folder.configuration(), ServerConfig::sample(folder.path()));
        if (!written)
            return complain(written.error());
    }
    return print({{QStringLiteral("configuration"), folder.configuration()},
                  {QStringLiteral("take_away"), folder.recoveryKey()}});
}

int serve(const Arguments &arguments)
{
    ServerConfig config = arguments.config;
    if (arguments.has("listen")) {
        if (!config.listenOn(arguments.value("listen")))
            return complain(
                {ErrorCode::InvalidArgument, QStringLiteral("--listen takes ADDRESS:PORT, *:PORT or [IPv6]:PORT")});
    }
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    ServerProcess process(clock, random);
    if (const auto started = process.start(config); !started)
        return complain(started.error());
    return QCoreApplication::exec();
}

/// Through the running server, or on the folder itself when none runs.
int administer(const char *what, const Arguments &arguments)
{
    QJsonObject request{{QStringLiteral("do"), QLatin1String(what)}};
    for (const char *option : {"name", "name-en", "division", "parent", "phone", "office"}) {
        if (arguments.has(option))
            request.insert(QString::fromLatin1(option).replace(u'-', u'_'), arguments.value(option));
    }
    if (arguments.has("roles"))
        request.insert(QStringLiteral("roles"),
                       QJsonArray::fromStringList(arguments.value("roles").split(u',', Qt::SkipEmptyParts)));
    if (arguments.has("device"))
        request.insert(QStringLiteral("device"), arguments.value("device").toInt());

    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const ServerFolder folder(arguments.config.dataFolder);
    const auto house = CountyHouse::open(folder, clock, random);
    const bool running = !house && house.error().code == ErrorCode::DatabaseBusy;
    if (!house && !running)
        return complain(house.error());
    const auto answer = running ? ControlSocket::ask(folder.controlSocket(), request)
                                : Administration((*house)->server()).run(request);
    return answer ? print(*answer) : complain(answer.error());
}

template <const char *What>
int administer(const Arguments &arguments)
{
    return administer(What, arguments);
}

constexpr char office[] = "office";
constexpr char offices[] = "offices";
constexpr char enrol[] = "enrol";
constexpr char devices[] = "devices";
constexpr char revoke[] = "revoke";
constexpr char verify[] = "verify";

constexpr Commands::Option required(const char *name, const char *placeholder)
{
    return {name, placeholder, true, false};
}

constexpr Commands::Option optional(const char *name, const char *placeholder)
{
    return {name, placeholder, false, false};
}

std::vector<Commands::Option> everyOptionOf(const Commands::Command &command)
{
    std::vector<Commands::Option> options = command.options;
    options.push_back(optional("data", "DIR"));
    options.push_back(optional("config", "FILE"));
    return options;
}

Result<ServerConfig> configure(const Arguments &arguments)
{
    if (arguments.has("config") && arguments.has("data"))
        return failure(ErrorCode::InvalidArgument, QStringLiteral("either --data or --config, not both"));
    if (arguments.has("config"))
        return ServerConfig::load(arguments.value("config"));
    if (!arguments.has("data")) {
        if (QFile::exists(systemConfiguration))
            return ServerConfig::load(systemConfiguration);
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("--data DIR or --config FILE is missing, and there is no ")
                           + systemConfiguration);
    }
    ServerConfig config;
    const QString folder = QDir::cleanPath(QDir::current().absoluteFilePath(arguments.value("data")));
    if (const QString file = ServerFolder(folder).configuration(); QFile::exists(file)) {
        SHOULI_TRY(config, ServerConfig::load(file));
    }
    config.dataFolder = folder; // also where the folder was moved
    return config;
}

} // namespace

const std::vector<Commands::Command> &Commands::all()
{
    static const std::vector<Command> commands{
        {"init",
         {required("name", "NAME"), required("host", "S.EXAMPLE"), {"address", "HOST", true, true}},
         {QStringLiteral("新建一个县：密钥、证书、数据库。--host 是公示页面的域名（不超过 18 个字符），--address "
                         "是各办公点访问本机用的域名或地址"),
          QStringLiteral(
              "a new county: keys, certificate, database. --host is the public status page's, at most 18 characters; "
              "--address is what offices reach this machine by")},
         init},
        {"serve",
         {optional("listen", "ADDRESS:PORT")},
         {QStringLiteral("运行，直到收到 SIGTERM（默认监听 *:7443）"),
          QStringLiteral("run until SIGTERM; listens on *:7443 unless told otherwise")},
         serve},
        {office,
         {required("name", "NAME"), required("division", "12-DIGITS"), required("roles", "community,..."),
          optional("name-en", "NAME"), optional("parent", "ID"), optional("phone", "NUMBER")},
         {QStringLiteral("增加一个办公点"), QStringLiteral("add an office")},
         administer<office>},
        {offices, {}, {QStringLiteral("列出办公点"), QStringLiteral("list the offices")}, administer<offices>},
        {enrol,
         {required("office", "ID")},
         {QStringLiteral("发放一次性注册码，供该办公点的一台电脑在 24 小时内注册"),
          QStringLiteral("a one-time code for one PC of the office, valid for 24 hours")},
         administer<enrol>},
        {devices,
         {},
         {QStringLiteral("列出已注册的电脑"), QStringLiteral("list the enrolled PCs")},
         administer<devices>},
        {revoke,
         {required("device", "NUMBER")},
         {QStringLiteral("停用一台电脑（如被盗）"), QStringLiteral("shut a PC out, a stolen one for instance")},
         administer<revoke>},
        {verify,
         {},
         {QStringLiteral("核验日志的完整性"), QStringLiteral("check that the log is whole")},
         administer<verify>},
    };
    return commands;
}

Result<Arguments> Commands::parse(const Command &command, const QStringList &options)
{
    const auto wrong = [](const QString &what) { return failure(ErrorCode::InvalidArgument, what); };
    const std::vector<Option> known = everyOptionOf(command);
    Arguments arguments;
    for (qsizetype i = 0; i < options.size(); ++i) {
        const QString &given = options.at(i);
        if (!given.startsWith(QStringLiteral("--")))
            return wrong(QStringLiteral("'%1' is not understood; options begin with --").arg(given));
        const qsizetype equals = given.indexOf(u'=');
        const QString name = given.sliced(2, (equals < 0 ? given.size() : equals) - 2);
        const auto it = std::ranges::find_if(known,
                                             [&](const Option &option) { return name == QLatin1String(option.name); });
        if (it == known.end())
            return wrong(QStringLiteral("%1 has no option --%2").arg(QLatin1String(command.name), name));
        if (equals < 0 && i + 1 == options.size())
            return wrong(QStringLiteral("--%1 takes %2").arg(name, QLatin1String(it->placeholder)));
        const QString value = equals < 0 ? options.at(++i) : given.sliced(equals + 1);
        if (value.isEmpty())
            return wrong(
                QStringLiteral("--%1 takes %2, which must not be empty").arg(name, QLatin1String(it->placeholder)));
        QStringList &values = arguments.m_values[name];
        if (!values.isEmpty() && !it->again)
            return wrong(QStringLiteral("--%1 is given twice").arg(name));
        values.append(value);
    }
    for (const Option &option : known) {
        if (option.required && !arguments.has(option.name))
            return wrong(
                QStringLiteral("%1 needs --%2 %3")
                    .arg(QLatin1String(command.name), QLatin1String(option.name), QLatin1String(option.placeholder)));
    }
    SHOULI_TRY(arguments.config, configure(arguments));
    return arguments;
}

QString Commands::usage(Language language)
{
    const bool zh = language == Language::Chinese;
    QString out = zh ? QStringLiteral("shouli-server：县级同步服务器\n\n用法：\n")
                     : QStringLiteral("shouli-server: the county's sync server\n\nUsage:\n");
    for (const Command &command : all()) {
        QString line = QStringLiteral("  shouli-server ") + QLatin1String(command.name);
        for (const Option &option : command.options) {
            QString one = QStringLiteral("--%1 %2").arg(QLatin1String(option.name), QLatin1String(option.placeholder));
            if (!option.required)
                one = u'[' + one + u']';
            line += u' ' + one;
            if (option.again)
                line += QStringLiteral(" [--%1 ...]").arg(QLatin1String(option.name));
        }
        out += line + QStringLiteral("\n      ") + command.about.in(language) + u'\n';
    }
    out += zh
        ? QStringLiteral(
            "\n数据目录：--data DIR，或 --config FILE，或 %1。除 init 和 serve 外，服务器运行与否均可使用，"
            "结果为 JSON。\n退出码：0 完成，1 失败，2 命令有误。\n")
        : QStringLiteral(
            "\nThe county's folder: --data DIR, or --config FILE, or %1. All but init and serve work whether the\n"
            "server is running or not, and print JSON. Exit codes: 0 done, 1 failed, 2 not understood.\n");
    return out.arg(systemConfiguration);
}

int Commands::run(const QStringList &arguments, Language language)
{
    const QString name = arguments.value(0);
    if (name == QStringLiteral("help") || name == QStringLiteral("--help") || name == QStringLiteral("-h")) {
        std::fputs(usage(language).toUtf8().constData(), stdout);
        return done;
    }
    const auto command = std::ranges::find_if(all(), [&](const Command &c) { return name == QLatin1String(c.name); });
    if (command == all().end()) {
        if (!name.isEmpty())
            std::fprintf(stderr, "shouli-server: unknown command '%s'\n\n", qPrintable(name));
        std::fputs(usage(language).toUtf8().constData(), stderr);
        return misunderstood;
    }
    const auto understood = parse(*command, arguments.sliced(1));
    if (!understood) {
        complain(understood.error());
        std::fputs("shouli-server help\n", stderr);
        return misunderstood;
    }
    return command->run(*understood);
}

Language Commands::environmentLanguage()
{
    for (const char *variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QByteArray value = qgetenv(variable);
        if (!value.isEmpty())
            return value.startsWith("zh") ? Language::Chinese : Language::English;
    }
    return Language::English;
}

} // namespace shouli::sync::server::operations
