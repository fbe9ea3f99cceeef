// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Catalogue.h"

#include <memory>

namespace shouli::core::catalogue {

/// The versions of a county's catalogue that this PC has: the newest for new cases, older ones for
/// the cases accepted under them. Catalogues are shared and never change once added, so pointers
/// into them stay good while the library or a copy of it lives. Reading is thread-safe.
class CatalogueLibrary {
public:
    /// Every sub-folder of `folder`, as Catalogue::load() reads them.
    [[nodiscard]] static base::Result<CatalogueLibrary> load(const QString &folder);

    /// Adds a version. CatalogueDamaged for another county's catalogue, for a version that is there
    /// already and differs, or if a service's number changed hands between versions.
    [[nodiscard]] base::Result<void> add(const Catalogue &catalogue);

    [[nodiscard]] QStringList versions() const; ///< oldest first
    /// The newest published version in force on a day. ServiceUnknown if there is none.
    [[nodiscard]] base::Result<std::shared_ptr<const Catalogue>> current(QDate today) const;
    /// ServiceUnknown if this version is not here (yet).
    [[nodiscard]] base::Result<std::shared_ptr<const Catalogue>> catalogue(const QString &version) const;
    /// The service as a case pinned it. ServiceUnknown.
    [[nodiscard]] base::Result<const Service *> service(const QString &code, const QString &version) const;
    /// By the number in a card's code, from the newest version that has it; nullptr if none has.
    [[nodiscard]] const Service *byNumber(int number) const;

private:
    QMap<QString, std::shared_ptr<const Catalogue>> m_versions;
};

} // namespace shouli::core::catalogue
