// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Commands.h"

#include "core/base/AtomicFile.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"
#include "sync/server/keeping/CountyMove.h"
#include "sync/server/operations/Administration.h"
#include "sync/server/operations/CommandTexts.h"
#include "sync/server/operations/Restore.h"
#include "sync/server/operations/ServerProcess.h"
#include "sync/server/operations/Statistics.h"

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
    std::fputs(CommandTexts::of(error).toUtf8().constData(), stderr);
    return failed;
}

void tell(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stderr);
}

int print(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    return done;
}

/// The file that says where the county is kept.
QString configurationOf(const Arguments &arguments)
{
    if (arguments.has("config"))
        return arguments.value("config");
    const QString own = ServerFolder(arguments.config.dataFolder).configuration();
    return arguments.has("data") || QFile::exists(own) ? own : systemConfiguration;
}

Result<void> settle(const QString &file, const ServerFolder &folder, const Keeping &keeping)
{
    QByteArray text = ServerConfig::sample(folder.path());
    if (QFile::exists(file)) {
        SHOULI_TRY(text, core::base::AtomicFile::read(file, 64 << 10));
    }
    return core::base::AtomicFile::write(file, ServerConfig::withKeeping(text, keeping));
}

/// As --engine or --to, --postgres and --password-file say; what they leave open is as it was.
Result<Keeping> wantedKeeping(const Arguments &arguments, const char *engine)
{
    Keeping keeping = arguments.config.keeping;
    const QString name = arguments.value(engine);
    if (arguments.has(engine) && name != QStringLiteral("sqlite") && name != QStringLiteral("postgres"))
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("an engine is sqlite or postgres, not '%1'").arg(name));
    if (arguments.has(engine))
        keeping.engine = name == QStringLiteral("postgres") ? keeping::Engine::Postgres : keeping::Engine::Sqlite;
    if (arguments.has("postgres"))
        keeping.postgres.connection = arguments.value("postgres");
    if (arguments.has("password-file"))
        keeping.postgres.passwordFile = QDir::cleanPath(
            QDir::current().absoluteFilePath(arguments.value("password-file")));
    if (keeping.engine == keeping::Engine::Postgres && keeping.postgres.connection.isEmpty())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("say which database: --postgres CONNECTION"));
    return keeping;
}

