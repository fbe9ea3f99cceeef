// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/postgres/PostgresSettings.h"

#include <QStringList>

#include <libpq-fe.h>

#include <algorithm>

namespace shouli::sync::server::postgres {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

struct Parsed {
    explicit Parsed(const QString &connection)
        : options(PQconninfoParse(connection.toUtf8().constData(), &error))
    {
    }
    ~Parsed()
    {
        PQconninfoFree(options);
        PQfreemem(error);
    }
    Parsed(const Parsed &) = delete;
    Parsed &operator=(const Parsed &) = delete;

    [[nodiscard]] QString value(const char *keyword) const
    {
        for (const PQconninfoOption *option = options; option != nullptr && option->keyword != nullptr; ++option) {
            if (qstrcmp(option->keyword, keyword) == 0)
                return QString::fromUtf8(option->val);
        }
        return {};
    }

    char *error = nullptr;
    PQconninfoOption *options;
};

} // namespace

Result<void> PostgresSettings::check() const
{
    const Parsed parsed(connection);
    if (parsed.options == nullptr)
        return failure(ErrorCode::InvalidArgument, QString::fromUtf8(parsed.error).trimmed());
    if (!parsed.value("password").isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("the connection string must not hold the password: name a file with it"));
    const QString mode = parsed.value("sslmode");
    if (!isLocal()
        && (mode == QLatin1String("disable") || mode == QLatin1String("allow") || mode == QLatin1String("prefer")))
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("sslmode=%1 over a network: take verify-full, or require").arg(mode));
    return {};
}

bool PostgresSettings::isLocal() const
{
    const Parsed parsed(connection);
    const QStringList hosts = parsed.value("host").split(u',');
    const QString address = parsed.value("hostaddr");
    const auto local = [](const QString &host) {
        return host.isEmpty() || host.startsWith(u'/') || host == QLatin1String("localhost")
            || host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1");
    };
    return std::all_of(hosts.cbegin(), hosts.cend(), local) && local(address);
}

bool PostgresSettings::saysSslMode() const
{
    return !Parsed(connection).value("sslmode").isEmpty();
}

} // namespace shouli::sync::server::postgres
