// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/postgres/PostgresLink.h"

#include "core/base/AtomicFile.h"

#include <QElapsedTimer>
#include <QThread>
#include <QtEndian>

#include <libpq-fe.h>

#include <algorithm>
#include <array>

namespace shouli::sync::server::postgres {

using core::base::Error;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr int mostSent = 200; ///< results that may wait unread: few bytes each, so that neither side's buffers fill

// of pg_type; fixed for ever
constexpr Oid bytesType = 17;
constexpr Oid integerType = 20;
constexpr Oid textType = 25;

/// An acknowledged commit must survive a power cut, and nobody may hold the county's head for ever.
constexpr char session[] = "SET lock_timeout = '10s'; SET statement_timeout = '60s'; "
                           "SET idle_in_transaction_session_timeout = '30s'; "
                           "SET default_transaction_isolation = 'read committed'; "
                           "SELECT set_config('synchronous_commit', 'on', false) "
                           "WHERE current_setting('synchronous_commit') IN ('off', 'local')";
/// A setting that an engine does not know is not checked.
constexpr char settings[] = "SELECT coalesce(current_setting('fsync', true), 'on'), "
                            "coalesce(current_setting('full_page_writes', true), 'on'), "
                            "coalesce(current_setting('synchronous_commit', true), 'on'), "
                            "coalesce(current_setting('server_encoding', true), 'UTF8')";

QByteArray stateOf(const PGresult *result)
{
    const char *state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return state != nullptr ? QByteArray(state) : QByteArray();
}

/// Serialization, deadlock, a lock or statement that took too long: over again, and it may well succeed.
bool isPassing(const QByteArray &state)
{
    static constexpr std::array passing{"40001", "40P01", "55P03", "57014", "25P03", "25P04"};
    return std::ranges::any_of(passing, [&](const char *one) { return state == one; });
}

/// The server or the way to it went away: shut down, crashed, starting, too many connections, memory.
bool isLossOfServer(const QByteArray &state)
{
    return state.isEmpty() || state.startsWith("08") || state.startsWith("57P") || state == "53200" || state == "53300"
        || state == "53400";
}

} // namespace

void PostgresLink::FreeResult::operator()(pg_result *result) const
{
    PQclear(result);
}

PostgresLink::PostgresLink(PostgresSettings settings)
    : m_settings(std::move(settings))
{
}

PostgresLink::~PostgresLink()
{
    giveUp();
}

PostgresLink::Parameter PostgresLink::integer(std::int64_t value)
{
    const auto big = qToBigEndian(value);
    return {integerType, QByteArray(reinterpret_cast<const char *>(&big), sizeof big)};
}

PostgresLink::Parameter PostgresLink::text(const QString &value)
{
    return {textType, value.toUtf8()};
}

PostgresLink::Parameter PostgresLink::bytes(const QByteArray &value)
{
    return {bytesType, value};
}

QList<std::int64_t> PostgresLink::integers(const Rows &rows)
{
    QList<std::int64_t> all;
    for (int row = 0; row < PQntuples(rows.get()); ++row)
        all.append(qFromBigEndian<qint64>(PQgetvalue(rows.get(), row, 0)));
    return all;
}

bool PostgresLink::isLost() const
{
    return m_link == nullptr || PQstatus(m_link) != CONNECTION_OK;
}

void PostgresLink::giveUp()
{
    PQfinish(m_link);
    m_link = nullptr;
    m_sent = 0;
    m_prepared.clear();
    m_preparing.clear();
}

void PostgresLink::fail(Finished &finished, const PGresult *result, bool last)
{
    if (finished.failed)
        return; // the first says why
    finished.failed = true;
    // answers come in order: what the server itself says of an earlier one is said before the last one was begun
    const QByteArray state = stateOf(result);
    finished.open = state.isEmpty() || (last && isLossOfServer(state));
    finished.error = errorOf(result);
}

