// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Icon.h"

#include <QKeySequence>
#include <QWidget>

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::widgets {

/// What stands in for a list that is empty: never a blank, always the next thing to do.
struct EmptyContent {
    look::Icon::Name icon = look::Icon::Info;
    QString title = {};  ///< what is the case: "Nothing is due today"
    QString next = {};   ///< what to do: "Scan a card to open a case"
    QString action = {}; ///< words of the button; none without
    QKeySequence key = {};

    bool operator==(const EmptyContent &) const = default;
};

class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setContent(const EmptyContent &content);
    [[nodiscard]] const EmptyContent &content() const { return m_content; }

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EmptyContent m_content;
    look::ToneLabel *m_title;
    look::ToneLabel *m_next;
    look::KeyButton *m_button;
};

} // namespace shouli::app::widgets
