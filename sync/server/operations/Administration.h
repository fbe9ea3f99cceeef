// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/operations/CountyHouse.h"

#include <QJsonObject>

namespace shouli::sync::server::operations {

/// What county IT can ask of a server, running or not, as JSON:
///   {"do":"office","name":…,"name_en":…,"division":…,"roles":[…],"parent":id,"phone":…} -> {"office":id}
///   {"do":"offices"}                 -> {"offices":[{"office":id,"name":…,"division":…}]}
///   {"do":"enrol","office":id}       -> {"code":"XXXX-XXXX-XXXX-XXXX","hours":24}
///   {"do":"devices"}                 -> {"devices":[{"number":…,"office":id,"machine":…,"revoked":…,"seen_at":…}]}
///   {"do":"revoke","device":number | "machine":name,"reason":…,"keep_keys":bool}
///                                    -> {"device":…,"machine":…,"office":…,"seen_at":…,"erase":bool}
///   {"do":"may-erase","device":number | "machine":name | "office":id,"off":bool}
///                                    -> {"office":id,"name":…,"may_erase":bool}
///   {"do":"erasures","rewrite":bool} -> {"erasures":[{"position":…,"at":…,"pc":…,"office":name,"things":…,"grounds":…,
///                                        "confirmed":…,"waiting":[{"number":…,"machine":…,"office":name,"seen_at":…,
///                                        "revoked":bool}]}],"rewritten":bool,"may_erase":[{"office":id,"name":…}]}
///   {"do":"verify"}                  -> {"entries":…,"entities":…,"pages":"ok"}
///   {"do":"backup","into":folder,"keep":…,"elsewhere":bool}
///                                    -> {"folder":…,"position":…,"bytes":…,"durable":bool,"removed":[…]}
///   {"do":"snapshot"}                -> {"offices":…,"made":…,"rows":…,"bytes":…}
///   {"do":"stick","folder":folder}   -> {"folder":…,"pcs":[{"pc":…,"machine":…,"office":id,"changes":…,"entries":…,
///                                        "snapshots":…,"bytes":…,"refused":word}]}
///   {"do":"stats"}                   -> see Statistics
class Administration {
public:
    explicit Administration(CountyHouse &house)
        : m_house(house)
    {
    }

    /// On any thread. InvalidArgument for an unknown or incomplete request; else as the act itself.
    [[nodiscard]] core::base::Result<QJsonObject> run(const QJsonObject &request);

private:
    CountyHouse &m_house;
};

} // namespace shouli::sync::server::operations
