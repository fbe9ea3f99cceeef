// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QJsonObject>
#include <QString>

namespace shouli::sync::server::operations {

/// What a command says to the person who ran it, Chinese first, English beside it: what happened, what was kept, what
/// to do next. Both languages always, since the next person to read the terminal or the journal may know only one.
class CommandTexts {
public:
    /// Of a failure; ends with the detail as it was reported.
    [[nodiscard]] static QString of(const core::base::Error &error);

    /// Of what was done; empty where the result alone says it all.
    [[nodiscard]] static QString afterBackup(const QJsonObject &result);
    [[nodiscard]] static QString afterRevoke(const QJsonObject &result);
    [[nodiscard]] static QString afterMayErase(const QJsonObject &result);
    [[nodiscard]] static QString afterErasures(const QJsonObject &result);
    [[nodiscard]] static QString afterRestore(const QJsonObject &result);
    [[nodiscard]] static QString afterVerify(const QJsonObject &result);
    [[nodiscard]] static QString afterStick(const QJsonObject &result);
    [[nodiscard]] static QString afterInit(const QJsonObject &result);
    [[nodiscard]] static QString afterMove(const QJsonObject &result);
};

} // namespace shouli::sync::server::operations
