// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/CountyServer.h"

#include <QJsonObject>

namespace shouli::sync::server::operations {

/// What county IT can ask of a server, running or not, as JSON:
///   {"do":"office","name":…,"name_en":…,"division":…,"roles":[…],"parent":id,"phone":…} -> {"office":id}
///   {"do":"offices"}                 -> {"offices":[{"office":id,"name":…,"division":…}]}
///   {"do":"enrol","office":id}       -> {"code":"XXXX-XXXX-XXXX-XXXX","hours":24}
///   {"do":"devices"}                 -> {"devices":[{"number":…,"office":id,"machine":…,"revoked":…}]}
///   {"do":"revoke","device":number}  -> {}
///   {"do":"verify"}                  -> {"entries":…}
class Administration {
public:
    explicit Administration(CountyServer &server)
        : m_server(server)
    {
    }

    /// InvalidArgument for an unknown or incomplete request; else as the act itself.
    [[nodiscard]] core::base::Result<QJsonObject> run(const QJsonObject &request);

private:
    CountyServer &m_server;
};

} // namespace shouli::sync::server::operations