Error PostgresLink::errorOf(const PGresult *result)
{
    const QByteArray state = stateOf(result);
    const char *words = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    QString detail = QString::fromUtf8(words != nullptr ? words : PQerrorMessage(m_link)).trimmed();
    if (!state.isEmpty())
        detail = QStringLiteral("PostgreSQL %1: %2").arg(QString::fromLatin1(state), detail);
    m_aftermath = Aftermath::Final;
    if (isPassing(state) || isLossOfServer(state)) {
        m_aftermath = Aftermath::NothingKept;
        return {ErrorCode::ServerBusy, detail};
    }
    if (state == "53100")
        return {ErrorCode::DiskFull, detail};
    if (state.startsWith("28") || state == "42501")
        return {ErrorCode::PermissionDenied, detail};
    if (state == "3D000" || state == "42P01")
        return {ErrorCode::DatabaseMissing, detail};
    if (state == "XX001" || state == "XX002")
        return {ErrorCode::DatabaseDamaged, detail};
    return {ErrorCode::StorageFailure, detail};
}

Result<void> PostgresLink::connectOnce()
{
    giveUp();
    m_early = {};
    SHOULI_CHECK(m_settings.check());
    QByteArray password;
    if (!m_settings.passwordFile.isEmpty()) {
        SHOULI_TRY(password, core::base::AtomicFile::read(m_settings.passwordFile, 4096));
        password = password.trimmed();
    }
    const QByteArray connection = m_settings.connection.toUtf8();
    // later ones win, and dbname is taken apart where it stands: what it says goes before these defaults
    QList<QPair<const char *, QByteArray>> options{
        {"application_name", "shouli-server"}, {"connect_timeout", "5"}, {"keepalives_idle", "15"},
        {"tcp_user_timeout", "20000"},         {"dbname", connection},   {"client_encoding", "UTF8"}};
    if (!m_settings.isLocal() && !m_settings.saysSslMode())
        options.prepend({"sslmode", "verify-full"});
    if (!password.isEmpty())
        options.append({"password", password});
    QList<const char *> names;
    QList<const char *> values;
    for (const auto &[name, value] : std::as_const(options)) {
        names.append(name);
        values.append(value.constData());
    }
    names.append(nullptr);
    values.append(nullptr);
    m_link = PQconnectdbParams(names.constData(), values.constData(), 1);
    password.fill('\0');
    if (isLost()) {
        const QString words = QString::fromUtf8(m_link != nullptr ? PQerrorMessage(m_link) : "no memory").trimmed();
        const bool refused = m_link != nullptr && PQconnectionNeedsPassword(m_link) != 0;
        m_aftermath = refused ? Aftermath::Final : Aftermath::NothingKept;
        return failure(refused ? ErrorCode::PermissionDenied : ErrorCode::ServerBusy, words);
    }
    PQsetNoticeProcessor(
        m_link, [](void *, const char *) {}, nullptr); // would go to standard error
    SHOULI_CHECK(checkSettings());
    if (PQenterPipelineMode(m_link) != 1)
        return failure(ErrorCode::StorageFailure, QStringLiteral("no pipeline mode"));
    m_wasConnected = true;
    return {};
}

Result<void> PostgresLink::checkSettings()
{
    SHOULI_CHECK(runScript(session));
    const Rows rows(PQexec(m_link, settings));
    if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK)
        return tl::unexpected(errorOf(rows.get()));
    const auto value = [&](int column) { return QByteArray(PQgetvalue(rows.get(), 0, column)); };
    m_aftermath = Aftermath::Final;
    if (value(0) != "on" || value(1) != "on" || value(2) == "off" || value(2) == "local")
        return failure(ErrorCode::DatabaseSettings,
                       QStringLiteral("PostgreSQL would lose what it acknowledged: fsync=%1 full_page_writes=%2 "
                                      "synchronous_commit=%3")
                           .arg(QString::fromUtf8(value(0)), QString::fromUtf8(value(1)), QString::fromUtf8(value(2))));
    if (value(3) != "UTF8")
        return failure(ErrorCode::DatabaseSettings, QStringLiteral("the database's encoding must be UTF8"));
    return {};
}

Result<void> PostgresLink::reach(int patienceMs)
{
    if (!isLost())
        return {};
    QElapsedTimer timer;
    timer.start();
    for (unsigned long pause = 20;; pause = std::min(pause * 2, 500UL)) {
        const auto connected = connectOnce();
        if (connected || m_aftermath == Aftermath::Final || timer.elapsed() + static_cast<qint64>(pause) > patienceMs) {
            if (!connected)
                giveUp();
            return connected;
        }
        QThread::msleep(pause);
    }
}

