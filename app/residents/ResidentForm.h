// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "app/office/Session.h"
#include "core/residents/ResidentDraft.h"
#include "core/residents/search/ResidentSearch.h"

#include <QMap>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class ChecklistView;
}

namespace shouli::app::residents {

class BelongingPane;
struct Belonging;

/// A record while it is typed: the fields, household and groups, what was found about them, and who might be the
/// same person. Holds a draft, stores nothing.
class ResidentForm : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive the form.
    explicit ResidentForm(const office::Session &session, QWidget *parent = nullptr);

    /// Shows a draft; the first field has the focus.
    void edit(const core::residents::ResidentDraft &draft, const Belonging &belonging, const QString &title,
              const QString &hint);
    [[nodiscard]] const core::residents::ResidentDraft &draft() const { return m_draft; }
    [[nodiscard]] BelongingPane *belonging() const { return m_belonging; }
    /// Why it cannot be kept; empty where it can.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QLineEdit *field(core::residents::ResidentField field) const { return m_fields.value(field); }
    [[nodiscard]] widgets::ChecklistView *findings() const { return m_findings; }
    [[nodiscard]] widgets::ChecklistView *likely() const { return m_likely; }
    /// Sets all words anew.
    void retranslate();

Q_SIGNALS:
    void changed();
    /// One of those who might be the same person.
    void chosen(const QByteArray &resident);

private:
    void addField(QGridLayout *grid, core::residents::ResidentField field, int row, int column);
    void typed(core::residents::ResidentField field, const QString &text);
    void fill(core::residents::ResidentField field);
    [[nodiscard]] office::CodeWords words() const;
    [[nodiscard]] QString shown(core::residents::ResidentField field) const;
    void setHousehold(core::residents::HouseholdId id, const QString &address);
    void showFindings();
    void showLikely();

    const office::Session &m_session;
    core::residents::search::ResidentSearch m_search;
    core::residents::ResidentDraft m_draft;
    look::SectionHeader *m_head;
    look::SectionHeader *m_findingsHead;
    look::SectionHeader *m_likelyHead;
    QMap<core::residents::ResidentField, QLineEdit *> m_fields;
    QMap<core::residents::ResidentField, QLabel *> m_labels;
    widgets::ChecklistView *m_findings;
    widgets::ChecklistView *m_likely;
    BelongingPane *m_belonging;
};

} // namespace shouli::app::residents
