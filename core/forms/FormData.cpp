// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormData.h"

#include "core/forms/ChineseFigures.h"

#include <QJsonArray>

namespace shouli::core::forms {

using namespace Qt::StringLiterals;

namespace {

QJsonObject with(QJsonObject object, const QStringList &path, qsizetype depth, const QJsonValue &value)
{
    const QString &key = path.at(depth);
    if (depth + 1 == path.size())
        object.insert(key, value);
    else
        object.insert(key, with(object.value(key).toObject(), path, depth + 1, value));
    return object;
}

} // namespace

FormData &FormData::set(const QString &path, const QString &text)
{
    put(path, text);
    return *this;
}

FormData &FormData::setFlag(const QString &path, bool on)
{
    put(path, on);
    return *this;
}

FormData &FormData::setCodes(const QString &path, const QStringList &codes)
{
    put(path, QJsonArray::fromStringList(codes));
    return *this;
}

FormData &FormData::setDate(const QString &path, QDate date)
{
    if (!date.isValid())
        return *this;
    put(path, chineseDate(date));
    put(path + u"_y"_s, QString::number(date.year()));
    put(path + u"_m"_s, QString::number(date.month()));
    put(path + u"_d"_s, QString::number(date.day()));
    put(path + u"_ym"_s, QStringLiteral("%1年%2月").arg(date.year()).arg(date.month()));
    put(path + u"_md"_s, QStringLiteral("%1-%2").arg(date.month()).arg(date.day()));
    return *this;
}

FormData &FormData::setMoney(const QString &path, qint64 fen)
{
    put(path, u'￥' + groupedMoney(fen));
    put(path + u"_plain"_s, groupedMoney(fen).remove(u','));
    put(path + u"_caps"_s, capitalMoney(fen));
    return *this;
}

FormData &FormData::setList(const QString &path, const QList<FormData> &rows)
{
    QJsonArray array;
    for (const FormData &row : rows)
        array.append(row.m_values);
    put(path, array);
    return *this;
}

QJsonValue FormData::at(const QString &path) const
{
    QJsonValue value = m_values;
    const QStringList keys = path.split(u'.');
    for (const QString &key : keys)
        value = value.toObject().value(key);
    return value;
}

void FormData::put(const QString &path, const QJsonValue &value)
{
    m_values = with(std::move(m_values), path.split(u'.'), 0, value);
}

} // namespace shouli::core::forms