void PostgresLink::send(const QByteArray &sql, const QList<Parameter> &parameters)
{
    if (m_sent >= mostSent && !m_early.failed) {
        auto finished = finish();
        if (finished.failed) {
            finished.last.reset();
            m_early = std::move(finished);
        }
    }
    if (isLost() || m_early.failed)
        return; // told by whoever waits next
    QByteArray key = sql;
    std::vector<Oid> types;
    std::vector<const char *> values;
    std::vector<int> lengths;
    for (const Parameter &parameter : parameters) {
        types.push_back(parameter.type);
        values.push_back(parameter.type == 0 ? nullptr : parameter.value.constData());
        lengths.push_back(static_cast<int>(parameter.value.size()));
        key += parameter.type == 0 ? 'n' : parameter.type == integerType ? 'i' : 'b';
    }
    const std::vector<int> formats(types.size(), 1);
    const auto count = static_cast<int>(types.size());
    QByteArray &name = m_prepared[key];
    if (name.isEmpty()) {
        name = "s" + QByteArray::number(++m_names);
        m_preparing.append(key);
        m_sent += PQsendPrepare(m_link, name.constData(), sql.constData(), count, types.data());
    }
    m_sent += PQsendQueryPrepared(m_link, name.constData(), count, values.data(), lengths.data(), formats.data(), 1);
}

PostgresLink::Finished PostgresLink::finish()
{
    if (m_early.failed)
        return std::exchange(m_early, {});
    Finished finished;
    if (isLost() || PQpipelineSync(m_link) != 1) {
        fail(finished, nullptr, true);
        giveUp();
        return finished;
    }
    m_aftermath = Aftermath::Final;
    for (int at = 1; at <= m_sent; ++at) {
        Rows result(PQgetResult(m_link));
        const ExecStatusType status = PQresultStatus(result.get());
        const bool good = result != nullptr && (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
        if (!good && status != PGRES_PIPELINE_ABORTED)
            fail(finished, result.get(), at == m_sent);
        if (result == nullptr || isLost())
            break;
        finished.kept = good && qstrcmp(PQcmdStatus(result.get()), "COMMIT") == 0;
        if (good)
            finished.last = std::move(result);
        while (const Rows rest{isLost() ? nullptr : PQgetResult(m_link)}) { } // the end of this command
    }
    if (!isLost()) {
        const Rows sync(PQgetResult(m_link));
        if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC)
            fail(finished, sync.get(), true);
    }
    m_sent = 0;
    for (const QByteArray &key : std::exchange(m_preparing, {})) {
        if (finished.failed) // then it may never have come to it
            m_prepared.remove(key);
    }
    if (isLost())
        giveUp();
    return finished;
}

Result<PostgresLink::Rows> PostgresLink::ask(const QByteArray &sql, const QList<Parameter> &parameters)
{
    send(sql, parameters);
    Finished finished = finish();
    if (finished.failed)
        return tl::unexpected(finished.error);
    return std::move(finished.last);
}

Result<void> PostgresLink::commit()
{
    const int before = m_sent;
    send("COMMIT");
    const bool sent = m_sent > before || before >= mostSent;
    const Finished finished = finish();
    if (!finished.failed && finished.kept)
        return {};
    if (!finished.failed) {
        m_aftermath = Aftermath::Final;
        return failure(ErrorCode::StorageFailure, QStringLiteral("PostgreSQL rolled back instead of committing"));
    }
    if (sent && finished.open)
        m_aftermath = Aftermath::Unknown;
    return tl::unexpected(finished.error);
}

void PostgresLink::rollback()
{
    const Aftermath before = m_aftermath;
    m_early = {};
    if (!isLost() && (PQtransactionStatus(m_link) != PQTRANS_IDLE || m_sent > 0)) {
        if (m_sent > 0)
            (void)finish();
        if (!isLost()) {
            send("ROLLBACK");
            if (finish().failed)
                giveUp();
        }
        m_early = {};
    }
    m_aftermath = before;
}

Result<void> PostgresLink::runScript(const QByteArray &sql)
{
    const bool pipeline = PQpipelineStatus(m_link) != PQ_PIPELINE_OFF;
    if (isLost() || (pipeline && PQexitPipelineMode(m_link) != 1))
        return tl::unexpected(errorOf(nullptr));
    const Rows rows(PQexec(m_link, sql.constData()));
    const ExecStatusType status = PQresultStatus(rows.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    const Error error = good ? Error() : errorOf(rows.get());
    if (pipeline)
        PQenterPipelineMode(m_link);
    return good ? Result<void>() : tl::unexpected(error);
}

} // namespace shouli::sync::server::postgres
