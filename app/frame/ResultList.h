// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ResultModel.h"

#include <QWidget>

class QListView;

namespace shouli::app::look {
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::frame {

/// What the box found, laid over the page below it. The box keeps the focus and hands the arrow keys
/// on. Rows are all of one height and drawn only when they are on screen, however many there are.
class ResultList : public QWidget {
    Q_OBJECT

public:
    static constexpr int rowHeight = 56;
    static constexpr int rowsShown = 8;

    explicit ResultList(QWidget *parent);

    /// Shows the rows below `anchor`, the first one chosen; hides the list where there are none and
    /// no note. `note` says how many there are in all, or that there is nothing.
    void open(const QList<ResultRow> &rows, const QString &note, const QWidget *anchor);
    void close();
    [[nodiscard]] bool isOpen() const { return isVisible(); }

    /// Moves the choice by rows; stops at both ends.
    void move(int rows);
    void chooseCurrent();
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] int count() const { return m_rows->rowCount(); }

Q_SIGNALS:
    void chosen(const QByteArray &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ResultModel *m_rows;
    QListView *m_view;
    look::ToneLabel *m_note;
};

} // namespace shouli::app::frame
