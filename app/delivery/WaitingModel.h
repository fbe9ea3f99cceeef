// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/cases/CaseRecord.h"

#include <QAbstractTableModel>

namespace shouli::app::delivery {

/// One list of waiting cases, for a DataTable: who, what, by when, the number.
class WaitingModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Resident, Service, Due, Number, columns };

    explicit WaitingModel(const office::Session &session, QObject *parent = nullptr);

    /// Keeps the rows where nothing changed, so that what is chosen stays chosen.
    void setItems(const QList<core::cases::QueueItem> &items);
    [[nodiscard]] const QList<core::cases::QueueItem> &items() const { return m_items; }
    /// -1 where it is not in the list.
    [[nodiscard]] int rowOf(core::cases::CaseId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const core::cases::QueueItem &item, int column) const;

    const office::Session &m_session;
    QList<core::cases::QueueItem> m_items;
};

} // namespace shouli::app::delivery
