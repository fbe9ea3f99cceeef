// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/WaitingModel.h"

#include "app/casework/CaseWords.h"
#include "app/widgets/DataTable.h"

namespace shouli::app::delivery {

using casework::CaseWords;
using core::cases::QueueItem;
using widgets::DataTable;

WaitingModel::WaitingModel(const office::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

void WaitingModel::setItems(const QList<QueueItem> &items)
{
    if (items == m_items)
        return;
    beginResetModel();
    m_items = items;
    endResetModel();
}

int WaitingModel::rowOf(core::cases::CaseId id) const
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id == id)
            return row;
    }
    return -1;
}

int WaitingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int WaitingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString WaitingModel::text(const QueueItem &item, int column) const
{
    switch (column) {
    case Resident:
        return item.applicantName;
    case Service:
        return CaseWords::service(m_session, item.service, item.catalogue);
    case Due:
        return CaseWords::left(item.deadline);
    default:
        return item.number;
    }
}

QVariant WaitingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_items.size())
        return {};
    const QueueItem &item = m_items.at(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole)
        return text(item, column);
    if (column != Due)
        return {};
    if (role == DataTable::LightRole)
        return static_cast<int>(CaseWords::light(item.deadline.light));
    if (role == DataTable::SortRole)
        return item.deadline.due.date;
    if (role == DataTable::ToneRole && item.deadline.light == core::calendar::Light::Red)
        return static_cast<int>(look::Tone::Bad);
    return {};
}

QVariant WaitingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Resident:
        return tr("Resident");
    case Service:
        return tr("Service");
    case Due:
        return tr("Time left");
    default:
        return tr("Case number");
    }
}

} // namespace shouli::app::delivery
