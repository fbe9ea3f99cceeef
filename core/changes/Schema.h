// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

namespace shouli::core::changes {

/// What becomes of two concurrent edits of one field (or of one group of coupled fields).
enum class Policy {
    Park,      ///< the first in county order stays, the later one is a visible proposal
    LastInLog, ///< the later one in county order wins: for values of little weight
    KeepBoth,  ///< lists (phones): both stay
};

/// One field as declared.
struct FieldSchema {
    Field field;
    QString column; ///< in the kind's working table
    Policy policy = Policy::Park;
    QString group; ///< fields of one group conflict as a unit; empty: alone
    bool operator==(const FieldSchema &) const = default;
};

/// One sort of thing as declared.
struct KindSchema {
    Kind kind;
    QString name;
    QString table; ///< has the columns `id` (blob) and those of `fields`
    QMap<Field, FieldSchema> fields;
    bool operator==(const KindSchema &) const = default;

    /// The field of a column; {0} if there is none.
    [[nodiscard]] Field fieldOf(const QString &column) const;
    /// The field itself first, then those that conflict with it as a unit.
    [[nodiscard]] QList<Field> coupled(Field field) const;
};

/// The replicated kinds and fields, read from resources/schema/entities.json: data, so that the
/// server can judge and image changes without a type for a resident or a case. Additive only:
/// numbers are never reused, and what is unknown passes through untouched. Immutable; thread-safe.
class Schema {
public:
    /// InvalidArgument naming the place for a repeated number, a missing part, or a table or column
    /// name that is not [a-z_]+ (they are put into SQL).
    [[nodiscard]] static base::Result<Schema> parse(const QByteArray &json);
    [[nodiscard]] static base::Result<Schema> load(const QString &path = QStringLiteral(":/schema/entities.json"));

    [[nodiscard]] int version() const { return m_version; }
    [[nodiscard]] const KindSchema *find(Kind kind) const;
    /// By its name ("office"); for code that has no type for the kind.
    [[nodiscard]] const KindSchema *find(const QString &name) const;
    [[nodiscard]] QList<KindSchema> kinds() const { return m_kinds.values(); }

private:
    int m_version = 0;
    QMap<Kind, KindSchema> m_kinds;
};

} // namespace shouli::core::changes
