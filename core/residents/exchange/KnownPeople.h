// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/PartialDate.h"
#include "core/residents/ResidentId.h"
#include "core/storage/Database.h"

#include <QList>
#include <QMultiHash>
#include <QString>

namespace shouli::core::residents::exchange {

/// Who of the register, and of the rows above in a file, has a given name and may have a given birth date. Held in
/// memory, less than 100 bytes a person. What changes in the register later is not seen.
class KnownPeople {
public:
    struct Person {
        PartialDate birthDate;
        ResidentId id;
        std::int64_t row = 0; ///< in the file; 0 for somebody of the register
        QString number = {};  ///< ID number, of rows in the file
    };

    [[nodiscard]] static base::Result<KnownPeople> load(const storage::Database &db);

    void add(const QString &name, const Person &person);
    /// Those of that name whose birth date does not speak against it: unknown parts fit all.
    [[nodiscard]] QList<Person> like(const QString &name, const PartialDate &birthDate) const;

private:
    [[nodiscard]] static std::uint64_t keyOf(const QString &name);

    QMultiHash<std::uint64_t, Person> m_people;
};

} // namespace shouli::core::residents::exchange
