// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/office/Session.h"

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class ChecklistView;
class KeyValueList;
class StageBar;
} // namespace shouli::app::widgets

namespace shouli::app::services {

/// What each service asks for, to be told before somebody walks home for a paper.
class ServicesPage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit ServicesPage(const office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Services; }
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QWidget *mainList() const override;
    [[nodiscard]] widgets::ChecklistView *materials() const { return m_materials; }
    [[nodiscard]] widgets::ChecklistView *conditions() const { return m_conditions; }

    void onOmniText(const QString &text) override;
    void onResultChosen(const QByteArray &code) override;

protected:
    void retranslate() override;

private:
    void showList();
    void showService();
    void showConditions(const core::catalogue::Service &service);
    void showMaterials(const core::catalogue::Service &service);

    std::shared_ptr<const core::catalogue::Catalogue> m_catalogue; ///< null where none is in force
    look::SectionHeader *m_listHead;
    widgets::ChecklistView *m_list;
    look::SectionHeader *m_head;
    widgets::KeyValueList *m_facts;
    look::SectionHeader *m_conditionsHead;
    widgets::ChecklistView *m_conditions;
    look::SectionHeader *m_stagesHead;
    widgets::StageBar *m_stages;
    look::SectionHeader *m_materialsHead;
    widgets::ChecklistView *m_materials;
};

} // namespace shouli::app::services
