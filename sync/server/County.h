// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/changes/Schema.h"
#include "core/crypto/SealedBox.h"
#include "sync/server/engine/Transaction.h"
#include "sync/protocol/Enrolment.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/devices/Devices.h"
#include "sync/server/devices/Ticket.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace shouli::sync::server {

/// The county as an author of its own log: it names the offices, lets PCs in and shuts them out.
/// What it writes is received by everybody. All calls on the server's writer thread; the caller commits.
class County {
public:
    County(const core::changes::Schema &schema, const core::base::Clock &clock, core::base::Random &random);

    struct Description {
        core::changes::EntityId id;
        QString name;           ///< 子长市
        QString host;           ///< of the public status page, at most 18 characters
        QByteArray recoveryKey; ///< X25519 public key
    };
    [[nodiscard]] static core::base::Result<Description> describe(const engine::Connection &db);
    /// What requests on sticks are sealed to: follows from the county's own secret, the same after a restore.
    [[nodiscard]] static core::base::Result<core::crypto::SealedBox::KeyPair> stickKeys(const engine::Connection &db);
    /// Fills a fresh database.
    [[nodiscard]] core::base::Result<void> create(engine::Transaction &tx, const Description &description);

    using OfficeDescription = devices::OfficeDescription;
    [[nodiscard]] core::base::Result<core::changes::ScopeId> addOffice(engine::Transaction &tx,
                                                                       const OfficeDescription &office);

    [[nodiscard]] core::base::Result<QMap<core::changes::ScopeId, OfficeDescription>> offices(
        const engine::Connection &db) const;

    /// A one-time code for one PC of the office, valid for 24 hours. InvalidArgument for an unknown office.
    [[nodiscard]] core::base::Result<protocol::EnrolmentCode> issueCode(engine::Transaction &tx,
                                                                        core::changes::ScopeId office);

    /// Lets a PC in. `pin` is the server's own key. Failed tries are counted: commit on an error too.
    /// EnrolmentCodeWrong (also after five tries), EnrolmentCodeUsed, EnrolmentCodeExpired.
    [[nodiscard]] core::base::Result<protocol::EnrolResponse> enrol(engine::Transaction &tx,
                                                                    const protocol::EnrolRequest &request,
                                                                    const QByteArray &pin);

    /// From now on the PC, and every copy of it, gets nothing, and cards it signs from tomorrow on are not believed.
    [[nodiscard]] core::base::Result<void> revoke(engine::Transaction &tx, int deviceNumber);

    /// The same for a revocation that the county's disk has lost, maybe together with the PC: that one is shut out as
    /// soon as it comes back by its ticket. Noted in either case.
    [[nodiscard]] core::base::Result<void> shutOut(engine::Transaction &tx, core::changes::ReplicaId replica,
                                                   const devices::DeviceHistory::Revocation &revocation);

    /// What the PC is to keep against a day when the county's disk is put back.
    [[nodiscard]] core::base::Result<QByteArray> ticketOf(const engine::Connection &db,
                                                          const devices::EnrolledDevice &device) const;
    /// Takes a PC in again by its ticket: its names, and its office if that was lost too. Where its number was given
    /// to another PC meanwhile it gets a new one. One whose revocation was noted is revoked again at once: it is taken in
    /// only to be told. Nothing if it is known. DeviceRevoked.
    [[nodiscard]] core::base::Result<devices::EnrolledDevice> takeBack(engine::Transaction &tx, const devices::Ticket &ticket);

private:
    using Columns = QMap<QString, core::changes::Value>;
    [[nodiscard]] core::base::Result<void> write(engine::Transaction &tx, core::changes::Change change);
    [[nodiscard]] core::base::Result<void> publish(engine::Transaction &tx, const QString &kind,
                                                   core::changes::EntityId id, const Columns &columns);
    [[nodiscard]] core::base::Result<void> publishOffice(engine::Transaction &tx, core::changes::EntityId id,
                                                         const OfficeDescription &office);
    [[nodiscard]] core::base::Result<void> publishDevice(engine::Transaction &tx, const devices::EnrolledDevice &device);
    [[nodiscard]] static core::base::Result<void> takeName(engine::Transaction &tx, devices::EnrolledDevice device,
                                                           const QSet<core::changes::ScopeId> &scopes,
                                                           const QMap<core::changes::ReplicaId, std::int64_t> &formers,
                                                           bool newPlace);
    [[nodiscard]] OfficeDescription describe(const core::changes::FieldValues &values) const;
    [[nodiscard]] core::base::Result<protocol::EnrolResponse> answer(const engine::Connection &db,
                                                                     const devices::EnrolledDevice &device) const;

    const core::changes::Schema &m_schema;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
};

} // namespace shouli::sync::server
