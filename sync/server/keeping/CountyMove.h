// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/keeping/CountyDatabase.h"

#include <functional>

namespace shouli::sync::server::keeping {

/// Brings a county from one engine to the other, while no server runs on the folder; other servers on the same
/// PostgreSQL wait, and are refused afterwards. All or nothing: until every row is there and both sides' checksums
/// agree nothing but the copy has changed, and at no moment do both sides take writes. Interrupted at any point, it is
/// gone on with by running it again.
class CountyMove {
public:
    struct Done {
        std::int64_t position = 0; ///< head of the log
        QByteArray checksum;       ///< of the rows, read on both sides
        QString setAside;          ///< the file that was the county until now; empty where it was rows
    };
    /// Makes it known for good where the county is kept: the moment of the change.
    using Settle = std::function<core::base::Result<void>(const Keeping &)>;

    CountyMove(ServerFolder folder, Keeping from, Keeping to)
        : m_folder(std::move(folder))
        , m_from(std::move(from))
        , m_to(std::move(to))
    {
    }

    /// DatabaseBusy while a server has the folder; InvalidArgument where the target holds a county already, or is where
    /// the county is; ChainBroken where what arrived is not what was sent. Errors of either engine.
    [[nodiscard]] core::base::Result<Done> run(const Settle &settle) const;

private:
    [[nodiscard]] core::base::Result<Done> toPostgres(const Settle &settle) const;
    [[nodiscard]] core::base::Result<Done> toFile(const Settle &settle) const;
    [[nodiscard]] core::base::Result<Done> goOnToPostgres() const;
    [[nodiscard]] core::base::Result<Done> goOnToFile(const Settle &settle) const;
    [[nodiscard]] core::base::Result<QString> setFileAside() const;
    [[nodiscard]] QString arriving() const { return m_folder.database() + QStringLiteral(".arriving"); }

    ServerFolder m_folder;
    Keeping m_from;
    Keeping m_to;
};

} // namespace shouli::sync::server::keeping
