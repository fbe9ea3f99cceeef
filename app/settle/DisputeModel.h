// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/changes/log/Dispute.h"

#include <QAbstractTableModel>

namespace shouli::app::settle {

/// The list of what waits, for a DataTable: whom it is about, what, since when.
class DisputeModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Whom, What, Since, columns };

    explicit DisputeModel(const office::Session &session, QObject *parent = nullptr);

    /// Keeps the rows where nothing changed, so that what is chosen stays chosen.
    void setDisputes(const QList<core::changes::log::Dispute> &disputes);
    /// Words anew, in another language.
    void retranslate();
    [[nodiscard]] const QList<core::changes::log::Dispute> &disputes() const { return m_disputes; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void readWords();

    const office::Session &m_session;
    QList<core::changes::log::Dispute> m_disputes;
    QList<QStringList> m_words; ///< by row and column: rows are painted often and read from the database once
};

} // namespace shouli::app::settle
