// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/staff/StaffModel.h"

#include "app/staff/StaffWords.h"
#include "app/widgets/DataTable.h"

namespace shouli::app::staff {

void StaffModel::setPeople(const QList<StaffRow> &people)
{
    if (people == m_people)
        return;
    beginResetModel();
    m_people = people;
    endResetModel();
}

void StaffModel::retranslate()
{
    if (!m_people.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_people.size()) - 1, columns - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
}

int StaffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

int StaffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant StaffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_people.size())
        return {};
    const StaffRow &row = m_people.at(index.row());
    if (role == widgets::DataTable::ToneRole) {
        if (index.column() == State || !row.member.active)
            return static_cast<int>(StaffWords::tone(row.member.active, row.signIn));
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return row.member.name;
    case Role:
        return StaffWords::role(row.member.role);
    default:
        return StaffWords::state(row.member.active, row.signIn);
    }
}

QVariant StaffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Role:
        return tr("Role");
    default:
        return tr("At this computer");
    }
}

} // namespace shouli::app::staff
