// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ResultModel.h"

#include <QStringList>

namespace shouli::app::frame {

ResultModel::ResultModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ResultModel::setRows(const QList<ResultRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ResultRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole: {
        QStringList spoken{row.title, row.facts, row.number, row.place, row.reason};
        spoken.removeAll(QString());
        return spoken.join(QStringLiteral(", "));
    }
    case RowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

} // namespace shouli::app::frame
