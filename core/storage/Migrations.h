// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Database.h"

#include <QList>
#include <QString>

namespace shouli::core::storage {

/// The schema as numbered SQL files (0001_….sql, 0002_….sql, …), each run once, in order, each in
/// one transaction with the version number (PRAGMA user_version). A released file never changes.
class Migrations {
public:
    struct Step {
        int version = 0; ///< from the file name, 1, 2, 3, … without gaps
        QString name;
        QString sql;
        bool operator==(const Step &) const = default;
    };

    /// Reads the files of a folder (a resource folder such as ":/schema/office").
    /// InvalidArgument for a gap or a misnamed file.
    [[nodiscard]] static base::Result<Migrations> load(const QString &folder);

    [[nodiscard]] int newest() const;

    /// Brings `database` to newest(). DatabaseTooNew if it is beyond. On an error the database is
    /// at the last whole step.
    [[nodiscard]] base::Result<void> apply(Database &database) const;

private:
    QList<Step> m_steps;
};

} // namespace shouli::core::storage
