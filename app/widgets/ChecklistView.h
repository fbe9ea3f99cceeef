// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/ChecklistModel.h"

#include <QListView>

#include <functional>

namespace shouli::app::widgets {

/// A list of things to tick, judge or correct, worked by keys: ↑↓ choose, Space toggles, a row's own
/// letters act on it, Enter opens it, typing over an editable row changes its value. As tall as its
/// rows; scrolls only when there is not room. Letters it has no use for are left to the window, so that
/// typing a name always reaches the search box.
class ChecklistView : public QListView {
    Q_OBJECT

public:
    explicit ChecklistView(QWidget *parent = nullptr);

    void setRows(const QList<ChecklistRow> &rows);
    [[nodiscard]] const QList<ChecklistRow> &rows() const { return m_rows->rows(); }
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    void setCurrentRow(int row);
    /// The first row from `from` on, beginning anew at the end, that can be chosen and is `wanted`; -1: none.
    [[nodiscard]] int nextRow(int from, const std::function<bool(const ChecklistRow &)> &wanted) const;
    /// Rows closer together, for long lists.
    void setDense(bool dense);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void toggleRequested(int row);
    void letterPressed(int row, QChar letter);
    void opened(int row);
    void edited(int row, const QString &text);
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    ChecklistModel *m_rows;
};

} // namespace shouli::app::widgets
