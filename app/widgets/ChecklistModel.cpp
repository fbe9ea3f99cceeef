// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/ChecklistModel.h"

#include <algorithm>

namespace shouli::app::widgets {

namespace {

QString spoken(const ChecklistRow &row)
{
    static const QString marks[] = {
        {}, QStringLiteral("✓ "), QStringLiteral("✗ "), QStringLiteral("? "), QStringLiteral("! ")};
    QString text = marks[static_cast<int>(row.mark)] + row.text;
    if (!row.note.isEmpty())
        text += QStringLiteral(", ") + row.note;
    return text;
}

} // namespace

ChecklistModel::ChecklistModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ChecklistModel::setRows(const QList<ChecklistRow> &rows)
{
    const bool sameKeys = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                     [](const auto &a, const auto &b) { return a.key == b.key; });
    if (!sameKeys) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        if (m_rows.at(i) == rows.at(i))
            continue;
        m_rows[i] = rows.at(i);
        Q_EMIT dataChanged(index(i), index(i));
    }
}

int ChecklistModel::rowOf(const QString &key) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const auto &row) { return row.key == key; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

bool ChecklistModel::hasMarks() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row.mark != Mark::None; });
}

bool ChecklistModel::hasSelectable() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row.selectable; });
}

int ChecklistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChecklistModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChecklistRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::EditRole:
        return row.noteIsHint ? QString() : row.note;
    case NoteRole:
        return row.note;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case KeyRole:
        return row.key;
    case MarkRole:
        return QVariant::fromValue(static_cast<int>(row.mark));
    case NoteToneRole:
        return QVariant::fromValue(static_cast<int>(row.noteTone));
    case KeyHintRole:
        return row.keyHint;
    case LettersRole:
        return row.letters;
    default:
        return {};
    }
}

bool ChecklistModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole || !m_rows.at(index.row()).editable)
        return false;
    if (value.toString() != data(index, Qt::EditRole).toString())
        Q_EMIT edited(index.row(), value.toString());
    return true;
}

Qt::ItemFlags ChecklistModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const ChecklistRow &row = m_rows.at(index.row());
    Qt::ItemFlags flags = Qt::ItemNeverHasChildren;
    if (row.selectable)
        flags |= Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (row.editable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace shouli::app::widgets
