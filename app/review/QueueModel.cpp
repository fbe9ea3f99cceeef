// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review/QueueModel.h"

#include "app/casework/CaseWords.h"
#include "app/widgets/DataTable.h"

#include <algorithm>

namespace shouli::app::review {

using casework::CaseWords;
using core::cases::CaseFile;
using core::cases::CaseId;
using core::cases::Queue;
using core::cases::QueueItem;
using widgets::DataTable;
using CalendarLight = core::calendar::Light;

QueueModel::QueueModel(const office::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

bool QueueModel::belongs(const QueueItem &item, View view, QDate today)
{
    const CalendarLight light = item.deadline.light;
    switch (view) {
    case View::Mine:
        return item.isMine();
    case View::DueToday:
        return item.isMine() && (light == CalendarLight::Green || light == CalendarLight::Yellow)
            && item.deadline.due.date <= today;
    case View::Overdue:
        return item.isMine() && light == CalendarLight::Red;
    case View::InNotice:
        return item.publicNotice && item.turn != QueueItem::Turn::SentBack;
    case View::Returned:
        return item.turn == QueueItem::Turn::Correction || item.turn == QueueItem::Turn::SentBack;
    }
    return false;
}

bool QueueModel::isOfDelivery(const QueueItem &item)
{
    return item.delivers || item.turn == QueueItem::Turn::Telling || item.turn == QueueItem::Turn::Papers;
}

int QueueModel::count(const Queue &queue, View view) const
{
    return static_cast<int>(
        std::count_if(queue.items.cbegin(), queue.items.cend(),
                      [this, view](const QueueItem &item) { return belongs(item, view, m_session.clock().today()); }));
}

bool QueueModel::setQueue(const Queue &queue, View view)
{
    QList<QueueItem> items;
    for (const QueueItem &item : queue.items) {
        if (belongs(item, view, m_session.clock().today()))
            items.append(item);
    }
    if (items == m_items)
        return false;
    beginResetModel();
    m_items = items;
    endResetModel();
    return true;
}

int QueueModel::rowOf(CaseId id, const QString &stage) const
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id == id && (stage.isEmpty() || m_items.at(row).stage == stage))
            return row;
    }
    return -1;
}

bool QueueModel::areAlike(int row, int other) const
{
    const QueueItem &a = m_items.at(row);
    const QueueItem &b = m_items.at(other);
    return a.turn == b.turn && a.service == b.service && a.catalogue == b.catalogue && a.stage == b.stage;
}

void QueueModel::retranslate()
{
    if (!m_items.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString QueueModel::text(const QueueItem &item, int column) const
{
    const QDate today = m_session.clock().today();
    switch (column) {
    case Left: {
        if (item.turn == QueueItem::Turn::Correction)
            return tr("to put right");
        if (item.turn == QueueItem::Turn::Telling && item.deadline.light == CalendarLight::None)
            return tr("to tell");
        if (item.turn == QueueItem::Turn::SentBack)
            return tr("sent back");
        return CaseWords::left(item.deadline);
    }
    case Applicant:
        return item.applicantName;
    case Service: {
        CaseFile file;
        file.service = item.service;
        file.catalogue = item.catalogue;
        const QString service = CaseWords::service(m_session, file);
        return item.stage.isEmpty() ? service
                                    : tr("%1 · %2").arg(service, CaseWords::stage(m_session, file, item.stage));
    }
    case Community:
        return m_session.directory().office(item.home).value_or(core::staff::Office()).name;
    case Arrived:
        return CaseWords::day(item.arrived, today);
    case Papers:
        if (item.missing > 0)
            return tr("%n missing", nullptr, item.missing);
        return item.tolerated > 0 ? tr("%n tolerated", nullptr, item.tolerated) : tr("all", "papers");
    default:
        return {};
    }
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_items.size())
        return {};
    const QueueItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(item, index.column());
    case DataTable::LightRole:
        return index.column() == Left ? QVariant(static_cast<int>(CaseWords::light(item.deadline.light))) : QVariant();
    case DataTable::ToneRole:
        return static_cast<int>(
            index.column() == Left && item.deadline.light == CalendarLight::Red ? look::Tone::Bad : look::Tone::Normal);
    case DataTable::SortRole:
        if (index.column() == Left)
            return index.row(); // the queue's own order: the most urgent first
        return index.column() == Arrived ? QVariant(item.arrived) : QVariant();
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Left:
        return tr("Left", "time");
    case Applicant:
        return tr("Applicant");
    case Service:
        return tr("Service · stage");
    case Community:
        return tr("Community");
    case Arrived:
        return tr("Arrived");
    case Papers:
        return tr("Papers");
    default:
        return {};
    }
}

} // namespace shouli::app::review
