// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/office/Session.h"
#include "app/office/StaffAccounts.h"
#include "app/staff/StaffDialog.h"
#include "app/staff/StaffModel.h"

#include <QPointer>

#include <optional>

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class DataTable;
class KeyValueList;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::staff {

/// The office's people: added, given another role or a new first passphrase, taken away. Says who of them cannot
/// sign in at this computer, because they were added at another one, and that an office has no administrator yet.
class StaffPage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit StaffPage(office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Person; }
    /// Colleagues who cannot sign in here.
    [[nodiscard]] int badge() const override;
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override { return m_done; }
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    void onOmniText(const QString &text) override;
    void onResultChosen(const QByteArray &key) override;
    void onActivated() override;

    [[nodiscard]] std::optional<StaffRow> current() const;

protected:
    void retranslate() override;
    void renew() override;

private:
    using Act = StaffDialog::Act;

    void showCurrent();
    /// Empty where `act` can be done to who is chosen.
    [[nodiscard]] QString blockedBy(Act act) const;
    [[nodiscard]] frame::PageAction actionFor(Act act, const QString &text, int key) const;
    void ask(Act act);
    void carryOut(Act act, StaffDialog *dialog, const core::staff::StaffMember &whom);
    [[nodiscard]] QString doneText(Act act, const QString &name) const;

    office::Session &m_session;
    QString m_done;
    QPointer<StaffDialog> m_dialog;
    StaffModel *m_rows;
    widgets::DataTable *m_table;
    look::SectionHeader *m_listHead;
    look::SectionHeader *m_head;
    widgets::KeyValueList *m_facts;
    widgets::NoticeBox *m_notice;
};

} // namespace shouli::app::staff
