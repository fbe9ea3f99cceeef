// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace shouli::app::widgets {

struct Segment {
    QString text;
    int count = -1; ///< shown behind the words; none below 0

    bool operator==(const Segment &) const = default;
};

/// One of several views of the same list, as pills with counts; ←→ moves.
class SegmentBar : public QWidget {
    Q_OBJECT

public:
    explicit SegmentBar(QWidget *parent = nullptr);

    void setSegments(const QList<Segment> &segments);
    [[nodiscard]] const QList<Segment> &segments() const { return m_segments; }
    [[nodiscard]] int current() const { return m_current; }
    /// Emits currentChanged when it is another one.
    void setCurrent(int segment);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void currentChanged(int segment);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QList<QRect> places(int width) const;

    QList<Segment> m_segments;
    int m_current = 0;
};

} // namespace shouli::app::widgets
