// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

namespace shouli::app::frame {

/// Tells a keyboard-wedge scanner from a typist: at least 20 printable ASCII characters, none more
/// than 35 ms after the one before, then Enter. Wherever the focus is in the watched widget, such a
/// burst becomes scanned(text) and none of its keys reaches a widget.
///
/// To that end each printable key is held back until it is clear that no burst follows, 35 ms at
/// most, then handed on as it came; a person does not notice. Plain letters therefore never are
/// shortcuts in the watched widget. Text from an input method (Chinese), keys with Ctrl or Alt, and keys
/// that repeat by being held down are never part of a burst and pass untouched.
class ScanFilter : public QObject {
    Q_OBJECT

public:
    static constexpr int shortestScan = 20;
    static constexpr int longestScan = 4096;
    static constexpr qint64 longestGapMs = 35;

    /// Watches `watched` and all in it. `clock` must outlive this.
    ScanFilter(const core::base::Clock &clock, QWidget *watched);

    /// Hands held keys on if the last one is longer ago than any scanner takes. A timer calls it.
    void releaseIfQuiet();

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void scanned(const QString &text);

private:
    struct Held {
        QPointer<QWidget> target;
        std::unique_ptr<QEvent> event;
    };

    bool onPress(QWidget *target, QKeyEvent *event);
    bool onEnter(QWidget *target, QKeyEvent *event);
    bool onOverride(QKeyEvent *event);
    void hold(QWidget *target, QKeyEvent *event);
    void holdCharacter(QWidget *target, QKeyEvent *event);
    void release();
    /// Milliseconds since the last held character, by the window system's stamps where there are any: they do
    /// not stretch when the program is busy.
    [[nodiscard]] qint64 gap(const QKeyEvent *event) const;

    const core::base::Clock &m_clock;
    QWidget *m_watched;
    std::vector<Held> m_held;
    QString m_text;
    qint64 m_lastMs = 0;
    quint64 m_lastStamp = 0;
    bool m_afterScan = false; ///< a second Enter (CR LF) belongs to the scan
    bool m_releasing = false;
    QTimer m_quiet;
};

} // namespace shouli::app::frame
