// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/StaffAccounts.h"

#include <QAbstractTableModel>
#include <QList>

namespace shouli::app::staff {

/// One of the office's people, and whether they can sign in here.
struct StaffRow {
    core::staff::StaffMember member;
    office::StaffAccounts::SignIn signIn = office::StaffAccounts::SignIn::None;

    bool operator==(const StaffRow &) const = default;
};

/// The list for a DataTable: name, role, state. Those who left come last.
class StaffModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Role, State, columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows where nothing changed, so that who is chosen stays chosen.
    void setPeople(const QList<StaffRow> &people);
    [[nodiscard]] const QList<StaffRow> &people() const { return m_people; }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<StaffRow> m_people;
};

} // namespace shouli::app::staff
