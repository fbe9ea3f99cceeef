// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Installation.h"

namespace shouli::sync::client {

using core::base::ErrorCode;
using core::base::Result;
using core::crypto::SecretBytes;
using core::crypto::SigningKey;
using core::storage::Database;
using core::storage::Transaction;

namespace {

QByteArray copyOf(const SecretBytes &secret)
{
    return {reinterpret_cast<const char *>(secret.data()), secret.size()};
}

} // namespace

Result<Installation> Installation::load(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT server_host, server_port, server_pin, county_name, status_host, "
                                         "office_ordinal, stick_key, proxy FROM installation")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::DatabaseForeign, QStringLiteral("not enrolled"));
    SHOULI_TRY(const auto proxy, transport::ProxySetting::parse(query.text(7)));
    return Installation{query.text(0), static_cast<int>(query.integer(1)), query.blob(2), query.text(3),
                        query.text(4), static_cast<int>(query.integer(5)), query.blob(6), proxy};
}

Result<SigningKey> Installation::loadKey(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT signing_seed FROM installation")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::DatabaseForeign, QStringLiteral("not enrolled"));
    QByteArray seed = query.blob(0);
    return SigningKey::fromSeed(SecretBytes::takeFrom(seed));
}

Result<void> Installation::store(Transaction &tx, const SigningKey &key) const
{
    SHOULI_TRY(
        auto insert,
        tx.prepare(QStringLiteral("INSERT INTO installation (one, signing_seed, server_host, server_port, server_pin, "
                                  "county_name, status_host, office_ordinal, stick_key, proxy) VALUES "
                                  "(1,?,?,?,?,?,?,?,?,?)")));
    insert.bindAll(copyOf(key.seed()), serverHost, serverPort, serverPin, countyName, statusHost, officeOrdinal,
                   stickKey, proxy.toString());
    return insert.run();
}

Result<QByteArray> Installation::ticket(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT ticket FROM installation")));
    SHOULI_TRY(const bool found, query.step());
    return found && !query.isNull(0) ? query.blob(0) : QByteArray();
}

Result<void> Installation::keepTicket(Transaction &tx, const QByteArray &ticket)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE installation SET ticket = ?")));
    update.bind(ticket);
    return update.run();
}

Result<void> Installation::setProxy(Transaction &tx, const transport::ProxySetting &proxy)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE installation SET proxy = ?")));
    update.bind(proxy.toString());
    return update.run();
}

Result<void> Installation::setOrdinal(Transaction &tx, int ordinal)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE installation SET office_ordinal = ?")));
    update.bind(ordinal);
    return update.run();
}

} // namespace shouli::sync::client
