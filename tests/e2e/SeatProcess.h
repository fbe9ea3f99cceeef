// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace shouli::tests::e2e {

/// One office's program as a process (tests/e2e/seat), and what is said to whoever sits there. Each
/// order waits for its answer; the first that fails is kept, with what the window showed then.
class SeatProcess {
public:
    /// `folder` holds the office's data in office/, its papers in papers/, and is its home.
    SeatProcess(QString name, const QString &folder)
        : m_name(std::move(name))
        , m_folder(folder)
    {
    }
    ~SeatProcess() { stop(); }

    void start(const QString &clock)
    {
        QDir().mkpath(m_folder + QStringLiteral("/tmp"));
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), m_folder + QStringLiteral("/tmp")); // looked through by tests
        environment.insert(QStringLiteral("HOME"), m_folder);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program(), {officeFolder(), papersFolder(), clock});
        note(m_process.waitForStarted(patienceMs), QStringLiteral("start"));
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.closeWriteChannel();
        note(m_process.waitForFinished(patienceMs) && m_process.exitCode() == 0, QStringLiteral("stop"));
    }

    bool press(const QString &keys) { return say("press", keys); }
    bool type(const QString &text) { return say("type", text); }
    bool scan(const QString &text) { return say("scan", text); }
    bool signIn(const QString &passphrase) { return say("signIn", passphrase); }
    bool see(const QString &text) { return say("see", text); }
    bool miss(const QString &text) { return say("miss", text); }
    bool choose(const QString &text) { return say("choose", text); }
    bool reach(const QString &text) { return say("reach", text); }
    bool tickAll() { return say("tickAll"); }
    bool sync() { return say("sync"); }
    bool written() { return say("written"); }
    bool clock(const QString &time) { return say("clock", time); }
    /// A picture for people, where the environment names a folder for them.
    void shoot(const QString &name)
    {
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        if (!shots.isEmpty())
            say("shoot", shots + u'/' + name + QStringLiteral(".png"));
    }
    [[nodiscard]] QStringList texts() { return order("texts").value(u"texts").toVariant().toStringList(); }
    [[nodiscard]] int keys() { return order("keys").value(u"keys").toInt(); }

    [[nodiscard]] QString officeFolder() const { return m_folder + QStringLiteral("/office"); }
    [[nodiscard]] QString papersFolder() const { return m_folder + QStringLiteral("/papers"); }
    [[nodiscard]] QStringList papers(const QString &ending) const
    {
        QStringList paths;
        const QDir dir(papersFolder());
        const QStringList names = dir.entryList({u'*' + ending}, QDir::Files, QDir::Time);
        for (const QString &name : names)
            paths.append(dir.filePath(name));
        return paths;
    }
    /// Empty as long as all went as it was told.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

    [[nodiscard]] static QString program()
    {
        return qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-seat");
    }

private:
    static constexpr int patienceMs = 90'000;

    QJsonObject order(const char *what, const QString &with = {})
    {
        if (!m_trouble.isEmpty())
            return {};
        m_process.write(QJsonDocument(QJsonArray{QLatin1String(what), with}).toJson(QJsonDocument::Compact) + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(patienceMs))
                return {};
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }
    bool say(const char *what, const QString &with = {})
    {
        const bool ok = order(what, with).value(u"ok").toBool();
        note(ok, QLatin1String(what) + u' ' + with);
        return ok;
    }
    void note(bool ok, const QString &what)
    {
        if (ok || !m_trouble.isEmpty())
            return;
        const QStringList seen = texts();
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        if (!shots.isEmpty())
            (void)order("shoot", shots + QStringLiteral("/trouble.png"));
        m_trouble = QStringLiteral("%1 could not: %2. The window shows:\n  %3").arg(m_name, what, seen.join(u"\n  "));
    }

    QString m_name;
    QString m_folder;
    QProcess m_process;
    QString m_trouble;
};

} // namespace shouli::tests::e2e
