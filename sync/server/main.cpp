// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"
#include "sync/server/Administration.h"
#include "sync/server/ServerProcess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace shouli;
using core::base::Error;
using core::base::ErrorCode;
using core::base::Result;
using sync::server::CountyHouse;
using sync::server::ServerFolder;

namespace {

constexpr const char *usage = R"(shouli-server: the county's sync server 县级同步服务器

  shouli-server init   --data DIR --name 子长市 --host S.EXAMPLE --address HOST [--address …]
                                          a new county: keys, certificate, database 新建
  shouli-server serve  --data DIR [--listen ADDRESS:PORT]
                                          run until SIGTERM (default 0.0.0.0:7443) 运行
  shouli-server office --data DIR --name NAME --division 12-DIGITS --roles community,… [--name-en …]
                       [--parent ID] [--phone …]          add an office 增加办公点
  shouli-server enrol  --data DIR --office ID             a one-time code for a PC 一次性注册码
  shouli-server revoke --data DIR --device NUMBER         shut a PC out 停用电脑
  shouli-server offices | devices | verify --data DIR     list, or check the log 列出、核验

All but init and serve work whether the server is running or not, and print JSON.
)";

int complain(const Error &error)
{
    std::fprintf(stderr, "shouli-server: %s (error %d)\n", qPrintable(error.detail), static_cast<int>(error.code));
    return 1;
}

/// Through the running server, or on the folder itself when none runs.
Result<QJsonObject> administer(const ServerFolder &folder, const QJsonObject &request)
{
    static const core::base::SystemClock clock;
    static core::crypto::SystemRandom random;
    auto house = CountyHouse::open(folder, clock, random);
    if (house)
        return sync::server::Administration((*house)->server()).run(request);
    if (house.error().code != ErrorCode::DatabaseBusy)
        return core::base::failure(house);
    return sync::server::ControlSocket::ask(folder.controlSocket(), request);
}

QJsonObject requestOf(const QString &command, const QCommandLineParser &parser)
{
    QJsonObject request{{QStringLiteral("do"), command}};
    for (const char *option : {"name", "name-en", "division", "parent", "phone", "office"}) {
        if (parser.isSet(QLatin1String(option)))
            request.insert(QString::fromLatin1(option).replace(u'-', u'_'), parser.value(QLatin1String(option)));
    }
    if (parser.isSet(QStringLiteral("roles")))
        request.insert(QStringLiteral("roles"), QJsonArray::fromStringList(parser.value(QStringLiteral("roles")).split(u',', Qt::SkipEmptyParts)));
    if (parser.isSet(QStringLiteral("device")))
        request.insert(QStringLiteral("device"), parser.value(QStringLiteral("device")).toInt());
    return request;
}

int serve(const ServerFolder &folder, const QString &listen)
{
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    sync::server::ServerProcess process(clock, random);
    const qsizetype colon = listen.lastIndexOf(u':');
    bool good = false;
    const quint16 port = listen.mid(colon + 1).toUShort(&good);
    if (colon <= 0 || !good)
        return complain({ErrorCode::InvalidArgument, QStringLiteral("--listen takes ADDRESS:PORT")});
    if (const auto started = process.start(folder, listen.left(colon), port); !started)
        return complain(started.error());
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    for (const char *option : {"data", "name", "name-en", "host", "address", "listen", "division", "roles", "parent", "phone", "office", "device"})
        parser.addOption({QLatin1String(option), QString(), QStringLiteral("value")});
    const bool parsed = parser.parse(QCoreApplication::arguments());
    const QString command = parser.positionalArguments().value(0);
    static const QStringList known{QStringLiteral("init"), QStringLiteral("serve"), QStringLiteral("office"), QStringLiteral("enrol"), QStringLiteral("revoke"), QStringLiteral("offices"), QStringLiteral("devices"), QStringLiteral("verify")};
    if (!parsed || parser.positionalArguments().size() != 1 || !known.contains(command) || !parser.isSet(QStringLiteral("data"))) {
        const bool asked = parser.positionalArguments().value(0) == QLatin1String("help");
        std::fputs(usage, asked ? stdout : stderr);
        return asked ? 0 : 2;
    }
    const ServerFolder folder(parser.value(QStringLiteral("data")));
    if (command == QLatin1String("serve"))
        return serve(folder, parser.isSet(QStringLiteral("listen")) ? parser.value(QStringLiteral("listen")) : QStringLiteral("0.0.0.0:7443"));
    if (command == QLatin1String("init")) {
        const core::base::SystemClock clock;
        core::crypto::SystemRandom random;
        const auto made = CountyHouse::create(folder, {parser.value(QStringLiteral("name")), parser.value(QStringLiteral("host")), parser.values(QStringLiteral("address"))}, clock, random);
        if (!made)
            return complain(made.error());
        std::printf("%s\n", QJsonDocument(QJsonObject{{QStringLiteral("take_away"), folder.recoveryKey()}}).toJson(QJsonDocument::Compact).constData());
        return 0;
    }
    const auto answer = administer(folder, requestOf(command, parser));
    if (!answer)
        return complain(answer.error());
    std::printf("%s\n", QJsonDocument(*answer).toJson(QJsonDocument::Compact).constData());
    return 0;
}
