// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/SeatProcess.h"
#include "tests/e2e/ServerProcess.h"

#include <QJsonArray>
#include <QTemporaryDir>

namespace shouli::tests::e2e {

/// A county of four processes: its server and the programs of a community, a street office and a bureau,
/// each set up through its own window with a one-time code; and of a second community where a test asks for it.
/// Starts on a Monday morning.
class County {
public:
    County()
        : server(m_dir.filePath(QStringLiteral("server")))
        , community(QStringLiteral("the community"), m_dir.filePath(QStringLiteral("community")))
        , street(QStringLiteral("the street office"), m_dir.filePath(QStringLiteral("street")))
        , bureau(QStringLiteral("the bureau"), m_dir.filePath(QStringLiteral("bureau")))
        , neighbour(QStringLiteral("the second community"), m_dir.filePath(QStringLiteral("neighbour")))
    {
    }

    /// What went wrong, empty when all is up, signed in and at the county's state.
    [[nodiscard]] QString start(bool withNeighbour = false)
    {
        if (server
                .command({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("子长市"),
                          QStringLiteral("--host"), host, QStringLiteral("--address"), QStringLiteral("localhost")})
                .isEmpty()
            || !server.start())
            return QStringLiteral("the server does not start");
        const QString county = addOffice({}, QStringLiteral("子长市民政局"), QStringLiteral("610681000000"),
                                         QStringLiteral("county,county_check_center,county_federation,county_org"));
        const QString town = addOffice(county, QStringLiteral("瓦窑堡街道"), QStringLiteral("610681001000"),
                                       QStringLiteral("street"));
        const QString village = addOffice(town, QStringLiteral("齐家湾社区"), QStringLiteral("610681001003"),
                                          QStringLiteral("community"));
        setUp(bureau, county, QStringLiteral("史延平"));
        setUp(street, town, QStringLiteral("冯志军"));
        setUp(community, village, QStringLiteral("王秀兰"));
        if (withNeighbour) {
            const QString hill = addOffice(town, QStringLiteral("米粮山社区"), QStringLiteral("610681001001"),
                                           QStringLiteral("community"));
            setUp(neighbour, hill, QStringLiteral("折军"));
        }
        if (!trouble().isEmpty())
            return trouble();
        community.stop();
        QProcess fill;
        fill.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        fill.start(SeatProcess::program(), {community.officeFolder(), QStringLiteral("--fill"), passphrase, people()});
        if (!fill.waitForFinished(60'000) || fill.exitCode() != 0)
            return QStringLiteral("the community's register");
        community.start(morning);
        community.signIn(passphrase);
        community.sync();
        return trouble();
    }

    /// The same wall clock for all.
    void clock(const QString &time)
    {
        for (SeatProcess *seat : {&community, &street, &bureau})
            seat->clock(time);
    }

    [[nodiscard]] QString trouble() const
    {
        return community.trouble() + street.trouble() + bureau.trouble() + neighbour.trouble();
    }
    [[nodiscard]] QString path() const { return m_dir.path(); }
    [[nodiscard]] static QString people()
    {
        return qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/tests/data/e2e/people.json");
    }

    static inline const QString host = QStringLiteral("S.ZICHANG.EXAMPLE");
    static inline const QString passphrase = QStringLiteral("apricot-2026-river");
    static inline const QString morning = QStringLiteral("2026-11-23T09:00");

private:
    QString addOffice(const QString &parent, const QString &name, const QString &division, const QString &roles) const
    {
        QStringList arguments{QStringLiteral("office"),
                              QStringLiteral("--name"),
                              name,
                              QStringLiteral("--division"),
                              division,
                              QStringLiteral("--roles"),
                              roles};
        if (!parent.isEmpty())
            arguments += {QStringLiteral("--parent"), parent};
        return server.command(arguments).value(u"office").toString();
    }
    void setUp(SeatProcess &seat, const QString &office, const QString &who)
    {
        const QString code =
            server.command({QStringLiteral("enrol"), QStringLiteral("--office"), office}).value(u"code").toString();
        seat.start(morning);
        seat.type(QStringLiteral("127.0.0.1:%1").arg(server.port()));
        for (const QString &field : {code, who, passphrase, passphrase}) {
            seat.press(QStringLiteral("Tab"));
            seat.type(field);
        }
        seat.press(QStringLiteral("Return"));
        seat.see(who); // in the side bar
        seat.sync();
    }

    QTemporaryDir m_dir;

public:
    ServerProcess server;
    SeatProcess community;
    SeatProcess street;
    SeatProcess bureau;
    SeatProcess neighbour;
};

} // namespace shouli::tests::e2e
