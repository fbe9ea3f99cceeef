// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "core/cases/CaseFile.h"
#include "core/residents/family/FamilyView.h"

#include <QDialog>
#include <QList>

class QLineEdit;

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::counter {

/// Who came for the resident (代办人): one of the family by ↑↓ Enter, or typed. With all fields empty
/// the resident came in person. Show it with open(). GUI thread.
class ProxyDialog : public QDialog {
    Q_OBJECT

public:
    /// `today` is for ID numbers.
    ProxyDialog(const core::residents::family::FamilyView &family, core::residents::ResidentId applicant,
                const core::cases::Proxy &proxy, const QDate &today, const office::CodeWords &words, QWidget *parent);

    [[nodiscard]] core::cases::Proxy proxy() const;

public Q_SLOTS:
    void accept() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Field { Name, Relation, Number, Phone, fieldCount };

    void build();
    void retranslate();
    void showFamily();
    void take(int row);
    [[nodiscard]] QString problem() const;

    QList<core::residents::family::FamilyView::Member> m_people; ///< who might come
    QDate m_today;
    office::CodeWords m_words;
    look::ToneLabel *m_lead;
    widgets::ChecklistView *m_family;
    QList<look::ToneLabel *> m_labels;
    QList<QLineEdit *> m_fields;
    widgets::NoticeBox *m_message;
    look::KeyButton *m_ok;
    look::KeyButton *m_cancel;
};

} // namespace shouli::app::counter
