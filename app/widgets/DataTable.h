// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/EmptyState.h"

#include <QList>
#include <QTableView>

#include <functional>

class QSortFilterProxyModel;

namespace shouli::app::widgets {

/// A queue or a ledger: rows of 36 px, no grid but hairlines, time-limit lights, several rows chosen
/// together, sorted by a click on a heading. Only the rows on screen are asked for their data.
/// All row numbers here are those of the model that was given, whatever the sorting.
class DataTable : public QTableView {
    Q_OBJECT

public:
    enum Role {
        LightRole = Qt::UserRole + 200, ///< int(look::Light), drawn before the text
        ToneRole,                       ///< int(look::Tone) of the text
        SortRole,                       ///< what to sort by; the displayed text where there is none
    };

    struct Column {
        int width = 100;      ///< pixels to begin with
        bool stretch = false; ///< takes what is left
    };

    explicit DataTable(QWidget *parent = nullptr);

    /// Does not take ownership. The order of the model stands until a heading is clicked.
    void setRows(QAbstractItemModel *rows);
    void setColumns(const QList<Column> &columns);
    /// Shown in place of rows while there are none.
    void setEmptyContent(const EmptyContent &content);

    /// Which rows Ctrl+A chooses: those alike to the current one. Without it, all rows.
    void setAlike(std::function<bool(int current, int row)> alike) { m_alike = std::move(alike); }

    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);
    /// In the order they stand on screen.
    [[nodiscard]] QList<int> chosenRows() const;

    /// Chooses a row besides those that are chosen already.
    void addToChosen(int row);

    void selectAll() override;

Q_SIGNALS:
    void opened(int row);            ///< Enter or a double click
    void currentRowChanged(int row); ///< -1 when there is none
    void chosenRowsChanged();
    void emptyActionRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void showEmptiness();

    QSortFilterProxyModel *m_sorted;
    EmptyState *m_empty;
    std::function<bool(int, int)> m_alike;
};

} // namespace shouli::app::widgets
