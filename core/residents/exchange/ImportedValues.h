// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/Resident.h"
#include "core/storage/Transaction.h"

#include <QDate>
#include <QList>
#include <QMap>

namespace shouli::core::residents::exchange {

/// Which values of one person stand as an import of this PC left them: a mark of the value itself, so that whatever is
/// changed later, here or elsewhere, is a person's from then on. A check of the whole record (Resident::verifiedOn) on
/// the day of the import or later confirms all of them. Other PCs know nothing of these marks: to them every value is a
/// person's, which is the safe side.
class ImportedValues {
public:
    ImportedValues() = default;

    [[nodiscard]] static base::Result<ImportedValues> of(const storage::Database &db, ResidentId person);
    [[nodiscard]] base::Result<void> store(storage::Transaction &tx, ResidentId person) const;

    /// Whether the value that stands there is an import's and nobody has confirmed it.
    [[nodiscard]] bool stands(const Resident &now, ResidentField field) const;
    /// `fields` of `after`, a person's record that was `before`, are an import's of that day.
    void mark(const Resident &before, const Resident &after, const QList<ResidentField> &fields, QDate today);

    bool operator==(const ImportedValues &) const = default;

private:
    QDate m_on;
    QMap<ResidentField, std::uint32_t> m_marks; ///< 24 bits
};

} // namespace shouli::core::residents::exchange
