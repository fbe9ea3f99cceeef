// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace shouli::app::shell {

/// A USB stick or another medium that can be taken out.
struct StickMedium {
    QString path;
    QString name;         ///< its label; empty where it has none
    qint64 freeBytes = 0; ///< -1: not known

    bool operator==(const StickMedium &) const = default;

    /// Those that are in this computer now, by path.
    [[nodiscard]] static QList<StickMedium> mounted();
};

} // namespace shouli::app::shell
