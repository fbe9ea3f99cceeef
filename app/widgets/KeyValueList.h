// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QKeySequence>
#include <QList>
#include <QWidget>

namespace shouli::app::widgets {

struct KeyValue {
    QString label;
    QString value;
    QKeySequence key = {}; ///< what shows or changes the value, drawn behind it
    look::Tone tone = look::Tone::Normal;

    bool operator==(const KeyValue &) const = default;
};

/// Facts in two columns: dim labels, values that wrap.
class KeyValueList : public QWidget {
    Q_OBJECT

public:
    explicit KeyValueList(QWidget *parent = nullptr);

    void setRows(const QList<KeyValue> &rows);
    [[nodiscard]] const QList<KeyValue> &rows() const { return m_rows; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int labelWidth() const;

    QList<KeyValue> m_rows;
};

} // namespace shouli::app::widgets
