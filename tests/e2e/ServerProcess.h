// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace shouli::tests::e2e {

/// The county's real server, as county IT runs it; on loopback, at one port for all its runs.
class ServerProcess {
public:
    /// `port`: any free one where it is 0.
    explicit ServerProcess(QString folder, quint16 port = 0)
        : m_folder(std::move(folder))
        , m_port(port)
    {
    }
    ~ServerProcess() { stop(); }

    /// Runs one command of the program to its end; an empty object where it failed.
    [[nodiscard]] QJsonObject command(const QStringList &arguments) const
    {
        QProcess process;
        process.start(program(), with(arguments));
        if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
            return {};
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }

    bool start()
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(
            program(),
            with({QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port)}));
        QByteArray said;
        while (!said.contains("listening on") || !said.endsWith('\n')) {
            if (!m_process.waitForReadyRead(patienceMs))
                return false;
            said += m_process.readAll();
        }
        const qsizetype line = said.indexOf("listening on");
        m_port = QString::fromUtf8(said.mid(line, said.indexOf('\n', line) - line)).section(u':', -1).toUShort();
        return m_port != 0;
    }

    /// True where it ended by itself, asked to, with success.
    bool stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return true;
        m_process.terminate();
        return m_process.waitForFinished(patienceMs) && m_process.exitStatus() == QProcess::NormalExit
            && m_process.exitCode() == 0;
    }

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    static constexpr int patienceMs = 60'000;

    [[nodiscard]] static QString program()
    {
        return qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-server");
    }
    [[nodiscard]] QStringList with(const QStringList &arguments) const
    {
        return QStringList{arguments.first(), QStringLiteral("--data"), m_folder} + arguments.mid(1);
    }

    QString m_folder;
    QProcess m_process;
    quint16 m_port;
};

} // namespace shouli::tests::e2e
