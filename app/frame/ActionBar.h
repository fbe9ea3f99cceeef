// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/PageAction.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QShortcut;

namespace shouli::app::look {
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::frame {

/// The footer: what can be done now, each with its key, which works from anywhere in the window. An
/// action that is not possible says why when its key is pressed or its button is clicked.
class ActionBar : public QWidget {
    Q_OBJECT

public:
    static constexpr int barHeight = 52;

    explicit ActionBar(QWidget *parent = nullptr);

    /// Where the keys work; the window of this bar at first. Only one bar may serve a window.
    void setActions(const QList<PageAction> &actions);
    [[nodiscard]] const QList<PageAction> &actions() const { return m_actions; }
    /// Words before the actions at the end, such as the number that comes next.
    void setHint(const QString &hint);
    /// What stands there now: the hint, or for some seconds why something is not possible.
    [[nodiscard]] QString shownHint() const;
    [[nodiscard]] look::KeyButton *button(int action) const { return m_slots.value(action).button; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Slot {
        look::KeyButton *button = nullptr;
        QShortcut *shortcut = nullptr;
    };

    void addSlot();
    void layOut();
    void tryAction(int action);
    void showReason(const QString &reason);

    QList<PageAction> m_actions;
    QList<Slot> m_slots;
    QString m_hint;
    QHBoxLayout *m_start;
    QHBoxLayout *m_end;
    look::ToneLabel *m_words;
    QTimer m_reasonTimer;
};

} // namespace shouli::app::frame
