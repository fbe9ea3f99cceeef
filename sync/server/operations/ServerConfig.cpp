// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ServerConfig.h"

#include "core/base/AtomicFile.h"

#include <QDir>
#include <QHostAddress>
#include <QSet>

#include <array>
#include <optional>
#include <string_view>

namespace shouli::sync::server::operations {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr qint64 mostBytes = 64 << 10;

std::optional<int> number(const QString &value, int least, int most)
{
    bool good = false;
    const int n = value.toInt(&good);
    return good && n >= least && n <= most ? std::optional(n) : std::nullopt;
}

bool setData(ServerConfig &config, const QString &value)
{
    config.dataFolder = QDir::cleanPath(value);
    return QDir::isAbsolutePath(value);
}

bool setListen(ServerConfig &config, const QString &value)
{
    return config.listenOn(value);
}

bool setLog(ServerConfig &config, const QString &value)
{
    static constexpr std::array<std::u16string_view, 3> levels{u"error", u"warning", u"info"}; // as LogLevel
    for (size_t i = 0; i < levels.size(); ++i) {
        if (value == QStringView(levels[i])) {
            config.log = static_cast<gateway::LogLevel>(i);
            return true;
        }
    }
    return false;
}

bool setEngine(ServerConfig &config, const QString &value)
{
    config.keeping.engine = value == QStringLiteral("postgres") ? keeping::Engine::Postgres : keeping::Engine::Sqlite;
    return value == QStringLiteral("postgres") || value == QStringLiteral("sqlite");
}

bool setPostgres(ServerConfig &config, const QString &value)
{
    config.keeping.postgres.connection = value;
    return config.keeping.postgres.check().has_value();
}

bool setPasswordFile(ServerConfig &config, const QString &value)
{
    config.keeping.postgres.passwordFile = QDir::cleanPath(value);
    return QDir::isAbsolutePath(value);
}

bool setCounty(ServerConfig &config, const QString &value)
{
    const auto id = core::changes::EntityId::parse(value);
    config.keeping.county = id.value_or(core::changes::EntityId());
    return id.has_value();
}

bool setLogStyle(ServerConfig &config, const QString &value)
{
    config.logStyle = value == QStringLiteral("json") ? gateway::LogStyle::Json : gateway::LogStyle::Text;
    return value == QStringLiteral("json") || value == QStringLiteral("text");
}

bool setLogFile(ServerConfig &config, const QString &value)
{
    config.logFile = QDir::cleanPath(value);
    return QDir::isAbsolutePath(value);
}

bool setLogFileSize(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1, 1024);
    config.logFileMebibytes = n.value_or(0);
    return n.has_value();
}

bool setLogFiles(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1, 1000);
    config.logFiles = n.value_or(0);
    return n.has_value();
}

bool setStatusPort(ServerConfig &config, const QString &value)
{
    const auto n = value == QStringLiteral("off") ? std::optional(-1) : number(value, 0, 65535);
    config.statusPort = n.value_or(-1);
    return n.has_value();
}

bool setConnections(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1, 100'000);
    config.limits.connections = n.value_or(0);
    return n.has_value();
}

bool setConnectionsPerAddress(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1, 100'000);
    config.limits.connectionsPerAddress = n.value_or(0);
    return n.has_value();
}

bool setRequestsPerSecond(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 0, 1'000'000);
    config.limits.requestsPerSecondPerAddress = n.value_or(0);
    return n.has_value();
}

bool setBody(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1024, 64 << 10); // the protocol's own limit is 1 MiB
    config.limits.bodyBytes = qsizetype(n.value_or(0)) << 10;
    return n.has_value();
}

bool setWorkers(ServerConfig &config, const QString &value)
{
    const auto n = number(value, 1, 64);
    config.limits.workerThreads = n.value_or(0);
    return n.has_value();
}

struct Key {
    const char *name;
    bool (*set)(ServerConfig &config, const QString &value); ///< false: not a value for this key
    const char *takes;
};

constexpr std::array keys{
    Key{"data", setData, "an absolute path"},
    Key{"engine", setEngine, "sqlite or postgres"},
    Key{"postgres", setPostgres, "a libpq connection string without a password"},
    Key{"postgres_password_file", setPasswordFile, "an absolute path"},
    Key{"county", setCounty, "the county's id, 32 hexadecimal digits"},
    Key{"listen", setListen, "ADDRESS:PORT, *:PORT or [IPv6]:PORT"},
    Key{"log", setLog, "error, warning or info"},
    Key{"log_style", setLogStyle, "text or json"},
    Key{"log_file", setLogFile, "an absolute path"},
    Key{"log_file_mib", setLogFileSize, "a number from 1 to 1024"},
    Key{"log_files", setLogFiles, "a number from 1 to 1000"},
    Key{"status_port", setStatusPort, "off or a port number"},
    Key{"connections", setConnections, "a number from 1 to 100000"},
    Key{"connections_per_address", setConnectionsPerAddress, "a number from 1 to 100000"},
    Key{"requests_per_second", setRequestsPerSecond, "a number from 0 to 1000000"},
    Key{"body_kib", setBody, "a number from 1024 to 65536"},
    Key{"worker_threads", setWorkers, "a number from 1 to 64"},
};

QString knownKeys()
{
    QString list;
    for (const Key &key : keys)
        list += (list.isEmpty() ? QString() : QStringLiteral(", ")) + QLatin1String(key.name);
    return list;
}

} // namespace

