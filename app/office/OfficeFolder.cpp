// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/OfficeFolder.h"

#include "core/base/AtomicFile.h"
#include "core/keys/VaultFiles.h"

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

QString OfficeFolder::mark() const
{
    return m_path + QStringLiteral("/setting-up");
}

bool OfficeFolder::isSetUp() const
{
    const QDir folder(m_path);
    return !QFile::exists(mark())
        && !folder
                .entryList(
                    {QStringLiteral("vault.keys*"), QStringLiteral("office.db*"), QStringLiteral("sign-in.json")},
                    QDir::Files)
                .isEmpty();
}

Result<void> OfficeFolder::beginSetUp() const
{
    if (!QDir().mkpath(m_path))
        return core::base::failure(ErrorCode::FileUnwritable, m_path);
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    SHOULI_CHECK(AtomicFile::write(mark(), {}));
    clear();
    return {};
}

Result<void> OfficeFolder::endSetUp(const QList<SignInName> &names) const
{
    SHOULI_CHECK(storeNames(names, {}));
    if (!QFile::remove(mark()))
        return core::base::failure(ErrorCode::FileUnwritable, mark());
    return storeNames(names, {}); // fsyncs the folder: a mark that came back would have the data taken for left-overs
}

void OfficeFolder::undoSetUp() const
{
    clear();
    QFile::remove(mark());
}

void OfficeFolder::clear() const
{
    QDir folder(m_path);
    const QStringList begun = folder.entryList(
        {QStringLiteral("vault.keys*"), QStringLiteral("office.db*"), QStringLiteral("sign-in.json*")}, QDir::Files);
    for (const QString &file : begun)
        folder.remove(file);
}

Result<QList<SignInName>> OfficeFolder::names() const
{
    SHOULI_TRY(const auto vault, core::keys::VaultFiles(m_path).load({}));
    QList<StaffId> slots;
    for (const core::keys::VaultSlot &slot : vault.contents.slots)
        slots.append(slot.staff);
    QList<SignInName> names;
    const QByteArray bytes = AtomicFile::read(namesFile(), 1 << 20).value_or(QByteArray());
    const QJsonArray entries = QJsonDocument::fromJson(bytes).object().value(u"staff").toArray();
    for (const auto &value : entries) {
        const QJsonObject entry = value.toObject();
        const auto id = StaffId::parse(entry.value(u"id").toString());
        const QString name = entry.value(u"name").toString();
        const auto role = core::staff::parseRole(entry.value(u"role").toString());
        if (id && role && !name.isEmpty() && slots.contains(*id))
            names.append({*id, name, *role});
    }
    if (names.isEmpty()) {
        for (const StaffId &id : std::as_const(slots))
            names.append({id, id.toString().left(8)});
    }
    return names;
}

Result<void> OfficeFolder::storeNames(const QList<SignInName> &names, const QString &officeName) const
{
    QJsonArray entries;
    for (const SignInName &name : names)
        entries.append(QJsonObject{{QStringLiteral("id"), name.id.toString()},
                                   {QStringLiteral("name"), name.name},
                                   {QStringLiteral("role"), core::staff::toString(name.role)}});
    const QJsonObject root{{QStringLiteral("office"), officeName}, {QStringLiteral("staff"), entries}};
    return AtomicFile::write(namesFile(), QJsonDocument(root).toJson());
}

QString OfficeFolder::officeName() const
{
    const auto bytes = AtomicFile::read(namesFile(), 1 << 20);
    return bytes ? QJsonDocument::fromJson(*bytes).object().value(u"office").toString() : QString();
}

} // namespace shouli::app::office
