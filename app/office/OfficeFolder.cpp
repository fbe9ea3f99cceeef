// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/OfficeFolder.h"

#include "core/base/AtomicFile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace shouli::app::office {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::Result;
using core::staff::StaffId;

OfficeFolder::OfficeFolder(QString path)
    : m_path(std::move(path))
{
}

QString OfficeFolder::database() const
{
    return m_path + QStringLiteral("/office.db");
}

QString OfficeFolder::namesFile() const
{
    return m_path + QStringLiteral("/sign-in.json");
}

bool OfficeFolder::isSetUp() const
{
    const QDir folder(m_path);
    return !folder.entryList({QStringLiteral("vault.keys*"), QStringLiteral("office.db*"), QStringLiteral("sign-in.json")}, QDir::Files).isEmpty();
}

Result<void> OfficeFolder::make() const
{
    if (!QDir().mkpath(m_path))
        return core::base::failure(ErrorCode::FileUnwritable, m_path);
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<QList<SignInName>> OfficeFolder::names() const
{
    SHOULI_TRY(const QByteArray bytes, AtomicFile::read(namesFile(), 1 << 20));
    QList<SignInName> names;
    const QJsonArray entries = QJsonDocument::fromJson(bytes).object().value(u"staff").toArray();
    for (const auto &value : entries) {
        const QJsonObject entry = value.toObject();
        const auto id = StaffId::parse(entry.value(u"id").toString());
        const auto role = core::staff::parseRole(entry.value(u"role").toString());
        if (id && role)
            names.append({*id, entry.value(u"name").toString(), *role});
    }
    return names;
}

Result<void> OfficeFolder::storeNames(const QList<SignInName> &names, const QString &officeName) const
{
    QJsonArray entries;
    for (const SignInName &name : names)
        entries.append(QJsonObject{{QStringLiteral("id"), name.id.toString()}, {QStringLiteral("name"), name.name}, {QStringLiteral("role"), core::staff::toString(name.role)}});
    const QJsonObject root{{QStringLiteral("office"), officeName}, {QStringLiteral("staff"), entries}};
    return AtomicFile::write(namesFile(), QJsonDocument(root).toJson());
}

QString OfficeFolder::officeName() const
{
    const auto bytes = AtomicFile::read(namesFile(), 1 << 20);
    return bytes ? QJsonDocument::fromJson(*bytes).object().value(u"office").toString() : QString();
}

} // namespace shouli::app::office
