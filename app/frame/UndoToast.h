// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QShortcut;

namespace shouli::app::look {
class KeyButton;
} // namespace shouli::app::look

namespace shouli::app::frame {

/// A step that can still be taken back.
struct UndoOffer {
    QString text = {}; ///< what was done: "Accepted: Minimum living allowance, He Yumei"
    std::function<void()> undo = {};
    std::function<void()> expired = {}; ///< the ten seconds are over, or another step followed
};

/// Says what was just done and offers to take it back for ten seconds, by Ctrl+Z or the mouse. While
/// a field is being edited, Ctrl+Z takes back the typing first.
class UndoToast : public QWidget {
    Q_OBJECT

public:
    static constexpr qint64 lifeMs = 10'000;

    /// `clock` must outlive this.
    UndoToast(const core::base::Clock &clock, QWidget *parent);
    ~UndoToast() override;

    /// Replaces the offer before, which expires.
    void offer(const UndoOffer &offer);
    void takeBack();
    /// Lets the offer expire now, as when the page is locked.
    void dismiss();
    /// Looks at the clock; a timer calls it.
    void tick();

    [[nodiscard]] bool isOffering() const { return m_offering; }
    [[nodiscard]] int secondsLeft() const;
    /// Lies centred above the lower edge of the parent, `fromBottom` pixels up.
    void place(int fromBottom);

    bool eventFilter(QObject *object, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void end();
    void setWords();

    const core::base::Clock &m_clock;
    UndoOffer m_offer;
    bool m_offering = false;
    qint64 m_endsMs = 0;
    int m_fromBottom = 64;
    QTimer m_ticker;
    QLabel *m_text;
    look::KeyButton *m_button;
    QShortcut *m_shortcut;
};

} // namespace shouli::app::frame
