// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/CatalogueLibrary.h"

#include <QDir>

namespace shouli::core::catalogue {

using base::ErrorCode;
using base::failure;
using base::Result;

Result<CatalogueLibrary> CatalogueLibrary::load(const QString &folder)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (names.isEmpty())
        return failure(ErrorCode::FileMissing, folder);
    CatalogueLibrary library;
    for (const QString &name : names) {
        SHOULI_TRY(const Catalogue catalogue, Catalogue::load(dir.filePath(name)));
        SHOULI_CHECK(library.add(catalogue));
    }
    return library;
}

Result<void> CatalogueLibrary::add(const Catalogue &catalogue)
{
    for (const auto &other : m_versions) {
        if (other->id() != catalogue.id())
            return failure(ErrorCode::CatalogueDamaged,
                           QStringLiteral("catalogue %1 beside %2").arg(catalogue.id(), other->id()));
        for (const Service &service : catalogue.services()) {
            const Service *sameCode = other->byCode(service.code);
            const Service *sameNumber = other->byNumber(service.number);
            if ((sameCode && sameCode->number != service.number) || (sameNumber && sameNumber->code != service.code))
                return failure(
                    ErrorCode::CatalogueDamaged,
                    QStringLiteral("version %1: number %2 of %3 differs from version %4")
                        .arg(catalogue.version(), QString::number(service.number), service.code, other->version()));
        }
    }
    if (const auto have = m_versions.value(catalogue.version()); have && !(*have == catalogue))
        return failure(ErrorCode::CatalogueDamaged, QStringLiteral("another version %1").arg(catalogue.version()));
    if (!m_versions.contains(catalogue.version()))
        m_versions.insert(catalogue.version(), std::make_shared<const Catalogue>(catalogue));
    return {};
}

QStringList CatalogueLibrary::versions() const
{
    return m_versions.keys();
}

Result<std::shared_ptr<const Catalogue>> CatalogueLibrary::current(QDate today) const
{
    std::shared_ptr<const Catalogue> newest;
    for (const auto &catalogue : m_versions) {
        if (catalogue->isPublished() && catalogue->validFrom() <= today)
            newest = catalogue;
    }
    if (!newest)
        return failure(ErrorCode::ServiceUnknown,
                       QStringLiteral("no catalogue for %1").arg(today.toString(Qt::ISODate)));
    return newest;
}

Result<std::shared_ptr<const Catalogue>> CatalogueLibrary::catalogue(const QString &version) const
{
    const auto found = m_versions.value(version);
    if (!found)
        return failure(ErrorCode::ServiceUnknown, QStringLiteral("catalogue %1").arg(version));
    return found;
}

Result<const Service *> CatalogueLibrary::service(const QString &code, const QString &version) const
{
    SHOULI_TRY(const auto found, catalogue(version));
    const Service *service = found->byCode(code);
    if (!service)
        return failure(ErrorCode::ServiceUnknown, QStringLiteral("%1 in catalogue %2").arg(code, version));
    return service;
}

const Service *CatalogueLibrary::byNumber(int number) const
{
    const Service *newest = nullptr;
    for (const auto &catalogue : m_versions) {
        if (const Service *service = catalogue->byNumber(number))
            newest = service;
    }
    return newest;
}

} // namespace shouli::core::catalogue
