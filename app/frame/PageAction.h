// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/KeyButton.h"

#include <QKeySequence>
#include <QString>

#include <functional>

namespace shouli::app::frame {

/// One thing that can be done on a page: a button in the footer, a key, a line in the help.
/// Plain letters are no keys for actions: they belong to the search box. Alt+1 … Alt+9 are the pages'.
struct PageAction {
    using Role = look::KeyButton::Role;

    QString text = {};
    QKeySequence key = {};
    Role role = Role::Secondary;
    std::function<void()> run = {}; ///< called in the GUI thread while the action is enabled
    bool enabled = true;
    QString disabledReason = {}; ///< shown when it is tried all the same
    bool atEnd = false;          ///< at the right end of the footer
    QString help = {};           ///< the sentence in the help; `text` where empty
};

/// A key that is not a button: arrows in a list, letters on a row. For the help only.
struct KeyHelp {
    QString keys = {}; ///< as printed: "↑↓", "T"
    QString text = {};

    bool operator==(const KeyHelp &) const = default;
};

} // namespace shouli::app::frame
