// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace shouli::tests {

/// The real program on a folder of its own, as county IT uses it.
class ServerProgram {
public:
    struct Ran {
        int code = -1;
        QJsonObject out;
        QString text; ///< standard output as it is
        QString err;
    };

    explicit ServerProgram(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] static QString path()
    {
        return qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-server");
    }
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] static Ran run(const QStringList &arguments)
    {
        QProcess process;
        process.start(path(), arguments);
        if (!process.waitForFinished(60'000))
            return {};
        const QByteArray out = process.readAllStandardOutput();
        return {process.exitCode(), QJsonDocument::fromJson(out).object(), QString::fromUtf8(out),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] Ran run(const char *command, const QStringList &more = {}) const
    {
        return run(QStringList{QLatin1String(command), QStringLiteral("--data"), m_folder} + more);
    }
    [[nodiscard]] Ran make(const QStringList &more = {}) const
    {
        return run("init",
                   QStringList{QStringLiteral("--name"), QStringLiteral("子长市"), QStringLiteral("--host"),
                               QStringLiteral("S.EXAMPLE"), QStringLiteral("--address"), QStringLiteral("localhost")}
                       + more);
    }
    [[nodiscard]] QString addOffice() const
    {
        return run("office",
                   {QStringLiteral("--name"), QStringLiteral("齐家湾社区"), QStringLiteral("--division"),
                    QStringLiteral("610681001003"), QStringLiteral("--roles"), QStringLiteral("community")})
            .out.value(u"office")
            .toString();
    }
    /// Starts `serve`; the port, 0 where it did not come up.
    [[nodiscard]] quint16 serve(QProcess &process, quint16 port = 0) const
    {
        process.start(path(),
                      {QStringLiteral("serve"), QStringLiteral("--data"), m_folder, QStringLiteral("--listen"),
                       QStringLiteral("127.0.0.1:%1").arg(port)});
        if (!process.waitForReadyRead(30'000))
            return 0;
        return QString::fromUtf8(process.readLine()).trimmed().section(u':', -1).toUShort();
    }

private:
    QString m_folder;
};

} // namespace shouli::tests
