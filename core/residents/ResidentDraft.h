// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Finding.h"
#include "core/residents/Resident.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QString>

namespace shouli::core::residents {

/// A finding and the field it is about.
struct FieldFinding {
    ResidentField field = ResidentField::Name;
    Finding finding;

    bool operator==(const FieldFinding &) const = default;
};

/// A person's record while somebody types it. Takes every field as text, as typed; what cannot be
/// read is kept as it is, so that nothing typed is lost, and is a finding. Knows no screen.
class ResidentDraft {
public:
    /// `localAreaCode` is put before telephone numbers without one: "0911".
    explicit ResidentDraft(const Resident &start = {}, QString localAreaCode = {});

    /// Typed text for a field. Dates, codes, telephone and citizen numbers are brought to their
    /// stored form where they can be read. Ids of persons and households are set on edit().
    void type(ResidentField field, const QString &text);
    /// What stands in the field: the stored form, or what was typed if that cannot be read.
    [[nodiscard]] QString text(ResidentField field) const;
    /// Whether typed text waits there that could not be read.
    [[nodiscard]] bool isUnread(ResidentField field) const { return m_unread.contains(field); }

    [[nodiscard]] const Resident &resident() const { return m_resident; }
    /// For what is chosen and not typed.
    [[nodiscard]] Resident &edit() { return m_resident; }

    /// Sex and birth date from a citizen number, where they are empty. Typed ones stay.
    void fillFromNumber();

    /// What is impossible but was so before, and was not touched, counts as odd: a wrong number of
    /// an old register must not keep a clerk from correcting the telephone.
    [[nodiscard]] QList<FieldFinding> validate(QDate today) const;
    /// Whether it can be saved: nothing impossible in validate().
    [[nodiscard]] bool isSavable(QDate today) const;

private:
    Resident m_start;
    Resident m_resident;
    QString m_localAreaCode;
    QMap<ResidentField, QString> m_unread;
};

} // namespace shouli::core::residents
