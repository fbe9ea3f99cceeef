// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/people/PersonSearch.h"
#include "app/residents/Belonging.h"
#include "app/residents/PersonRecord.h"
#include "core/residents/ResidentDraft.h"
#include "core/staff/Permissions.h"

#include <QHash>

class QStackedLayout;

namespace shouli::app::widgets {
class EmptyState;
}

namespace shouli::app::residents {

class ErasePane;
class MovePane;
class RecordPane;
class ResidentForm;

/// The register of residents: find, look, correct, add. Each look is logged with its purpose; what is
/// typed stays until it has been kept.
class ResidentsPage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit ResidentsPage(office::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Residents; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override { return m_done; }
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QString subject() const override;
    [[nodiscard]] QList<frame::KeyHelp> keyHelp() const override;
    [[nodiscard]] QWidget *mainList() const override;

    /// ("resident", its id) opens the record; ("resident-new", what was typed) begins a new one.
    bool open(const QString &kind, const QByteArray &id) override;
    bool onScan(const QString &text) override;
    void onOmniText(const QString &text) override;
    void onResultChosen(const QByteArray &key) override;
    void onActivated() override;

protected:
    void retranslate() override;
    void renew() override { reload(); }

private:
    enum class View { Nobody, Record, Form, Move, Erase, Stub };

    void openRecord(core::residents::ResidentId id);
    void reload();
    void beginNew(core::residents::HouseholdId household, const QString &typed);
    void beginCorrection();
    void showForm(const core::residents::ResidentDraft &draft);
    void startAfresh();
    void beginErasing();
    void erase();
    [[nodiscard]] QList<frame::PageAction> eraseActions() const;
    /// Whether they were lawfully erased: then that is shown, and nothing of theirs that was typed is kept.
    bool showStub(core::residents::ResidentId id);
    void beginMove();
    void moveOut();
    [[nodiscard]] QList<frame::PageAction> moveActions() const;
    void leave();
    void save();
    /// New memberships get their id and holder.
    [[nodiscard]] QList<GroupChange> groupChanges(const Belonging &belonging,
                                                  const core::residents::Resident &who) const;
    [[nodiscard]] static core::base::Result<void> changeGroups(office::Writing &w, core::changes::Act &act,
                                                               const core::residents::Resident &who,
                                                               const QList<GroupChange> &changes, QDate today);
    void reveal();
    void log(const QString &purpose);
    void refresh();
    void report(const core::base::Error &error) { Q_EMIT failed(error); }
    [[nodiscard]] bool may(core::staff::Deed deed) const;

    office::Session &m_session;
    people::PersonSearch m_search;
    View m_view = View::Nobody;
    std::optional<PersonRecord> m_record;
    std::optional<PersonRecord::Stub> m_stub;
    bool m_revealed = false;
    bool m_writing = false;
    QString m_done;
    /// What is typed and not yet kept, by person; the null id is a new one.
    QHash<core::residents::ResidentId, core::residents::ResidentDraft> m_drafts;
    QHash<core::residents::ResidentId, Belonging> m_belongings;           ///< the same of household and groups
    QHash<core::residents::ResidentId, core::residents::Resident> m_seen; ///< as it was when its correction began
    core::residents::ResidentId m_editing;
    QStackedLayout *m_stack;
    widgets::EmptyState *m_empty;
    RecordPane *m_pane;
    ResidentForm *m_form;
    MovePane *m_move;
    ErasePane *m_erase;
};

} // namespace shouli::app::residents
