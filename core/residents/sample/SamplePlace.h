// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QList>
#include <QString>

namespace shouli::core::residents::sample {

/// A community or village that people are invented for.
struct SamplePlace {
    QString division; ///< 12 digits
    QString name;     ///< 齐家湾社区, 李家岔村
    QString town;     ///< 瓦窑堡街道
    bool urban = false;
    int weight = 1; ///< how many people beside the other places

    bool operator==(const SamplePlace &) const = default;

    /// All communities and villages of a county, from a table with the columns code, name, level,
    /// parent. CatalogueDamaged if it cannot be read or has none.
    [[nodiscard]] static base::Result<QList<SamplePlace>> load(
        const QString &path = QStringLiteral(":/codes/divisions.csv"));
};

} // namespace shouli::core::residents::sample
