// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

class QWidget;

namespace shouli::app::demonstration {

/// What a person sees in a window, as text: labels, buttons, fields and the visible rows of lists,
/// from top to bottom. For stories and tests, which look and type like anybody else. GUI thread.
class Eyes {
public:
    explicit Eyes(const QWidget &window);

    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool see(const QString &text) const; ///< anywhere in what is visible
    /// Saves the window as a PNG; false where that fails.
    [[nodiscard]] bool shoot(const QString &file) const;

private:
    const QWidget &m_window;
};

} // namespace shouli::app::demonstration
