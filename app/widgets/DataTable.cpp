// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/DataTable.h"

#include "app/look/LightDot.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>

namespace shouli::app::widgets {

using look::Light;
using look::LightDot;
using look::Theme;
using look::Tone;

namespace {

constexpr int cellPadding = 2 * Theme::grid;

/// Cells of a DataTable: light, text in its tone, hairline below.
class TableRowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The whole text of a cell too narrow for it.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace

void TableRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = Theme::colours(option.widget);
    const QRect cell = option.rect;
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell, colours.brandSoft);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(cell, colours.hover);
    painter->fillRect(cell.left(), cell.bottom(), cell.width(), 1, colours.line);

    const auto *table = qobject_cast<const QAbstractItemView *>(option.widget);
    if (table && table->hasFocus() && index.column() == 0 && table->currentIndex().row() == index.row())
        painter->fillRect(cell.left(), cell.top(), 3, cell.height() - 1, colours.brand);

    int left = cell.left() + cellPadding;
    const QVariant light = index.data(DataTable::LightRole);
    if (light.isValid()) {
        LightDot::paint(*painter, static_cast<Light>(light.toInt()),
                        QPointF(left + LightDot::size / 2.0, cell.center().y()), colours);
        left += LightDot::size + cellPadding;
    }
    const auto tone = static_cast<Tone>(index.data(DataTable::ToneRole).toInt());
    const QRect room(left, cell.top(), cell.right() - left - cellPadding + 1, cell.height() - 1);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->setFont(option.font);
    painter->setPen(colours.text(tone));
    painter->drawText(room, alignment.isValid() ? alignment.toInt() : int(Qt::AlignVCenter | Qt::AlignLeft),
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    painter->restore();
}

QSize TableRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = look::TextFlow::naturalWidth(index.data().toString(), option.font) + 2 * cellPadding;
    if (index.data(DataTable::LightRole).isValid())
        width += LightDot::size + cellPadding;
    return {width, 9 * Theme::grid};
}

bool TableRowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const bool whole = sizeHint(option, index).width() <= option.rect.width();
    if (event->type() != QEvent::ToolTip || whole || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), index.data().toString(), view);
    return true;
}

namespace {

/// Sorts by SortRole where there is one, else by the text as a reader of the language would.
class Sorter final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant a = left.data(DataTable::SortRole);
        const QVariant b = right.data(DataTable::SortRole);
        if (a.isValid() && b.isValid())
            return QVariant::compare(a, b) == QPartialOrdering::Less;
        return QString::localeAwareCompare(left.data().toString(), right.data().toString()) < 0;
    }
};

} // namespace

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
    , m_sorted(new Sorter(this))
    , m_empty(new EmptyState(this))
{
    m_sorted->setDynamicSortFilter(true);
    setItemDelegate(new TableRowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(9 * Theme::grid);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // rows are never measured, however many
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(48);
    QTableView::setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT opened(m_sorted->mapToSource(index).row()); });
    connect(m_sorted, &QAbstractItemModel::modelReset, this, &DataTable::showEmptiness);
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &DataTable::showEmptiness);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &DataTable::showEmptiness);
    connect(m_empty, &EmptyState::actionRequested, this, &DataTable::emptyActionRequested);
    m_empty->hide();
}

void DataTable::setRows(QAbstractItemModel *rows)
{
    m_sorted->setSourceModel(rows);
    showEmptiness();
}

void DataTable::setColumns(const QList<Column> &columns)
{
    for (int i = 0; i < columns.size() && i < m_sorted->columnCount(); ++i) {
        horizontalHeader()->setSectionResizeMode(
            i, columns.at(i).stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
        setColumnWidth(i, columns.at(i).width);
    }
}

void DataTable::setEmptyContent(const EmptyContent &content)
{
    m_empty->setContent(content);
    showEmptiness();
}

void DataTable::showEmptiness()
{
    m_empty->setVisible(m_sorted->rowCount() == 0 && !m_empty->content().title.isEmpty());
    m_empty->setGeometry(viewport()->geometry());
}

int DataTable::currentRow() const
{
    return m_sorted->mapToSource(currentIndex()).row();
}

void DataTable::setCurrentRow(int row)
{
    if (m_sorted->sourceModel())
        setCurrentIndex(m_sorted->mapFromSource(m_sorted->sourceModel()->index(row, 0)));
}

QList<int> DataTable::chosenRows() const
{
    QList<int> shown;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        shown.append(index.row());
    std::sort(shown.begin(), shown.end());
    QList<int> rows;
    for (const int row : shown)
        rows.append(m_sorted->mapToSource(m_sorted->index(row, 0)).row());
    return rows;
}

void DataTable::addToChosen(int row)
{
    if (m_sorted->sourceModel())
        selectionModel()->select(m_sorted->mapFromSource(m_sorted->sourceModel()->index(row, 0)),
                                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void DataTable::selectAll()
{
    if (!m_alike || !currentIndex().isValid()) {
        QTableView::selectAll();
        return;
    }
    const int current = currentRow();
    QItemSelection alike;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, 0);
        const int source = m_sorted->mapToSource(index).row();
        if (source == current || m_alike(current, source))
            alike.select(index, index);
    }
    selectionModel()->select(alike, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid() && event->modifiers() == Qt::NoModifier) {
        event->accept();
        Q_EMIT opened(currentRow());
        return;
    }
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (plain && !event->text().isEmpty() && event->text().front().isPrint() && event->key() != Qt::Key_Space) {
        event->ignore(); // typing goes to the search box, not to a jump in the table
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_empty->setGeometry(viewport()->geometry());
}

void DataTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && m_sorted->rowCount() > 0)
        selectRow(0);
    viewport()->update();
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentRowChanged(m_sorted->mapToSource(current).row());
}

void DataTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    viewport()->update();
    Q_EMIT chosenRowsChanged();
}

} // namespace shouli::app::widgets
