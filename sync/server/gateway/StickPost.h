// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "sync/server/CountyServer.h"
#include "sync/stick/StickAnswer.h"
#include "sync/stick/StickFolder.h"
#include "sync/stick/StickRequest.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/HttpMessage.h"

#include <QMap>

#include <optional>

namespace shouli::sync::server::gateway {

/// Answers what offices wrote on a stick: the same questions, let in by the same rules and answered by the same
/// handlers as on the line, with the rounds that would follow and the snapshots these name, so that one way there and
/// back does. The same stick twice changes nothing. On any thread but the county's writer.
class StickPost {
public:
    /// What became of one PC's request.
    struct Line {
        core::changes::ReplicaId replica;
        int number = 0; ///< 0: of no PC of this county
        core::changes::ScopeId office = {};
        QString machine = {};
        std::int64_t changes = 0; ///< new to the county
        std::int64_t entries = 0; ///< lines for the PC
        int snapshots = 0;
        qint64 bytes = 0; ///< of the answer
        std::int64_t taken = 0; ///< up to which the PC said that it has the log
        /// Why there is no answer, or what the answer says no to.
        std::optional<core::base::Error> trouble = std::nullopt;
        bool operator==(const Line &) const = default;
    };

    StickPost(CountyServer &county, const transport::CountyCertificate &certificate, const core::base::Clock &clock);

    /// One line for each request. FileMissing where there is no such medium or nothing of an office on it.
    /// FileUnwritable, DiskFull: the answers written before are good.
    [[nodiscard]] core::base::Result<QList<Line>> run(const QString &medium);

private:
    [[nodiscard]] core::base::Result<Line> serve(const stick::StickFolder &folder, core::changes::ReplicaId replica);
    [[nodiscard]] stick::StickAnswer answer(const stick::StickRequest &request, Line &line);
    [[nodiscard]] stick::StickAnswer::Answer post(const stick::StickRequest::Question &question);
    [[nodiscard]] core::base::Result<void> addSnapshot(stick::StickAnswer &answer, core::changes::ScopeId scope,
                                                       std::int64_t atLeast);
    [[nodiscard]] core::base::Result<std::optional<devices::EnrolledDevice>> device(core::changes::ReplicaId replica);

    CountyServer &m_county;
    const transport::CountyCertificate &m_certificate;
    const core::base::Clock &m_clock;
    QMap<QByteArray, transport::Handler> m_handlers;
};

} // namespace shouli::sync::server::gateway
