// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/storage/Statement.h"

#include <QList>
#include <QString>
#include <QStringList>

/// Rows of the module's tables as value structs. For the .cpp files of this module.
namespace shouli::core::residents::detail {

inline changes::Value columnValue(const storage::Statement &row, int column)
{
    switch (row.type(column)) {
    case storage::Statement::Type::Null:
        return {};
    case storage::Statement::Type::Integer:
        return changes::Value(row.integer(column));
    case storage::Statement::Type::Text:
        return changes::Value(row.text(column));
    case storage::Statement::Type::Blob:
        break;
    }
    return changes::Value(row.blob(column));
}

/// "id, name, former_name, ..." for fields(); a prefix such as "r." names the table.
template <class Field>
QString columns(const QList<Field> &fields, const QString &prefix = {})
{
    QStringList names = {prefix + QStringLiteral("id")};
    for (const Field field : fields)
        names.append(prefix + columnOf(field));
    return names.join(QStringLiteral(", "));
}

/// A row selected with columns().
template <class Struct, class Field, class StructId>
Struct readRow(const storage::Statement &row, const QList<Field> &fields)
{
    Struct read;
    read.id = row.id<StructId>(0);
    int column = 1;
    for (const Field field : fields)
        read.setValue(field, columnValue(row, column++));
    return read;
}

} // namespace shouli::core::residents::detail
