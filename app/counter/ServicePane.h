// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/Acceptance.h"
#include "app/widgets/Pane.h"

namespace shouli::app::widgets {
class ChecklistView;
class StageBar;
} // namespace shouli::app::widgets

namespace shouli::app::counter {

/// Which service, whether it fits, and what of the register is to be checked with the resident.
/// First the list of services; after one is chosen its stages, conditions, and the fields.
class ServicePane : public widgets::Pane {
    Q_OBJECT

public:
    explicit ServicePane(QWidget *parent = nullptr);

    void show(const Acceptance &acceptance);
    /// The list of services, or the conditions: where the arrow keys go.
    [[nodiscard]] QWidget *list() const;
    /// Puts the focus on the next condition that waits for a person's answer. False where none does.
    bool focusOpen();

Q_SIGNALS:
    void chosen(const QString &serviceCode);
    /// The clerk answered a question (Y, N; Space takes it back).
    void answered(const QString &question, std::optional<bool> yes);
    void judged(const QString &question, std::optional<bool> yes);
    void variantChosen(const QString &variant);
    void subjectChosen(const QByteArray &resident);
    /// A field of the register was typed over; `key` is the row's.
    void corrected(const QString &key, const QString &text);

private:
    void showServices(const Acceptance &acceptance);
    void showService(const Acceptance &acceptance);
    void showRules(const Acceptance &acceptance);
    void showFields(const Acceptance &acceptance);
    void reply(int row, std::optional<bool> yes);

    look::SectionHeader *m_title;
    widgets::StageBar *m_stages;
    look::SectionHeader *m_rulesHead;
    widgets::ChecklistView *m_services;
    widgets::ChecklistView *m_rules;
    look::SectionHeader *m_fieldsHead;
    widgets::ChecklistView *m_fields;
};

} // namespace shouli::app::counter
