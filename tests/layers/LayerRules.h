// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QMap>
#include <QStringList>

namespace shouli::tests::layers {

/// Which room (folder) may include from which, as packaging/layers.txt says:
///
///     core/cases: core/base core/residents    # a room and those it may include from besides itself
///     app/*: core/* app/widgets               # every folder of app/ without a line of its own
class LayerRules {
public:
    /// InvalidArgument with the line for anything that is not "room: room ...".
    [[nodiscard]] static core::base::Result<LayerRules> parse(const QString &text);

    /// The room that a file (path from the root) belongs to: the nearest folder with a line of its own, else the
    /// folder that a pattern stands for. Empty where no line covers it.
    [[nodiscard]] QString roomOf(const QString &file) const;

    /// Both as roomOf() gives them. A room may always include from itself.
    [[nodiscard]] bool allows(const QString &from, const QString &to) const;

    /// Rooms named on the right of a line that no line describes.
    [[nodiscard]] QStringList undescribed() const;

private:
    [[nodiscard]] QStringList allowedFor(const QString &room) const;

    QMap<QString, QStringList> m_allowed;
};

} // namespace shouli::tests::layers
