// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle/DisputeModel.h"

#include "app/settle/DisputeWords.h"
#include "app/widgets/DataTable.h"

namespace shouli::app::settle {

using core::changes::log::Dispute;

DisputeModel::DisputeModel(const office::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

void DisputeModel::setDisputes(const QList<Dispute> &disputes)
{
    if (disputes == m_disputes)
        return;
    beginResetModel();
    m_disputes = disputes;
    readWords();
    endResetModel();
}

void DisputeModel::retranslate()
{
    readWords();
    if (!m_words.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_words.size()) - 1, columns - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
}

void DisputeModel::readWords()
{
    m_words.clear();
    for (const Dispute &dispute : std::as_const(m_disputes))
        m_words.append(QStringList{DisputeWords::whom(m_session, dispute), DisputeWords::what(m_session, dispute),
                                   DisputeWords::when(m_session, dispute.proposals.constFirst())});
}

int DisputeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_disputes.size());
}

int DisputeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant DisputeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_words.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_words.at(index.row()).at(index.column());
    if (role == widgets::DataTable::SortRole && index.column() == Since)
        return index.row(); // the county's order, whatever the clocks said
    return {};
}

QVariant DisputeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Whom:
        return tr("Whom");
    case What:
        return tr("What");
    default:
        return tr("Proposed on");
    }
}

} // namespace shouli::app::settle
