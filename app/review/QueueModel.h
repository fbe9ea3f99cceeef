// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/cases/CaseRecord.h"

#include <QAbstractTableModel>

namespace shouli::app::review {

/// Which part of an office's queue is shown.
enum class View { Mine, DueToday, Overdue, InNotice, Returned };

/// One view of the queue as a table: time left, applicant, service and stage, community, arrival, papers.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Left, Applicant, Service, Community, Arrived, Papers, ColumnCount };

    /// `session` must outlive it.
    explicit QueueModel(const office::Session &session, QObject *parent = nullptr);

    /// Nothing is reset where the rows are the same as before. Returns whether they changed.
    bool setQueue(const core::cases::Queue &queue, View view);
    [[nodiscard]] const QList<core::cases::QueueItem> &items() const { return m_items; }
    /// The same stage of the same case; -1 if it is not shown. An empty stage: any of the case.
    [[nodiscard]] int rowOf(core::cases::CaseId id, const QString &stage) const;
    /// The same service at the same stage, the same thing to do: can be done together.
    [[nodiscard]] bool areAlike(int row, int other) const;
    [[nodiscard]] static bool belongs(const core::cases::QueueItem &item, View view, QDate today);
    /// Waits to be handed over, told or supplied: the delivery page's.
    [[nodiscard]] static bool isOfDelivery(const core::cases::QueueItem &item);
    [[nodiscard]] int count(const core::cases::Queue &queue, View view) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const core::cases::QueueItem &item, int column) const;

    const office::Session &m_session;
    QList<core::cases::QueueItem> m_items;
};

} // namespace shouli::app::review
