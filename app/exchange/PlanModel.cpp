// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/PlanModel.h"

#include "app/exchange/ExchangeWords.h"
#include "app/widgets/DataTable.h"
#include "core/residents/Masking.h"

namespace shouli::app::exchange {

using core::residents::Masking;
using core::residents::exchange::ImportPlan;
using core::residents::exchange::Outcome;

void PlanModel::setLines(const QList<ImportPlan::Line> &lines)
{
    beginResetModel();
    m_lines = lines;
    filter();
    endResetModel();
}

void PlanModel::setFilter(std::optional<Outcome> only)
{
    beginResetModel();
    m_only = only;
    filter();
    endResetModel();
}

void PlanModel::filter()
{
    m_shown.clear();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (!m_only || m_lines.at(i).outcome == *m_only)
            m_shown.append(i);
    }
}

void PlanModel::retranslate()
{
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_shown.size()) - 1, columns - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const ImportPlan::Line &line = m_lines.at(m_shown.at(index.row()));
    if (role == widgets::DataTable::ToneRole && index.column() == Result)
        return static_cast<int>(ExchangeWords::tone(line.outcome));
    if (role == widgets::DataTable::SortRole && index.column() == Row)
        return static_cast<qlonglong>(line.row);
    if (role == Qt::ToolTipRole && index.column() == What)
        return ExchangeWords::reasons(line, m_words);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Row:
        return QString::number(line.row);
    case Result:
        return ExchangeWords::outcome(line.outcome);
    case Name:
        return line.name;
    case Number:
        return Masking::shown(Masking::Field::DocumentNumber, Masking::Place::List, line.number);
    default:
        return ExchangeWords::reasons(line, m_words);
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Row:
        return tr("Row");
    case Result:
        return tr("What happens");
    case Name:
        return tr("Name");
    case Number:
        return tr("ID number");
    default:
        return tr("In detail");
    }
}

} // namespace shouli::app::exchange
