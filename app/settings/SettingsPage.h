// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/office/Session.h"

class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class KeyValueList;
} // namespace shouli::app::widgets

namespace shouli::app::settings {

/// This computer: which county server it talks to, and the proxy that its network may ask for. What is saved holds from
/// the next connection on.
class SettingsPage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit SettingsPage(office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Settings; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QWidget *mainList() const override;

protected:
    void retranslate() override;

private:
    using Setting = sync::transport::ProxySetting;
    struct Row {
        look::ToneLabel *label;
        QLineEdit *field;
        look::ToneLabel *hint;
    };

    /// None: what stands there is no setting.
    [[nodiscard]] std::optional<Setting> entered() const;
    void show(const Setting &setting);
    void setWords();
    void save();

    office::Session &m_session;
    look::SectionHeader *m_aboutHead;
    widgets::KeyValueList *m_about;
    look::SectionHeader *m_proxyHead;
    Row m_address;
    Row m_name;
    Row m_password;
    look::ToneLabel *m_outcome;
    bool m_tried = false; ///< what is wrong is shown from the first attempt on
    bool m_saved = false;
};

} // namespace shouli::app::settings