int init(const Arguments &arguments)
{
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const ServerFolder folder(arguments.config.dataFolder);
    auto keeping = wantedKeeping(arguments, "engine");
    if (!keeping)
        return complain(keeping.error());
    const bool postgres = keeping->engine == keeping::Engine::Postgres;
    if (postgres)
        keeping->county = core::changes::EntityId::create(clock, random);
    const auto made = CountyHouse::create(
        folder, {arguments.value("name"), arguments.value("host"), arguments.values("address")}, clock, random,
        *keeping);
    if (!made)
        return complain(made.error());
    const QString file = configurationOf(arguments);
    if (postgres || !QFile::exists(file)) {
        const auto written = postgres
            ? settle(file, folder, *keeping)
            : core::base::AtomicFile::write(folder.configuration(), ServerConfig::sample(folder.path()));
        if (!written)
            return complain(written.error());
    }
    const QJsonObject result{{QStringLiteral("configuration"), folder.configuration()},
                             {QStringLiteral("take_away"), folder.recoveryKey()}};
    tell(CommandTexts::afterInit(result));
    return print(result);
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

int move(const Arguments &arguments)
{
    auto to = wantedKeeping(arguments, "to");
    if (!to)
        return complain(to.error());
    const ServerFolder folder(arguments.config.dataFolder);
    const Keeping &from = arguments.config.keeping;
    if (from.engine == keeping::Engine::Sqlite && to->county.isNull()) { // of the county itself
        const auto reader = keeping::CountyDatabase(folder, from).reader();
        if (!reader)
            return complain(reader.error());
        const auto county = County::describe(**reader);
        if (!county)
            return complain(county.error());
        to->county = county->id;
    }
    const QString file = configurationOf(arguments);
    const auto moved = keeping::CountyMove(folder, from, *to).run([&](const Keeping &keeping) {
        return settle(file, folder, keeping);
    });
    if (!moved)
        return complain(moved.error());
    const QJsonObject result{{QStringLiteral("engine"), arguments.value("to")},
                             {QStringLiteral("entries"), static_cast<qint64>(moved->position)},
                             {QStringLiteral("checksum"), QString::fromLatin1(moved->checksum.toHex())},
                             {QStringLiteral("set_aside"), moved->setAside},
                             {QStringLiteral("configuration"), file}};
    tell(CommandTexts::afterMove(result));
    return print(result);
}

/// Through the running server, or on the folder itself when none runs.
Result<QJsonObject> ask(const QJsonObject &request, const Arguments &arguments)
{
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const ServerFolder folder(arguments.config.dataFolder);
    const auto house = CountyHouse::open(folder, clock, random, arguments.config.keeping);
    if (!house && house.error().code == ErrorCode::DatabaseBusy)
        return ControlSocket::ask(folder.controlSocket(), request);
    if (!house)
        return core::base::failure(house);
    return Administration(**house).run(request);
}

QJsonObject requestOf(const char *what, const Arguments &arguments)
{
    QJsonObject request{{QStringLiteral("do"), QLatin1String(what)}};
    for (const char *option : {"name", "name-en", "division", "parent", "phone", "office", "machine", "reason"}) {
        if (arguments.has(option))
            request.insert(QString::fromLatin1(option).replace(u'-', u'_'), arguments.value(option));
    }
    if (arguments.has("roles"))
        request.insert(QStringLiteral("roles"),
                       QJsonArray::fromStringList(arguments.value("roles").split(u',', Qt::SkipEmptyParts)));
    for (const char *option : {"device", "keep"}) {
        if (arguments.has(option))
            request.insert(QLatin1String(option), arguments.value(option).toInt());
    }
    for (const char *option : {"elsewhere", "keep-keys", "off", "rewrite"}) {
        if (arguments.has(option))
            request.insert(QString::fromLatin1(option).replace(u'-', u'_'), true);
    }
    for (const char *option : {"into", "folder"}) {
        if (arguments.has(option))
            request.insert(QLatin1String(option),
                           QDir::cleanPath(QDir::current().absoluteFilePath(arguments.value(option))));
    }
    return request;
}

using Afterword = QString (*)(const QJsonObject &);

template <const char *What, Afterword Say = nullptr>
int administer(const Arguments &arguments)
{
    const auto answer = ask(requestOf(What, arguments), arguments);
    if (!answer)
        return complain(answer.error());
    if (Say != nullptr)
        tell(Say(*answer));
    return print(*answer);
}

int showStatistics(const Arguments &arguments)
{
    const auto answer = ask({{QStringLiteral("do"), QStringLiteral("stats")}}, arguments);
    if (!answer)
        return complain(answer.error());
    if (arguments.has("json"))
        return print(*answer);
    std::fputs(Statistics::toText(*answer).toUtf8().constData(), stdout);
    return done;
}

int restore(const Arguments &arguments)
{
    const core::base::SystemClock clock;
    const ServerFolder folder(arguments.config.dataFolder);
    const QString key = arguments.has("recovery-key") ? arguments.value("recovery-key") : folder.recoveryKey();
    const auto restored = Restore(folder, clock).run(CountyCopy(arguments.value("from")), key);
    if (!restored)
        return complain(restored.error());
    const QJsonObject result{{QStringLiteral("county"), restored->about.county},
                             {QStringLiteral("position"), static_cast<qint64>(restored->about.position)},
                             {QStringLiteral("made_at"), restored->about.madeAt.inChina().toString(Qt::ISODate)},
                             {QStringLiteral("set_aside"), restored->setAside}};
    tell(CommandTexts::afterRestore(result));
    return print(result);
}

constexpr char office[] = "office";
constexpr char offices[] = "offices";
constexpr char enrol[] = "enrol";
constexpr char devices[] = "devices";
constexpr char revoke[] = "revoke";
constexpr char mayErase[] = "may-erase";
constexpr char erasures[] = "erasures";
constexpr char verify[] = "verify";
constexpr char backup[] = "backup";
constexpr char snapshotOf[] = "snapshot";
constexpr char stickOf[] = "stick";

constexpr Commands::Option required(const char *name, const char *placeholder)
{
    return {name, placeholder, true, false};
}

constexpr Commands::Option optional(const char *name, const char *placeholder)
{
    return {name, placeholder, false, false};
}

constexpr Commands::Option flag(const char *name)
{
    return {name, nullptr, false, false};
}

/// As it is written on a command line.
QString formOf(const Commands::Option &option)
{
    const QString name = QStringLiteral("--") + QLatin1String(option.name);
    return option.placeholder == nullptr ? name : name + u' ' + QLatin1String(option.placeholder);
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
         {required("name", "NAME"),
          required("host", "S.EXAMPLE"),
          {"address", "HOST", true, true},
          optional("engine", "sqlite|postgres"),
          optional("postgres", "CONNECTION"),
          optional("password-file", "FILE")},
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
         {optional("device", "NUMBER"), optional("machine", "NAME"), required("reason", "TEXT"), flag("keep-keys")},
         {QStringLiteral("停用一台电脑（如被盗），用编号或名称指明；它一旦连上就抹去本机密钥，--keep-keys 则不抹"),
          QStringLiteral("shut a PC out, a stolen one for instance, by its number or its name; it erases its keys when "
                         "it next connects, unless --keep-keys is given")},
         administer<revoke, CommandTexts::afterRevoke>},
        {mayErase,
         {optional("device", "NUMBER"), optional("machine", "NAME"), optional("office", "ID"), flag("off")},
         {QStringLiteral("准许一个办公点（或某台电脑所在的办公点）依法删除个人信息（《个人信息保护法》第四十七条），"
                         "办完后用 --off 收回"),
          QStringLiteral("let an office, or that of a PC, lawfully erase what is held about a person (PIPL article 47); "
                         "take the right back with --off when it is done")},
         administer<mayErase, CommandTexts::afterMayErase>},
        {erasures,
         {flag("rewrite")},
         {QStringLiteral("列出依法删除的记录：何时、何据、哪些电脑尚未确认；--rewrite 立即重写县数据库文件，否则夜间自动重写"),
          QStringLiteral("list what was lawfully erased: when, on what grounds, which PCs have not confirmed; --rewrite "
                         "writes the county's file anew at once, otherwise that is done at night")},
         administer<erasures, CommandTexts::afterErasures>},
        {backup,
         {required("into", "DIR"), optional("keep", "COPIES"), flag("elsewhere")},
         {QStringLiteral("备份到另一块磁盘并核验，服务器可继续运行；默认保留 14 份"),
          QStringLiteral(
              "make a copy on another disk and read it back, while the server runs; 14 copies are kept unless "
              "--keep says otherwise")},
         administer<backup, CommandTexts::afterBackup>},
        {"restore",
         {required("from", "COPY"), optional("recovery-key", "FILE")},
         {QStringLiteral("从备份恢复到空目录，或替换损坏的数据（原有文件另存）；需要保险柜里的恢复密钥，服务器须停止"),
          QStringLiteral(
              "bring a copy back into an empty folder, or in place of damaged files, which are set aside; needs "
              "the recovery key from the safe, and the server stopped")},
         restore},
        {"move",
         {required("to", "sqlite|postgres"), optional("postgres", "CONNECTION"), optional("password-file", "FILE")},
         {QStringLiteral("把县数据库迁到另一种数据库引擎，两边校验和一致才切换；服务器须停止，中断后再运行即可继续"),
          QStringLiteral("bring the county to the other engine; the change is made only when both sides' checksums "
                         "agree. The server must be stopped; if interrupted, run it again")},
         move},
        {verify,
         {},
         {QStringLiteral("核验数据库和日志的完整性"), QStringLiteral("check that the database and its log are whole")},
         administer<verify, CommandTexts::afterVerify>},
        {snapshotOf,
         {},
         {QStringLiteral("为各办公点准备数据快照，新电脑据此几秒内取回全部数据；平时每夜自动准备"),
          QStringLiteral("prepare the snapshots that a new PC fetches its data by, in seconds; done every night by "
                         "itself")},
         administer<snapshotOf>},
        {stickOf,
         {required("folder", "DIR")},
         {QStringLiteral("与没有网络的办公点用 U 盘交换：收下 U 盘上各电脑的上报，写回县里的答复和数据；同一 U "
                         "盘重复处理无害"),
          QStringLiteral("exchange by USB stick with offices that have no line: takes what their PCs wrote on it and "
                         "writes the county's answers and data; doing it twice does no harm")},
         administer<stickOf, CommandTexts::afterStick>},
        {"stats",
         {flag("json")},
         {QStringLiteral("办公点、电脑、日志、备份的现状"), QStringLiteral("how it stands: offices, PCs, log, copies")},
         showStatistics},
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
        QStringList &values = arguments.m_values[name];
        if (!values.isEmpty() && !it->again)
            return wrong(QStringLiteral("--%1 is given twice").arg(name));
        if (it->placeholder == nullptr) {
            if (equals >= 0)
                return wrong(QStringLiteral("--%1 takes no value").arg(name));
            values.append(QString());
            continue;
        }
        if (equals < 0 && i + 1 == options.size())
            return wrong(QStringLiteral("--%1 takes %2").arg(name, QLatin1String(it->placeholder)));
        const QString value = equals < 0 ? options.at(++i) : given.sliced(equals + 1);
        if (value.isEmpty())
            return wrong(
                QStringLiteral("--%1 takes %2, which must not be empty").arg(name, QLatin1String(it->placeholder)));
        values.append(value);
    }
    for (const Option &option : known) {
        if (option.required && !arguments.has(option.name))
            return wrong(QStringLiteral("%1 needs %2").arg(QLatin1String(command.name), formOf(option)));
    }
    SHOULI_TRY(arguments.config, configure(arguments));
    return arguments;
}