bool ServerConfig::listenOn(const QString &value)
{
    const qsizetype colon = value.lastIndexOf(u':');
    const auto port = colon < 1 ? std::nullopt : number(value.sliced(colon + 1), 0, 65535);
    if (!port)
        return false;
    QString address = value.first(colon);
    const bool bracketed = address.startsWith(u'[') && address.endsWith(u']');
    if (bracketed)
        address = address.sliced(1, address.size() - 2);
    const bool every = address == QStringLiteral("*");
    const QHostAddress parsed(address);
    if (!every && (parsed.isNull() || bracketed != (parsed.protocol() == QHostAddress::IPv6Protocol)))
        return false;
    listenAddress = every ? QString() : address;
    listenPort = static_cast<quint16>(*port);
    return true;
}

Result<ServerConfig> ServerConfig::parse(const QByteArray &text, const QString &name)
{
    ServerConfig config;
    QSet<QString> seen;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto wrong = [&](const QString &what) {
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("%1, line %2: %3").arg(name).arg(i + 1).arg(what));
        };
        const QString line = lines.at(i).section(u'#', 0, 0).trimmed();
        if (line.isEmpty())
            continue;
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 0)
            return wrong(QStringLiteral("not of the form key = value"));
        const QString key = line.first(equals).trimmed();
        const QString value = line.sliced(equals + 1).trimmed();
        const auto it = std::ranges::find_if(keys, [&](const Key &known) { return key == QLatin1String(known.name); });
        if (it == keys.end())
            return wrong(QStringLiteral("unknown key '%1'; there are %2").arg(key, knownKeys()));
        if (seen.contains(key))
            return wrong(QStringLiteral("'%1' again").arg(key));
        seen.insert(key);
        if (!it->set(config, value))
            return wrong(QStringLiteral("'%1' takes %2, not '%3'").arg(key, QLatin1String(it->takes), value));
    }
    if (config.dataFolder.isEmpty())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("%1: 'data' is missing").arg(name));
    if (config.keeping.engine == keeping::Engine::Postgres
        && (config.keeping.postgres.connection.isEmpty() || config.keeping.county.isNull()))
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("%1: engine = postgres needs 'postgres' and 'county'").arg(name));
    return config;
}

QByteArray ServerConfig::withKeeping(const QByteArray &text, const keeping::Keeping &keeping)
{
    static constexpr std::array<const char16_t *, 4> own{u"engine", u"postgres", u"postgres_password_file", u"county"};
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    lines.removeIf([](const QString &line) {
        const QString key = line.section(u'=', 0, 0).trimmed();
        return line.contains(u'=') && std::ranges::any_of(own, [&](const char16_t *one) { return key == one; });
    });
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    const bool postgres = keeping.engine == keeping::Engine::Postgres;
    lines.append(QStringLiteral("engine = ") + (postgres ? QStringLiteral("postgres") : QStringLiteral("sqlite")));
    if (!keeping.postgres.connection.isEmpty())
        lines.append(QStringLiteral("postgres = ") + keeping.postgres.connection);
    if (!keeping.postgres.passwordFile.isEmpty())
        lines.append(QStringLiteral("postgres_password_file = ") + keeping.postgres.passwordFile);
    if (!keeping.county.isNull())
        lines.append(QStringLiteral("county = ") + keeping.county.toString());
    return (lines.join(u'\n') + u'\n').toUtf8();
}

Result<ServerConfig> ServerConfig::load(const QString &path)
{
    SHOULI_TRY(const QByteArray text, core::base::AtomicFile::read(path, mostBytes));
    return parse(text, path);
}

QByteArray ServerConfig::sample(const QString &dataFolder)
{
    return QStringLiteral(R"(# The county's sync server. 县级同步服务器配置。Lines of key = value; # begins a remark.

# Where the county's files are. 数据目录
data = %1

# What keeps the county: sqlite, a file in that folder, or postgres. shouli-server move changes it. 数据库引擎
# The connection string is libpq's and holds no password; sslmode is verify-full over a network unless it says so.
#engine = sqlite
#postgres = host=db.example dbname=shouli user=shouli
#postgres_password_file = /etc/shouli/postgres.password

# Where offices reach it; * is every address of this machine. 监听地址
#listen = *:7443

# What is written to the log: error, warning (and refused requests), info (and every request). 日志级别
#log = warning

# How its lines look: text for people, json for programs. 日志格式
#log_style = text

# A file for it, where systemd's journal does not keep it; how large it may grow, and how many old ones stay. After
# another program has moved it away: kill -HUP. 日志文件、大小（MiB）与保留份数
#log_file = /var/log/shouli/server.log
#log_file_mib = 16
#log_files = 8

# Where programs on this machine may ask /healthz and /metrics (Prometheus), 7444 for instance. 本机监控端口
#status_port = off

# At most so many connections, in all and of one address. Raise the second where offices share a gateway. 连接数上限
#connections = 2000
#connections_per_address = 200

# Requests a second of one address; 0 is no limit. 每个地址每秒请求数
#requests_per_second = 0

# The largest request, in KiB. 请求大小上限
#body_kib = 1024

# Requests worked on at once. 工作线程
#worker_threads = 4
)")
        .arg(dataFolder)
        .toUtf8();
}

} // namespace shouli::sync::server::operations
