// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ColumnValue.h"

namespace shouli::core::changes::log {

using storage::Statement;

void bindValue(Statement &statement, const Value &value)
{
    if (value.isNumber())
        statement.bind(value.number());
    else if (value.isText())
        statement.bind(value.text());
    else if (value.isBytes())
        statement.bind(value.bytes());
    else
        statement.bind(std::nullopt);
}

Value columnValue(const Statement &statement, int column)
{
    switch (statement.type(column)) {
    case Statement::Type::Null:
        return {};
    case Statement::Type::Integer:
        return Value(statement.integer(column));
    case Statement::Type::Text:
        return Value(statement.text(column));
    case Statement::Type::Blob:
        break;
    }
    return Value(statement.blob(column));
}

} // namespace shouli::core::changes::log
