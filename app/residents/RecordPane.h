// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/residents/PersonRecord.h"

#include <QWidget>

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class KeyValueList;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::residents {

/// The open record: the person at the left, family, groups and cases at the right.
class RecordPane : public QWidget {
    Q_OBJECT

public:
    explicit RecordPane(const office::Session &session, QWidget *parent = nullptr);

    /// `revealed`: whole numbers, as asked for with F9.
    void show(const PersonRecord &record, bool revealed);
    /// The family: Enter opens a member.
    [[nodiscard]] widgets::ChecklistView *family() const { return m_family; }
    [[nodiscard]] widgets::ChecklistView *groups() const { return m_groups; }

Q_SIGNALS:
    void memberChosen(const QByteArray &resident);
    void caseChosen(const QByteArray &caseId);

private:
    void showPerson(const core::residents::Resident &resident, bool revealed);
    void showGroups(const PersonRecord &record, bool revealed);
    void showFamily(const PersonRecord &record);
    void showCases(const PersonRecord &record);

    const office::Session &m_session;
    look::ToneLabel *m_name;
    look::ToneLabel *m_facts;
    widgets::NoticeBox *m_disputes;
    widgets::KeyValueList *m_details;
    look::SectionHeader *m_groupsHead;
    widgets::ChecklistView *m_groups;
    look::SectionHeader *m_familyHead;
    widgets::ChecklistView *m_family;
    look::SectionHeader *m_casesHead;
    widgets::ChecklistView *m_cases;
};

} // namespace shouli::app::residents
