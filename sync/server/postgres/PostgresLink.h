// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Connection.h"
#include "sync/server/postgres/PostgresSettings.h"

#include <QHash>
#include <QList>

#include <memory>

struct pg_conn;
struct pg_result;

namespace shouli::sync::server::postgres {

/// One libpq connection in pipeline mode: what brings no rows is sent without waiting, and its error comes with the
/// next answer that is waited for. Finds its way back after it was lost, between transactions. One thread at a time.
class PostgresLink {
public:
    using Aftermath = engine::Connection::Aftermath;
    struct FreeResult {
        void operator()(pg_result *result) const;
    };
    using Rows = std::unique_ptr<pg_result, FreeResult>;
    struct Parameter {
        unsigned type = 0; ///< 0: NULL
        QByteArray value;  ///< in the binary format
    };

    explicit PostgresLink(PostgresSettings settings);
    ~PostgresLink();
    PostgresLink(const PostgresLink &) = delete;
    PostgresLink &operator=(const PostgresLink &) = delete;

    static Parameter integer(std::int64_t value);
    static Parameter text(const QString &value);
    static Parameter bytes(const QByteArray &value);
    /// The first column of rows that have whole numbers there.
    static QList<std::int64_t> integers(const Rows &rows);

    /// Connected, at once or again, with settings that keep what is acknowledged: as `ServerBusy` when the server
    /// cannot be reached within `patience`, DatabaseSettings when it would lose commits, DatabaseKeyWrong when it does
    /// not let us in.
    [[nodiscard]] core::base::Result<void> reach(int patienceMs);

    /// Sends without waiting.
    void send(const QByteArray &sql, const QList<Parameter> &parameters = {});
    /// Sends, waits for all that was sent, and hands over the rows of this one.
    [[nodiscard]] core::base::Result<Rows> ask(const QByteArray &sql, const QList<Parameter> &parameters = {});
    /// As ask() for COMMIT: an error that leaves it open whether it took place is told as Aftermath::Unknown.
    [[nodiscard]] core::base::Result<void> commit();
    /// Ends a transaction, if there is one. Never fails: what cannot be rolled back is a connection that is given up.
    void rollback();
    /// Several statements, without parameters, outside the pipeline.
    [[nodiscard]] core::base::Result<void> runScript(const QByteArray &sql);

    [[nodiscard]] Aftermath aftermath() const { return m_aftermath; }
    [[nodiscard]] bool isLost() const;

private:
    struct Finished {
        Rows last;
        core::base::Error error;
        bool failed = false;
        bool open = false; ///< it failed so that nobody knows whether the last one took place
        bool kept = false; ///< of COMMIT: the server said so
    };
    [[nodiscard]] core::base::Result<void> connectOnce();
    [[nodiscard]] core::base::Result<void> checkSettings();
    void fail(Finished &finished, const pg_result *result, bool last);
    [[nodiscard]] core::base::Error errorOf(const pg_result *result);
    Finished finish();
    void giveUp();

    PostgresSettings m_settings;
    pg_conn *m_link = nullptr;
    bool m_wasConnected = false;
    int m_sent = 0;                           ///< commands whose results are not read yet
    QHash<QByteArray, QByteArray> m_prepared; ///< text and types -> name
    QList<QByteArray> m_preparing;            ///< of those: sent, and not known to have succeeded
    int m_names = 0;
    Finished m_early; ///< an error seen when too much was on the way
    Aftermath m_aftermath = Aftermath::Final;
};

} // namespace shouli::sync::server::postgres
