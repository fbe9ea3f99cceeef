// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/OfficeFolder.h"
#include "app/office/Reference.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QJsonObject>
#include <QProcess>

#include <cstdint>
#include <optional>

namespace shouli::app::demonstration {

/// A county in one folder: its server as a process on loopback, and four offices enrolled with it.
/// Made at the first start, found again later. The server ends with this object.
class DemonstrationCounty {
public:
    enum class Seat {
        Community, ///< 齐家湾社区
        Street,    ///< 瓦窑堡街道
        Bureau,    ///< 子长市民政局
        Neighbour, ///< 米粮山社区: the same street's, with nobody in its register to begin with
    };
    static constexpr int seats = 4;
    /// "community", "street", "bureau" or "neighbour".
    [[nodiscard]] static std::optional<Seat> seatNamed(const QString &name);

    /// Who moved in, when the county was made.
    struct Settled {
        std::int64_t people = 0; ///< 0 where it was made before
        std::int64_t milliseconds = 0;
    };

    DemonstrationCounty(QString folder, const office::Reference &reference, const core::base::Clock &clock,
                        core::base::Random &random);
    ~DemonstrationCounty();

    /// Everything up and running; a server of this county that runs already serves this one too, and ends with
    /// who started it. ServerFailure with the server's words; errors as enrol and SetUp.
    [[nodiscard]] core::base::Result<void> start();

    [[nodiscard]] const Settled &settled() const { return m_settled; }

    [[nodiscard]] office::OfficeFolder folderOf(Seat seat) const;
    [[nodiscard]] static QString nameOf(Seat seat);
    /// The same for everybody: it opens nothing but this county of nobody.
    [[nodiscard]] static QString passphrase() { return QStringLiteral("demonstration-2026"); }
    [[nodiscard]] static core::crypto::SecretBytes secret();

private:
    [[nodiscard]] core::base::Result<QJsonObject> server(const QStringList &arguments) const;
    [[nodiscard]] core::base::Result<void> serve();
    [[nodiscard]] core::base::Result<void> setUp(Seat seat, const QString &office);
    [[nodiscard]] core::base::Result<void> settle();

    QString m_folder;
    const office::Reference &m_reference;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    QProcess m_server;
    Settled m_settled;
};

} // namespace shouli::app::demonstration
