// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace shouli::app::widgets {
class Pane;
} // namespace shouli::app::widgets

namespace shouli::app::shell {

/// The card in the middle of the window before work begins (login, first set-up), with the program's
/// mark above it.
class StartCard : public QWidget {
    Q_OBJECT

public:
    explicit StartCard(int width, QWidget *parent = nullptr);

    [[nodiscard]] widgets::Pane *card() const { return m_card; }
    /// Below the card, such as the switch of languages.
    void addBelow(QWidget *widget);

private:
    QVBoxLayout *m_column;
    widgets::Pane *m_card;
};

} // namespace shouli::app::shell
