// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Icon.h"

#include <QList>
#include <QWidget>

class QShortcut;

namespace shouli::app::frame {

struct SideBarEntry {
    QString title;
    look::Icon::Name icon = look::Icon::None;
    int badge = 0; ///< how many things wait there; none at 0

    bool operator==(const SideBarEntry &) const = default;
};

/// The pages, one below the other; Alt+1 … Alt+9 or the mouse, or Tab and ↑↓ Enter.
class SideBar : public QWidget {
    Q_OBJECT

public:
    static constexpr int barWidth = 84;

    explicit SideBar(QWidget *parent = nullptr);

    void setEntries(const QList<SideBarEntry> &entries);
    [[nodiscard]] const QList<SideBarEntry> &entries() const { return m_entries; }
    void setCurrent(int entry);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] static QKeySequence key(int entry);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int entry);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect place(int entry) const;
    [[nodiscard]] int entryAt(const QPoint &at) const;
    void paintEntry(QPainter &painter, int entry) const;

    QList<SideBarEntry> m_entries;
    QList<QShortcut *> m_shortcuts;
    int m_current = 0;
    int m_hot = -1;   ///< under the mouse
    int m_cursor = 0; ///< where ↑↓ have got to
};

} // namespace shouli::app::frame
