// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/settle/Decision.h"

namespace shouli::app::widgets {
class DataTable;
}

namespace shouli::app::settle {

class DecisionPane;
class DisputeModel;

/// What waits for a person because two offices, or this one and the county, did not agree. The oldest
/// first; was, theirs and mine beside it; one key chooses, F12 decides, the next one.
class SettlePage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit SettlePage(office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Warning; }
    [[nodiscard]] int badge() const override { return m_count; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override { return m_done; }
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    /// ("settle", anything): comes to the front.
    bool open(const QString &kind, const QByteArray &id) override;
    void onActivated() override;
    void onDeactivated() override;

    [[nodiscard]] std::optional<core::changes::log::Dispute> current() const;
    [[nodiscard]] const std::optional<Decision> &chosen() const { return m_chosen; }

protected:
    void retranslate() override;
    void renew() override;

private:
    void count();
    void showCurrent();
    void choose(Decision::Choice choice);
    void type(const QString &text);
    void decide();
    void openSubject();
    void logLook();
    [[nodiscard]] QString blockedBy() const;
    void report(const core::base::Error &error) { Q_EMIT failed(error); }

    office::Session &m_session;
    bool m_front = false;
    bool m_showing = false; ///< the list is being set: its signals are no choice of the clerk's
    bool m_writing = false;
    int m_count = 0;
    QString m_done;
    std::optional<core::changes::log::Dispute> m_shown;
    std::optional<Decision> m_chosen;
    DisputeModel *m_rows;
    widgets::DataTable *m_table;
    DecisionPane *m_pane;
};

} // namespace shouli::app::settle