QString Commands::usage(const Command &command, Language language)
{
    QString line = QStringLiteral("  shouli-server ") + QLatin1String(command.name);
    for (const Option &option : command.options) {
        const QString one = formOf(option);
        line += u' ' + (option.required ? one : u'[' + one + u']');
        if (option.again)
            line += QStringLiteral(" [--%1 ...]").arg(QLatin1String(option.name));
    }
    return line + QStringLiteral("\n      ") + command.about.in(language) + u'\n';
}

QString Commands::usage(Language language)
{
    const bool zh = language == Language::Chinese;
    QString out = zh ? QStringLiteral("shouli-server：县级同步服务器\n\n用法：\n")
                     : QStringLiteral("shouli-server: the county's sync server\n\nUsage:\n");
    for (const Command &command : all())
        out += usage(command, language);
    out += zh ? QStringLiteral("\n数据目录：--data DIR，或 --config FILE，或 %1。除 init、serve、restore 和 move "
                               "外，服务器运行与否均可使用，"
                               "结果为 JSON。\n退出码：0 完成，1 失败，2 命令有误。\n")
              : QStringLiteral(
                  "\nThe county's folder: --data DIR, or --config FILE, or %1. All but init, serve, restore and move "
                  "work whether\n"
                  "the server is running or not. Results are JSON. Exit codes: 0 done, 1 failed, 2 not understood.\n");
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
    const QStringList options = arguments.sliced(1);
    if (options.contains(QStringLiteral("--help")) || options.contains(QStringLiteral("-h"))) {
        std::fputs(usage(*command, language).toUtf8().constData(), stdout);
        return done;
    }
    const auto understood = parse(*command, options);
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
