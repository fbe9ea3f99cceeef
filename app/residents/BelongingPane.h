// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "app/residents/Belonging.h"
#include "core/residents/GroupMembership.h"
#include "core/residents/Resident.h"
#include "core/residents/search/ResidentSearch.h"

#include <QWidget>

class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class ChecklistView;
struct ChecklistRow;
} // namespace shouli::app::widgets

namespace shouli::app::residents {

/// Which household somebody is in, and which groups: the household is found by the name of anybody in it, or
/// made; groups are ticked, and what they ask is typed below. Holds what is chosen, stores nothing. GUI thread.
class BelongingPane : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive the pane.
    explicit BelongingPane(const office::Session &session, QWidget *parent = nullptr);

    /// `resident` as typed so far.
    void show(const core::residents::Resident &resident, const Belonging &belonging);
    [[nodiscard]] const Belonging &belonging() const { return m_belonging; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] widgets::ChecklistView *households() const { return m_households; }
    [[nodiscard]] widgets::ChecklistView *groups() const { return m_groups; }
    /// Why it cannot be kept; empty where it can.
    [[nodiscard]] QString problem() const;
    void retranslate();

Q_SIGNALS:
    /// This household was chosen, or a new one (then belonging() has it), with its address.
    void householdChosen(shouli::core::residents::HouseholdId id, const QString &address);
    void changed();

private:
    struct Members {
        QString head;
        QString address;
        int count = 0;
    };
    [[nodiscard]] Members membersOf(core::residents::HouseholdId id) const;
    [[nodiscard]] const core::residents::GroupMembership *kept(const QString &group) const; ///< valid today
    [[nodiscard]] std::optional<core::residents::GroupMembership> wanted(const QString &group) const;
    [[nodiscard]] const core::catalogue::Catalogue *catalogue() const;
    void put(const QString &group, const std::optional<core::residents::GroupMembership> &wanted);
    void choose(int row);
    void toggle(int row);
    void edit(int row, const QString &text);
    void sortGroups();
    void addGroup(const core::catalogue::GroupDefinition &group, QList<widgets::ChecklistRow> &rows) const;
    void readMemberships();
    void showHead();
    void showHouseholds();
    void showGroups();

    const office::Session &m_session;
    core::residents::search::ResidentSearch m_finder;
    core::residents::Resident m_resident;
    Belonging m_belonging;
    QList<core::residents::GroupMembership> m_memberships; ///< as kept
    look::SectionHeader *m_householdHead;
    QLineEdit *m_search;
    widgets::ChecklistView *m_households;
    look::SectionHeader *m_groupsHead;
    widgets::ChecklistView *m_groups;
    QStringList m_order;             ///< groups as listed: first those that somebody belongs to
    QMap<QString, QString> m_unread; ///< typed and not understood, by row
};

} // namespace shouli::app::residents
