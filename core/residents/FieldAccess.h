// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/residents/Code.h"
#include "core/residents/PartialDate.h"
#include "core/residents/Sex.h"

#include <QDate>
#include <QString>

/// How members of our value structs become field values of the change log and come back: empty is
/// nothing, codes are numbers, dates ISO text, ids bytes. For the .cpp files of this module.
namespace shouli::core::residents::detail {

inline changes::Value toValue(const QString &text)
{
    return text.isEmpty() ? changes::Value() : changes::Value(text);
}
inline changes::Value toValue(bool flag)
{
    return flag ? changes::Value(true) : changes::Value();
}
inline changes::Value toValue(QDate date)
{
    return changes::Value(date);
}
inline changes::Value toValue(const PartialDate &date)
{
    return toValue(date.toString());
}
inline changes::Value toValue(Sex sex)
{
    return sex == Sex::Unknown ? changes::Value() : changes::Value(static_cast<int>(sex));
}
template <CodeSystem S>
changes::Value toValue(Code<S> code)
{
    return code.isEmpty() ? changes::Value() : changes::Value(code.value());
}
template <class Tag>
changes::Value toValue(const base::Id<Tag> &id)
{
    return changes::Value(id);
}

inline void fromValue(QString &text, const changes::Value &value)
{
    text = value.text();
}
inline void fromValue(bool &flag, const changes::Value &value)
{
    flag = value.number() != 0;
}
inline void fromValue(QDate &date, const changes::Value &value)
{
    date = value.date();
}
inline void fromValue(PartialDate &date, const changes::Value &value)
{
    date = PartialDate::parse(value.text());
}
inline void fromValue(Sex &sex, const changes::Value &value)
{
    const auto number = value.number();
    sex = number == 1 || number == 2 || number == 9 ? static_cast<Sex>(number) : Sex::Unknown;
}
template <CodeSystem S>
void fromValue(Code<S> &code, const changes::Value &value)
{
    code = value.isNumber() ? Code<S>(static_cast<int>(value.number())) : Code<S>();
}
template <class Tag>
void fromValue(base::Id<Tag> &id, const changes::Value &value)
{
    id = value.id<base::Id<Tag>>();
}

/// One row of a struct's table of fields.
template <class Struct, class Field>
struct Access {
    Field field;
    const char *column;
    changes::Value (*get)(const Struct &);
    void (*put)(Struct &, const changes::Value &);
};

template <class Struct, class Field, auto Member>
constexpr Access<Struct, Field> access(Field field, const char *column)
{
    return {field, column, [](const Struct &s) { return toValue(s.*Member); },
            [](Struct &s, const changes::Value &value) { fromValue(s.*Member, value); }};
}

} // namespace shouli::core::residents::detail
