// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/residents/PersonRecord.h"
#include "core/cases/desk/MoveOut.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::residents {

/// Who moves to which community, and what becomes of their open cases. Worked by keys: the community is found by
/// name, pinyin or division code; Space ticks. Holds what is chosen, stores nothing. GUI thread.
class MovePane : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive the pane.
    explicit MovePane(const office::Session &session, QWidget *parent = nullptr);

    /// Begins anew, with the person whose record it is ticked.
    void begin(const PersonRecord &record);
    /// The whole household, or that person alone again.
    void tickAll();
    [[nodiscard]] core::cases::desk::MoveOut moveOut() const;
    /// Why it cannot be done yet; empty where it can.
    [[nodiscard]] QString problem() const;
    /// "贺玉梅、李建军 → 栾家坪社区".
    [[nodiscard]] QString summary() const;
    void retranslate();

    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] widgets::ChecklistView *people() const { return m_people; }
    [[nodiscard]] widgets::ChecklistView *cases() const { return m_cases; }

    /// Offices that could have somebody from here on: those of the county with a role of this one.
    [[nodiscard]] static QList<core::staff::Office> communities(const office::Session &session);
    /// Its name in the window's language.
    [[nodiscard]] static QString nameOf(const core::staff::Office &office);

Q_SIGNALS:
    void changed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showPlaces();
    void showReasons();
    void showPeople();
    void showCases();
    void showOutcome();
    void choosePlace(int row);
    [[nodiscard]] QDate day() const;
    [[nodiscard]] QList<core::residents::Resident> movers() const;

    const office::Session &m_session;
    PersonRecord m_record;
    QSet<core::residents::ResidentId> m_moving;
    QSet<core::cases::CaseId> m_following;
    QList<core::cases::CaseFile> m_open; ///< of those who move, accepted here
    std::optional<core::staff::Office> m_to;
    core::residents::moves::LeavingReason m_reason = core::residents::moves::LeavingReason::RegistrationMoved;

    look::SectionHeader *m_placeHead;
    QLineEdit *m_search;
    widgets::ChecklistView *m_places;
    look::SectionHeader *m_reasonHead;
    widgets::ChecklistView *m_reasons;
    QLabel *m_dayLabel;
    QLineEdit *m_day;
    QLabel *m_addressLabel;
    QLineEdit *m_address;
    look::SectionHeader *m_peopleHead;
    widgets::ChecklistView *m_people;
    look::SectionHeader *m_casesHead;
    widgets::ChecklistView *m_cases;
    look::SectionHeader *m_outcomeHead;
    widgets::NoticeBox *m_outcome;
};

} // namespace shouli::app::residents
