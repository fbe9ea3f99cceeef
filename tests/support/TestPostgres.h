// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/postgres/PostgresConnection.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <memory>

namespace shouli::tests {

/// A PostgreSQL server of this test's own (tests/support/postgres-for-tests.sh), which goes with it.
class TestPostgres {
public:
    TestPostgres()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("TMPDIR")); // its user must get there, and a socket's path is short
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/tests/support/postgres-for-tests.sh"),
                        QStringList());
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
            m_process.waitForReadyRead(60'000);
        const QString said = QString::fromUtf8(m_process.readLine()).trimmed();
        if (!said.startsWith(QStringLiteral("ready ")))
            qFatal("PostgreSQL did not start: %s", qPrintable(said));
        m_folder = said.mid(6);
    }
    ~TestPostgres()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(60'000);
    }
    TestPostgres(const TestPostgres &) = delete;
    TestPostgres &operator=(const TestPostgres &) = delete;

    /// One for all tests of a program: starting it takes longer than most of them.
    static const TestPostgres &shared()
    {
        static const TestPostgres one;
        return one;
    }

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] sync::server::postgres::PostgresSettings settings() const
    {
        return {QStringLiteral("host=%1 dbname=postgres user=shouli").arg(m_folder), {}};
    }
    /// What the database's own administrator may do. Returns the first column, a line each.
    QString psql(const QString &sql) const
    {
        QProcess psql;
        psql.start(QStringLiteral("psql"),
                   {QStringLiteral("-h"), m_folder, QStringLiteral("-U"), QStringLiteral("shouli"),
                    QStringLiteral("-d"), QStringLiteral("postgres"), QStringLiteral("-AtXqc"), sql});
        psql.waitForFinished(60'000);
        return QString::fromUtf8(psql.readAllStandardOutput()).trimmed();
    }
    /// A connection to the rows of one county, the tables made where there are none.
    [[nodiscard]] std::unique_ptr<sync::server::postgres::PostgresConnection> connection(
        const QByteArray &county, const core::crypto::SecretBytes &key) const
    {
        auto made = std::make_unique<sync::server::postgres::PostgresConnection>(settings(), county, key);
        if (const auto opened = made->openOrMake(); !opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return made;
    }

private:
    QProcess m_process;
    QString m_folder;
};

} // namespace shouli::tests
