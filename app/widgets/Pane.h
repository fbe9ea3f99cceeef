// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/SectionHeader.h"

#include <QWidget>

class QVBoxLayout;

namespace shouli::app::widgets {

/// A white card, filled from the top: headings, and under each what belongs to it.
class Pane : public QWidget {
    Q_OBJECT

public:
    static constexpr int padding = 4 * look::Theme::grid;

    enum class Inset {
        Padded,
        EdgeToEdge, ///< for lists whose chosen row reaches from edge to edge
    };

    explicit Pane(QWidget *parent = nullptr);

    /// A heading; a little space goes before all but the first thing in the card.
    look::SectionHeader *addSection(const QString &title, const QString &hint = {},
                                    look::Theme::Text size = look::Theme::Text::Heading);
    /// Takes ownership. With a stretch above 0 the widget takes the room that is left.
    void add(QWidget *widget, Inset inset = Inset::Padded, int stretch = 0);
    void addSpace(int pixels);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void insert(QWidget *widget, Inset inset, int stretch);

    QVBoxLayout *m_column;
};

} // namespace shouli::app::widgets
