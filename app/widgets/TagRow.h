// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace shouli::app::widgets {

struct Tag {
    QString text;
    bool warning = false; ///< something about it must be looked at soon

    bool operator==(const Tag &) const = default;
};

/// Chips in a row that wraps.
class TagRow : public QWidget {
    Q_OBJECT

public:
    explicit TagRow(QWidget *parent = nullptr);

    void setTags(const QList<Tag> &tags);
    [[nodiscard]] const QList<Tag> &tags() const { return m_tags; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QList<QRect> places(int width) const;

    QList<Tag> m_tags;
};

} // namespace shouli::app::widgets
