// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/widgets/ChecklistModel.h"

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class KeyValueList;
class NoticeBox;
class Pane;
class StageBar;
class TagRow;
} // namespace shouli::app::widgets

namespace shouli::app::gallery {

/// The front desk with made-up people: what a page looks like, and how one is written.
class CounterSample : public frame::Page {
    Q_OBJECT

public:
    explicit CounterSample(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Counter; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QString hint() const override;
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QString subject() const override;
    [[nodiscard]] QWidget *mainList() const override;
    bool onScan(const QString &text) override;
    void onOmniText(const QString &text) override;

protected:
    void retranslate() override;

private:
    void fillPerson();
    void fillService();
    void fillPapers();
    void onToggled(int row);
    void onTolerated(int row);
    void onCorrected(int row, const QString &text);

    QList<bool> m_received{true, true, true, true, true, false, false};
    bool m_tolerated = true;
    QString m_phone;
    widgets::Pane *m_person;
    widgets::Pane *m_service;
    widgets::Pane *m_paperwork;
    look::SectionHeader *m_name;
    look::ToneLabel *m_facts;
    widgets::KeyValueList *m_details;
    widgets::TagRow *m_tags;
    look::SectionHeader *m_familyHeader;
    widgets::ChecklistView *m_family;
    look::SectionHeader *m_runningHeader;
    widgets::ChecklistView *m_running;
    look::ToneLabel *m_reminder;
    look::SectionHeader *m_serviceHeader;
    widgets::StageBar *m_stages;
    look::SectionHeader *m_conditionsHeader;
    widgets::ChecklistView *m_conditions;
    look::SectionHeader *m_confirmHeader;
    widgets::ChecklistView *m_confirm;
    look::SectionHeader *m_papersHeader;
    widgets::ChecklistView *m_papers;
    widgets::NoticeBox *m_notice;
    look::SectionHeader *m_printHeader;
    widgets::ChecklistView *m_prints;
};

} // namespace shouli::app::gallery
