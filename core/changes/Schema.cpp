// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Schema.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace shouli::core::changes {

using base::ErrorCode;
using base::Result;

namespace {

bool isSqlName(const QString &name)
{
    static const QRegularExpression plain(QStringLiteral("^[a-z][a-z0-9_]*\\z"));
    return plain.match(name).hasMatch();
}

std::optional<Policy> policyOf(const QString &name)
{
    if (name == QLatin1String("park"))
        return Policy::Park;
    if (name == QLatin1String("last"))
        return Policy::LastInLog;
    if (name == QLatin1String("keep_both"))
        return Policy::KeepBoth;
    return std::nullopt;
}

Result<FieldSchema> fieldOf(const QJsonObject &json, const QString &kind)
{
    FieldSchema field;
    const int number = json.value(u"field").toInt();
    const auto policy = policyOf(json.value(u"policy").toString(QStringLiteral("park")));
    field.column = json.value(u"column").toString();
    field.group = json.value(u"group").toString();
    if (number < 1 || number > 0xffff || !isSqlName(field.column) || !policy)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("%1, field %2").arg(kind).arg(number));
    field.field = {static_cast<std::uint16_t>(number)};
    field.policy = *policy;
    return field;
}

Result<KindSchema> kindOf(const QJsonObject &json)
{
    KindSchema kind;
    const int number = json.value(u"kind").toInt();
    kind.name = json.value(u"name").toString();
    kind.table = json.value(u"table").toString();
    if (number < 1 || number > 0xffff || kind.name.isEmpty() || !isSqlName(kind.table))
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("kind %1 '%2'").arg(number).arg(kind.name));
    kind.kind = {static_cast<std::uint16_t>(number)};
    const QJsonArray fields = json.value(u"fields").toArray();
    for (const auto &entry : fields) {
        SHOULI_TRY(const FieldSchema field, fieldOf(entry.toObject(), kind.name));
        if (kind.fields.contains(field.field))
            return base::failure(ErrorCode::InvalidArgument,
                                 QStringLiteral("%1, field %2 twice").arg(kind.name).arg(field.field.value));
        kind.fields.insert(field.field, field);
    }
    return kind;
}

} // namespace

Result<Schema> Schema::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return base::failure(ErrorCode::InvalidArgument, error.errorString());
    Schema schema;
    schema.m_version = root.value(u"schema").toInt();
    if (schema.m_version < 1)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("schema"));
    const QJsonArray kinds = root.value(u"kinds").toArray();
    for (const auto &entry : kinds) {
        SHOULI_TRY(const KindSchema kind, kindOf(entry.toObject()));
        if (schema.m_kinds.contains(kind.kind))
            return base::failure(ErrorCode::InvalidArgument, QStringLiteral("kind %1 twice").arg(kind.kind.value));
        schema.m_kinds.insert(kind.kind, kind);
    }
    return schema;
}

Result<Schema> Schema::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ErrorCode::FileUnreadable, path);
    return parse(file.readAll());
}

const KindSchema *Schema::find(Kind kind) const
{
    const auto it = m_kinds.constFind(kind);
    return it != m_kinds.cend() ? &*it : nullptr;
}

const KindSchema *Schema::find(const QString &name) const
{
    for (const KindSchema &kind : m_kinds) {
        if (kind.name == name)
            return &kind;
    }
    return nullptr;
}

QList<Field> KindSchema::coupled(Field field) const
{
    QList<Field> all{field};
    const QString group = fields.value(field).group;
    if (group.isEmpty())
        return all;
    for (const FieldSchema &other : fields) {
        if (other.group == group && other.field != field)
            all.append(other.field);
    }
    return all;
}

Field KindSchema::fieldOf(const QString &column) const
{
    for (const FieldSchema &field : fields) {
        if (field.column == column)
            return field.field;
    }
    return {};
}

} // namespace shouli::core::changes
